using Hecai.Control;
using Hecai.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests;

/// <summary>The modules over one empty database, without a web host: for rules that need a transaction but no world.</summary>
public sealed class TestKernel : IAsyncDisposable
{
    private readonly DatabaseCopy copy;
    private readonly ServiceProvider services;

    private TestKernel(DatabaseCopy copy, ServiceProvider services) => (this.copy, this.services) = (copy, services);

    public AppDb Db => Get<AppDb>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<TestKernel> Open(Database kind)
    {
        var copy = await Databases.Copy(kind, "empty");
        var services = new ServiceCollection();
        services.AddSingleton(await Databases.Open(kind, copy.Place)).AddSingleton(TimeProvider.System).AddLogging(l => l.ClearProviders());
        services.AddSingleton(AuditKey.In(Directory.CreateTempSubdirectory("hecai-key-").FullName));
        services.AddModules(HecaiModules.All);
        return new TestKernel(copy, services.BuildServiceProvider());
    }

    /// <summary>Somebody in finance and administration of an organization that exists in name only.</summary>
    public static Actor Finance(OrganizationId organization) => new(Id.Named<PersonId>("p" + organization.Value), "财务", Id.Named<MembershipId>("m" + organization.Value),
        organization, ("测试企业", "Test company"), OrganizationKind.Buyer, null, new HashSet<string>(),
        new HashSet<string> { ControlPermissions.ManageCostCentres.Code, ControlPermissions.ManageBudgets.Code, ControlPermissions.ViewBudgets.Code }, Via.Page);

    public async ValueTask DisposeAsync()
    {
        await Get<Engine>().DisposeAsync();
        await services.DisposeAsync();
        await copy.Drop();
    }
}
