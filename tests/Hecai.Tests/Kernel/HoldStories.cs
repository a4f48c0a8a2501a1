using System.Collections.Concurrent;
using Hecai.Control;
using Hecai.Tests.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Kernel;

/// <summary>预占: all or nothing, and ended exactly once: confirmed, released or expired.</summary>
public sealed class HoldStories
{
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank");
    private static readonly Actor Finance = TestKernel.Finance(Bank);
    private readonly SetClock clock = new();

    private sealed class Told : IHandle<HoldExpired>
    {
        public ConcurrentQueue<Guid> Documents { get; } = new();

        public Task Handle(Tx tx, HoldExpired happened)
        {
            Documents.Enqueue(happened.Document);
            return Task.CompletedTask;
        }
    }

    private async Task<(TestKernel Kernel, BudgetId Budget)> Open(Database kind)
    {
        var kernel = await TestKernel.Open(kind, services => services.AddHandler<HoldExpired, Told>("story.told"), clock);
        var centre = await kernel.Centre(Bank, "C-1");
        return (kernel, await kernel.Get<AllocateBudget>().Run(centre, 2026, Money.Yuan(100), Finance));
    }

    private static Task<Hold> Take(TestKernel kernel, HoldId document, params (BudgetId Budget, long Amount)[] demands) => kernel.Db.Write(Finance, tx => Task.FromResult(
        kernel.Get<Holds>().Take(tx, "story", document, Bank, demands.Select((d, i) => new Demand(BudgetLedger.HoldKind, d.Budget.Value, d.Amount, "总行", $"lines[{i}].quantity")), tx.Now + TimeSpan.FromHours(1))));

    private static Task Confirm(TestKernel kernel, HoldId document) => kernel.Db.Write(Finance, tx => kernel.Get<Holds>().Confirm(tx, document));

    private static Task Release(TestKernel kernel, HoldId document) => kernel.Db.Write(Finance, tx => kernel.Get<Holds>().Release(tx, document));

    private static Task<(long Reserved, long Committed)> Figures(TestKernel kernel, BudgetId budget) => kernel.Db.Read(Finance, async read =>
    {
        var row = await kernel.Get<BudgetQueries>().One(read, budget);
        return (row.Reserved, row.Committed);
    });

    private static Task<List<HoldState>> States(TestKernel kernel) => kernel.Db.Read(Finance, read => read.Set<Hold>().Select(h => h.State).ToListAsync());

    [Theory, EveryDatabase]
    public async Task Everything_is_held_or_nothing_and_two_lines_for_one_resource_are_one_demand(Database kind)
    {
        var (kernel, budget) = await Open(kind);
        await using var _ = kernel;
        var other = await kernel.Get<AllocateBudget>().Run(await kernel.Centre(Bank, "C-2"), 2026, Money.Yuan(1), Finance);

        var refused = await ControlErrors.BudgetExceeded.RefusesAsync(() => Take(kernel, Id.New<HoldId>(), (budget, 5_000), (other, 101)));
        Assert.Equal("lines[1].quantity", Assert.Single(refused.Fields).Field);
        await ControlErrors.BudgetExceeded.RefusesAsync(() => Take(kernel, Id.New<HoldId>(), (budget, 6_000), (budget, 4_001)));
        Assert.Equal(((0L, 0L), (0L, 0L)), (await Figures(kernel, budget), await Figures(kernel, other)));
        Assert.Empty(await States(kernel));

        var hold = await Take(kernel, Id.New<HoldId>(), (budget, 6_000), (budget, 4_000), (other, 100));
        Assert.Equal([100L, 10_000L], hold.Lines.Select(l => l.Amount).Order());
        Assert.Equal(((10_000L, 0L), (100L, 0L)), (await Figures(kernel, budget), await Figures(kernel, other)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => kernel.Db.Write(Finance, tx => Task.FromResult(
            kernel.Get<Holds>().Take(tx, "story", Id.New<HoldId>(), Bank, [new Demand("nobody's", Guid.NewGuid(), 1, "?")], tx.Now))));
    }

    [Theory, EveryDatabase]
    public async Task A_hold_is_confirmed_or_released_once(Database kind)
    {
        var (kernel, budget) = await Open(kind);
        await using var _ = kernel;
        var (bought, dropped) = (Id.New<HoldId>(), Id.New<HoldId>());
        await Take(kernel, bought, (budget, 3_000));
        await Take(kernel, dropped, (budget, 2_000));

        await Confirm(kernel, bought);
        await HoldErrors.NotHeld.RefusesAsync(() => Confirm(kernel, bought));
        await Release(kernel, bought);
        Assert.Equal((2_000L, 3_000L), await Figures(kernel, budget));

        await Release(kernel, dropped);
        await Release(kernel, dropped);
        await HoldErrors.NotHeld.RefusesAsync(() => Confirm(kernel, dropped));
        await HoldErrors.NotHeld.RefusesAsync(() => Confirm(kernel, Id.New<HoldId>()));
        Assert.Equal((0L, 3_000L), await Figures(kernel, budget));
        Assert.Equal([HoldState.Confirmed, HoldState.Released], (await States(kernel)).Order());
    }

    [Theory, EveryDatabase]
    public async Task A_hold_whose_time_ran_out_is_given_back_and_announced_once(Database kind)
    {
        var (kernel, budget) = await Open(kind);
        await using var _ = kernel;
        var (early, late) = (Id.New<HoldId>(), Id.New<HoldId>());
        await Take(kernel, early, (budget, 3_000));
        clock.Move(TimeSpan.FromMinutes(30));
        await Take(kernel, late, (budget, 2_000));
        var expire = kernel.Get<ExpireHolds>();

        clock.Move(TimeSpan.FromMinutes(30) - TimeSpan.FromMicroseconds(1));
        await expire.Run(default);
        Assert.Equal((5_000L, 0L), await Figures(kernel, budget));
        clock.Move(TimeSpan.FromMicroseconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => expire.Run(default))));
        await expire.Run(default);
        Assert.Equal((2_000L, 0L), await Figures(kernel, budget));
        await HoldErrors.NotHeld.RefusesAsync(() => Confirm(kernel, early));
        await Confirm(kernel, late);

        while (await kernel.Get<OutboxPump>().PumpOnce(default) > 0) { }
        Assert.Equal([early.Value], kernel.Get<Told>().Documents);
        clock.Move(TimeSpan.FromDays(1));
        await expire.Run(default);
        Assert.Equal((0L, 2_000L), await Figures(kernel, budget));
    }

    [Theory, EveryDatabase]
    public async Task Of_many_that_would_end_a_hold_at_once_one_does(Database kind)
    {
        var (kernel, budget) = await Open(kind);
        await using var _ = kernel;
        var (confirmed, document) = (0, new HoldId[4]);
        for (var i = 0; i < document.Length; i++)
            await Take(kernel, document[i] = Id.New<HoldId>(), (budget, 1_000));
        clock.Move(TimeSpan.FromHours(1));
        await Task.WhenAll(document.SelectMany(d => Enumerable.Range(0, 9).Select(i => Task.Run(async () =>
        {
            try
            {
                await (i % 3 == 0 ? Release(kernel, d) : i % 3 == 1 ? kernel.Get<ExpireHolds>().Run(default) : Confirm(kernel, d));
                if (i % 3 == 2)
                    Interlocked.Increment(ref confirmed);
            }
            catch (Refused refused) when (refused.Code == "hold.not_held")
            {
                // Another was first.
            }
        }))));
        Assert.Equal((0L, 1_000L * confirmed), await Figures(kernel, budget));
        var states = await States(kernel);
        Assert.Equal((4, 0, confirmed), (states.Count, states.Count(s => s == HoldState.Held), states.Count(s => s == HoldState.Confirmed)));
    }
}
