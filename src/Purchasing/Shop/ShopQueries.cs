using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>What can be had of an offer in an area, and when it would stand installed.</summary>
/// <param name="Available">Pieces in the warehouses that deliver there; 0 with a date: made to order.</param>
/// <param name="Short">True when that is not enough for what was asked, and more cannot be made.</param>
/// <param name="NotSold">True where its supplier does not sell it in this area, whatever lies where.</param>
/// <param name="Waits">True when some of what was asked for is still on its way.</param>
/// <param name="InTransit">Pieces on their way to those warehouses that can still be ordered, by the day on which they arrive; absent without any.</param>
public sealed record Supply(long Available, Text? Warehouse, bool MadeToOrder, DateOnly? Delivery, DateOnly? Installation, bool Short = false, bool NotSold = false, bool Waits = false, IReadOnlyList<InTransit>? InTransit = null)
{
    /// <summary>True when no warehouse delivers there.</summary>
    public bool NotDelivered => !NotSold && Available == 0 && !MadeToOrder && Warehouse is null;
}

/// <summary>Pieces that arrive at a warehouse on a day.</summary>
public sealed record InTransit(DateOnly ArrivesOn, long Quantity)
{
    /// <summary>What of these is on its way, by its day; pieces without a day are there.</summary>
    internal static IReadOnlyList<InTransit> Of(IEnumerable<(DateOnly? ArrivesOn, long Quantity)> pieces) =>
        [.. pieces.Where(p => p.ArrivesOn is not null).GroupBy(p => p.ArrivesOn!.Value).OrderBy(g => g.Key).Select(g => new InTransit(g.Key, g.Sum(p => p.Quantity)))];
}

/// <summary>An offer as the buyer sees it: their price and why, and its supply in their area.</summary>
/// <param name="Others">How many other suppliers have the same product on sale to this buyer.</param>
public sealed record ShopRow(Offer Offer, ResolvedPrice Price, Supply Supply, int Others = 0);

/// <summary>A page of search results.</summary>
/// <param name="Unfiltered">Where the filters leave nothing: how many there are without them.</param>
public sealed record ShopPage(IReadOnlyList<ShopRow> Rows, int Total, IReadOnlyList<Facet> Facets, bool Loose, int Unfiltered = 0);

/// <summary>
/// The catalogue through a buyer's eyes. A search costs a fixed number of queries: offers, agreements, areas, stock; the index
/// answers the rest.
/// </summary>
public sealed class ShopQueries(SearchQueries search, CatalogueQueries catalogue, PriceQueries prices, StockQueries stock)
{
    /// <summary>How many of the most relevant products are looked at for the earliest delivery, which only their stock can tell.</summary>
    public const int EarliestOf = 200;

    /// <summary>A page of products, each with the offer that is best for this buyer.</summary>
    public async Task<ShopPage> Search(Reading read, SearchRequest request, string? regionCode)
    {
        if (request.Sort != SearchSort.LeadTime)
        {
            var result = await search.Search(read, request);
            return new(await Best(read, result.Hits, regionCode), result.Total, result.Facets, result.Loose, result.Unfiltered);
        }
        var near = await search.Search(read, request with { Sort = SearchSort.Relevance, Offset = 0, Limit = EarliestOf });
        var rows = (await Best(read, near.Hits, regionCode)).Select((row, place) => (row, place)).OrderBy(r => r.row.Supply.Delivery ?? DateOnly.MaxValue).ThenBy(r => r.place).Select(r => r.row);
        return new([.. rows.Skip(request.Offset).Take(request.Limit)], Math.Min(near.Total, EarliestOf), near.Facets, near.Loose, near.Unfiltered);
    }

    /// <summary>The offers with these ids in the same order; those that are not on sale to the buyer are left out.</summary>
    public async Task<IReadOnlyList<ShopRow>> Rows(Reading read, IReadOnlyList<ListingId> ids, string? regionCode, long quantity = 1)
    {
        var offers = await catalogue.Offers(read, ids);
        return await Priced(read, [.. ids.Where(offers.ContainsKey).Select(id => offers[id]).Where(o => o.Saleable)], regionCode, _ => quantity);
    }

    private async Task<IReadOnlyList<ShopRow>> Best(Reading read, IReadOnlyList<SkuId> skus, string? regionCode)
    {
        var offers = await catalogue.OnSale(read, skus);
        var rows = (await Priced(read, [.. skus.Where(offers.ContainsKey).SelectMany(s => offers[s])], regionCode, _ => 1)).ToLookup(r => r.Offer.Sku);
        return [.. skus.Where(rows.Contains).Select(sku => InOrder(rows[sku]).First() with { Others = rows[sku].Count() - 1 })];
    }

    /// <summary>What can be had here before what cannot, then the lower price, then the earlier delivery.</summary>
    internal static IEnumerable<ShopRow> InOrder(IEnumerable<ShopRow> offers) => offers.OrderBy(r => r.Supply.Delivery is null).ThenBy(r => r.Price.Unit.Minor).ThenBy(r => r.Supply.Delivery).ThenBy(r => r.Offer.Id.Value);

    /// <summary>Offers with the price and the supply of so many pieces each. Two queries.</summary>
    internal async Task<IReadOnlyList<ShopRow>> Priced(Reading read, IReadOnlyList<Offer> offers, string? regionCode, Func<Offer, long> quantity)
    {
        var priced = await prices.For(read, read.Actor.Organization, [.. offers.Select(o => (o, quantity(o)))]);
        var sources = regionCode is null ? null : await stock.Sources(read, [.. offers.Select(o => o.Sku).Distinct()], regionCode);
        return [.. offers.Select(o => new ShopRow(o, priced[o.Id], regionCode is not null && !o.Areas.Include(regionCode) ? NotSold : SupplyOf(read.Now, o, sources is null ? [] : [.. sources[(o.Sku, o.Supplier)]], quantity(o))))];
    }

    private static readonly Supply NotSold = new(0, null, false, null, null, Short: true, NotSold: true);

    private static Supply SupplyOf(DateTimeOffset now, Offer offer, IReadOnlyList<Source> sources, long quantity)
    {
        var allocation = Allocator.Allocate(sources, quantity, offer.MakeToOrderDays);
        var coming = sources.All(s => s.ArrivesOn is null) ? null : InTransit.Of(sources.Where(s => s.Available > 0).Select(s => (s.ArrivesOn, s.Available)));
        var lying = coming is null ? sources : [.. sources.Where(s => s.ArrivesOn is null)];
        if (allocation is null)
            return new(lying.Sum(s => s.Available), sources.Count > 0 ? sources[0].WarehouseName : null, false, null, null, Short: true, InTransit: coming);
        var delivery = Promise.Delivery(now, allocation.Max(a => a.Days));
        var nearest = lying.FirstOrDefault(s => s.Available > 0) ?? sources.FirstOrDefault(s => s.Available > 0);
        return new(lying.Sum(s => s.Available), nearest?.WarehouseName, allocation.Any(a => a.Item is null), delivery,
            offer.Services.Any(s => s.Installs) ? Promise.Installation(delivery) : null, Waits: allocation.Any(a => a.ArrivesOn is not null), InTransit: coming);
    }
}
