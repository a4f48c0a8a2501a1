using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai;

/// <summary>Whose eyes a database context looks through. Each has its own model, so that a filter is never an "or true".</summary>
public enum Scope
{
    /// <summary>One organization: rows in which it is a party.</summary>
    Organization,
    /// <summary>The operator: also the rows that documents share with it.</summary>
    Operator,
    /// <summary>The platform itself: jobs, outbox, seeding, migrations.</summary>
    Platform,
}

/// <summary>Carries the <see cref="Scope"/> of a context in its options.</summary>
public sealed class ScopeExtension(Scope scope) : IDbContextOptionsExtension
{
    public Scope Scope { get; } = scope;
    public DbContextOptionsExtensionInfo Info => new ScopeInfo(this);
    public void ApplyServices(IServiceCollection services) { }
    public void Validate(IDbContextOptions options) { }

    private sealed class ScopeInfo(ScopeExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;
        public override string LogFragment => $"scope={extension.Scope} ";
        public override int GetServiceProviderHashCode() => 0;
        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ScopeInfo;
        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}

/// <summary>One model per context type and scope.</summary>
internal sealed class ScopeModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((HecaiContext)context).Scope, designTime);
}

public static class ScopeOptions
{
    /// <summary>Makes contexts of these options look through the eyes of a scope.</summary>
    public static DbContextOptionsBuilder<T> UseScope<T>(this DbContextOptionsBuilder<T> builder, Scope scope) where T : HecaiContext
    {
        builder.ReplaceService<IModelCacheKeyFactory, ScopeModelKey>();
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new ScopeExtension(scope));
        return builder;
    }
}
