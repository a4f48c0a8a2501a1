using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Kernel;

/// <summary>Scheduled work runs without anybody asking for it: in memory on SQLite, from the clustered store on PostgreSQL.</summary>
public sealed class JobStories
{
    [Theory, EveryDatabase]
    public async Task What_was_written_is_sealed_by_the_schedule_alone(Database database)
    {
        await using var world = await World.Open(database);
        var chain = world.Get<AuditChain>();
        var before = await chain.Verify(default);
        await (await world.As("he.jiayi")).Draft(new Want("BY-SH18", 1));
        await Eventually.Is((true, 0L), async () => await chain.Verify(default) is var now ? (now.Blocks > before.Blocks, now.Unsealed) : default);
    }

    [Theory, EveryDatabase]
    public async Task A_job_that_fails_runs_again_at_its_next_time(Database database)
    {
        var rounds = new Rounds { Failing = 2 };
        await using var world = await World.Open(database, add: rounds.On("one"));
        await Eventually.Is(true, () => Task.FromResult(rounds.Ended >= 3));
        Assert.Equal(2, rounds.Failed);
    }

    [Fact]
    public async Task Over_two_nodes_a_job_runs_once_at_a_time_and_outlives_either()
    {
        var rounds = new Rounds();
        await using var one = await World.Open(Database.Postgres, add: rounds.On("one"));
        await using var two = await one.Beside(rounds.On("two"));
        await Eventually.Is(true, () => Task.FromResult(rounds.Ended >= 8));
        await one.App.StopAsync();
        // The first has gone: what it would have run, the second runs.
        var before = rounds.By("two");
        await Eventually.Is(true, () => Task.FromResult(rounds.By("two") >= before + 3));
        Assert.Equal(1, rounds.MostAtOnce);
    }

    /// <summary>What the rounds of all nodes come to.</summary>
    private sealed class Rounds
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, int> byNode = [];
        private int underWay;

        public int Failing { get; init; }
        public int Failed { get; private set; }
        public int Ended { get; private set; }
        public int MostAtOnce { get; private set; }

        public int By(string node)
        {
            lock (gate)
                return byNode.GetValueOrDefault(node);
        }

        public Action<IServiceCollection> On(string node) => services => services.AddSingleton(this).AddSingleton(new Node(node)).AddJob<Round>("story.round", TimeSpan.FromMilliseconds(200));

        public async Task Go(string node, CancellationToken ct)
        {
            lock (gate)
                MostAtOnce = Math.Max(MostAtOnce, ++underWay);
            try
            {
                await Task.Delay(50, ct);
                lock (gate)
                    if (Failed < Failing)
                        throw new InvalidOperationException($"Round {++Failed} fails.");
            }
            finally
            {
                lock (gate)
                    underWay--;
            }
            lock (gate)
            {
                Ended++;
                byNode[node] = byNode.GetValueOrDefault(node) + 1;
            }
        }
    }

    private sealed record Node(string Name);

    private sealed class Round(Rounds rounds, Node node) : Job
    {
        public override Task Run(CancellationToken ct) => rounds.Go(node.Name, ct);
    }
}
