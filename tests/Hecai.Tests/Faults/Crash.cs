using System.Collections.Concurrent;
using System.Globalization;

namespace Hecai.Tests.Faults;

/// <summary>The product is killed under load, again and again: what it acknowledged is there, once; the rest may be asked again.</summary>
public sealed class Crash
{
    private const int Clients = 8;
    private static readonly int Kills = Environment.GetEnvironmentVariable("HECAI_FULL") == "1" ? 30 : 3;

    [Fact]
    public Task Nothing_is_lost_and_nothing_is_twice_on_Sqlite() => Prepared(Database.Sqlite, null);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_twice_on_Postgres()
    {
        await using var cluster = await PostgresCluster.Start(durable: true);
        await cluster.Execute("CREATE DATABASE crash");
        await Prepared(Database.Postgres, cluster.Connection("crash"));
    }

    /// <summary>In a database of its own, with more stock than a load can buy until the last kill.</summary>
    private static async Task Prepared(Database kind, string? database)
    {
        var data = Directory.CreateTempSubdirectory("hecai-crash-").FullName;
        await using (var engine = await Databases.Open(kind, database ?? Path.Combine(data, "hecai.db")))
        {
            await engine.Migrate(default);
            await DemoTemplate.Fill(data, engine, documents: false);
        }
        await Killed(data, database);
        Directory.Delete(data, recursive: true);
    }

    private static async Task Killed(string data, string? database)
    {
        var journal = new ConcurrentDictionary<int, Entry>();
        var (next, random) = (0, new Random(20261120));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var product = await Product.Start(data, database);
            using var stop = new CancellationTokenSource();
            using var http = await Http(product.Root);
            var load = Load(new Caller(http), await Body(http), journal, () => Interlocked.Increment(ref next), stop.Token);
            // In the middle of a load that is really going on, however slow the machine is.
            var before = journal.Values.Count(e => e.Ordered is not null);
            var started = System.Diagnostics.Stopwatch.StartNew();
            while (journal.Values.Count(e => e.Ordered is not null) < before + 5 && started.Elapsed < TimeSpan.FromSeconds(60) && !load.IsCompleted)
                await Task.Delay(20);
            await Task.Delay(random.Next(200, 1_500));
            product.Kill();
            await stop.CancelAsync();
            await load;
        }

        var acknowledged = journal.Values.Where(e => e.Ordered is not null).ToList();
        Assert.True(acknowledged.Count > Kills, $"Only {acknowledged.Count} orders were acknowledged: no load.");
        await using (var engine = await Databases.Open(database is null ? Database.Sqlite : Database.Postgres, database ?? Path.Combine(data, "hecai.db")))
        {
            // Before anything is asked again: what was acknowledged survived.
            var ordered = (await Invariants.Rows(engine, "SELECT id FROM requisitions WHERE state = 'Ordered'")).Select(r => Guid.Parse(r[0]!.ToString()!)).ToHashSet();
            Assert.DoesNotContain(acknowledged, e => !ordered.Contains(e.Drafted!.Value));

            using (var product = await Product.Start(data, database))
            {
                using var http = await Http(product.Root);
                var (caller, body) = (new Caller(http), await Body(http));
                foreach (var entry in journal.Values)
                {
                    var (drafted, answered) = (entry.Drafted, entry.Ordered);
                    entry.Take((await caller.Post("/requisitions", body, entry.Key + "-d")).Ok(), null);
                    entry.Take(null, (await caller.Post($"/requisitions/{entry.Drafted}/submission", new { }, entry.Key + "-s")).Ok());
                    Assert.True((drafted is null || drafted == entry.Drafted) && (answered is null || answered == entry.Ordered), "A key that was acknowledged answered differently.");
                }
                await Drained(engine);
            }
            await Invariants.Hold(engine);
            var swift = Id.Named<OrganizationId>("swift").Value.ToString();
            foreach (var table in (string[])["requisitions", "purchase_orders"])
                Assert.Equal(journal.Count, Convert.ToInt32((await Invariants.Rows(engine, $"SELECT count(*) FROM {table} WHERE lower(CAST(buyer_id AS text)) = '{swift}'"))[0][0], CultureInfo.InvariantCulture));
            Assert.Equal(journal.Count, journal.Values.Select(e => e.Ordered).Distinct().Count());
        }
        var (code, said) = await Product.Run(data, database, "audit", "verify");
        Assert.True(code == 0, said);
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills, {acknowledged.Count} acknowledged, {journal.Count} intended. {said}");
    }

    private static Task Load(Caller caller, object body, ConcurrentDictionary<int, Entry> journal, Func<int> next, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                // Written down before it is asked; what stays without an answer is unknown.
                var entry = new Entry(Guid.NewGuid().ToString("N"));
                journal[next()] = entry;
                try
                {
                    entry.Take((await caller.Post("/requisitions", body, entry.Key + "-d")).Ok(), null);
                    entry.Take(null, (await caller.Post($"/requisitions/{entry.Drafted}/submission", new { }, entry.Key + "-s")).Ok());
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    return;
                }
            }
        }));

    private static async Task<HttpClient> Http(Uri root)
    {
        var http = new HttpClient { BaseAddress = root };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await World.Token(http, Swift.Purchaser));
        return http;
    }

    private static async Task<object> Body(HttpClient http) => await new Caller(http).Body([new("BY-SH18", 1)]);

    private static async Task Drained(Engine engine)
    {
        // What was claimed by a killed pump is claimed again when its lease of a minute ends.
        for (var (start, least) = (Environment.TickCount64, int.MaxValue); Environment.TickCount64 - start < 120_000; await Task.Delay(250))
        {
            var waiting = Convert.ToInt32((await Invariants.Rows(engine, "SELECT count(*) FROM outbox_messages"))[0][0], CultureInfo.InvariantCulture);
            if (waiting == 0)
                return;
            (start, least) = waiting < least ? (Environment.TickCount64, waiting) : (start, least);
        }
        Assert.Fail("The outbox did not become shorter for two minutes.");
    }

    /// <summary>What a client knows of one intended order.</summary>
    private sealed class Entry(string key)
    {
        public string Key => key;
        public Guid? Drafted { get; private set; }
        public Guid? Ordered { get; private set; }

        public void Take(Answer? draft, Answer? submission)
        {
            Drafted = draft?.Id ?? Drafted;
            Ordered = submission?["order"].GetGuid() ?? Ordered;
        }
    }
}
