using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What of a listing and its product makes an offer, in one row.</summary>
internal sealed record OfferRow(ListingId Id, SkuId Sku, OrganizationId SupplierId, string SupplierName, long ListPriceMinor, string Currency, VatRate Vat, ListingState State, int MinQuantity, int PackSize,
    int? MakeToOrderDays, IReadOnlyList<ServiceOption> Services, string PartNumber, string NameZh, string NameEn, string BrandZh, string BrandEn, string Category, string Unit, int WarrantyMonths, DateTimeOffset? SaleFrom, DateTimeOffset? SaleUntil, SaleAreas? Areas)
{
    private SaleWindow Window => SaleWindow.Of(SaleFrom, SaleUntil);

    /// <summary>As it is while it is sold: whoever keeps it asks its window when that is.</summary>
    public Offer Sold(CategoryTree tree) => Offer(tree, SaleFrom ?? DateTimeOffset.MinValue);

    /// <summary>As it is at that moment.</summary>
    public Offer Offer(CategoryTree tree, DateTimeOffset now) => new()
    {
        Id = Id, Sku = Sku, Supplier = SupplierId, SupplierName = SupplierName, PartNumber = PartNumber, Name = (NameZh, NameEn), Brand = (BrandZh, BrandEn),
        Category = Category, CategoryPath = tree.Path(Category), ListPrice = new Money(ListPriceMinor, Currency), Vat = Vat, Unit = Unit,
        Saleable = State == ListingState.Listed && Window.Contains(now), IsPublic = State is not (ListingState.Draft or ListingState.InReview) && Window.HasBegun(now),
        Window = Window, Areas = Areas ?? SaleAreas.Everywhere, EndedAt = State == ListingState.Listed && Window.HasEnded(now) ? SaleUntil : null, MinQuantity = MinQuantity, PackSize = PackSize, MakeToOrderDays = MakeToOrderDays,
        WarrantyMonths = WarrantyMonths, Picture = tree.Find(Category)?.Picture ?? "product", Services = Services,
    };
}

/// <summary>The attributes of a product.</summary>
internal sealed record SkuAttributes(SkuId Id, IReadOnlyDictionary<string, AttributeValue> Values);

/// <summary>The queries behind every price and page.</summary>
internal static class OfferRows
{
    /// <summary>What is read of a listing that has a price and of its product.</summary>
    private static readonly Expression<Func<Listing, Sku, OfferRow>> Row = (listing, sku) => new OfferRow(listing.Id, listing.SkuId, listing.SupplierId, listing.SupplierName, listing.ListPriceMinor!.Value, listing.Currency, listing.Vat,
        listing.State, listing.MinQuantity, listing.PackSize, listing.MakeToOrderDays, listing.Services, sku.PartNumber, sku.NameZh, sku.NameEn, sku.BrandZh, sku.BrandEn, sku.Category, sku.Unit, sku.WarrantyMonths, listing.SaleFrom, listing.SaleUntil, listing.Areas);

    /// <summary>The same of a pair that is loaded already.</summary>
    public static readonly Func<Listing, Sku, OfferRow> Of = Row.Compile();

    public static readonly PreparedQuery<List<ListingId>, OfferRow> OfListings = new((context, ids) =>
        context.Set<Listing>().AsNoTracking().Where(l => ids.Contains(l.Id) && l.ListPriceMinor != null)
            .Join(context.Set<Sku>().AsNoTracking(), l => l.SkuId, s => s.Id, Row));

    /// <summary>By the key of the product, or by its part number where a hash is its key.</summary>
    public static readonly PreparedQuery<List<string>, List<string>, OfferRow> OfParts = new((context, keys, partNumbers) =>
        context.Set<Listing>().AsNoTracking().Where(l => l.ListPriceMinor != null)
            .Join(context.Set<Sku>().AsNoTracking().Where(s => keys.Contains(s.Key) || partNumbers.Contains(s.PartNumber)), l => l.SkuId, s => s.Id, Row));

    /// <summary>What is listed of these products, whether its time of sale is now or not.</summary>
    public static readonly PreparedQuery<List<SkuId>, OfferRow> OfSkus = new((context, ids) =>
        context.Set<Listing>().AsNoTracking().Where(l => ids.Contains(l.SkuId) && l.ListPriceMinor != null && l.State == ListingState.Listed)
            .Join(context.Set<Sku>().AsNoTracking(), l => l.SkuId, s => s.Id, Row));

    public static readonly PreparedQuery<List<SkuId>, SkuAttributes> Attributes = new((context, ids) =>
        context.Set<Sku>().AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new SkuAttributes(s.Id, s.Attributes)));
}
