namespace Hecai.Catalogue;

/// <summary>
/// What a buyer has agreed prices for, known to whoever keeps agreements. Asked, not copied: an agreement names ten thousand products.
/// </summary>
public interface IAgreedGoods
{
    /// <summary>The goods that lines in force name for this buyer.</summary>
    Task<AgreedGoods> Of(Reading read, OrganizationId buyer);
}

/// <summary>Products, categories and whole suppliers that a buyer has agreements about.</summary>
/// <param name="Stamp">The same as long as the goods are the same.</param>
/// <param name="Skus">Products with a line of their own.</param>
/// <param name="General">Lines about a category, a brand or everything of a supplier.</param>
public sealed record AgreedGoods(string Stamp, IReadOnlySet<SkuId> Skus, IReadOnlyList<AgreedRange> General)
{
    public static readonly AgreedGoods None = new("", new HashSet<SkuId>(), []);

    internal bool Name(SkuId sku, OrganizationId supplier, IReadOnlyList<string> categoryPath, string brand) => Skus.Contains(sku) ||
        General.Any(g => g.Supplier == supplier && (g.Category is null || categoryPath.Contains(g.Category)) && (g.Brand is null || g.Brand == brand));
}

/// <summary>A part of what one supplier sells.</summary>
public sealed record AgreedRange(OrganizationId Supplier, string? Category, string? Brand);

/// <summary>
/// What somebody may see and buy: the pools that hold for them, all of which an offer must be in. Pure; the search index and the point
/// checks of offers ask the same object.
/// </summary>
internal sealed record Assortment(IReadOnlyList<PoolContent> Pools, AgreedGoods Agreed)
{
    public static readonly Assortment Everything = new([], AgreedGoods.None);

    public bool IsEverything => Pools.Count == 0;
    public bool LooksAtAttributes => Pools.Any(p => p.LooksAtAttributes);

    /// <summary>The same as long as the same offers are held: names what may be remembered of it.</summary>
    public string Stamp { get; } = Pools.Count == 0 ? "" : string.Join('/', Pools.Select(p => p.Id.Value.ToString("N"))) + (Pools.Any(p => p.LooksAtAgreements) ? Agreed.Stamp : "");

    /// <summary>True when every pool holds the offer.</summary>
    public bool Holds(SkuId sku, IReadOnlyList<string> categoryPath, string brand, OrganizationId supplier, IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        if (IsEverything)
            return true;
        var subject = new PoolSubject(sku, categoryPath, brand, supplier, attributes, Agreed.Name(sku, supplier, categoryPath, brand));
        return Pools.All(p => p.Holds(subject));
    }
}
