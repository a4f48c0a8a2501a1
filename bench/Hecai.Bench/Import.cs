using System.Diagnostics;
using System.IO.Compression;
using Hecai.Catalogue;
using Hecai.Tests;
using Hecai.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Bench;

/// <summary>Catalogue rows a second, against COPY and prepared inserts of the rows that they became.</summary>
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
        string Folder() => Directory.CreateTempSubdirectory("hecai-bench-").FullName;
        var (postgres, sqlite) = (new HostSettings { Data = Folder(), Database = cluster.Connection("bench"), Workers = false }, new HostSettings { Data = Folder(), Workers = false });
        var (barePostgres, bareSqlite) = (postgres with { Database = cluster.Connection("bare") }, sqlite with { Data = Folder() });
        return
        [
            new("catalogue import, PostgreSQL", await Rate(postgres, lines), "rows/s", lines.Count / await BareRows.Copy(postgres, barePostgres), "≥ 0.15"),
            new("catalogue import, SQLite", await Rate(sqlite, lines), "rows/s", lines.Count / await BareRows.Insert(sqlite, bareSqlite, lines.Count), "≥ 0.15"),
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
}
