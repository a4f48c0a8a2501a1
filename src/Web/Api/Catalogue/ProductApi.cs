using System.Globalization;
using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Web.Identity;

namespace Hecai.Web.Api.Catalogue;

/// <summary>商品: what the caller can buy, with their own prices and the supply in their area.</summary>
internal static class ProductApi
{
    private const string AttributePrefix = "attr.";

    /// <summary>A product in the answer of a search.</summary>
    /// <param name="UnitPrice">The caller's own price for one unit, tax-inclusive; <paramref name="Agreement"/> is the number of the agreement that made it.</param>
    public sealed record Row(ListingId Id, string PartNumber, Text Name, Text Brand, string Category, string SupplierName, string Unit, int MinQuantity, int PackSize,
        Money ListPrice, Money UnitPrice, string? Agreement, long? QuotaLeft, Money? QuotaAmountLeft, Supply Supply, IReadOnlyList<ServiceOption> Services, SkuId Sku, int OtherSuppliers);

    /// <param name="Loose">Nothing had all of the words; these have most of them.</param>
    /// <param name="Unfiltered">Where the filters leave nothing: how many there are without them.</param>
    /// <param name="Replaced">Where the text is the part number of a product that is no longer sold: what can be had instead.</param>
    public sealed record Found(IReadOnlyList<Row> Items, string? Next, int Total, IReadOnlyList<Facet> Facets, bool Loose, int Unfiltered, Gone? Replaced);

    /// <summary>A product that is no longer sold.</summary>
    public sealed record Gone(ListingId Id, string PartNumber, Text Name, IReadOnlyList<Other> Instead);

    /// <summary>A successor or an equivalent.</summary>
    public sealed record Other(RelationKind Kind, Row Product);

    /// <summary>A product that goes with another.</summary>
    /// <param name="Quantity">Of how many each piece of the other has need.</param>
    public sealed record Link(RelationKind Kind, long Quantity, Text Reason, Row Product);

    /// <param name="Links">What goes with it and is on sale to the caller.</param>
    /// <param name="Offer">Null while the product is not on sale to the caller.</param>
    /// <param name="Instead">What can be had instead while it is not.</param>
    public sealed record Product(ListingId Id, string PartNumber, Text Name, Text Brand, IReadOnlyList<string> CategoryPath, Text Description, IReadOnlyList<Specification> Specifications,
        IReadOnlyDictionary<string, string> Extras, int WarrantyMonths, IReadOnlyList<Link> Links, IReadOnlyList<SkuFileRow> Files, string? Source, string? Licence, Row? Offer, IReadOnlyList<PriceStep> PriceSteps, IReadOnlyList<Other> Instead);

    public static void MapProducts(this RouteGroupBuilder api)
    {
        api.MapGet("/products", Search).Needs(PurchasingPermissions.Browse).WithSummary("Search: q, category, brand, supplier, priceFrom, priceTo (list price in CNY), sort, after, limit, regionCode, and attributes as attr.code=value (repeatable), attr.codeFrom=, attr.codeTo=");
        api.MapGet("/products/suggestions", Suggest).Needs(PurchasingPermissions.Browse).WithSummary("Completions of what is being typed");
        api.MapGet("/products/{id:guid}/matches", Matches).Needs(PurchasingPermissions.Browse).WithSummary("Why the product is among the hits of a search: each word of q and where the product has it");
        api.MapGet("/products/{id:guid}", Get).Needs(PurchasingPermissions.Browse).WithSummary("One product with the caller's price and how it came about");
    }

    private static async Task<IReadOnlyList<WordMatch>> Matches(Guid id, HttpContext http, AppDb db, SkuPageQueries pages, MatchQueries matches, string? q, CancellationToken ct) =>
        await db.Read(http.Actor(), async read => await matches.Of(read, (await pages.Page(read, new ListingId(id))).Sku, q), ct);

    private static async Task<Found> Search(HttpContext http, AppDb db, ShopQueries shop, CompanionQueries companions, string? q, string? category, string[]? brand, Guid[]? supplier, decimal? priceFrom, decimal? priceTo, SearchSort? sort, string? after, int? limit, string? regionCode, CancellationToken ct)
    {
        var request = Attributes(http.Request.Query, new SearchRequest
        {
            Text = q, Category = category, Brands = brand ?? [], Suppliers = [.. (supplier ?? []).Select(id => new OrganizationId(id))], Sort = sort ?? SearchSort.Relevance,
            // By the list price in CNY, which is the same for everybody: the answer tells nothing of what others have agreed.
            Price = SearchRequest.PriceOf(priceFrom, priceTo), Offset = Rank(after), Limit = ApiConventions.Limit(limit),
        });
        var region = ApiConventions.OptionalRegion(regionCode);
        var (page, replaced) = await db.Read(http.Actor(), async read =>
        {
            var found = await shop.Search(read, request, region);
            return (found, await companions.Replaced(read, request, found, region));
        }, ct);
        var shown = request.Offset + page.Rows.Count;
        return new([.. page.Rows.Select(RowOf)], shown < page.Total ? shown.ToString(CultureInfo.InvariantCulture) : null, page.Total, page.Facets, page.Loose, page.Unfiltered,
            replaced is { Old: var old } ? new Gone(old.Id, old.PartNumber, old.Name, [.. replaced.Instead.Select(OtherOf)]) : null);
    }

    private static async Task<IReadOnlyList<Suggestion>> Suggest(HttpContext http, AppDb db, SuggestQueries search, string? q, CancellationToken ct) =>
        await db.Read(http.Actor(), read => search.Suggest(read, q), ct);

    private static async Task<Product> Get(Guid id, HttpContext http, AppDb db, SkuPageQueries pages, ShopQueries shop, CompanionQueries companions, string? regionCode, long? quantity, CancellationToken ct)
    {
        var region = ApiConventions.OptionalRegion(regionCode);
        if (quantity is < 1 or > 1_000_000)
            throw Refused.Field("quantity", KernelErrors.OutOfRange, 1, 1_000_000);
        return await db.Read(http.Actor(), async read =>
        {
            var page = await pages.Page(read, new ListingId(id));
            // Read anew, not from the shelf of the pages: a program that asks for one offer hears of its suspension at once.
            var row = (await shop.Rows(read, [page.Listing], region, quantity ?? 1)).FirstOrDefault();
            return new Product(page.Listing, page.PartNumber, page.Name, page.Brand, [.. page.Path.Select(n => n.Code)], page.Details.Description, page.Specifications, page.Extras, page.WarrantyMonths,
                [.. (await companions.Of(read, page.Sku, region)).Select(c => new Link(c.Kind, c.Quantity, c.Reason, RowOf(c.Row)))], page.Files,
                page.Source, page.Licence, row is null ? null : RowOf(row), row?.Price.Why ?? [],
                row is not null ? [] : [.. (await companions.Instead(read, [(page.Sku, quantity ?? 1)], region))[page.Sku].Select(OtherOf)]);
        }, ct);
    }

    private static Other OtherOf(Substitute s) => new(s.Kind, RowOf(s.Row));

    private static Row RowOf(ShopRow r) => new(r.Offer.Id, r.Offer.PartNumber, r.Offer.Name, r.Offer.Brand, r.Offer.Category, r.Offer.SupplierName, r.Offer.Unit, r.Offer.MinQuantity, r.Offer.PackSize,
        r.Price.List, r.Price.Unit, r.Price.Agreement, r.Price.Left is { Measure: QuotaMeasure.Pieces } pieces ? pieces.Value : null, r.Price.Left is { Measure: QuotaMeasure.Amount } amount ? new Money(amount.Value, "CNY") : null, r.Supply, r.Offer.Services, r.Offer.Sku, r.Others);

    // A ranking has no value to read on by; the place in it is a number.
    private static int Rank(string? after) => after is null ? 0
        : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : throw Refused.Field("after", KernelErrors.Cursor);

    private static SearchRequest Attributes(IQueryCollection query, SearchRequest request)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        var ranges = new Dictionary<string, NumberRange>();
        foreach (var (key, value) in query.Where(p => p.Key.StartsWith(AttributePrefix, StringComparison.Ordinal) && p.Key.Length > AttributePrefix.Length))
        {
            var name = key[AttributePrefix.Length..];
            if (Bounded(name) is { } code)
                ranges[code] = new(Number(query, $"{AttributePrefix}{code}From"), Number(query, $"{AttributePrefix}{code}To"));
            else
                values[name] = [.. value.OfType<string>().Where(v => v.Length > 0)];
        }
        return request with { Values = values, Ranges = ranges };
    }

    private static string? Bounded(string name) => name.EndsWith("From", StringComparison.Ordinal) ? name[..^4] : name.EndsWith("To", StringComparison.Ordinal) ? name[..^2] : null;

    private static decimal? Number(IQueryCollection query, string name) => query[name].ToString() is not { Length: > 0 } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused.Field(name, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text);
}
