using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A supplier of the demo range.</summary>
public sealed record SeedSupplier(OrganizationId Id, string Name);

/// <summary>Loads the categories and the demo range. Safe to repeat: what is there already stays.</summary>
public sealed class CatalogueSeed(AppDb db, CatalogueLog log, Categories categories)
{
    private static readonly Actor Seeder = Actor.System(Via.Seed);

    /// <summary>The categories, where there are none yet; those that an operator has changed since stay.</summary>
    public async Task LoadIfEmpty(CancellationToken ct = default)
    {
        if (!await db.Read(Seeder, read => read.Set<Category>().AnyAsync(ct), ct))
            await LoadCategories(ct);
    }

    /// <summary>The categories alone: what an installation without the demo world starts with.</summary>
    public Task LoadCategories(CancellationToken ct = default) => db.Write(Seeder, async tx =>
    {
        var known = await tx.Set<Category>().ToDictionaryAsync(c => c.Code, ct);
        foreach (var node in Reference.Categories.Categories.Select(c => c.Node()))
            if (known.TryGetValue(node.Code, out var category))
                category.Change(node);
            else
                tx.Add(new Category(node));
        tx.AfterCommit(categories.Forget);
    }, ct);

    /// <summary>Categories and the range of the suppliers named by their keys (yunling, chengyue, beiyu), all listed. Returns how many products are new.</summary>
    /// <remarks><c>Id.Named&lt;SkuId&gt;(partNumber)</c> and <c>Id.Named&lt;ListingId&gt;(partNumber)</c> are their ids.</remarks>
    public async Task<int> Load(IReadOnlyDictionary<string, SeedSupplier> suppliers, CancellationToken ct = default)
    {
        await LoadCategories(ct);
        var tree = await db.Read(Seeder, categories.Tree, ct);
        var reader = new ProductReader(tree);
        var toOrder = ToOrder();
        var created = 0;
        foreach (var range in Range().GroupBy(p => p.Supplier!).Where(g => suppliers.ContainsKey(g.Key)))
        {
            var (before, products) = (created, range.Select(p => reader.Read(p with { MakeToOrderDays = toOrder.TryGetValue(p.PartNumber!, out var days) ? days : null })).ToList());
            foreach (var batch in products.Chunk(500))
            {
                var options = new LoadOptions(suppliers[range.Key].Id, suppliers[range.Key].Name, List: true,
                    p => Id.Named<SkuId>(p.Content.PartNumber), p => Id.Named<ListingId>(p.Content.PartNumber));
                var results = await db.Write(Seeder, tx => new ProductLoader(log).Save(tx, batch, options), ct);
                created += results.Count(r => r.Outcome == RowOutcome.Created);
            }
            if (created > before)
                await Link(suppliers[range.Key].Id, [.. products.Where(p => p.Links is not null).Select(p => new LinkedSku(p.Content.Key, p.Links!))], ct);
        }
        return created;
    }

    private Task Link(OrganizationId supplier, IReadOnlyList<LinkedSku> products, CancellationToken ct) => db.Write(Seeder, async tx =>
    {
        if ((await RelationBook.Save(tx, supplier, products, new Dictionary<string, string?>())).FirstOrDefault(r => r.Refusal is not null).Refusal is { } refusal)
            throw refusal;
    }, ct);

    /// <summary>A seed file that belongs to other modules too: stock.json, agreements.json.</summary>
    public static Stream OpenFile(string name) => Reference.Open(name);

    internal static IEnumerable<ProductInput> Range()
    {
        using var reader = new StreamReader(Reference.Open("range.jsonl"));
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                yield return JsonSerializer.Deserialize<ProductInput>(line, Reference.Options)!;
    }

    // A product is made to order where no warehouse keeps it.
    private static Dictionary<string, int> ToOrder()
    {
        using var file = JsonDocument.Parse(Reference.Open("stock.json"));
        return file.RootElement.GetProperty("stock").EnumerateArray().GroupBy(s => s.GetProperty("sku").GetString()!)
            .Where(g => g.All(s => s.TryGetProperty("toOrder", out var made) && made.GetBoolean()))
            .ToDictionary(g => g.Key, g => g.Max(s => s.GetProperty("leadDays").GetInt32()));
    }
}
