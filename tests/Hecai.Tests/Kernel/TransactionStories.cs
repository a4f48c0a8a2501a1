using Hecai.Control;
using Hecai.Parties;
using Hecai.Tests.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Kernel;

/// <summary>Many at once: nothing is lost, nothing happens twice, and whoever fails takes nobody along.</summary>
public sealed class TransactionStories
{
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank"), Farm = Id.Named<OrganizationId>("farm");
    private static readonly DepartmentId Desk = Id.Named<DepartmentId>("desk");
    private static readonly Actor Finance = TestKernel.Finance(Bank);

    private static Task Open(Tx tx, string code)
    {
        tx.Add(new CostCentre(Id.New<CostCentreId>(), tx.Actor.Organization, code, "中心", default));
        return Task.CompletedTask;
    }

    private static Task<List<string>> Codes(TestKernel kernel) =>
        kernel.Db.Read(Actor.System(), read => read.Set<CostCentre>().Select(c => c.Code).OrderBy(c => c).ToListAsync());

    private static async Task<TestKernel> WithDepartment(Database kind)
    {
        var kernel = await TestKernel.Open(kind);
        await kernel.Db.Write(Actor.System(Via.Seed), tx =>
        {
            kernel.Get<Enrolment>().Organization(tx, Bank, PartiesWorld.Application("江南银行") with { Kinds = OrganizationKind.Buyer });
            kernel.Get<Enrolment>().Department(tx, Desk, Bank, "0");
            return Task.CompletedTask;
        });
        return kernel;
    }

    [Theory, EveryDatabase]
    public async Task Sixteen_requests_with_one_key_have_one_effect_and_one_answer(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var runs = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var once = Once.For("key-1", "POST /cost-centres {}");
            var answer = await kernel.Db.Write(Finance with { Once = once }, async tx =>
            {
                await Open(tx, "C-1");
                return $"run {Interlocked.Increment(ref runs)}";
            });
            return (answer, once.Replayed);
        })));
        Assert.Single(answers.Select(a => a.answer).Distinct());
        Assert.Equal(15, answers.Count(a => a.Replayed));
        Assert.Equal(["C-1"], await Codes(kernel));
    }

    [Theory, EveryDatabase]
    public async Task A_key_stands_for_one_request_of_one_organization(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        Actor Asking(OrganizationId organization, string request) => TestKernel.Finance(organization) with { Once = Once.For("key-1", request) };
        await kernel.Db.Write(Asking(Bank, "POST /a {1}"), tx => Open(tx, "C-1"));
        await KernelErrors.IdempotencyReuse.RefusesAsync(() => kernel.Db.Write(Asking(Bank, "POST /a {2}"), tx => Open(tx, "C-2")));
        await KernelErrors.IdempotencyReuse.RefusesAsync(() => kernel.Db.Write(Asking(Bank, "POST /b {1}"), tx => Open(tx, "C-2")));
        await kernel.Db.Write(Asking(Farm, "POST /a {2}"), tx => Open(tx, "F-1"));
        Assert.Equal(["C-1", "F-1"], await Codes(kernel));
        foreach (var key in new[] { "", "mit leerzeichen", "schlüssel", new string('k', 129) })
            KernelErrors.IdempotencyKey.Refuses(() => Once.For(key, "x"));
    }

    [Theory, EveryDatabase]
    public async Task A_request_that_died_between_two_transactions_goes_on_with_the_second(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        async Task<string> Request(bool dies)
        {
            var actor = Finance with { Once = Once.For("key-1", "POST /two") };
            var first = await kernel.Db.Write(actor, async tx => { await Open(tx, "C-1"); return Guid.NewGuid().ToString(); });
            if (dies)
                throw new IOException("killed");
            return first + await kernel.Db.Write(actor, async tx => { await Open(tx, "C-2"); return Guid.NewGuid().ToString(); });
        }
        await Assert.ThrowsAsync<IOException>(() => Request(dies: true));
        var (again, third) = (await Request(dies: false), await Request(dies: false));
        Assert.Equal(again, third);
        Assert.Equal(["C-1", "C-2"], await Codes(kernel));
    }

    [Theory, EveryDatabase]
    public async Task A_refused_request_leaves_its_key_free(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        Actor Asking() => Finance with { Once = Once.For("key-1", "POST /a") };
        await KernelErrors.Changed.RefusesAsync(() => kernel.Db.Write(Asking(), async tx => { await Open(tx, "C-1"); throw Refused.With(KernelErrors.Changed); }));
        await kernel.Db.Write(Asking(), tx => Open(tx, "C-1"));
        Assert.Equal(["C-1"], await Codes(kernel));
    }

    [Theory, EveryDatabase]
    public async Task No_change_of_one_row_by_many_is_lost(Database kind)
    {
        await using var kernel = await WithDepartment(kind);
        var counted = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = 0;
            for (var i = 0; i < 5; i++)
                try
                {
                    await kernel.Db.Write(Finance, async tx =>
                    {
                        var desk = await tx.Load<Department>(Desk);
                        desk.Rename((int.Parse(desk.Name) + 1).ToString());
                    });
                    mine++;
                }
                catch (Refused refused) when (refused.Code == "document.changed")
                {
                    // Twelve lost races in a row are told to the caller; what was not told is counted below.
                }
            return mine;
        })))).Sum();
        var row = await kernel.Db.Read(Finance, read => read.Load<Department>(Desk));
        Assert.Equal((counted.ToString(), (long)counted), (row.Name, row.Version));
        Assert.InRange(counted, 20, 40);
    }

    [Theory, EveryDatabase]
    public async Task What_was_read_before_another_s_change_cannot_be_written_over_it(Database kind)
    {
        await using var kernel = await WithDepartment(kind);
        await kernel.Db.Write(Finance, async tx => (await tx.Load<Department>(Desk)).Rename("营业部"));
        await KernelErrors.Changed.RefusesAsync(() => kernel.Db.Write(Finance, tx =>
        {
            var stale = new Department(Desk, Bank, "旧名", null);
            tx.Context.Attach(stale).Property(d => d.Name).IsModified = true;
            return Task.CompletedTask;
        }));
        Assert.Equal("营业部", (await kernel.Db.Read(Finance, read => read.Load<Department>(Desk))).Name);
    }

    [Theory, EveryDatabase]
    public async Task Whoever_loses_the_race_for_a_unique_value_is_told_so(Database kind)
    {
        await using var kernel = await WithDepartment(kind);
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await kernel.Get<OpenCostCentre>().Run("C-1", "总行", Desk, Finance);
                return "opened";
            }
            catch (Refused refused)
            {
                return refused.Code;
            }
        })));
        Assert.Equal([.. Enumerable.Repeat("cost_centre.exists", 7), "opened"], told.Order(StringComparer.Ordinal));
        Assert.Equal(["C-1"], await Codes(kernel));
    }

    [Fact]
    public async Task Of_two_transactions_that_wait_for_each_other_one_runs_again_as_a_whole()
    {
        await using var kernel = await TestKernel.Open(Database.Postgres);
        var (a, b) = (await kernel.Centre(Bank, "A"), await kernel.Centre(Bank, "B"));
        using var both = new Barrier(2);
        var (runs, committed) = (0, 0);
        Task Cross(CostCentreId first, CostCentreId second, string suffix)
        {
            var attempt = 0;
            return kernel.Db.Write(Finance, async tx =>
            {
                Interlocked.Increment(ref runs);
                tx.AfterCommit(() => Interlocked.Increment(ref committed));
                await tx.Set<CostCentre>().Where(c => c.Id == first).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, c => c.Name + suffix));
                if (attempt++ == 0)
                    await Task.Run(both.SignalAndWait);
                await tx.Set<CostCentre>().Where(c => c.Id == second).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, c => c.Name + suffix));
            });
        }
        await Task.WhenAll(Task.Run(() => Cross(a, b, "甲")), Task.Run(() => Cross(b, a, "乙")));
        Assert.Equal((3, 2), (runs, committed));
        var names = await kernel.Db.Read(Finance, read => read.Set<CostCentre>().OrderBy(c => c.Code).Select(c => c.Name).ToListAsync());
        Assert.All(names, name => Assert.Equal(1, name.Count(c => c == '甲')));
        Assert.All(names, name => Assert.Equal(1, name.Count(c => c == '乙')));
    }

    [Theory, EveryDatabase]
    public async Task Whoever_fails_among_many_takes_nobody_along(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        var ended = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            try
            {
                await kernel.Db.Write(Finance, async tx =>
                {
                    await Open(tx, $"C-{i:D2}");
                    await tx.Flush();
                    if (i % 3 == 1)
                        throw Refused.With(KernelErrors.Changed);
                    if (i % 3 == 2)
                        throw new IOException("broken");
                });
                return "done";
            }
            catch (Exception exception)
            {
                return exception is Refused refused ? refused.Code : exception.Message;
            }
        })));
        Assert.Equal([("broken", 20), ("document.changed", 20), ("done", 20)], ended.GroupBy(e => e).Select(g => (g.Key, g.Count())).OrderBy(g => g.Key, StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"C-{3 * i:D2}"), await Codes(kernel));
        Assert.Equal(20, await kernel.Db.Read(Actor.System(), read => read.Set<AuditEntry>().CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_opens_a_transaction_within_a_transaction_and_a_cancelled_one_leaves_nothing(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        await Assert.ThrowsAsync<InvalidOperationException>(() => kernel.Db.Write(Finance, _ => kernel.Db.Write(Finance, tx => Open(tx, "C-1"))));
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kernel.Db.Write(Finance, async tx =>
        {
            await Open(tx, "C-2");
            await gone.CancelAsync();
            await tx.Flush();
        }, gone.Token));
        Assert.Empty(await Codes(kernel));
    }
}
