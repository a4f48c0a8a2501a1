using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A pool in a list.</summary>
public sealed record PoolRow(PoolId Id, OrganizationId Buyer, DepartmentId? Department, string Name, PoolState State, int Rules, int Products, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, DateTimeOffset? EndedAt);

/// <summary>A product that was put in or taken out by hand.</summary>
public sealed record PoolProductView(SkuId Sku, string PartNumber, Text Name, bool Included);

/// <summary>A whole pool.</summary>
public sealed record PoolView(PoolId Id, long Version, OrganizationId Buyer, DepartmentId? Department, string Name, PoolState State, IReadOnlyList<PoolRule> Rules, IReadOnlyList<PoolProductView> Products,
    DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, DateTimeOffset? EndedAt)
{
    public FlowState StateText => Pool.Lifecycle[State];

    /// <summary>What this actor may do now.</summary>
    public IReadOnlyList<Step<PoolState>> Allowed(Actor actor) => Pool.Lifecycle.Next(State, actor);
}

/// <summary>What a pool does: how many products there are of each category now, and how many there would be.</summary>
/// <param name="Now">Products that its people see now.</param>
/// <param name="Then">Products that they would see.</param>
/// <param name="Taken">Would no longer be seen.</param>
/// <param name="Given">Would be seen anew.</param>
/// <param name="Categories">The leaves where something changes, the greatest change first.</param>
public sealed record PoolEffect(int Now, int Then, int Taken, int Given, IReadOnlyList<PoolShift> Categories);

public sealed record PoolShift(string Category, Text Name, int Now, int Then);

public sealed class PoolQueries(Assortments assortments, SearchQueries search, Categories categories, DepartmentQueries departments)
{
    public static FlowState StateOf(PoolState state) => Pool.Lifecycle[state];

    /// <summary>The pools that the actor may see, those in force first, then drafts, then the past.</summary>
    public async Task<IReadOnlyList<PoolRow>> All(Reading read, OrganizationId? buyer = null)
    {
        read.Actor.Demand(PoolPermissions.View);
        var rows = read.Set<Pool>();
        if (buyer is { } one)
            rows = rows.Where(p => p.BuyerId == one);
        var found = await rows.Select(p => new { Row = new PoolRow(p.Id, p.BuyerId, p.DepartmentId, p.Name, p.State, 0, p.Products.Count, p.CreatedAt, p.PublishedAt, p.EndedAt), p.Rules }).ToListAsync(read.Cancel);
        return [.. found.Select(f => f.Row with { Rules = f.Rules.Count }).OrderBy(p => p.State switch { PoolState.Active => 0, PoolState.Draft => 1, _ => 2 }).ThenByDescending(p => p.PublishedAt ?? p.CreatedAt)];
    }

    public async Task<PoolView> One(Reading read, PoolId id)
    {
        read.Actor.Demand(PoolPermissions.View);
        var pool = await Load(read, id);
        var skus = pool.Products.Select(p => p.SkuId).ToList();
        var names = await read.Set<Sku>().Where(s => skus.Contains(s.Id)).Select(s => new { s.Id, s.PartNumber, s.NameZh, s.NameEn }).ToDictionaryAsync(s => s.Id, read.Cancel);
        return new(pool.Id, pool.Version, pool.BuyerId, pool.DepartmentId, pool.Name, pool.State, pool.Rules,
            [.. pool.Products.Where(p => names.ContainsKey(p.SkuId)).Select(p => new PoolProductView(p.SkuId, names[p.SkuId].PartNumber, (names[p.SkuId].NameZh, names[p.SkuId].NameEn), p.Included)).OrderBy(p => p.PartNumber, StringComparer.Ordinal)],
            pool.CreatedAt, pool.PublishedAt, pool.EndedAt);
    }

    /// <summary>What the pool would do to its people's assortment, within the buyer's own pool where it is a department's.</summary>
    public async Task<PoolEffect> Effect(Reading read, PoolId id)
    {
        read.Actor.Demand(PoolPermissions.View);
        var pool = await Load(read, id);
        var others = await read.Set<Pool>().Include(p => p.Products).Where(p => p.BuyerId == pool.BuyerId && p.State == PoolState.Active).ToListAsync(read.Cancel);
        var above = pool.DepartmentId is { } department ? await departments.Upwards(read, department) : [];
        // What holds now is the buyer's pool with the nearest department's; the draft takes the place of the one it would replace.
        var all = others.FirstOrDefault(p => p.DepartmentId is null);
        var nearest = above.Select(d => others.FirstOrDefault(p => p.DepartmentId == d)).FirstOrDefault(p => p is not null);
        var now = await assortments.Made(read, pool.BuyerId, [.. new[] { all, pool.DepartmentId is null ? null : nearest }.OfType<Pool>().Select(p => p.Content())]);
        var then = await assortments.Made(read, pool.BuyerId, [.. new[] { pool.DepartmentId is null ? null : all, pool }.OfType<Pool>().Select(p => p.Content())]);
        var both = await assortments.Made(read, pool.BuyerId, [.. now.Pools.Concat(then.Pools).DistinctBy(p => p.Id)]);
        var (before, after, common) = (await Count(read, now), await Count(read, then), await Count(read, both));
        var tree = await categories.Tree(read);
        var shifts = before.Keys.Union(after.Keys).Select(code => new PoolShift(code, tree.Find(code)?.Name ?? new Text(code, code), before.GetValueOrDefault(code), after.GetValueOrDefault(code)))
            .Where(s => s.Now != s.Then).OrderByDescending(s => Math.Abs(s.Then - s.Now)).ThenBy(s => s.Category, StringComparer.Ordinal);
        var (seen, wouldSee, kept) = (before.Values.Sum(), after.Values.Sum(), common.Values.Sum());
        return new(seen, wouldSee, seen - kept, wouldSee - kept, [.. shifts]);
    }

    /// <summary>Products by leaf category.</summary>
    private async Task<Dictionary<string, int>> Count(Reading read, Assortment assortment)
    {
        var tree = await categories.Tree(read);
        var found = await search.In(read, assortment, new SearchRequest { Limit = 1 });
        return found.Facets.First(f => f.Code == "category").Values.Where(v => tree.Find(v.Code)?.Leaf == true).ToDictionary(v => v.Code, v => v.Count);
    }

    private static async Task<Pool> Load(Reading read, PoolId id) =>
        await read.Set<Pool>().Include(p => p.Products).FirstOrDefaultAsync(p => p.Id == id, read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);
}
