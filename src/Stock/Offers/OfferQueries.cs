using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A listing of the actor's own as a row of the price and stock sheet: its values in the order of the columns.</summary>
public sealed record OfferLine(OwnListing Listing, IReadOnlyList<long?> Values);

/// <summary>The pieces of a product that somebody who counts finds in a warehouse.</summary>
/// <param name="Shelf">Where a count is booked; null where nothing ever lay.</param>
/// <param name="Arrived">What came with arrivals: what is promised of it is set aside; the rest, of orders that were cancelled since, lies with the shelf's.</param>
internal sealed record CountedGoods(StockItem? Shelf, IReadOnlyList<StockItem> Arrived)
{
    public long SetAside => Arrived.Sum(i => i.Held);
    public long OnHand => (Shelf?.OnHand ?? 0) + Arrived.Sum(i => i.OnHand);

    /// <summary>There cannot be fewer.</summary>
    public long Held => (Shelf?.Held ?? 0) + SetAside;
}

/// <summary>The price and stock sheet of the actor's organization.</summary>
public sealed class OfferQueries(OwnListingQueries listings)
{
    /// <summary>
    /// The columns that the actor may change and every listing that is not retired, one more than <see cref="OfferSheet.MaxRows"/> when there are
    /// more; refused with <c>permission.missing</c> to who may change neither terms nor stock. Three queries.
    /// </summary>
    public async Task<(IReadOnlyList<OfferColumn> Columns, IReadOnlyList<OfferLine> Lines)> Sheet(Reading read)
    {
        var columns = await Columns(read);
        var own = await listings.All(read, OfferSheet.MaxRows);
        var stock = columns.Any(c => c.Warehouse is not null) ? await Items(read, [.. own.Select(l => l.Sku)]) : [];
        return (columns, [.. own.Select(l => new OfferLine(l, [.. columns.Select(c => Now(l, c, stock))]))]);
    }

    /// <summary>The columns that the actor may change.</summary>
    public static async Task<IReadOnlyList<OfferColumn>> Columns(Reading read)
    {
        if (!read.Actor.Can(StockPermissions.Manage))
            read.Actor.Demand(CataloguePermissions.Edit);
        return OfferSheet.Columns(read.Actor, await Warehouses(read));
    }

    internal static Task<List<Warehouse>> Warehouses(Reading read)
    {
        var own = read.Actor.Organization;
        return read.Set<Warehouse>().IgnoreAutoIncludes().Where(w => w.SupplierId == own).OrderBy(w => w.Code).ToListAsync(read.Cancel);
    }

    /// <summary>What is there of these products, where it is; goods on their way are not there yet.</summary>
    internal static async Task<Dictionary<(SkuId, WarehouseId), CountedGoods>> Items(Reading read, List<SkuId> skus)
    {
        var own = read.Actor.Organization;
        var items = await read.Set<StockItem>().AsNoTracking().Where(i => i.SupplierId == own && i.ArrivesOn == null && skus.Contains(i.SkuId)).ToListAsync(read.Cancel);
        return items.GroupBy(i => (i.SkuId, i.WarehouseId)).ToDictionary(g => g.Key, g => new CountedGoods(g.FirstOrDefault(i => i.ArrivalId is null), [.. g.Where(i => i.ArrivalId is not null)]));
    }

    internal static long? Now(OwnListing listing, OfferColumn column, Dictionary<(SkuId, WarehouseId), CountedGoods> stock) =>
        column.Warehouse is { } warehouse ? stock.GetValueOrDefault((listing.Sku, warehouse))?.OnHand ?? 0
        : column == OfferColumn.Price ? listing.ListPrice?.Minor
        : column == OfferColumn.MinQuantity ? listing.MinQuantity
        : column == OfferColumn.PackSize ? listing.PackSize
        : column == OfferColumn.From ? OfferColumn.Value(listing.Window.From)
        : column == OfferColumn.Until ? OfferColumn.Value(listing.Window.Until)
        : listing.MakeToOrderDays ?? 0;
}
