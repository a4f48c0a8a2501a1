using Hecai.Control;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>The levels at which a buyer's requisitions are approved.</summary>
internal static class ApprovalRuleApi
{
    /// <param name="Name">What the level is called.</param>
    /// <param name="From">Asked for totals from this amount on.</param>
    /// <param name="Kind">DepartmentManager or Named.</param>
    /// <param name="Approver">The membership, for Named.</param>
    public sealed record RuleBody(string Name, Money From, ApproverKind Kind, Guid? Approver = null);

    public static void MapApprovalRules(this RouteGroupBuilder api)
    {
        api.MapGet("/approval-rules", List).Needs(ControlPermissions.ManageRules).WithSummary("The levels in the order they are asked; none means that submitting orders");
        api.MapPut("/approval-rules/{level:int}", Set).Needs(ControlPermissions.ManageRules).WithSummary("Set a level; requisitions on their way keep their route");
        api.MapDelete("/approval-rules/{level:int}", Remove).Needs(ControlPermissions.ManageRules).WithSummary("Take a level out; requisitions on their way keep their route");
    }

    private static async Task<IReadOnlyList<ApprovalRuleRow>> List(HttpContext http, AppDb db, ApprovalRuleQueries rules, CancellationToken ct) => await db.Read(http.Actor(), rules.All, ct);

    private static async Task<NoContent> Set(int level, RuleBody body, HttpContext http, SetApprovalRule set, CancellationToken ct)
    {
        await set.Run(level, body.Name, body.From, body.Kind, body.Approver is { } id ? new MembershipId(id) : null, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Remove(int level, HttpContext http, RemoveApprovalRule remove, CancellationToken ct)
    {
        await remove.Run(level, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
