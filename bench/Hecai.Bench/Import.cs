using System.Diagnostics;
using System.IO.Compression;
using Hecai.Catalogue;
using Hecai.Tests;
using Hecai.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hecai.Bench;

/// <summary>Catalogue rows a second, against COPY and prepared inserts of the same lines.</summary>
internal static class Import
{
    public static async Task<IEnumerable<Measured>> Both(int atMost)
    {
        var file = Path.GetFullPath(Path.Combine("..", "shared", "data", "products", "catalogue_seed.jsonl.gz"));
        if (!File.Exists(file))
        {
            Console.Error.WriteLine("  skipped: the shared data are not beside the project");
            return [];
        }
        var lines = new List<string>();
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress)))
            while (lines.Count < atMost && await reader.ReadLineAsync() is { } line)
                lines.Add(line);

        await using var cluster = await PostgresCluster.Start(durable: true);
        await cluster.Execute("CREATE DATABASE bench");
        await cluster.Execute("CREATE DATABASE bare");
        var sqlite = Directory.CreateTempSubdirectory("hecai-bench-").FullName;
        return
        [
            new("catalogue import, PostgreSQL", await Rate(new HostSettings { Data = Directory.CreateTempSubdirectory("hecai-bench-").FullName, Database = cluster.Connection("bench"), Workers = false }, lines), "rows/s", await Copy(cluster, lines), "≥ 0.15"),
            new("catalogue import, SQLite", await Rate(new HostSettings { Data = sqlite, Workers = false }, lines), "rows/s", Prepared(Path.Combine(sqlite, "bare.db"), lines), "≥ 0.15"),
        ];
    }

    private static async Task<double> Rate(HostSettings settings, List<string> lines)
    {
        await using (var engine = settings.OpenEngine())
            await engine.Migrate(default);
        await using var app = HecaiHost.Build(settings);
        await app.Services.GetRequiredService<CatalogueSeed>().LoadCategories();
        var content = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines));
        Task<ImportResult> Run(bool dry) => app.Services.GetRequiredService<ImportCatalogue>().Run(new MemoryStream(content), "seed.jsonl",
            new ImportOptions { Supplier = Id.Named<OrganizationId>("bench"), SupplierName = "压测", MakePrices = true, List = true, DryRun = dry }, Actor.System(Via.Import));
        // Rehearsed until the just-in-time compiler has finished, as it has early in a longer file: the figure is for rows, not for a cold start.
        for (long compiled = -1, before; (before = compiled) != (compiled = System.Runtime.JitInfo.GetCompiledMethodCount());)
            await Run(dry: true);
        if (Environment.GetEnvironmentVariable("HECAI_DIAG") is not null) Console.Error.WriteLine("MEASURING");
        var clock = Stopwatch.StartNew();
        var result = await Run(dry: false);
        return result.Rejected == 0 ? result.Created / clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{result.Rejected} rejected");
    }

    // The same rows: a SKU with its attributes, a listing, a line of the change log, an audit entry.
    private const string Tables = "CREATE TABLE sku(id text, key text, body text); CREATE TABLE listing(id text, sku text, price bigint); CREATE TABLE change(listing text); CREATE TABLE audit(document text, changes text);";

    private static async Task<double> Copy(PostgresCluster cluster, List<string> lines)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection("bare"));
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand(Tables, connection))
            await create.ExecuteNonQueryAsync();
        var clock = Stopwatch.StartNew();
        foreach (var (sql, columns) in new[] { ("sku(id, key, body)", 3), ("listing(id, sku)", 2), ("change(listing)", 1), ("audit(document, changes)", 2) })
        {
            await using var writer = await connection.BeginBinaryImportAsync($"COPY {sql} FROM STDIN (FORMAT BINARY)");
            for (var i = 0; i < lines.Count; i++)
            {
                await writer.StartRowAsync();
                for (var c = 0; c < columns; c++)
                    await writer.WriteAsync(c == columns - 1 && columns != 1 && sql[0] != 'l' ? lines[i] : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            await writer.CompleteAsync();
        }
        return lines.Count / clock.Elapsed.TotalSeconds;
    }

    private static double Prepared(string file, List<string> lines)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using (var create = connection.CreateCommand())
        {
            create.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + Tables;
            create.ExecuteNonQuery();
        }
        var clock = Stopwatch.StartNew();
        foreach (var batch in lines.Chunk(500))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var sql in new[] { "INSERT INTO sku VALUES ($i, $i, $t)", "INSERT INTO listing VALUES ($i, $i, 1)", "INSERT INTO change VALUES ($i)", "INSERT INTO audit VALUES ($i, $t)" })
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.Transaction = transaction;
                var id = command.Parameters.Add("$i", SqliteType.Integer);
                var text = command.Parameters.Add("$t", SqliteType.Text);
                for (var i = 0; i < batch.Length; i++)
                {
                    (id.Value, text.Value) = (i, batch[i]);
                    command.ExecuteNonQuery();
                }
            }
            transaction.Commit();
        }
        return lines.Count / clock.Elapsed.TotalSeconds;
    }
}
