using System.Collections.Concurrent;

namespace Hecai.Catalogue;

/// <summary>An offer as it is within its time of sale, with what a pool may ask of its product.</summary>
internal sealed record ShelvedOffer(Offer Offer, IReadOnlyDictionary<string, AttributeValue> Attributes)
{
    public bool IsIn(Assortment assortment) => assortment.Holds(Offer.Sku, Offer.CategoryPath, Offer.Brand.Zh, Offer.Supplier, Attributes);
}

/// <summary>
/// The products that this node's shoppers look at, each with all its offers, as fresh as its search index: whatever the change log names
/// is taken off when the indexer reads it, so that a page never shows a hit by one state and its price by another. What is bought is read anew.
/// </summary>
public sealed class OfferShelf
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<SkuId, IReadOnlyList<ShelvedOffer>> products = [];
    private long takenAt = -1;

    internal IReadOnlyList<ShelvedOffer>? Find(SkuId sku) => products.GetValueOrDefault(sku);

    /// <summary>Puts what a view read on the shelf, unless something was taken off since that view was opened: it may have read the state before.</summary>
    internal void Put(IReadOnlyDictionary<SkuId, IReadOnlyList<ShelvedOffer>> read, Reading view)
    {
        if (products.Count > Capacity)
            products.Clear();
        foreach (var (sku, offers) in read)
            products[sku] = offers;
        if (view.OpenedAt <= Volatile.Read(ref takenAt))
            foreach (var sku in read.Keys)
                products.TryRemove(sku, out _);
    }

    internal void TakeOff(IEnumerable<SkuId> changed)
    {
        Volatile.Write(ref takenAt, Environment.TickCount64);
        foreach (var sku in changed)
            products.TryRemove(sku, out _);
    }

    internal void Clear()
    {
        Volatile.Write(ref takenAt, Environment.TickCount64);
        products.Clear();
    }
}
