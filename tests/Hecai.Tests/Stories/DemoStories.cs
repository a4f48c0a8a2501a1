using Hecai.Data;

namespace Hecai.Tests.Stories;

/// <summary>The world that a newcomer looks at: what each document looks like in each state can be seen, not only read about.</summary>
public sealed class DemoStories
{
    /// <summary>The states that no document is ever found in, and why.</summary>
    private static readonly Dictionary<string, string> Passed = new()
    {
        ["requisition Approved"] = "the last approval places the order in the same transaction",
    };

    [Theory, EveryDatabase]
    public async Task Every_document_is_there_in_every_state(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var tables = await world.Db.Read(Actor.System(), read => Task.FromResult(read.Context.Model.GetEntityTypes().Where(e => e.FindProperty("State") is not null)
            .ToLookup(e => e.FindProperty("State")!.ClrType, e => Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(e)!)));
        var found = new List<string>();
        foreach (var flow in HecaiModules.All.SelectMany(m => m.Flows))
            found.AddRange((await world.Rows($"SELECT DISTINCT state FROM {Assert.Single(tables[flow.GetType().GetGenericArguments()[0]])}")).Select(row => $"{flow.Document} {row[0]}"));
        var all = HecaiModules.All.SelectMany(m => m.Flows).SelectMany(flow => flow.States, (flow, state) => $"{flow.Document} {state.Code}");
        Assert.Equal(all.Except(Passed.Keys).Order(), found.Order());
        // A freight that was billed, and one that waits for its goods.
        Assert.Equal([0L, 1L], (await world.Rows("SELECT DISTINCT delivered FROM supplier_order_lines WHERE kind = 'Freight' ORDER BY delivered")).Select(row => Convert.ToInt64(row[0], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
