using Hecai.Control;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>采购申请: draft → submission → (approval) → order.</summary>
internal static class RequisitionApi
{
    /// <param name="Listing">The offer.</param>
    /// <param name="Quantity">What goes to two places, or on two accounts, is two lines.</param>
    /// <param name="Services">Chosen with it.</param>
    /// <param name="Site">Where it goes, where that is not where the whole goes: an open site of the buyer's.</param>
    /// <param name="CostCentre">Who bears it, where that is not who bears the whole.</param>
    /// <param name="Wish">When it shall come and be installed, of what <c>POST /quotes/calendar</c> offers; absent: as early as can be.</param>
    /// <param name="Remarks">To supplier and approver, and the buyer's own number of the line.</param>
    public sealed record LineBody(Guid Listing, Count Quantity, IReadOnlyList<CartApi.ServiceBody>? Services = null, Guid? Site = null, Guid? CostCentre = null, DeliveryWish? Wish = null, LineRemarks? Remarks = null)
    {
        internal WantedLine Wanted(int index) => new CartApi.LineBody(Listing, Quantity, [.. (Services ?? []).Select((s, i) => s with { Code = PlainText.Line($"lines[{index}].services[{i}].code", s.Code, 40) })]).Wanted with
        {
            To = new Destination(Site is { } site ? new SiteId(site) : null, CostCentre is { } centre ? new CostCentreId(centre) : null),
            Remarks = Remarks,
            Wish = Wish == new DeliveryWish() ? null : Wish,
        };
    }

    /// <param name="BillTo">Whom invoices are made out to; absent: the default of the cost centre, else of the organization.</param>
    public record Body(string Purpose, Guid CostCentre, Address ShipTo, IReadOnlyList<LineBody> Lines, DateOnly? NeedBy = null, string? BuyerReference = null, string? Note = null, Guid? BillTo = null)
    {
        internal RequisitionHead Head => new(Purpose, new CostCentreId(CostCentre), ShipTo, NeedBy, BuyerReference, Note, BillTo is { } party ? new BillingPartyId(party) : null);
        internal IReadOnlyList<WantedLine> Wanted => [.. Lines.Select((l, i) => l.Wanted(i))];
    }

    /// <summary>A requisition as it was quoted: with the quote's total and fingerprint.</summary>
    public sealed record QuotedBody(string Purpose, Guid CostCentre, Address ShipTo, IReadOnlyList<LineBody> Lines, Money SeenTotal, string SeenFingerprint, DateOnly? NeedBy = null, string? BuyerReference = null, string? Note = null, Guid? BillTo = null)
        : Body(Purpose, CostCentre, ShipTo, Lines, NeedBy, BuyerReference, Note, BillTo)
    {
        internal SeenQuote Seen => new(SeenTotal, SeenFingerprint);
    }

    /// <param name="Field">Absent where it is the whole that cannot be.</param>
    /// <param name="Code">As in a refusal.</param>
    /// <param name="Message">In the caller's language.</param>
    public sealed record CheckFault(string? Field, string Code, string Message);

    /// <param name="Ok">True when a submission would succeed now.</param>
    /// <param name="Faults">By field: <c>lines[2].quantity</c>, <c>lines[0].costCentre</c>.</param>
    /// <param name="Quote">Absent where lines cannot be ordered.</param>
    public sealed record CheckAnswer(bool Ok, IReadOnlyList<CheckFault> Faults, CartApi.QuoteAnswer? Quote);

    public sealed record SubmissionBody(Money? SeenTotal = null);

    public sealed record WithdrawalBody(string? Reason = null);

    public sealed record Answer(RequisitionView Requisition, IReadOnlyList<string> AllowedActions, IReadOnlyList<RouteRow> Route, IReadOnlyList<FileRow> Attachments);

    public sealed record AttachmentAnswer(Guid File);

    public static void MapRequisitions(this RouteGroupBuilder api)
    {
        api.MapGet("/requisitions", List).Needs(PurchasingPermissions.ViewRequisitions).WithSummary("Requisitions, the newest first");
        api.MapPost("/requisitions", Draft).Needs(PurchasingPermissions.Submit).WithSummary("Draft a requisition; a known buyerReference returns the existing one");
        api.MapPost("/requisitions/check", Check).Needs(PurchasingPermissions.Submit).WithSummary("What a submission would be refused for now, line by line: first the lines, then who bears it, then budgets and approvers; nothing is written or held");
        api.MapPost("/requisitions/submission", SubmitQuoted).Needs(PurchasingPermissions.Submit).WithSummary("Draft and submit what was quoted, in one step; refused when total, dates or sources are others now; a known buyerReference returns the existing one");
        api.MapGet("/requisitions/{id:guid}", Get).Needs(PurchasingPermissions.ViewRequisitions).WithSummary("One requisition with its route and what the caller may do");
        api.MapPut("/requisitions/{id:guid}", Edit).Needs(PurchasingPermissions.Submit).Conditional().WithSummary("Change a draft or a returned requisition");
        api.MapPost("/requisitions/{id:guid}/submission", Submit).Needs(PurchasingPermissions.Submit).WithSummary("Submit for approval");
        api.MapPost("/requisitions/{id:guid}/withdrawal", Withdraw).Needs(PurchasingPermissions.Submit).WithSummary("Take it back before it is ordered");
        api.MapPost("/requisitions/{id:guid}/reminder", Remind).Needs(PurchasingPermissions.Submit).WithSummary("Remind those who are to decide now; once in four hours");
        api.MapPost("/requisitions/{id:guid}/attachments", Attach).Needs(PurchasingPermissions.Submit).Accepts<byte[]>("image/jpeg", "image/png", "image/webp", "application/pdf").WithSummary("Attach a file; the body is the file itself, name= what it is called");
        api.MapDelete("/requisitions/{id:guid}/attachments/{file:guid}", Detach).Needs(PurchasingPermissions.Submit).WithSummary("Take a file off a draft or a returned requisition");
        api.MapGet("/requisitions/by-reference/{reference}", ByReference).Needs(PurchasingPermissions.ViewRequisitions).WithSummary("Look a requisition up by the buyer's own number");
    }

    private static async Task<Page<RequisitionRow>> List(HttpContext http, AppDb db, RequisitionQueries queries, RequisitionState? state, string? q, bool? mine, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, new(state, mine == true, q), after, ApiConventions.Limit(limit)), ct);

    private static async Task<Results<Ok<DraftedRequisition>, Created<DraftedRequisition>>> Draft(Body body, HttpContext http, DraftRequisition draft, CancellationToken ct)
    {
        var drafted = await draft.Run(body.Head, body.Wanted, http.Actor(), ct);
        return drafted.Existed ? TypedResults.Ok(drafted) : TypedResults.Created($"/api/v1/requisitions/{drafted.Id.Value}", drafted);
    }

    private static async Task<CheckAnswer> Check(Body body, HttpContext http, CheckRequisition check, CancellationToken ct)
    {
        var found = await check.Run(body.Head, body.Wanted, http.Actor(), ct);
        return new(found.Faults.Count == 0, [.. found.Faults.Select(f => new CheckFault(f.Field.Length > 0 ? f.Field : null, f.Error.Code, f.Message))], found.Quote is { } quote ? CartApi.QuoteAnswer.Of(quote) : null);
    }

    private static async Task<Results<Ok<SubmittedRequisition>, Created<SubmittedRequisition>>> SubmitQuoted(QuotedBody body, HttpContext http, SubmitQuoted submit, CancellationToken ct)
    {
        var submitted = await submit.Run(body.Head, body.Wanted, body.Seen, http.Actor(), ct: ct);
        return submitted.Existed ? TypedResults.Ok(submitted) : TypedResults.Created($"/api/v1/requisitions/{submitted.Id.Value}", submitted);
    }

    private static async Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, RequisitionQueries queries, ApprovalQueries approvals, FileQueries files, CancellationToken ct)
    {
        var actor = http.Actor();
        var answer = await db.Read(actor, async read =>
        {
            var requisition = await queries.One(read, new RequisitionId(id));
            return new Answer(requisition, [.. requisition.Allowed(actor).Select(s => s.Verb)], await approvals.Route(read, id), await files.Of(read, "requisition", id));
        }, ct);
        return http.Versioned(answer, answer.Requisition.Version);
    }

    private static async Task<NoContent> Edit(Guid id, Body body, HttpContext http, EditRequisition edit, CancellationToken ct)
    {
        await edit.Run(new RequisitionId(id), body.Head, body.Wanted, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<SubmittedRequisition> Submit(Guid id, SubmissionBody body, HttpContext http, SubmitRequisition submit, CancellationToken ct) =>
        await submit.Run(new RequisitionId(id), body.SeenTotal, http.Actor(), ct);

    private static async Task<NoContent> Remind(Guid id, HttpContext http, RemindApprovers remind, CancellationToken ct)
    {
        await remind.Run(new RequisitionId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Withdraw(Guid id, WithdrawalBody body, HttpContext http, WithdrawRequisition withdraw, CancellationToken ct)
    {
        await withdraw.Run(new RequisitionId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Created<AttachmentAnswer>> Attach(Guid id, string? name, HttpContext http, AttachToRequisition attach, CancellationToken ct)
    {
        var files = await attach.Run(new RequisitionId(id), [new Upload(await FileApi.Body(http, "files", ct), name)], http.Actor(), ct);
        return TypedResults.Created($"/api/v1/files/{files[0].Value}", new AttachmentAnswer(files[0].Value));
    }

    private static async Task<NoContent> Detach(Guid id, Guid file, HttpContext http, DetachFromRequisition detach, CancellationToken ct)
    {
        await detach.Run(new RequisitionId(id), new FileId(file), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Made>> ByReference(string reference, HttpContext http, AppDb db, RequisitionQueries queries, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.ByReference(read, reference), ct) is { } id ? TypedResults.Ok(new Made(id.Value)) : throw Refused.With(KernelErrors.NotFound);
}
