using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What of a listing's terms of sale is to change; null leaves it as it is.</summary>
/// <param name="ListPrice">Tax-inclusive, per unit of sale.</param>
/// <param name="MakeToOrderDays">Working days; 0 makes it stock goods.</param>
public sealed record TermsChange(ListingId Listing, Money? ListPrice, int? MinQuantity, int? PackSize, int? MakeToOrderDays);

/// <summary>A change of terms as it was checked.</summary>
/// <param name="Faults">Why it cannot be, by the names that a single change has them by.</param>
/// <param name="Then">The state that the listing is in afterwards.</param>
public sealed record CheckedTerms(ListingId Id, IReadOnlyList<FieldError> Faults, ListingState Then)
{
    internal Listing Listing { get; init; } = null!;
    internal Sku Sku { get; init; } = null!;
    internal ReadProduct? Product { get; init; }
}

/// <summary>Several listings went to review together; one message tells of all.</summary>
public sealed record ListingsSubmitted(OrganizationId Supplier, Text SupplierName, int Listings) : IEvent
{
    public Guid Document => Supplier.Value;
}

/// <summary>
/// Changes the terms of many listings within one transaction, each as <see cref="ChangeListing"/> would: a draft at once. What is on sale is
/// sold as it was reviewed, so it has to be asked for that it goes off sale, is changed and goes to review, as its supplier would do by hand.
/// </summary>
public sealed class ChangeTerms(Categories categories, CatalogueLog log)
{
    /// <summary>What each change comes to, in their order. Every listing is one of the actor's own.</summary>
    /// <param name="read">The transaction, when they are to be made.</param>
    /// <param name="changes">At most one for each listing.</param>
    /// <param name="revise">Listings on sale and suspended ones too; otherwise they are refused with <c>listing.locked</c>.</param>
    public async Task<IReadOnlyList<CheckedTerms>> Check(Reading read, IReadOnlyList<TermsChange> changes, bool revise)
    {
        if (changes.Count == 0)
            return [];
        read.Actor.Demand(CataloguePermissions.Edit);
        if (revise)
        {
            read.Actor.Demand(CataloguePermissions.Suspend);
            read.Actor.Demand(CataloguePermissions.Submit);
        }
        var (ids, own) = (changes.Select(c => c.Listing).ToList(), read.Actor.Organization);
        var listings = await read.Set<Listing>().Where(l => l.SupplierId == own && ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, read.Cancel);
        var products = listings.Values.Select(l => l.SkuId).ToList();
        var skus = await read.Set<Sku>().Where(s => products.Contains(s.Id)).ToDictionaryAsync(s => s.Id, read.Cancel);
        var reader = new ProductReader(await categories.Tree(read));
        return [.. changes.Select(c => listings.TryGetValue(c.Listing, out var listing) ? Check(reader, listing, skus[listing.SkuId], c, revise) : throw Refused.With(KernelErrors.NotFound))];
    }

    private static CheckedTerms Check(ProductReader reader, Listing listing, Sku sku, TermsChange change, bool revise)
    {
        var fields = new FieldErrors();
        var then = listing.State switch
        {
            ListingState.Draft => ListingState.Draft,
            ListingState.Listed when revise => ListingState.InReview,
            ListingState.Suspended when revise => ListingState.Draft,
            _ => fields.Read<ListingState>("sku", f => throw Refused.Field(f, CatalogueErrors.Locked, sku.PartNumber, Listing.Lifecycle[listing.State].Name)),
        };
        var days = change.MakeToOrderDays ?? listing.MakeToOrderDays;
        // The whole product is read anew, as its form does: what a later import compares with is then what it became.
        var input = SkuPageQueries.Input(listing, sku) with
        {
            ListPrice = fields.Read("listPrice", f => change.ListPrice is { } price ? price.Currency == listing.Currency ? price.Minor : throw Refused.Field(f, KernelErrors.CurrencyMismatch, price.Currency, listing.Currency) : listing.ListPriceMinor),
            MinQuantity = change.MinQuantity ?? listing.MinQuantity, PackSize = change.PackSize ?? listing.PackSize, MakeToOrderDays = days == 0 ? null : days,
        };
        var product = fields.Read("sku", _ => reader.Read(input));
        return new CheckedTerms(listing.Id, fields.All, then) { Listing = listing, Sku = sku, Product = product };
    }

    /// <summary>Makes changes that were checked in this transaction without a fault.</summary>
    public void Run(Tx tx, IReadOnlyList<CheckedTerms> changes)
    {
        var submitted = new List<ListingId>();
        foreach (var change in changes)
            if (Change(tx, change))
                submitted.Add(change.Id);
        if (submitted.Count == 0)
            return;
        log.Changed(tx, submitted);
        tx.Publish(new ListingsSubmitted(tx.Actor.Organization, tx.Actor.OrganizationName, submitted.Count));
    }

    // True where a listing left the shelf and waits for its review.
    private static bool Change(Tx tx, CheckedTerms change)
    {
        var (listing, sku, product, wasOnSale) = (change.Listing, change.Sku, change.Product!, change.Listing.IsListed);
        // The steps that its supplier would take by hand, told as one.
        if (wasOnSale)
            listing.Suspend(tx.Actor, new Text("按价格与库存表修改供货条件", "Terms changed by the price and stock sheet").ToString(), tx.Now);
        if (listing.State == ListingState.Suspended)
            listing.Revise(tx.Now);
        listing.Change(product.Terms, sku.PartNumber, tx.Now);
        sku.Describe(product.Content with { Key = sku.Key });
        tx.Log("listing", listing.Id, "listing.terms_imported");
        if (!wasOnSale)
            return false;
        listing.Submit(tx.Actor, tx.Now);
        tx.Log("listing", listing.Id, "listing.submitted");
        return true;
    }
}
