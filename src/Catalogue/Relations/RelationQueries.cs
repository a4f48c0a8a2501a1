using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>One product goes with another; whether the other exists for whoever asks is not said by it.</summary>
/// <param name="Quantity">Of how many each piece has need.</param>
public sealed record Relation(RelationKind Kind, SkuId Of, SkuId Target, int Quantity, Text Reason);

/// <summary>A relation as its supplier and the operator see it.</summary>
/// <param name="ByOperator">True for an equivalent of another supplier.</param>
public sealed record RelationRow(RelationKind Kind, string PartNumber, Text Name, int Quantity, Text Reason, bool ByOperator, string Picture);

/// <summary>
/// What goes with what. The targets are only ids: whoever shows them asks <see cref="CatalogueQueries.OnSale"/>, which knows only what is in
/// the asker's assortment, so that nothing outside of it is told by a relation.
/// </summary>
public sealed class RelationQueries
{
    // A chain of successors longer than this would be a mistake of decades.
    private const int MaxChain = 8;

    private static readonly PreparedQuery<List<SkuId>, SkuRelation> OfSkus = new((context, skus) => context.Set<SkuRelation>().AsNoTracking().Where(r => skus.Contains(r.SkuId)));

    // In two halves, each with its index, rather than by one condition with "or", for which a planner may read the table.
    private static readonly PreparedQuery<List<SkuId>, SkuRelation> OfBothSides = new((context, skus) => context.Set<SkuRelation>().AsNoTracking().Where(r => skus.Contains(r.SkuId))
        .Concat(context.Set<SkuRelation>().AsNoTracking().Where(r => skus.Contains(r.TargetId) && r.Kind == RelationKind.Equivalent)));

    /// <summary>What these products go with, in the order that was said; equivalents from both sides. One query.</summary>
    public async Task<ILookup<SkuId, Relation>> Of(Reading read, IReadOnlyCollection<SkuId> skus)
    {
        if (skus.Count == 0)
            return Array.Empty<Relation>().ToLookup(r => r.Of);
        var wanted = skus.ToHashSet();
        var rows = await OfBothSides.Rows(read, [.. wanted]);
        var said = rows.Where(r => wanted.Contains(r.SkuId)).OrderBy(r => r.Place).Select(r => new Relation(r.Kind, r.SkuId, r.TargetId, r.Quantity, (r.ReasonZh, r.ReasonEn)));
        var back = rows.Where(r => r.Kind == RelationKind.Equivalent && wanted.Contains(r.TargetId)).OrderBy(r => r.SkuId.Value).Select(r => new Relation(r.Kind, r.TargetId, r.SkuId, 1, (r.ReasonZh, r.ReasonEn)));
        return said.Concat(back).DistinctBy(r => (r.Of, r.Target)).ToLookup(r => r.Of);
    }

    /// <summary>What succeeds each of these products, the next first, then what succeeds that. As many queries as the longest chain.</summary>
    public async Task<IReadOnlyDictionary<SkuId, IReadOnlyList<SkuId>>> Successors(Reading read, IReadOnlyCollection<SkuId> skus)
    {
        var next = new Dictionary<SkuId, SkuId>();
        List<SkuId> open = [.. skus.Distinct()];
        for (var step = 0; open.Count > 0 && step < MaxChain; step++)
        {
            foreach (var relation in (await OfSkus.Rows(read, open)).Where(r => r.Kind == RelationKind.Successor))
                next[relation.SkuId] = relation.TargetId;
            open = [.. open.Where(next.ContainsKey).Select(s => next[s]).Where(s => !next.ContainsKey(s)).Distinct()];
        }
        return skus.Distinct().Where(next.ContainsKey).ToDictionary(s => s, s => (IReadOnlyList<SkuId>)Chain(s, next));
    }

    /// <summary>
    /// What a product goes with, for who maintains it. The caller has found the product to be theirs; another supplier's draft is not. What
    /// the operator named is one row, however many suppliers have the part number: it is written as one.
    /// </summary>
    internal async Task<IReadOnlyList<RelationRow>> Maintained(Reading read, SkuId sku, CategoryTree tree) =>
        [.. (await (from relation in read.Set<SkuRelation>().AsNoTracking()
                    join target in read.Set<Sku>().AsNoTracking() on relation.TargetId equals target.Id
                    where relation.SkuId == sku && (relation.TargetSupplierId == relation.SupplierId || Public(read).Contains(target.Id))
                    orderby relation.Place, target.PartNumber
                    select new { relation.Kind, target.PartNumber, target.NameZh, target.NameEn, target.Category, relation.Quantity, relation.ReasonZh, relation.ReasonEn, Others = relation.TargetSupplierId != relation.SupplierId }).ToListAsync(read.Cancel))
            .DistinctBy(r => (r.Others, Sku.KeyOf(r.PartNumber)))
            .Select(r => new RelationRow(r.Kind, r.PartNumber, (r.NameZh, r.NameEn), r.Quantity, (r.ReasonZh, r.ReasonEn), r.Others, tree.Find(r.Category)?.Picture ?? "product"))];

    /// <summary>The products that others than their supplier may be told of: a listing of theirs is neither a draft nor in review, and its time of sale has begun.</summary>
    internal static IQueryable<SkuId> Public(Reading read)
    {
        var now = read.Now;
        return read.Set<Listing>().Where(l => l.State != ListingState.Draft && l.State != ListingState.InReview && (l.SaleFrom == null || l.SaleFrom <= now)).Select(l => l.SkuId);
    }

    private static List<SkuId> Chain(SkuId start, Dictionary<SkuId, SkuId> next)
    {
        var chain = new List<SkuId>();
        for (var at = next[start]; at != start && !chain.Contains(at); at = next[at])
        {
            chain.Add(at);
            if (!next.ContainsKey(at))
                break;
        }
        return chain;
    }
}
