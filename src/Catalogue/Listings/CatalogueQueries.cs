using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What other modules and pages ask the catalogue. What is outside of the asker's assortment does not exist.</summary>
public sealed class CatalogueQueries(Categories categories, OfferShelf shelf, Assortments assortments)
{
    /// <summary>
    /// The offers with these ids that the actor may see, as the database has them; missing ones are absent, and so is what was never
    /// listed, except to its supplier and the operator.
    /// </summary>
    public async Task<IReadOnlyDictionary<ListingId, Offer>> Offers(Reading read, IReadOnlyCollection<ListingId> ids)
    {
        if (ids.Count == 0)
            return new Dictionary<ListingId, Offer>();
        return (await Seen(read, await OfferRows.OfListings.Rows(read, ids as List<ListingId> ?? [.. ids]))).ToDictionary(o => o.Id);
    }

    /// <summary>
    /// As <see cref="Offers"/>, by part number: exactly, but for its case and the width of its letters. Two suppliers' products with one
    /// part number are two.
    /// </summary>
    public async Task<ILookup<string, Offer>> Named(Reading read, IReadOnlyCollection<string> partNumbers)
    {
        var wanted = partNumbers.Where(p => p.Length is > 0 and <= PartQueries.MaxText).Select(p => (Said: p, Key: PartQueries.KeyOf(p))).Distinct().ToList();
        var rows = wanted.Count == 0 ? [] : await OfferRows.OfParts.Rows(read, [.. wanted.Select(w => w.Key).Distinct()], [.. wanted.Select(w => w.Said.Trim())]);
        var byKey = (await Seen(read, rows)).ToLookup(o => PartQueries.KeyOf(o.PartNumber));
        return wanted.SelectMany(w => byKey[w.Key].Select(o => (w.Said, Offer: o))).ToLookup(w => w.Said, w => w.Offer);
    }

    private async Task<IEnumerable<Offer>> Seen(Reading read, List<OfferRow> rows)
    {
        var (tree, assortment) = (await categories.Tree(read), await assortments.Of(read));
        var attributes = assortment.LooksAtAttributes ? await Attributes(read, rows) : null;
        return rows.Select(r => new ShelvedOffer(r.Offer(tree, read.Now), attributes?.GetValueOrDefault(r.Sku) ?? Assortments.None))
            .Where(o => IsVisible(read.Actor, o.Offer.Supplier, o.Offer.IsPublic) && (o.Offer.Supplier == read.Actor.Organization || o.IsIn(assortment))).Select(o => o.Offer);
    }

    /// <summary>All offers on sale of these products in the actor's assortment, as this node's shelf knows them: for pages that show them, never for what is bought.</summary>
    public async Task<IReadOnlyDictionary<SkuId, IReadOnlyList<Offer>>> OnSale(Reading read, IReadOnlyCollection<SkuId> skus)
    {
        var assortment = await assortments.Of(read);
        var found = new Dictionary<SkuId, IReadOnlyList<ShelvedOffer>>(skus.Count);
        List<SkuId> missing = [];
        foreach (var sku in skus)
            if (shelf.Find(sku) is { } offers)
                found[sku] = offers;
            else
                missing.Add(sku);
        if (missing.Count > 0)
        {
            var fresh = await Fetch(read, missing);
            shelf.Put(fresh, read);
            foreach (var (sku, offers) in fresh)
                found[sku] = offers;
        }
        return found.Select(p => (p.Key, Offers: (IReadOnlyList<Offer>)[.. p.Value.Where(o => o.Offer.Window.Contains(read.Now) && o.IsIn(assortment)).Select(o => o.Offer)])).Where(p => p.Offers.Count > 0).ToDictionary(p => p.Key, p => p.Offers);
    }

    /// <summary>The whole category tree; cached on the node.</summary>
    public Task<CategoryTree> Categories(Reading read) => categories.Tree(read);

    /// <summary>True when a product that was read whole is in the actor's assortment, or is the actor's own.</summary>
    internal async Task<bool> IsInAssortment(Reading read, ListedSku x)
    {
        if (x.Listing.SupplierId == read.Actor.Organization || x.Sku.SupplierId == read.Actor.Organization)
            return true;
        var (tree, assortment) = (await categories.Tree(read), await assortments.Of(read));
        return assortment.Holds(x.Sku.Id, tree.Path(x.Sku.Category), x.Sku.BrandZh, x.Listing.SupplierId, x.Sku.Attributes);
    }

    private async Task<IReadOnlyDictionary<SkuId, IReadOnlyList<ShelvedOffer>>> Fetch(Reading read, List<SkuId> skus)
    {
        var rows = await OfferRows.OfSkus.Rows(read, skus);
        var (tree, attributes) = (await categories.Tree(read), await Attributes(read, rows));
        return rows.GroupBy(r => r.Sku).ToDictionary(g => g.Key, g => (IReadOnlyList<ShelvedOffer>)[.. g.Select(r => new ShelvedOffer(r.Sold(tree), attributes.GetValueOrDefault(r.Sku) ?? Assortments.None))]);
    }

    private static async Task<Dictionary<SkuId, IReadOnlyDictionary<string, AttributeValue>>> Attributes(Reading read, List<OfferRow> rows) =>
        (await OfferRows.Attributes.Rows(read, [.. rows.Select(r => r.Sku).Distinct()])).ToDictionary(a => a.Id, a => a.Values);

    /// <summary>The listings that the actor may see, each with its product: all of its own, of others only what was listed once and whose time of sale has begun.</summary>
    internal static IQueryable<ListedSku> Visible(Reading read)
    {
        var all = from listing in read.Set<Listing>().AsNoTracking()
                  join sku in read.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
                  select new ListedSku { Listing = listing, Sku = sku };
        if (read.Actor.IsSystem || read.Actor.IsOperator)
            return all;
        var (own, now) = (read.Actor.Organization, read.Now);
        return all.Where(x => x.Listing.SupplierId == own || (x.Listing.State != ListingState.Draft && x.Listing.State != ListingState.InReview && (x.Listing.SaleFrom == null || x.Listing.SaleFrom <= now)));
    }

    /// <summary>Drafts and what is sold later are seen by their supplier and the operator alone; what was listed once, by everybody.</summary>
    internal static bool IsVisible(Actor actor, Listing listing, DateTimeOffset now) =>
        IsVisible(actor, listing.SupplierId, listing.State is not (ListingState.Draft or ListingState.InReview) && listing.Window.HasBegun(now));

    private static bool IsVisible(Actor actor, OrganizationId supplier, bool isPublic) => actor.IsSystem || actor.IsOperator || supplier == actor.Organization || isPublic;
}

internal sealed class ListedSku
{
    public required Listing Listing { get; init; }
    public required Sku Sku { get; init; }

    /// <summary>Its offer; null while it has no price.</summary>
    public Offer? Offer(CategoryTree tree, DateTimeOffset now) => Listing.ListPriceMinor is null ? null : OfferRows.Of(Listing, Sku).Offer(tree, now);
}
