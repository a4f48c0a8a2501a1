using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>What can be had of an offer in an area, and when it would stand installed.</summary>
/// <param name="Available">Pieces in the warehouses that deliver there; 0 with a date: made to order.</param>
public sealed record Supply(long Available, Text? Warehouse, bool MadeToOrder, DateOnly? Delivery, DateOnly? Installation)
{
    /// <summary>True when no warehouse delivers there.</summary>
    public bool NotDelivered => Available == 0 && !MadeToOrder && Warehouse is null;
}

/// <summary>An offer as the buyer sees it: their price and why, and its supply in their area.</summary>
public sealed record ShopRow(Offer Offer, ResolvedPrice Price, Supply Supply);

/// <summary>A page of search results.</summary>
public sealed record ShopPage(IReadOnlyList<ShopRow> Rows, int Total, IReadOnlyList<Facet> Facets, bool Loose);

/// <summary>
/// The catalogue through a buyer's eyes. A search costs a fixed number of queries: offers, agreements, areas, stock; the index
/// answers the rest.
/// </summary>
public sealed class ShopQueries(SearchQueries search, CatalogueQueries catalogue, PriceQueries prices, StockQueries stock)
{
    public async Task<ShopPage> Search(Reading read, SearchRequest request, string? regionCode)
    {
        var result = await search.Search(read, request);
        return new(await Rows(read, result.Hits, regionCode), result.Total, result.Facets, result.Loose);
    }

    /// <summary>The offers with these ids in the same order; those that are not on sale are left out.</summary>
    public async Task<IReadOnlyList<ShopRow>> Rows(Reading read, IReadOnlyList<ListingId> ids, string? regionCode, long quantity = 1)
    {
        var offers = await catalogue.Shown(read, ids);
        var shown = ids.Where(offers.ContainsKey).Select(id => offers[id]).ToList();
        var priced = await prices.For(read, read.Actor.Organization, [.. shown.Select(o => (o, quantity))]);
        var sources = regionCode is null ? null : await stock.Sources(read, [.. shown.Select(o => o.Sku)], regionCode);
        return [.. shown.Select(o => new ShopRow(o, priced[o.Id], SupplyOf(read.Now, o, sources is null ? [] : [.. sources[o.Sku]], quantity)))];
    }

    private static Supply SupplyOf(DateTimeOffset now, Offer offer, IReadOnlyList<Source> sources, long quantity)
    {
        var allocation = Allocator.Allocate(sources, quantity, offer.MakeToOrderDays);
        if (allocation is null)
            return new(0, sources.Count > 0 ? sources[0].WarehouseName : null, false, null, null);
        var delivery = Promise.Delivery(now, allocation.Max(a => a.Days));
        var nearest = sources.FirstOrDefault(s => s.Available > 0);
        return new(sources.Sum(s => s.Available), nearest?.WarehouseName, allocation.Any(a => a.Item is null), delivery,
            offer.Services.Any(s => s.Installs) ? Promise.Installation(delivery) : null);
    }
}
