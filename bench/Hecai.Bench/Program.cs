using System.Globalization;
using System.Text.Json;
using Hecai.Bench;

// Each figure is a ratio to a limit measured in the same run on the same machine. Loads stay on loopback and end by themselves.
var quick = args.Contains("--quick");
var wanted = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
if (args.Contains("--scale"))
    wanted = ["scale"];
var seconds = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("HECAI_SECONDS") is { } s ? int.Parse(s, CultureInfo.InvariantCulture) : quick ? 3 : 20);
var rows = new List<Measured>();

async Task Run(string name, Func<Task<IEnumerable<Measured>>> bench)
{
    if (wanted.Count > 0 && !wanted.Contains(name))
        return;
    Console.Error.WriteLine($"… {name}");
    foreach (var row in await bench())
    {
        rows.Add(row);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Value:#,0.#} {row.Unit} | {(row.Limit is { } limit ? $"{limit:#,0.#} {row.Unit}" : "–")} | {(row.Limit is { } l ? (row.Value / l).ToString("0.00", CultureInfo.InvariantCulture) : "–")} | {row.Goal} |"));
    }
}

Console.WriteLine("| bench | reached | limit of the same run | ratio | to reach |\n|---|---|---|---|---|");
await Run("orders-postgres", () => Orders.Postgres(seconds));
await Run("orders-sqlite", () => Orders.Sqlite(seconds));
await Run("import", () => Import.Both(quick ? 2_000 : int.MaxValue));
await Run("search", () => Pages.Search(seconds));
await Run("start", Start.Published);
if (wanted.Contains("scale"))
    await Run("scale", () => Scale.Run(seconds));

Directory.CreateDirectory("artifacts");
await File.WriteAllTextAsync("artifacts/bench.json", JsonSerializer.Serialize(rows, new JsonSerializerOptions { WriteIndented = true }));

namespace Hecai.Bench
{
    /// <summary>One figure, its limit in the same run, and what it should reach.</summary>
    internal sealed record Measured(string Name, double Value, string Unit, double? Limit, string Goal);
}
