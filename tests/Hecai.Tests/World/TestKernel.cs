using Hecai.Control;
using Hecai.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests;

/// <summary>The modules over one empty database, without a web host: for rules that need a transaction but no world.</summary>
public sealed class TestKernel : IAsyncDisposable
{
    private readonly DatabaseCopy copy;
    private readonly string keys;
    private readonly ServiceProvider services;

    private TestKernel(DatabaseCopy copy, string keys, ServiceProvider services) => (this.copy, this.keys, this.services) = (copy, keys, services);

    public AppDb Db => Get<AppDb>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <param name="kind">Which database.</param>
    /// <param name="add">Services beside the modules': handlers of a story.</param>
    /// <param name="clock">The time; the system's when absent.</param>
    public static async Task<TestKernel> Open(Database kind, Action<IServiceCollection>? add = null, TimeProvider? clock = null) =>
        await Over(await Databases.Copy(kind, "empty"), Directory.CreateTempSubdirectory("hecai-key-").FullName, add, clock);

    /// <summary>Another process over the same database: a second node, or the next start. With other keys when a folder is named.</summary>
    public Task<TestKernel> Beside(string? otherKeys = null, Action<IServiceCollection>? add = null, TimeProvider? clock = null) =>
        Over(copy with { Drop = () => Task.CompletedTask }, otherKeys ?? keys, add, clock);

    private static async Task<TestKernel> Over(DatabaseCopy copy, string keys, Action<IServiceCollection>? add, TimeProvider? clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(await Databases.Open(copy.Kind, copy.Place)).AddSingleton(clock ?? TimeProvider.System).AddLogging(l => l.ClearProviders());
        services.AddSingleton(AuditKey.In(keys));
        services.AddModules(HecaiModules.All);
        add?.Invoke(services);
        return new TestKernel(copy, keys, services.BuildServiceProvider());
    }

    /// <summary>One statement outside of any scope, by somebody who is not stopped by triggers or row-level security.</summary>
    public async Task Sql(string statement)
    {
        await using var connection = await Db.Engine.Connect(default);
        await using var command = connection.CreateCommand();
        command.CommandText = copy.Kind == Database.Postgres ? "SET session_replication_role = replica; " + statement : statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A cost centre of an organization that exists in name only.</summary>
    internal Task<CostCentreId> Centre(OrganizationId organization, string code) => Db.Write(Finance(organization), tx =>
        Task.FromResult(tx.Add(new CostCentre(Id.New<CostCentreId>(), organization, code, "总行", default)).Id));

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
