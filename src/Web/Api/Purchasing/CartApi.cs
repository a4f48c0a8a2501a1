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
    /// <param name="ShipTo">The address in it, whose receiving times then count; absent: any.</param>
    public sealed record QuoteBody(IReadOnlyList<RequisitionApi.LineBody> Lines, string RegionCode, Address? ShipTo = null)
    {
        internal Target Target => new(ApiConventions.Region(RegionCode), ShipTo is null || ShipTo.RegionCode == RegionCode ? ShipTo : throw Refused.Field("shipTo.regionCode", ValueErrors.Region, ShipTo.RegionCode));
    }

    /// <param name="Supplier">Who brings it.</param>
    /// <param name="SupplierName">Their name.</param>
    /// <param name="Place">Absent: where the whole goes.</param>
    /// <param name="Mode">How it is brought.</param>
    /// <param name="Lines">The numbers of its lines in the quote.</param>
    /// <param name="Days">The days on which it can come, and be installed when it comes on that one; none where that is not known.</param>
    /// <param name="UnknownYear">A year whose days off are not published: nothing in it is offered. Absent where that does not matter.</param>
    public sealed record PartCalendar(OrganizationId Supplier, string SupplierName, Place? Place, DeliveryMode Mode, IReadOnlyList<int> Lines, IReadOnlyList<DeliveryDay> Days, int? UnknownYear)
    {
        internal static PartCalendar Of(Quote quote, SplitPart part) => quote.Calendar(part) is var calendar
            ? new(part.Supplier, part.SupplierName, part.Place, part.Mode, [.. part.Lines.Select(l => l.Line)], calendar.Offered(part.Installs), calendar.UnknownYear) : null!;
    }

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
        api.MapPost("/quotes/calendar", Calendar).Needs(PurchasingPermissions.Browse).WithSummary("The days on which each part of a basket can come and be installed, over the next six weeks");
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
        QuoteAnswer.Of(await quote.Run([.. body.Lines.Select((l, i) => l.Wanted(i))], body.Target, http.Actor(), ct));

    private static async Task<IReadOnlyList<PartCalendar>> Calendar(QuoteBody body, HttpContext http, QuoteBasket quote, CancellationToken ct)
    {
        var quoted = await quote.Run([.. body.Lines.Select((l, i) => l.Wanted(i))], body.Target, http.Actor(), ct);
        return [.. quoted.Split.Select(part => PartCalendar.Of(quoted, part))];
    }
}
