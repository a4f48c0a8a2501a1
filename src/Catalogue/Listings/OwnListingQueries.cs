using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A listing of the actor's own with the terms that are changed in bulk.</summary>
/// <param name="ListPrice">Tax-inclusive, per unit of sale; null in a draft without one.</param>
/// <param name="MakeToOrderDays">Working days; null for stock goods.</param>
public sealed record OwnListing(ListingId Id, SkuId Sku, string PartNumber, Text Name, ListingState State, Money? ListPrice, int MinQuantity, int PackSize, int? MakeToOrderDays, SaleWindow Window);

/// <summary>The listings of the actor's own organization, as many as there are, each in one row.</summary>
public sealed class OwnListingQueries
{
    /// <summary>Those that are not retired, by part number; one more than <paramref name="most"/> says that there are more.</summary>
    public Task<List<OwnListing>> All(Reading read, int most) =>
        Rows(read, Own(read).Where(x => x.Listing.State != ListingState.Retired).OrderBy(x => x.Sku.PartNumber).ThenBy(x => x.Sku.Id).Take(most + 1));

    /// <summary>Those with one of these part numbers, whatever its case; what has no number of its own is known by its model.</summary>
    public async Task<ILookup<string, OwnListing>> Named(Reading read, IReadOnlyCollection<string> partNumbers)
    {
        var (keys, models) = (partNumbers.Select(Sku.KeyOf).Distinct().ToList(), partNumbers.Distinct().ToList());
        var rows = await Rows(read, Own(read).Where(x => keys.Contains(x.Sku.Key) || models.Contains(x.Sku.PartNumber)));
        return rows.ToLookup(r => r.PartNumber, StringComparer.OrdinalIgnoreCase);
    }

    private static IQueryable<ListedSku> Own(Reading read)
    {
        read.Actor.Demand(CataloguePermissions.View);
        var own = read.Actor.Organization;
        return CatalogueQueries.Visible(read).Where(x => x.Listing.SupplierId == own);
    }

    private static async Task<List<OwnListing>> Rows(Reading read, IQueryable<ListedSku> listings)
    {
        var rows = await listings.Select(x => new
        {
            x.Listing.Id, x.Listing.SkuId, x.Sku.PartNumber, x.Sku.NameZh, x.Sku.NameEn, x.Listing.State, x.Listing.ListPriceMinor, x.Listing.Currency, x.Listing.MinQuantity, x.Listing.PackSize, x.Listing.MakeToOrderDays,
            x.Listing.SaleFrom, x.Listing.SaleUntil,
        }).ToListAsync(read.Cancel);
        return rows.ConvertAll(r => new OwnListing(r.Id, r.SkuId, r.PartNumber, (r.NameZh, r.NameEn), r.State, r.ListPriceMinor is { } minor ? new Money(minor, r.Currency) : null, r.MinQuantity, r.PackSize, r.MakeToOrderDays, SaleWindow.Of(r.SaleFrom, r.SaleUntil)));
    }
}
