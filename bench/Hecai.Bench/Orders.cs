using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.RegularExpressions;
using Hecai.Tests;
using Hecai.Web;
using Microsoft.Data.Sqlite;

namespace Hecai.Bench;

/// <summary>Orders a second through the use cases, against the bare statements for the same rows.</summary>
internal static class Orders
{
    private const string Goal = "≥ 0.15";

    public static async Task<IEnumerable<Measured>> Postgres(TimeSpan time)
    {
        await using var cluster = await PostgresCluster.Start(durable: true);
        await cluster.Execute("CREATE DATABASE bench");
        await cluster.Execute("CREATE DATABASE bare");
        var limit = await PgBench(cluster, time);
        var data = Directory.CreateTempSubdirectory("hecai-bench-").FullName;
        await using var world = await BenchWorld.Open(new HostSettings { Data = data, Database = cluster.Connection("bench"), Url = "http://127.0.0.1:0", Workers = false });
        var reached = await Rate(world, time, BenchWorld.Clients);
        Directory.Delete(data, recursive: true);
        return [new("submit and order 3 lines, PostgreSQL, 16 clients", reached, "orders/s", limit, Goal)];
    }

    public static async Task<IEnumerable<Measured>> Sqlite(TimeSpan time)
    {
        var data = Directory.CreateTempSubdirectory("hecai-bench-").FullName;
        var limit = BareSqlite(Path.Combine(data, "bare.db"), time);
        await using var world = await BenchWorld.Open(new HostSettings { Data = data, Url = "http://127.0.0.1:0", Workers = false });
        var reached = await Rate(world, time, BenchWorld.Clients);
        return [new("submit and order 3 lines, SQLite, 16 clients", reached, "orders/s", limit, Goal)];
    }

    private static async Task<double> Rate(BenchWorld world, TimeSpan time, int clients)
    {
        // Warm: the just-in-time compiler has finished with the paths that matter, and the database knows its tables, as autovacuum
        // sees to in its first minutes: plans made on empty tables would read every order of a buyer to find one.
        await Rehearsal.UntilCompiled(turn => Load(world, turn, clients), time);
        await using (var connection = await world.Get<Engine>().Connect(default))
        await using (var analyze = connection.CreateCommand())
        {
            analyze.CommandText = "ANALYZE";
            await analyze.ExecuteNonQueryAsync();
        }
        var diag = Environment.GetEnvironmentVariable("HECAI_DIAG") is not null;
        var (jit, alloc, cpu, ex) = (JitInfo.GetCompiledMethodCount(), GC.GetTotalAllocatedBytes(), Process.GetCurrentProcess().TotalProcessorTime, 0);
        AppDomain.CurrentDomain.FirstChanceException += (_, e) => { if (diag && ex++ < 5) Console.Error.WriteLine(e.Exception.ToString()[..Math.Min(300, e.Exception.ToString().Length)]); };
        if (diag) Console.Error.WriteLine("MEASURING");
        var (orders, seconds) = await Load(world, time, clients);
        if (diag)
        {
            var n = orders;
            Console.Error.WriteLine($"n={n} jit={JitInfo.GetCompiledMethodCount() - jit} alloc/order={(GC.GetTotalAllocatedBytes() - alloc) / n / 1024} KB cpu/order={(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / n:0.0} ms exceptions={ex}");
        }
        return orders / seconds;
    }

    private static async Task<(int Orders, double Seconds)> Load(BenchWorld world, TimeSpan time, int clients)
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var n = 0;
            for (; clock.Elapsed < time; n++)
                await world.Submit(client, n);
            return n;
        })));
        return (done.Sum(), clock.Elapsed.TotalSeconds);
    }

    // Nine statements: three conditional stock updates, the budget, requisition, order, lines in one insert, audit, outbox.
    private const string Schema = """
        CREATE TABLE stock(id int PRIMARY KEY, on_hand bigint, held bigint); CREATE TABLE budget(id int PRIMARY KEY, allocated bigint, committed bigint);
        CREATE TABLE requisition(id bigint, buyer int, purpose text, total bigint, at text); CREATE TABLE purchase(id bigint, buyer int, number text, total bigint);
        CREATE TABLE line(purchase bigint, n int, sku int, quantity int, price bigint); CREATE TABLE audit(person text, document text, changes text); CREATE TABLE outbox(document bigint, payload text);
        """;

    private static async Task<double> PgBench(PostgresCluster cluster, TimeSpan time)
    {
        await using (var connection = new Npgsql.NpgsqlConnection(cluster.Connection("bare")))
        {
            await connection.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand(Schema + " INSERT INTO stock SELECT i, 1000000000, 0 FROM generate_series(1, 500) i; INSERT INTO budget SELECT i, 1000000000000, 0 FROM generate_series(1, 16) i;", connection);
            await command.ExecuteNonQueryAsync();
        }
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, """
            \set a random(1, 160)
            \set b random(161, 330)
            \set c random(331, 500)
            \set k random(1, 16)
            \set id random(1, 1000000000)
            BEGIN;
            UPDATE stock SET held = held + 1 WHERE id = :a AND on_hand - held >= 1;
            UPDATE stock SET held = held + 1 WHERE id = :b AND on_hand - held >= 1;
            UPDATE stock SET held = held + 1 WHERE id = :c AND on_hand - held >= 1;
            UPDATE budget SET committed = committed + 100 WHERE id = :k AND allocated - committed >= 100;
            INSERT INTO requisition VALUES (:id, :k, 'bench', 100, 'now');
            INSERT INTO purchase VALUES (:id, :k, 'PO', 100);
            INSERT INTO line VALUES (:id, 1, :a, 1, 10), (:id, 2, :b, 1, 10), (:id, 3, :c, 1, 10);
            INSERT INTO audit VALUES ('somebody', 'requisition', repeat('x', 800));
            INSERT INTO outbox VALUES (:id, repeat('y', 200));
            COMMIT;
            """);
        var pgbench = Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).First();
        using var process = Process.Start(new ProcessStartInfo(pgbench, $"-h 127.0.0.1 -p {cluster.Port} -U postgres -n -c 16 -j 2 -T {(int)time.TotalSeconds} -f {script} bare") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(Regex.Match(output, @"tps = ([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static double BareSqlite(string file, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        void Execute(string sql) { using var command = connection.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + Schema);
        Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO stock SELECT i, 1000000000, 0 FROM n; INSERT INTO budget VALUES (1, 1000000000000, 0);");
        var commands = new[]
        {
            "UPDATE stock SET held = held + 1 WHERE id = $a AND on_hand - held >= 1", "UPDATE stock SET held = held + 1 WHERE id = $a + 1 AND on_hand - held >= 1", "UPDATE stock SET held = held + 1 WHERE id = $a + 2 AND on_hand - held >= 1",
            "UPDATE budget SET committed = committed + 100 WHERE id = 1 AND allocated - committed >= 100", "INSERT INTO requisition VALUES ($a, 1, 'bench', 100, 'now')", "INSERT INTO purchase VALUES ($a, 1, 'PO', 100)",
            "INSERT INTO line VALUES ($a, 1, $a, 1, 10), ($a, 2, $a, 1, 10), ($a, 3, $a, 1, 10)", $"INSERT INTO audit VALUES ('somebody', 'requisition', '{new string('x', 800)}')", $"INSERT INTO outbox VALUES ($a, '{new string('y', 200)}')",
        }.Select(sql => { var command = connection.CreateCommand(); command.CommandText = sql; if (sql.Contains("$a")) command.Parameters.AddWithValue("$a", 1); command.Prepare(); return command; }).ToList();
        var clock = Stopwatch.StartNew();
        var n = 0;
        for (; clock.Elapsed < time; n++)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var command in commands)
            {
                command.Transaction = transaction;
                if (command.Parameters.Count > 0)
                    command.Parameters[0].Value = n % 490 + 1;
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return n / clock.Elapsed.TotalSeconds;
    }
}
