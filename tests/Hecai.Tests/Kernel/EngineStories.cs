using Hecai.Control;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Kernel;

/// <summary>Units of work on both databases.</summary>
public sealed class EngineStories
{
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank"), Farm = Id.Named<OrganizationId>("farm");

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_one_organization_writes_another_neither_reads_nor_changes(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var centre = await kernel.Centre(Bank, "C-1");

        var seen = await kernel.Db.Read(TestKernel.Finance(Farm), read => kernel.Get<CostCentreQueries>().All(read));
        Assert.Empty(seen);
        await KernelRefuses("not_found", () => kernel.Db.Write(TestKernel.Finance(Farm), async tx =>
        {
            var stub = new CostCentre(centre, Bank, "X", "改名", default);
            tx.Context.Attach(stub).Property(c => c.Name).IsModified = true;
            await Task.CompletedTask;
        }));
        Assert.Equal("总行", (await kernel.Db.Read(TestKernel.Finance(Bank), read => kernel.Get<CostCentreQueries>().All(read)))[0].Name);
    }

    private static async Task KernelRefuses(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refused>(act)).Code);

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_budget_that_64_writers_spend_from_is_never_overspent(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var finance = TestKernel.Finance(Bank);
        var centre = await kernel.Centre(Bank, "C-1");
        var budget = await kernel.Get<AllocateBudget>().Run(centre, 2026, Money.Yuan(100), finance);
        var holds = kernel.Get<Holds>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try
            {
                await kernel.Db.Write(finance, tx => Task.FromResult(holds.Take(tx, "requisition", Id.New<HoldId>(), Bank,
                    [new Demand(BudgetLedger.HoldKind, budget.Value, 300, "总行")], tx.Now + TimeSpan.FromHours(1))));
                return 1;
            }
            catch (Refused refused) when (refused.Code == "budget.exceeded")
            {
                return 0;
            }
        })));
        var row = await kernel.Db.Read(finance, read => kernel.Get<BudgetQueries>().One(read, budget));
        Assert.Equal((33, 9_900L, 100L), (taken.Sum(), row.Reserved, row.Available));
    }
}
