using Hecai.Control;
using Hecai.Purchasing;
using Hecai.Web.Identity;

namespace Hecai.Web.Api.Purchasing;

/// <summary>Approvals that wait for the caller, and decisions on them.</summary>
internal static class ApprovalApi
{
    /// <param name="Decision">Approved, Rejected or Returned.</param>
    /// <param name="Comment">Required unless approved.</param>
    /// <param name="SeenFingerprint">The requisition's fingerprint that the approver saw; another content refuses the decision.</param>
    public sealed record DecisionBody(ApprovalState Decision, string? Comment = null, string? SeenFingerprint = null);

    public sealed record DecisionAnswer(RequisitionState State);

    public static void MapApprovals(this RouteGroupBuilder api)
    {
        api.MapGet("/approvals", List).Needs(ControlPermissions.Decide).WithSummary("Approvals that wait for the caller, the oldest first; decided=true: those that the caller decided, the last first");
        api.MapPost("/approvals/{id:guid}/decision", Decide).Needs(ControlPermissions.Decide).WithSummary("Decide one level");
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
