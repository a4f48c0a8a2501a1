using System.Collections.Concurrent;

namespace Hecai.Catalogue;

/// <summary>
/// The offers that this node's shoppers look at, as fresh as its search index: whatever the change log names is taken off when the
/// indexer reads it, so that a page never shows a hit by one state and its price by another. What is bought is read anew.
/// </summary>
public sealed class OfferShelf
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<ListingId, Offer> offers = [];
    private long takenAt = -1;

    internal Offer? Find(ListingId id) => offers.GetValueOrDefault(id);

    /// <summary>Puts what a view read on the shelf, unless something was taken off since that view was opened: it may have read the state before.</summary>
    internal void Put(IReadOnlyCollection<Offer> read, Reading view)
    {
        if (offers.Count > Capacity)
            offers.Clear();
        foreach (var offer in read)
            offers[offer.Id] = offer;
        if (view.OpenedAt <= Volatile.Read(ref takenAt))
            foreach (var offer in read)
                offers.TryRemove(offer.Id, out _);
    }

    internal void TakeOff(IEnumerable<ListingId> changed)
    {
        Volatile.Write(ref takenAt, Environment.TickCount64);
        foreach (var id in changed)
            offers.TryRemove(id, out _);
    }

    internal void Clear()
    {
        Volatile.Write(ref takenAt, Environment.TickCount64);
        offers.Clear();
    }
}
