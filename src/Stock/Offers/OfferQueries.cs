using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A listing of the actor's own as a row of the price and stock sheet: its values in the order of the columns.</summary>
public sealed record OfferLine(OwnListing Listing, IReadOnlyList<long?> Values);

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

    internal static async Task<Dictionary<(SkuId, WarehouseId), StockItem>> Items(Reading read, List<SkuId> skus)
    {
        var own = read.Actor.Organization;
        return await read.Set<StockItem>().AsNoTracking().Where(i => i.SupplierId == own && skus.Contains(i.SkuId)).ToDictionaryAsync(i => (i.SkuId, i.WarehouseId), read.Cancel);
    }

    internal static long? Now(OwnListing listing, OfferColumn column, Dictionary<(SkuId, WarehouseId), StockItem> stock) =>
        column.Warehouse is { } warehouse ? stock.GetValueOrDefault((listing.Sku, warehouse))?.OnHand ?? 0
        : column == OfferColumn.Price ? listing.ListPrice?.Minor
        : column == OfferColumn.MinQuantity ? listing.MinQuantity
        : column == OfferColumn.PackSize ? listing.PackSize
        : column == OfferColumn.From ? OfferColumn.Value(listing.Window.From)
        : column == OfferColumn.Until ? OfferColumn.Value(listing.Window.Until)
        : listing.MakeToOrderDays ?? 0;
}
