using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Web.Exports;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Pricing;

/// <summary>框架协议: draft → proposal → both confirm → in force; return, withdrawal, termination.</summary>
internal static class AgreementApi
{
    /// <summary>
    /// A price or a discount for a product (<paramref name="Sku"/> or <paramref name="PartNumber"/>), or a discount for a
    /// <paramref name="Category"/>, a <paramref name="Brand"/> or both (without either: for everything).
    /// </summary>
    /// <param name="Tiers">Lower prices, or higher discounts, from so many pieces of a product in one order.</param>
    /// <param name="Quota">How many pieces in all; absent without a limit.</param>
    /// <param name="QuotaAmount">Instead of pieces: for how much in all, tax-inclusive.</param>
    /// <param name="DiscountPercent">Off the list price, with at most two decimals: 8.5.</param>
    public sealed record LineBody(Guid? Sku = null, string? PartNumber = null, Money? Price = null, IReadOnlyList<TierBody>? Tiers = null, long? Quota = null, Money? QuotaAmount = null, string? Category = null, string? Brand = null, decimal? DiscountPercent = null)
    {
        internal AgreementLineInput Input => new()
        {
            Sku = Sku is { } id ? new SkuId(id) : null, PartNumber = PartNumber, Category = Category, Brand = Brand, Price = Price, DiscountBasisPoints = Points(DiscountPercent),
            Tiers = [.. (Tiers ?? []).Select(t => new TierInput(t.MinQuantity, t.Price, Points(t.DiscountPercent)))],
            Quota = QuotaAmount is { } amount ? new(amount.Currency == "CNY" ? amount.Minor : 0, QuotaMeasure.Amount) : Quota is { } pieces ? new(pieces, QuotaMeasure.Pieces) : null,
        };
    }

    /// <summary>From so many pieces: a lower price, or a higher discount.</summary>
    public sealed record TierBody(int MinQuantity, Money? Price = null, decimal? DiscountPercent = null);

    // What is no whole number of basis points is refused as no discount at all: 0 is outside of what one may be.
    private static int? Points(decimal? percent) => percent is not { } said ? null : said * 100 is > 0 and < 10_000 && decimal.IsInteger(said * 100) ? (int)(said * 100) : 0;

    /// <param name="Supplier">Absent: the caller's own organization.</param>
    public sealed record Body(Guid Buyer, string Number, string Title, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<LineBody> Lines, Guid? Supplier = null)
    {
        internal AgreementInput Input(Actor actor) =>
            new(new OrganizationId(Buyer), Supplier is { } id ? new OrganizationId(id) : actor.Organization, Number, Title, ValidFrom, ValidTo, [.. Lines.Select(l => l.Input)]);
    }

    /// <summary>Why it is returned, or ended.</summary>
    public sealed record ReasonBody(string Reason);

    /// <param name="Changes">Every row of the list, and every line that it takes off: those at fault first.</param>
    public sealed record PricesAnswer(bool Written, int Added, int Changed, int Removed, int Unchanged, int Refused, IReadOnlyList<RowAnswer> Changes);

    /// <summary>One row: its line in the file, the product or category as it names it, what it changes or why it is refused.</summary>
    public sealed record RowAnswer(long? Line, PriceChangeKind Kind, string Named, TermsView? Before, TermsView? After, IReadOnlyList<FaultAnswer> Faults);

    public sealed record FaultAnswer(string Field, string Code, string Message);

    public sealed record Answer(AgreementView Agreement, IReadOnlyList<string> AllowedActions);

    public static void MapAgreements(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements", List).Needs(PricingPermissions.View).WithSummary("Framework agreements of the caller's organization, those that end last first");
        api.MapGet("/agreements/{id:guid}", Get).Needs(PricingPermissions.View).WithSummary("One agreement with its prices, tiers and what is left of its quotas");
        api.MapPost("/agreements", Draft).Needs(PricingPermissions.Manage).WithSummary("Draft an agreement");
        api.MapPut("/agreements/{id:guid}", Change).Needs(PricingPermissions.Manage).Conditional().WithSummary("Write a draft anew; its parties stay");
        api.MapPost("/agreements/{id:guid}/prices", Prices).Needs(PricingPermissions.Manage).Conditional().Accepts<byte[]>("text/csv", Sheet.Type)
            .WithSummary("Take a price list (CSV or XLSX) into a draft, all of it or nothing; dryRun=true says what would change, replace=true takes off what the list does not name");
        api.MapPost("/agreements/{id:guid}/proposal", Propose).Needs(PricingPermissions.Manage).WithSummary("Put a draft before both parties; a supplier's own consent is in it");
        api.MapPost("/agreements/{id:guid}/confirmation", Confirm).Needs(PricingPermissions.Confirm).Conditional().WithSummary("Consent for the caller's organization; with the second consent it is in force. If-Match: the version that was read");
        api.MapPost("/agreements/{id:guid}/return", Return).Needs(PricingPermissions.Confirm).WithSummary("Give a proposal back to its draft, with a reason");
        api.MapPost("/agreements/{id:guid}/withdrawal", Withdraw).Needs(PricingPermissions.Manage).WithSummary("Take a proposal back to its draft");
        api.MapPost("/agreements/{id:guid}/termination", Terminate).Needs(PricingPermissions.Manage).WithSummary("End it before its time");
    }

    private static async Task<Page<AgreementRow>> List(HttpContext http, AppDb db, AgreementQueries queries, AgreementState? state, string? q, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, state, q, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, AgreementQueries queries, CancellationToken ct)
    {
        var actor = http.Actor();
        var agreement = await db.Read(actor, read => queries.One(read, new AgreementId(id)), ct);
        return http.Versioned(new Answer(agreement, [.. agreement.Allowed(actor).Select(s => s.Verb)]), agreement.Version);
    }

    private static async Task<Created<Made>> Draft(Body body, HttpContext http, DraftAgreement draft, CancellationToken ct)
    {
        var id = await draft.Run(body.Input(http.Actor()), http.Actor(), ct);
        return ApiConventions.Made(id, "agreements");
    }

    private static async Task<NoContent> Change(Guid id, Body body, HttpContext http, ChangeAgreement change, CancellationToken ct)
    {
        await change.Run(new AgreementId(id), body.Input(http.Actor()), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PricesAnswer>> Prices(Guid id, bool? dryRun, bool? replace, string? name, HttpContext http, ImportPrices import, CancellationToken ct)
    {
        using var content = new MemoryStream(await FileApi.Body(http, "file", ct));
        var done = await import.Run(new AgreementId(id), content, name ?? "prices", new(replace == true, dryRun == true, http.IfMatch()), http.Actor(), ct);
        return TypedResults.Ok(new PricesAnswer(done.Written, done.Count(PriceChangeKind.Added), done.Count(PriceChangeKind.Changed), done.Count(PriceChangeKind.Removed), done.Count(PriceChangeKind.Unchanged), done.Count(PriceChangeKind.Refused),
            [.. done.Changes.Select(c => new RowAnswer(c.Line, c.Kind, c.Named, c.Before, c.After, [.. c.Faults.Select(f => new FaultAnswer(f.Field, f.Error.Code, f.Message))]))]));
    }

    private static async Task<NoContent> Propose(Guid id, HttpContext http, ProposeAgreement propose, CancellationToken ct)
    {
        await propose.Run(new AgreementId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Confirm(Guid id, HttpContext http, ConfirmAgreement confirm, CancellationToken ct)
    {
        await confirm.Run(new AgreementId(id), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Return(Guid id, ReasonBody body, HttpContext http, ReturnAgreement @return, CancellationToken ct)
    {
        await @return.Run(new AgreementId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Withdraw(Guid id, HttpContext http, WithdrawAgreement withdraw, CancellationToken ct)
    {
        await withdraw.Run(new AgreementId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Terminate(Guid id, ReasonBody body, HttpContext http, TerminateAgreement terminate, CancellationToken ct)
    {
        await terminate.Run(new AgreementId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
