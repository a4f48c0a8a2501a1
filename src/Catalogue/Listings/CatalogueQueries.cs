namespace Hecai.Catalogue;

/// <summary>What other modules ask the catalogue.</summary>
public sealed class CatalogueQueries
{
    /// <summary>The offers with these ids that the actor may see, in one query; missing ones are absent.</summary>
    public Task<IReadOnlyDictionary<ListingId, Offer>> Offers(Reading read, IReadOnlyCollection<ListingId> ids) => throw new NotSupportedException(ids.Count.ToString(read.Now.ToString()));
}
