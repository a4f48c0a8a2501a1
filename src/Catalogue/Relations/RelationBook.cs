using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A product of a supplier and all that it goes with, as its supplier says it.</summary>
/// <param name="Key">The product's key.</param>
/// <param name="Links">As <see cref="LinkReader"/> read them.</param>
/// <param name="Id">The product, where it is added in this transaction.</param>
internal sealed record LinkedSku(string Key, IReadOnlyList<SkuLink> Links, SkuId? Id = null);

/// <summary>What became of what was said of a product.</summary>
internal readonly record struct LinkResult(bool Changed, Refused? Refusal = null);

/// <summary>Writes what a supplier says of its products: by the hundred, in a fixed number of queries but for the length of a chain of successors.</summary>
internal static class RelationBook
{
    /// <summary>Says anew what each product goes with among its supplier's own; what the operator says of it stays. A product at fault keeps what it had.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="supplier">Whose products they are.</param>
    /// <param name="products">Each at most once.</param>
    /// <param name="coming">Successors by key, of this and of what comes with it: a whole file; null for what has none any more.</param>
    /// <param name="comes">True for the key of a product that comes with them and is not there yet: in a rehearsal.</param>
    public static async Task<IReadOnlyList<LinkResult>> Save(Tx tx, OrganizationId supplier, IReadOnlyList<LinkedSku> products, IReadOnlyDictionary<string, string?> coming, Func<string, bool>? comes = null)
    {
        var keys = products.Select(p => p.Key).Concat(products.SelectMany(p => p.Links).Select(l => Sku.KeyOf(l.Sku))).Distinct().ToList();
        var known = await tx.Set<Sku>().AsNoTracking().Where(s => s.SupplierId == supplier && keys.Contains(s.Key)).Select(s => new { s.Key, s.Id }).ToDictionaryAsync(s => s.Key, s => s.Id, tx.Cancel);
        foreach (var added in products.Where(p => p.Id is not null))
            known[added.Key] = added.Id!.Value;
        var circles = await Circles(tx, supplier, coming);
        var before = await Before(tx, supplier, [.. products.Where(p => known.ContainsKey(p.Key)).Select(p => known[p.Key])]);
        return [.. products.Select(product =>
        {
            if (Fault(product, known, comes, circles) is { } refusal)
                return new LinkResult(false, refusal);
            return known.TryGetValue(product.Key, out var id) ? new LinkResult(Write(tx, supplier, id, product.Links, known, before)) : default;
        })];
    }

    /// <summary>Which of these products their supplier says to go with something.</summary>
    public static async Task<HashSet<string>> Linked(Reading read, OrganizationId supplier, IReadOnlyCollection<string> keys) => keys.Count == 0 ? []
        : await read.Set<Sku>().AsNoTracking().Where(s => s.SupplierId == supplier && keys.Contains(s.Key) && read.Set<SkuRelation>().Any(r => r.SkuId == s.Id && r.SupplierId == supplier && r.TargetSupplierId == supplier))
            .Select(s => s.Key).ToHashSetAsync(read.Cancel);

    private static Refused? Fault(LinkedSku product, Dictionary<string, SkuId> known, Func<string, bool>? comes, HashSet<string> circles) => Refused.Many([.. product.Links.Select((link, i) =>
        !known.TryGetValue(Sku.KeyOf(link.Sku), out var target) && comes?.Invoke(Sku.KeyOf(link.Sku)) != true ? new FieldError($"links[{i}].sku", RelationErrors.Unknown, [link.Sku])
        // Also under the part number that it had until now.
        : known.TryGetValue(product.Key, out var id) && id == target ? new FieldError($"links[{i}].sku", RelationErrors.Self, [link.Sku])
        : link.Kind == RelationKind.Successor && circles.Contains(product.Key) ? new FieldError($"links[{i}].sku", RelationErrors.Circle, [link.Sku])
        : null).OfType<FieldError>()]);

    private static async Task<ILookup<SkuId, SkuRelation>> Before(Tx tx, OrganizationId supplier, List<SkuId> ids) => ids.Count == 0
        ? Array.Empty<SkuRelation>().ToLookup(r => r.SkuId)
        : (await tx.Set<SkuRelation>().Where(r => r.SupplierId == supplier && r.TargetSupplierId == supplier && ids.Contains(r.SkuId)).ToListAsync(tx.Cancel)).ToLookup(r => r.SkuId);

    private static bool Write(Tx tx, OrganizationId supplier, SkuId sku, IReadOnlyList<SkuLink> links, Dictionary<string, SkuId> known, ILookup<SkuId, SkuRelation> before)
    {
        var old = before[sku].ToDictionary(r => r.TargetId);
        // A rehearsal knows products that are not there yet; what goes with them is not written.
        var wanted = links.Where(l => known.ContainsKey(Sku.KeyOf(l.Sku))).Select((link, place) => (link, place, Target: known[Sku.KeyOf(link.Sku)])).ToList();
        var changed = wanted.Count < links.Count;
        foreach (var gone in old.Values.Where(r => wanted.TrueForAll(w => w.Target != r.TargetId)))
        {
            tx.Remove(gone);
            changed = true;
        }
        foreach (var (link, place, target) in wanted)
            changed |= (old.TryGetValue(target, out var relation) ? relation : tx.Add(new SkuRelation(sku, supplier, target, supplier))).Say(link, place);
        return changed;
    }

    /// <summary>The products that would succeed themselves, over however many others.</summary>
    private static async Task<HashSet<string>> Circles(Tx tx, OrganizationId supplier, IReadOnlyDictionary<string, string?> coming)
    {
        if (coming.Values.All(by => by is null))
            return [];
        await OneAtATime(tx, supplier);
        var next = new Dictionary<string, string?>(coming);
        for (var open = coming.Values.OfType<string>().Where(k => !next.ContainsKey(k)).Distinct().ToList(); open.Count > 0;)
        {
            var found = await (from relation in tx.Set<SkuRelation>().AsNoTracking()
                               join old in tx.Set<Sku>().AsNoTracking() on relation.SkuId equals old.Id
                               join successor in tx.Set<Sku>().AsNoTracking() on relation.TargetId equals successor.Id
                               where relation.SupplierId == supplier && relation.Kind == RelationKind.Successor && open.Contains(old.Key)
                               select new { Of = old.Key, By = successor.Key }).ToListAsync(tx.Cancel);
            foreach (var pair in found)
                next.TryAdd(pair.Of, pair.By);
            open = [.. found.Select(f => f.By).Where(k => !next.ContainsKey(k)).Distinct()];
        }
        return [.. coming.Keys.Where(start => Returns(start, next))];
    }

    /// <summary>Two who name successors at once would each look past what the other says: the supplier's first product is the lock they take turns by.</summary>
    private static async Task OneAtATime(Tx tx, OrganizationId supplier)
    {
        tx.DemandGate();
        var first = await tx.Set<Sku>().Where(s => s.SupplierId == supplier).OrderBy(s => s.Id).Select(s => s.Id).FirstOrDefaultAsync(tx.Cancel);
        await tx.Set<Sku>().Where(s => s.Id == first).ExecuteUpdateAsync(set => set.SetProperty(s => s.Sold, s => s.Sold), tx.Cancel);
    }

    private static bool Returns(string start, Dictionary<string, string?> next)
    {
        var at = next.GetValueOrDefault(start);
        for (var steps = 0; at is not null && at != start && steps < next.Count; steps++)
            at = next.GetValueOrDefault(at);
        return at == start;
    }
}
