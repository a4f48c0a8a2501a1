using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What other modules and pages ask the catalogue.</summary>
public sealed class CatalogueQueries(Categories categories, OfferShelf shelf)
{
    /// <summary>The offers with these ids that the actor may see, in one query; missing ones are absent, and so is what was never listed, except to its supplier and the operator.</summary>
    public async Task<IReadOnlyDictionary<ListingId, Offer>> Offers(Reading read, IReadOnlyCollection<ListingId> ids)
    {
        if (ids.Count == 0)
            return new Dictionary<ListingId, Offer>();
        var wanted = ids as List<ListingId> ?? [.. ids];
        var rows = await OfListings.Rows(read, wanted);
        var tree = await categories.Tree(read);
        return rows.Where(r => IsVisible(read.Actor, r.SupplierId, r.State)).ToDictionary(r => r.Id, r => r.Offer(tree));
    }

    private static readonly PreparedQuery<List<ListingId>, OfferRow> OfListings = new((context, ids) =>
        from listing in context.Set<Listing>().AsNoTracking()
        join sku in context.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
        where ids.Contains(listing.Id) && listing.ListPriceMinor != null
        select new OfferRow(listing.Id, listing.SkuId, listing.SupplierId, listing.SupplierName, listing.ListPriceMinor!.Value, listing.Currency, listing.Vat, listing.State,
            listing.MinQuantity, listing.PackSize, listing.MakeToOrderDays, listing.Services, sku.PartNumber, sku.NameZh, sku.NameEn, sku.BrandZh, sku.BrandEn, sku.Category, sku.Unit, sku.WarrantyMonths));

    private sealed record OfferRow(ListingId Id, SkuId Sku, OrganizationId SupplierId, string SupplierName, long ListPriceMinor, string Currency, VatRate Vat, ListingState State, int MinQuantity, int PackSize,
        int? MakeToOrderDays, IReadOnlyList<ServiceOption> Services, string PartNumber, string NameZh, string NameEn, string BrandZh, string BrandEn, string Category, string Unit, int WarrantyMonths)
    {
        public Offer Offer(CategoryTree tree) => new()
        {
            Id = Id, Sku = Sku, Supplier = SupplierId, SupplierName = SupplierName, PartNumber = PartNumber, Name = (NameZh, NameEn), Brand = (BrandZh, BrandEn),
            Category = Category, CategoryPath = tree.Path(Category), ListPrice = new Money(ListPriceMinor, Currency), Vat = Vat, Unit = Unit,
            Saleable = State == ListingState.Listed, MinQuantity = MinQuantity, PackSize = PackSize, MakeToOrderDays = MakeToOrderDays,
            WarrantyMonths = WarrantyMonths, Picture = tree.Find(Category)?.Picture ?? "product", Services = Services,
        };
    }

    /// <summary>The offer of a listing that was read whole; null while it has no price.</summary>
    internal static Offer? OfferOf(ListedSku x, CategoryTree tree) => x.Listing.ListPriceMinor is not { } price ? null
        : new OfferRow(x.Listing.Id, x.Sku.Id, x.Listing.SupplierId, x.Listing.SupplierName, price, x.Listing.Currency, x.Listing.Vat, x.Listing.State, x.Listing.MinQuantity, x.Listing.PackSize, x.Listing.MakeToOrderDays,
            x.Listing.Services, x.Sku.PartNumber, x.Sku.NameZh, x.Sku.NameEn, x.Sku.BrandZh, x.Sku.BrandEn, x.Sku.Category, x.Sku.Unit, x.Sku.WarrantyMonths).Offer(tree);

    /// <summary>Drafts are seen by their supplier and the operator alone; what was listed once, by everybody.</summary>
    internal static bool IsVisible(Actor actor, Listing listing) => IsVisible(actor, listing.SupplierId, listing.State);

    private static bool IsVisible(Actor actor, OrganizationId supplier, ListingState state) =>
        actor.IsSystem || actor.IsOperator || supplier == actor.Organization || state is not (ListingState.Draft or ListingState.InReview);

    /// <summary>The offers on sale with these ids as this node's shelf knows them: for pages that show them, never for what is bought.</summary>
    public async Task<IReadOnlyDictionary<ListingId, Offer>> Shown(Reading read, IReadOnlyCollection<ListingId> ids)
    {
        var found = new Dictionary<ListingId, Offer>(ids.Count);
        List<ListingId> missing = [];
        foreach (var id in ids)
            if (shelf.Find(id) is { } offer)
                found[id] = offer;
            else
                missing.Add(id);
        if (missing.Count == 0)
            return found;
        List<Offer> fresh = [.. (await Offers(read, missing)).Values.Where(o => o.Saleable)];
        shelf.Put(fresh, read);
        foreach (var offer in fresh)
            found[offer.Id] = offer;
        return found;
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
