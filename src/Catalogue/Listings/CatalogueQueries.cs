using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What other modules and pages ask the catalogue.</summary>
public sealed class CatalogueQueries(Categories categories)
{
    /// <summary>The offers with these ids that the actor may see, in one query; missing ones are absent, and so is what was never listed, except to its supplier and the operator.</summary>
    public async Task<IReadOnlyDictionary<ListingId, Offer>> Offers(Reading read, IReadOnlyCollection<ListingId> ids)
    {
        if (ids.Count == 0)
            return new Dictionary<ListingId, Offer>();
        var wanted = ids as List<ListingId> ?? [.. ids];
        var rows = await Visible(read).Where(x => wanted.Contains(x.Listing.Id) && x.Listing.ListPriceMinor != null).Select(x => new
        {
            x.Listing.Id, x.Listing.SkuId, x.Listing.SupplierId, x.Listing.SupplierName, x.Listing.ListPriceMinor, x.Listing.Currency, x.Listing.Vat, x.Listing.State,
            x.Listing.MinQuantity, x.Listing.PackSize, x.Listing.MakeToOrderDays, x.Listing.Services,
            x.Sku.PartNumber, x.Sku.NameZh, x.Sku.NameEn, x.Sku.BrandZh, x.Sku.BrandEn, x.Sku.Category, x.Sku.Unit, x.Sku.WarrantyMonths,
        }).ToListAsync(read.Cancel);
        var tree = await categories.Tree(read);
        return rows.ToDictionary(r => r.Id, r => new Offer
        {
            Id = r.Id, Sku = r.SkuId, Supplier = r.SupplierId, SupplierName = r.SupplierName, PartNumber = r.PartNumber, Name = (r.NameZh, r.NameEn), Brand = (r.BrandZh, r.BrandEn),
            Category = r.Category, CategoryPath = tree.Path(r.Category), ListPrice = new Money(r.ListPriceMinor!.Value, r.Currency), Vat = r.Vat, Unit = r.Unit,
            Saleable = r.State == ListingState.Listed, MinQuantity = r.MinQuantity, PackSize = r.PackSize, MakeToOrderDays = r.MakeToOrderDays,
            WarrantyMonths = r.WarrantyMonths, Picture = tree.Find(r.Category)?.Picture ?? "product", Services = r.Services,
        });
    }

    /// <summary>The whole category tree; cached on the node.</summary>
    public Task<CategoryTree> Categories(Reading read) => categories.Tree(read);

    /// <summary>The listings that the actor may see, each with its product: all of its own, of others only what was listed once.</summary>
    internal static IQueryable<ListedSku> Visible(Reading read)
    {
        var all = from listing in read.Set<Listing>().AsNoTracking()
                  join sku in read.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
                  select new ListedSku { Listing = listing, Sku = sku };
        if (read.Actor.IsSystem || read.Actor.IsOperator)
            return all;
        var own = read.Actor.Organization;
        return all.Where(x => x.Listing.SupplierId == own || (x.Listing.State != ListingState.Draft && x.Listing.State != ListingState.InReview));
    }
}

internal sealed class ListedSku
{
    public required Listing Listing { get; init; }
    public required Sku Sku { get; init; }
}
