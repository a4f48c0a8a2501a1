using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What the index knows of a product that somebody has on sale.</summary>
internal sealed record SearchEntry(SkuId Id, string PartNumber, Text Name, Text Brand, string Category, IReadOnlyDictionary<string, AttributeValue> Attributes, Text Description, long Sold, IReadOnlyList<SearchOffer> Offers);

/// <summary>Who has it on sale, and for how much at list price.</summary>
internal sealed record SearchOffer(OrganizationId Supplier, string SupplierName, long PriceMinor);

/// <summary>Reads from the database what the index is made of.</summary>
internal static class SearchEntries
{
    private sealed record Row(SkuId Id, string PartNumber, string NameZh, string NameEn, string BrandZh, string BrandEn, string Category, IReadOnlyDictionary<string, AttributeValue> Attributes, SkuDetails Details, long Sold);

    private sealed record OnSale(SkuId Sku, OrganizationId Supplier, string SupplierName, long PriceMinor);

    private static readonly PreparedQuery<List<SkuId>, Row> Described = new((context, ids) => context.Set<Sku>().AsNoTracking().Where(s => ids.Contains(s.Id))
        .Select(s => new Row(s.Id, s.PartNumber, s.NameZh, s.NameEn, s.BrandZh, s.BrandEn, s.Category, s.Attributes, s.Details, s.Sold)));

    private static readonly PreparedQuery<List<SkuId>, DateTimeOffset, OnSale> Offered = new((context, ids, now) => context.Set<Listing>().AsNoTracking()
        .Where(l => ids.Contains(l.SkuId) && l.State == ListingState.Listed && l.ListPriceMinor != null && (l.SaleFrom == null || l.SaleFrom <= now) && (l.SaleUntil == null || l.SaleUntil > now))
        .Select(l => new OnSale(l.SkuId, l.SupplierId, l.SupplierName, l.ListPriceMinor!.Value)));

    private static readonly PreparedQuery<List<ListingId>, SkuId> OfListings = new((context, ids) => context.Set<Listing>().AsNoTracking().Where(l => ids.Contains(l.Id)).Select(l => l.SkuId).Distinct());

    private static readonly PreparedQuery<DateTimeOffset, DateTimeOffset, SkuId> OfMoments = new((context, after, until) => context.Set<Listing>().AsNoTracking()
        .Where(l => ((l.SaleFrom > after && l.SaleFrom <= until) || (l.SaleUntil > after && l.SaleUntil <= until)) && l.State == ListingState.Listed).Select(l => l.SkuId).Distinct());

    /// <summary>Those of the products that are on sale.</summary>
    public static async Task<IReadOnlyDictionary<SkuId, SearchEntry>> Of(Reading read, List<SkuId> ids)
    {
        var offers = (await Offered.Rows(read, ids, read.Now)).ToLookup(o => o.Sku, o => new SearchOffer(o.Supplier, o.SupplierName, o.PriceMinor));
        var rows = offers.Count == 0 ? [] : await Described.Rows(read, [.. offers.Select(o => o.Key)]);
        return rows.ToDictionary(r => r.Id, r => new SearchEntry(r.Id, r.PartNumber, (r.NameZh, r.NameEn), (r.BrandZh, r.BrandEn), r.Category, r.Attributes, r.Details.Description, r.Sold, [.. offers[r.Id]]));
    }

    /// <summary>The products whose sale began or ended by itself after the one moment and not after the other.</summary>
    public static Task<List<SkuId>> Turned(Reading read, DateTimeOffset after, DateTimeOffset until) => OfMoments.Rows(read, after, until);

    /// <summary>The products of these listings.</summary>
    public static Task<List<SkuId>> Skus(Reading read, List<ListingId> listings) => OfListings.Rows(read, listings);
}
