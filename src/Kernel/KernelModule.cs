using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai;

/// <summary>The kernel as the first of the modules: its tables and its workers.</summary>
public sealed class KernelModule : Module
{
    public override void Services(IServiceCollection services)
    {
        services.AddSingleton<AppDb>().AddSingleton<HandlerRegistry>().AddSingleton<OutboxSignal>();
        services.AddSingleton<DocumentNumbers>().AddSingleton<Holds>().AddSingleton<AuditChain>();
        services.AddSingleton<OutboxPump>();
        services.AddSingleton<IFileStore, FolderFileStore>().AddSingleton<Uploads>();
        services.AddJob<ExpireHolds>("holds.expire", TimeSpan.FromSeconds(15));
        services.AddJob<SealAudit>("audit.seal", TimeSpan.FromSeconds(3));
    }
}

public static class ModuleServices
{
    /// <summary>Registers modules: what each registers itself, and by convention its use cases and queries.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services, IReadOnlyList<Module> modules)
    {
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            foreach (var type in module.GetType().Assembly.GetExportedTypes().Where(IsUseCaseOrQueries))
                services.AddSingleton(type);
            module.Services(services);
        }
        return services;
    }

    // A use case is a public sealed class with one method, Run; a …Queries class reads. Both hold no state of their own.
    private static bool IsUseCaseOrQueries(Type type) =>
        type is { IsClass: true, IsSealed: true, IsAbstract: false } && !type.IsSubclassOf(typeof(Job)) &&
        (type.Name.EndsWith("Queries", StringComparison.Ordinal) ||
         type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(m => m.Name == "Run"));
}
