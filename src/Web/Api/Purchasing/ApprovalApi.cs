using Hecai.Control;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>Approvals that wait for the caller, and decisions on them.</summary>
internal static class ApprovalApi
{
    /// <param name="Decision">Approved, Rejected or Returned.</param>
    /// <param name="Comment">Required unless approved.</param>
    /// <param name="SeenFingerprint">The requisition's fingerprint that the approver saw; another content refuses the decision.</param>
    public sealed record DecisionBody(ApprovalState Decision, string? Comment = null, string? SeenFingerprint = null);

    public sealed record DecisionAnswer(RequisitionState State);

    /// <param name="Who">The membership that is to decide: of somebody who may, who is not the requester and not on the route yet.</param>
    /// <param name="Reason">At most 200 characters; it stays on the route.</param>
    public sealed record HandOnBody(Guid Who, string Reason);

    /// <param name="Who">The membership that is to decide as well.</param>
    /// <param name="First">True: before the caller, whose own decision waits for it; false: at the end of the level.</param>
    /// <param name="Reason">At most 200 characters; it stays on the route.</param>
    public sealed record AddedBody(Guid Who, bool First, string Reason);

    /// <param name="Substitute">A membership that may decide.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day, within a year.</param>
    /// <param name="UpTo">Up to which total; absent: whatever the total.</param>
    /// <param name="Reason">For colleagues to read.</param>
    public sealed record StandInBody(Guid Substitute, DateOnly From, DateOnly To, Money? UpTo = null, string? Reason = null)
    {
        internal StandInInput Said => new(new(Substitute), From, To, UpTo, Reason);
    }

    /// <param name="Own">Who stands in for the caller; null for nobody.</param>
    /// <param name="For">In whose place the caller decides, now or later.</param>
    public sealed record MyStandIns(StandInRow? Own, IReadOnlyList<StandInRow> For);

    public static void MapApprovals(this RouteGroupBuilder api)
    {
        api.MapGet("/approvals", List).Needs(ControlPermissions.Decide).WithSummary("Approvals that wait for the caller, the oldest first; decided=true: those that the caller decided, the last first");
        api.MapPost("/approvals/{id:guid}/decision", Decide).Needs(ControlPermissions.Decide).WithSummary("Decide one level, of one's own or of somebody whom the caller stands in for");
        api.MapPost("/approvals/{id:guid}/handover", HandOn).Needs(ControlPermissions.Decide).WithSummary("Have somebody else decide it instead");
        api.MapPost("/approvals/{id:guid}/approvers", AddTo).Needs(ControlPermissions.Decide).WithSummary("Have somebody else decide it as well, before the caller or after");
        api.MapGet("/approvals/stand-in", Mine).Needs(ControlPermissions.Decide).WithSummary("Who stands in for the caller, and for whom the caller does");
        api.MapPut("/approvals/stand-in", SetMine).Needs(ControlPermissions.Decide).WithSummary("Say who decides in the caller's place, and when; in place of what was said before");
        api.MapDelete("/approvals/stand-in", EndMine).Needs(ControlPermissions.Decide).WithSummary("Decide alone again");
        api.MapGet("/stand-ins", Everyones).Needs(ControlPermissions.ManageRules).WithSummary("Everyone's stand-ins that are not over");
        api.MapPut("/stand-ins/{id:guid}", Set).Needs(ControlPermissions.ManageRules).WithSummary("Say who stands in for a colleague; never the caller");
        api.MapDelete("/stand-ins/{id:guid}", End).Needs(ControlPermissions.ManageRules).WithSummary("End a colleague's stand-in");
    }

    private static async Task<NoContent> HandOn(Guid id, HandOnBody body, HttpContext http, HandOnApproval hand, CancellationToken ct)
    {
        await hand.Run(new ApprovalTaskId(id), new MembershipId(body.Who), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> AddTo(Guid id, AddedBody body, HttpContext http, AddApprover add, CancellationToken ct)
    {
        await add.Run(new ApprovalTaskId(id), new MembershipId(body.Who), body.First, body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<MyStandIns> Mine(HttpContext http, AppDb db, StandInQueries queries, CancellationToken ct)
    {
        var (own, others) = await db.Read(http.Actor(), queries.Mine, ct);
        return new(own, others);
    }

    private static Task<NoContent> SetMine(StandInBody body, HttpContext http, SetStandIn set, CancellationToken ct) => Set(http.Actor().Membership.Value, body, http, set, ct);

    private static Task<NoContent> EndMine(HttpContext http, EndStandIn end, CancellationToken ct) => End(http.Actor().Membership.Value, http, end, ct);

    private static async Task<IReadOnlyList<StandInRow>> Everyones(HttpContext http, AppDb db, StandInQueries queries, CancellationToken ct) => await db.Read(http.Actor(), queries.All, ct);

    private static async Task<NoContent> Set(Guid id, StandInBody body, HttpContext http, SetStandIn set, CancellationToken ct)
    {
        await set.Run(new MembershipId(id), body.Said, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> End(Guid id, HttpContext http, EndStandIn end, CancellationToken ct)
    {
        await end.Run(new MembershipId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Page<TaskRow>> List(HttpContext http, AppDb db, ApprovalQueries queries, bool? decided, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.Mine(read, decided != true, after, ApiConventions.Limit(limit)), ct);

    private static async Task<DecisionAnswer> Decide(Guid id, DecisionBody body, HttpContext http, DecideRequisition decide, CancellationToken ct)
    {
        if (body.Decision is not (ApprovalState.Approved or ApprovalState.Rejected or ApprovalState.Returned))
            throw Refused.Field("decision", KernelErrors.Malformed, body.Decision);
        return new(await decide.Run(new ApprovalTaskId(id), body.Decision, body.Comment, body.SeenFingerprint, http.Actor(), ct));
    }
}
