using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>The cart, and quotes of baskets.</summary>
internal static class CartApi
{
    public sealed record LineBody(Guid Listing, Count Quantity, IReadOnlyList<ServiceBody>? Services = null)
    {
        internal WantedLine Wanted => new(new ListingId(Listing), Quantity.Value, [.. (Services ?? []).Select(s => new ChosenService(s.Code, s.Quantity.Value))]);
    }

    public sealed record ServiceBody(string Code, Count Quantity);

    public sealed record CartAnswer(ListingId Listing, int Quantity, IReadOnlyList<ChosenService> Services);

    /// <param name="RegionCode">Where it shall go; absent: wherever.</param>
    public sealed record PartsBody(string? RegionCode = null);

    /// <param name="By">The listing that takes its place.</param>
    public sealed record ReplacementBody(Guid By);

    /// <param name="Lines">Each may name a site of the buyer's and a cost centre; without, it goes to the area.</param>
    /// <param name="RegionCode">The area that the whole goes to.</param>
    public sealed record QuoteBody(IReadOnlyList<RequisitionApi.LineBody> Lines, string RegionCode);

    /// <param name="Total">Tax included.</param>
    /// <param name="Tax">Within the total.</param>
    /// <param name="Saved">What the list prices would have cost in addition.</param>
    /// <param name="Fingerprint">Of prices, sources and dates; a submission that names it is refused when they are others.</param>
    /// <param name="ValidUntil">Until then the dates stay, as long as nobody is faster; only a submission keeps goods and prices.</param>
    /// <param name="Split">By supplier, place and mode.</param>
    public sealed record QuoteAnswer(Money Total, Money Tax, Money Saved, string Fingerprint, DateTimeOffset ValidUntil, IReadOnlyList<SplitPart> Split)
    {
        internal static QuoteAnswer Of(Quote quote) => new(quote.Total, quote.Tax, quote.Saved, quote.Fingerprint(), quote.ValidUntil, quote.Split);
    }

    public static void MapCart(this RouteGroupBuilder api)
    {
        api.MapGet("/cart", Get).Needs(PurchasingPermissions.Submit).WithSummary("What is in the caller's cart");
        api.MapPost("/cart/lines", Add).Needs(PurchasingPermissions.Submit).WithSummary("Add to the cart");
        api.MapDelete("/cart/lines/{listing:guid}", Remove).Needs(PurchasingPermissions.Submit).WithSummary("Take a line out of the cart");
        api.MapPost("/cart/lines/{listing:guid}/replacement", Replace).Needs(PurchasingPermissions.Submit).WithSummary("Put another product in the place of a line");
        api.MapPost("/cart/parts", AddParts).Needs(PurchasingPermissions.Submit).WithSummary("Add the required parts that the goods in the cart lack; answers what was added");
        api.MapPost("/quotes", Quote).Needs(PurchasingPermissions.Browse).WithSummary("Price, sources and dates of a basket, and the orders it would be split into");
    }

    private static async Task<IReadOnlyList<CartAnswer>> Get(HttpContext http, AppDb db, CartQueries cart, CancellationToken ct) =>
        [.. (await db.Read(http.Actor(), cart.Lines, ct)).Select(l => new CartAnswer(l.Listing, l.Quantity, l.Services))];

    private static async Task<NoContent> Add(LineBody body, HttpContext http, AddToCart add, CancellationToken ct)
    {
        await add.Run(body.Wanted, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Remove(Guid listing, HttpContext http, SetCartLines set, CancellationToken ct)
    {
        await set.Run(new Dictionary<ListingId, WantedLine?> { [new(listing)] = null }, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Replace(Guid listing, ReplacementBody body, HttpContext http, ReplaceLine replace, CancellationToken ct)
    {
        await replace.Run(new ListingId(listing), new ListingId(body.By), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static Task<IReadOnlyList<WantedLine>> AddParts(PartsBody body, HttpContext http, AddMissingParts add, CancellationToken ct) =>
        add.Run(body.RegionCode is { } code ? ApiConventions.Region(code) : null, http.Actor(), ct);

    private static async Task<QuoteAnswer> Quote(QuoteBody body, HttpContext http, QuoteBasket quote, CancellationToken ct) =>
        QuoteAnswer.Of(await quote.Run([.. body.Lines.Select((l, i) => l.Wanted(i))], new(ApiConventions.Region(body.RegionCode)), http.Actor(), ct));
}
