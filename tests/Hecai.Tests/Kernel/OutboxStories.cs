using System.Collections.Concurrent;
using Hecai.Control;
using Hecai.Tests.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Kernel;

/// <summary>Messages leave with their transaction, in order, at least once, and are never lost.</summary>
public sealed class OutboxStories
{
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank");
    private static readonly Guid A = Guid.Parse("00000000-0000-4000-8000-00000000000a"), B = Guid.Parse("00000000-0000-4000-8000-00000000000b");
    private readonly SetClock clock = new();

    public sealed record Rang(Guid Document, int Number) : IEvent;

    /// <summary>Opens a cost centre for every event, so that each effect can be counted; fails when told to.</summary>
    private sealed class Bell : IHandle<Rang>
    {
        public ConcurrentQueue<string> Heard { get; } = new();
        public Action<Rang> Before { get; set; } = _ => { };
        public Action<Rang> After { get; set; } = _ => { };

        public Task Handle(Tx tx, Rang happened)
        {
            Before(happened);
            tx.Add(new CostCentre(Id.New<CostCentreId>(), Bank, Name(happened), "铃", default));
            Heard.Enqueue(Name(happened));
            After(happened);
            return Task.CompletedTask;
        }
    }

    private sealed class Post : IDeliver<Rang>
    {
        public List<long> Sent { get; } = [];
        public Action After { get; set; } = () => { };

        public Task Deliver(Rang happened, long messageId, CancellationToken ct)
        {
            Sent.Add(messageId);
            After();
            return Task.CompletedTask;
        }
    }

    private static string Name(Rang rang) => (rang.Document == A ? "A" : "B") + rang.Number;

    private Task<TestKernel> Open(Database kind, bool post = false) => TestKernel.Open(kind, services =>
    {
        if (post)
            services.AddDelivery<Rang, Post>("story.post");
        else
            services.AddHandler<Rang, Bell>("story.bell");
    }, clock);

    private static Task Ring(TestKernel kernel, params (Guid Document, int Number)[] rings) => kernel.Db.Write(TestKernel.Finance(Bank), tx =>
    {
        foreach (var (document, number) in rings)
            tx.Publish(new Rang(document, number));
        return Task.CompletedTask;
    });

    private static Task<int> Pump(TestKernel kernel) => kernel.Get<OutboxPump>().PumpOnce(default);

    /// <summary>How many messages each of the next three rounds tried.</summary>
    private static async Task<List<int>> Pumps(TestKernel kernel)
    {
        var tried = new List<int>();
        for (var round = 0; round < 3; round++)
            tried.Add(await Pump(kernel));
        return tried;
    }

    private static Task<List<OutboxMessage>> Waiting(TestKernel kernel) =>
        kernel.Db.Read(Actor.System(), read => read.Set<OutboxMessage>().OrderBy(m => m.Seq).ToListAsync());

    private static Task<List<string>> Effects(TestKernel kernel) =>
        kernel.Db.Read(Actor.System(), read => read.Set<CostCentre>().Select(c => c.Code).OrderBy(c => c).ToListAsync());

    [Theory, EveryDatabase]
    public async Task Messages_about_one_document_keep_their_order_and_one_that_fails_delays_no_other_document(Database kind)
    {
        await using var kernel = await Open(kind);
        var bell = kernel.Get<Bell>();
        await Ring(kernel, (A, 1), (A, 2));
        await Ring(kernel, (A, 3));
        await Ring(kernel, (B, 1), (B, 2));
        var broken = true;
        bell.Before = rang => { if (broken && Name(rang) == "A2") throw new IOException("out of order"); };

        Assert.Equal([2, 2, 0], await Pumps(kernel));
        Assert.Equal(["A1", "B1", "B2"], bell.Heard);
        broken = false;
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 1, 0], await Pumps(kernel));
        Assert.Equal(["A1", "B1", "B2", "A2", "A3"], bell.Heard);
        Assert.Empty(await Waiting(kernel));
    }

    [Theory, EveryDatabase]
    public async Task What_fails_is_tried_again_ever_later_and_then_waits_for_a_person(Database kind)
    {
        await using var kernel = await Open(kind);
        var bell = kernel.Get<Bell>();
        bell.Before = _ => throw new IOException("the line is down");
        await Ring(kernel, (A, 1), (A, 2));
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
        {
            Assert.Equal(1, await Pump(kernel));
            var tried = (await Waiting(kernel))[0];
            Assert.Equal((TimeSpan.FromSeconds(seconds), false, "the line is down"), (tried.DueAt - clock.GetUtcNow(), tried.Dead, tried.LastError));
            clock.Move(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await Pump(kernel));
            clock.Move(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal(1, await Pump(kernel));
        Assert.Equal((12, true), ((await Waiting(kernel))[0].Attempts, (await Waiting(kernel))[0].Dead));
        clock.Move(TimeSpan.FromDays(30));
        Assert.Equal(0, await Pump(kernel));
        Assert.Equal(TimeSpan.FromHours(6), OutboxPump.BackOff(40));
    }

    [Theory, EveryDatabase]
    public async Task A_dead_letter_is_sent_again_by_whoever_may_and_what_waited_behind_it_follows(Database kind)
    {
        await using var kernel = await Open(kind);
        var bell = kernel.Get<Bell>();
        await Ring(kernel, (A, 1), (A, 2));
        await kernel.Sql("UPDATE outbox_messages SET dead = " + (kind == Database.Sqlite ? "1" : "true") + ", attempts = 12, last_error = 'down' WHERE seq = (SELECT min(seq) FROM outbox_messages)");
        var seq = (await Waiting(kernel))[0].Seq;
        var administrator = new Actor(Id.Named<PersonId>("p"), "管理员", Id.Named<MembershipId>("m"), Id.Named<OrganizationId>("operator"), ("平台", "Operator"), OrganizationKind.Operator, null,
            new HashSet<string>(), new HashSet<string> { KernelPermissions.RetryDelivery.Code, KernelPermissions.ViewDeliveries.Code }, Via.Page);
        var retry = kernel.Get<RetryDelivery>();

        Assert.Equal(0, await Pump(kernel));
        Assert.Equal(new DeliveryCounts(1, 0, 1, clock.GetUtcNow()), await kernel.Db.Read(administrator, kernel.Get<OutboxQueries>().Counts));
        await KernelErrors.Forbidden.RefusesAsync(() => retry.Run(seq, TestKernel.Finance(Bank)));
        await KernelErrors.NotFound.RefusesAsync(() => retry.Run(seq + 1, administrator));
        await retry.Run(seq, administrator);
        await KernelErrors.NotFound.RefusesAsync(() => retry.Run(seq, administrator));

        Assert.Equal([1, 1, 0], await Pumps(kernel));
        Assert.Equal(["A1", "A2"], bell.Heard);
        var entry = await kernel.Db.Read(Actor.System(), read => read.Set<AuditEntry>().SingleAsync(e => e.Action == "outbox_message.retried"));
        Assert.Equal(("管理员", A, "down"), (entry.PersonName, entry.DocumentId, entry.Comment));
    }

    [Theory, EveryDatabase]
    public async Task A_process_that_dies_after_sending_sends_again_under_the_same_number(Database kind)
    {
        await using var kernel = await Open(kind, post: true);
        var post = kernel.Get<Post>();
        await Ring(kernel, (A, 1));
        using var death = new CancellationTokenSource();
        post.After = death.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kernel.Get<OutboxPump>().PumpOnce(death.Token));

        post.After = () => { };
        await using var next = await kernel.Beside(add: services => services.AddDelivery<Rang, Post>("story.post"), clock: clock);
        // The dead process held it for a minute; nobody takes it before that.
        Assert.Equal(0, await Pump(next));
        clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await Pump(next));
        Assert.Equal(Assert.Single(post.Sent), Assert.Single(next.Get<Post>().Sent));
        Assert.Empty(await Waiting(next));
    }

    [Theory, EveryDatabase]
    public async Task A_process_that_dies_in_a_handler_leaves_nothing_of_it_and_the_next_does_it_once(Database kind)
    {
        await using var kernel = await Open(kind);
        var bell = kernel.Get<Bell>();
        await Ring(kernel, (A, 1));
        using var death = new CancellationTokenSource();
        bell.After = _ => { death.Cancel(); death.Token.ThrowIfCancellationRequested(); };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kernel.Get<OutboxPump>().PumpOnce(death.Token));
        Assert.Empty(await Effects(kernel));

        bell.After = _ => { };
        clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await Pump(kernel));
        Assert.Equal(["A1"], await Effects(kernel));
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_do_everything_once_and_in_order(Database kind)
    {
        await using var one = await Open(kind);
        await using var two = await one.Beside(add: services => services.AddHandler<Rang, Bell>("story.bell"), clock: clock);
        for (var i = 0; i < 10; i++)
            await Ring(one, (A, i), (B, i));
        var stop = Environment.TickCount64 + 60_000;
        await Task.WhenAll(new[] { one, two }.Select(node => Task.Run(async () =>
        {
            while (Environment.TickCount64 < stop && (await Waiting(node)).Count > 0)
                await Pump(node);
        })));
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"A{i}"), .. Enumerable.Range(0, 10).Select(i => $"B{i}")], await Effects(one));
        foreach (var heard in new[] { one, two }.Select(node => node.Get<Bell>().Heard.Where(name => name[0] == 'A').ToList()))
            Assert.Equal(heard.Order(StringComparer.Ordinal), heard);
    }

    [Theory, EveryDatabase]
    public async Task What_is_refused_announces_nothing(Database kind)
    {
        await using var kernel = await Open(kind);
        await KernelErrors.Changed.RefusesAsync(() => kernel.Db.Write(TestKernel.Finance(Bank), tx =>
        {
            tx.Publish(new Rang(A, 1));
            throw Refused.With(KernelErrors.Changed);
        }));
        Assert.Empty(await Waiting(kernel));
    }
}
