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

    /// <param name="RegionCode">Where it shall go; absent: wherever.</param>
    public sealed record PartsBody(string? RegionCode = null);

    /// <param name="By">The listing that takes its place.</param>
    public sealed record ReplacementBody(Guid By);

    public sealed record QuoteBody(IReadOnlyList<LineBody> Lines, string RegionCode);

    public sealed record QuoteAnswer(Money Total, Money Tax, Money Saved, IReadOnlyList<SplitPart> Split);

    public static void MapCart(this RouteGroupBuilder api)
    {
        api.MapGet("/cart", Get).Needs(PurchasingPermissions.Submit).WithSummary("What is in the caller's cart");
        api.MapPost("/cart/lines", Add).Needs(PurchasingPermissions.Submit).WithSummary("Add to the cart");
        api.MapDelete("/cart/lines/{listing:guid}", Remove).Needs(PurchasingPermissions.Submit).WithSummary("Take a line out of the cart");
        api.MapPost("/cart/lines/{listing:guid}/replacement", Replace).Needs(PurchasingPermissions.Submit).WithSummary("Put another product in the place of a line");
        api.MapPost("/cart/parts", AddParts).Needs(PurchasingPermissions.Submit).WithSummary("Add the required parts that the goods in the cart lack; answers what was added");
        api.MapPost("/quotes", Quote).Needs(PurchasingPermissions.Browse).WithSummary("Price, sources and dates of a basket, and the orders it would be split into");
    }

    private static async Task<IReadOnlyList<WantedLine>> Get(HttpContext http, AppDb db, CartQueries cart, CancellationToken ct) => await db.Read(http.Actor(), cart.Lines, ct);

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

    private static async Task<QuoteAnswer> Quote(QuoteBody body, HttpContext http, QuoteBasket quote, CancellationToken ct)
    {
        var answer = await quote.Run([.. body.Lines.Select(l => l.Wanted)], ApiConventions.Region(body.RegionCode), http.Actor(), ct);
        return new(answer.Total, answer.Tax, answer.Saved, answer.Split);
    }
}
