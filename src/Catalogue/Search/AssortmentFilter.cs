using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>
/// An assortment over the index: which documents of a segment are in it. A product is in it when the offer of one of its suppliers is.
/// The answer is the one that <see cref="Assortment.Holds"/> gives for each offer, made for a whole segment at once and remembered.
/// </summary>
internal static class AssortmentFilter
{
    /// <summary>A bit for each document; null when all are in it.</summary>
    public static int[]? Of(Assortment assortment, CategoryTree tree, AtomicReader reader, Columns columns) =>
        assortment.IsEverything ? null : columns.Remember(assortment.Stamp, () => Make(assortment, tree, reader, columns));

    private static int[] Make(Assortment assortment, CategoryTree tree, AtomicReader reader, Columns columns)
    {
        var agreed = Documents(reader, assortment.Agreed.Skus);
        var pools = assortment.Pools.Select(p => new PoolMask(p, assortment.Agreed, tree, columns, Documents(reader, p.Included), Documents(reader, p.Excluded), agreed)).ToArray();
        var suppliers = columns.Group(Fields.Supplier);
        var inside = new int[(columns.Count + 31) / 32];
        for (var doc = 0; doc < columns.Count; doc++)
            for (var i = columns.Start[doc]; i < columns.Start[doc + 1]; i++)
                if (columns.Facts[i] is var offer && offer >= suppliers.From && offer < suppliers.To && Array.TrueForAll(pools, p => p.Holds(doc, offer)))
                {
                    inside[doc >> 5] |= 1 << doc;
                    break;
                }
        return inside;
    }

    private static HashSet<int> Documents(AtomicReader reader, IReadOnlySet<SkuId> skus)
    {
        var found = new HashSet<int>();
        if (skus.Count == 0 || reader.GetTerms(Fields.Id) is not { } terms)
            return found;
        var each = terms.GetEnumerator();
        DocsEnum? docs = null;
        foreach (var sku in skus)
            if (each.SeekExact(new BytesRef(sku.Value.ToString("N"))))
            {
                docs = each.Docs(null, docs, DocsFlags.NONE);
                for (var doc = docs.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.NextDoc())
                    found.Add(doc);
            }
        return found;
    }
}

/// <summary>A pool as bits: each condition of its rules has one, each fact carries those of the conditions that it meets, and a rule is met where all of its bits are.</summary>
internal sealed class PoolMask
{
    private readonly PoolContent pool;
    private readonly Columns columns;
    private readonly HashSet<int> included, excluded, agreed;
    private readonly UInt128[] met;
    private readonly Dictionary<PoolRule, UInt128> conditions = [];
    private readonly (UInt128 Needs, bool Excludes, bool Agreed)[] rules;
    private readonly (HashSet<int>? Categories, HashSet<int>? Brands, HashSet<int> Suppliers)[] ranges;
    private readonly (int From, int To) suppliers;

    public PoolMask(PoolContent pool, AgreedGoods goods, CategoryTree tree, Columns columns, HashSet<int> included, HashSet<int> excluded, HashSet<int> agreed)
    {
        (this.pool, this.columns, this.included, this.excluded, this.agreed) = (pool, columns, included, excluded, agreed);
        met = new UInt128[columns.Values.Length];
        suppliers = columns.Group(Fields.Supplier);
        rules = [.. pool.Rules.Select(r => (Needs(r, tree), r.Excludes, r.Agreed))];
        ranges = pool.LooksAtAgreements ? [.. goods.General.Select(g => (g.Category is { } c ? Facts(Fields.Category, Below(c, tree).Contains) : null, g.Brand is { } b ? Facts(Fields.Brand, v => v == b) : null,
            Facts(Fields.Supplier, v => v == g.Supplier.Value.ToString("N"))))] : [];
    }

    /// <summary>The most different conditions that the rules of a pool may have.</summary>
    public const int MaxConditions = 128;

    public bool Holds(int doc, int offer)
    {
        if (excluded.Contains(doc))
            return false;
        if (included.Contains(doc))
            return true;
        var facts = met[offer];
        for (var i = columns.Start[doc]; i < columns.Start[doc + 1]; i++)
            if (columns.Facts[i] is var fact && (fact < suppliers.From || fact >= suppliers.To))
                facts |= met[fact];
        var isAgreed = pool.LooksAtAgreements && (agreed.Contains(doc) || Array.Exists(ranges, r => r.Suppliers.Contains(offer) && Has(doc, r.Categories) && Has(doc, r.Brands)));
        var taken = !pool.TakesIn;
        foreach (var (needs, excludes, wantsAgreed) in rules)
            if ((facts & needs) == needs && (!wantsAgreed || isAgreed))
            {
                if (excludes)
                    return false;
                taken = true;
            }
        return taken;
    }

    /// <summary>The bits of a rule's conditions; those that the pool does not know yet are marked on the facts that meet them.</summary>
    private UInt128 Needs(PoolRule rule, CategoryTree tree)
    {
        var needs = UInt128.Zero;
        if (rule.Category is { } category)
            needs |= Bit(new PoolRule { Category = category }, Fields.Category, Below(category, tree).Contains);
        if (rule.Brand is { } brand)
            needs |= Bit(new PoolRule { Brand = brand }, Fields.Brand, name => name == brand);
        if (rule.Supplier is { } supplier)
            needs |= Bit(new PoolRule { Supplier = supplier }, Fields.Supplier, id => id == supplier.Value.ToString("N"));
        if (rule.Attribute is { } attribute)
            needs |= Bit(new PoolRule { Attribute = attribute, Values = rule.Values, From = rule.From, To = rule.To }, attribute, value => rule.Meets(Typed(value)));
        return needs;
    }

    private static HashSet<string> Below(string category, CategoryTree tree) => tree.Find(category) is { } node ? tree.WithDescendants(node).Select(n => n.Code).ToHashSet() : [];

    private UInt128 Bit(PoolRule condition, string group, Func<string, bool> meets)
    {
        if (conditions.TryGetValue(condition, out var known))
            return known;
        if (conditions.Count >= MaxConditions)
            throw new InvalidOperationException("A pool has more conditions than there are bits.");
        var bit = conditions[condition] = UInt128.One << conditions.Count;
        foreach (var fact in Facts(group, meets))
            met[fact] |= bit;
        return bit;
    }

    /// <summary>The facts of a group whose value, or the first name of it, meets a condition.</summary>
    private HashSet<int> Facts(string group, Func<string, bool> meets)
    {
        var (from, to) = columns.Group(group);
        return [.. Enumerable.Range(from, to - from).Where(fact => meets(columns.Values[fact].Split(Fields.NameSeparator)[0]))];
    }

    private bool Has(int doc, HashSet<int>? facts)
    {
        if (facts is null)
            return true;
        for (var i = columns.Start[doc]; i < columns.Start[doc + 1]; i++)
            if (facts.Contains(columns.Facts[i]))
                return true;
        return false;
    }

    private static AttributeValue Typed(string value) =>
        decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? AttributeValue.Of(number) : AttributeValue.Of(value);
}
