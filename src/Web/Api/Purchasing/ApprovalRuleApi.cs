using Hecai.Control;
using Hecai.Purchasing;
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
    /// <param name="When">Asked only where each of these holds; absent: for everything.</param>
    public sealed record RuleBody(string Name, Money From, ApproverKind Kind, Guid? Approver = null, IReadOnlyList<ConditionBody>? When = null);

    /// <param name="Fact">What is looked at.</param>
    /// <param name="Value">One of the values of this kind that can be named; of several of one kind any will do, of several kinds each must hold.</param>
    public sealed record ConditionBody(ApprovalFact Fact, string Value);

    public sealed record TrialBody(Money From, IReadOnlyList<ConditionBody>? When = null);

    public sealed record Word(ApprovalFact Fact, string Value, Text Name);

    public static void MapApprovalRules(this RouteGroupBuilder api)
    {
        api.MapGet("/approval-rules", List).Needs(ControlPermissions.ManageRules).WithSummary("The levels in the order they are asked; none means that submitting orders");
        api.MapPut("/approval-rules/{level:int}", Set).Needs(ControlPermissions.ManageRules).WithSummary("Set a level; requisitions on their way keep their route");
        api.MapGet("/approval-rules/conditions", Words).Needs(ControlPermissions.ManageRules).WithSummary("What the conditions of a level can name");
        api.MapPost("/approval-rules/trial", Try).Needs(ControlPermissions.ManageRules).WithSummary("For which requisitions of the last 90 days a level would have been asked; changes nothing");
        api.MapDelete("/approval-rules/{level:int}", Remove).Needs(ControlPermissions.ManageRules).WithSummary("Take a level out; requisitions on their way keep their route");
    }

    private static async Task<IReadOnlyList<ApprovalRuleRow>> List(HttpContext http, AppDb db, ApprovalRuleQueries rules, CancellationToken ct) => await db.Read(http.Actor(), rules.All, ct);

    private static async Task<NoContent> Set(int level, RuleBody body, HttpContext http, SetApprovalRule set, CancellationToken ct)
    {
        await set.Run(level, body.Name, body.From, body.Kind, body.Approver is { } id ? new MembershipId(id) : null, Named(body.When), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<Word>> Words(HttpContext http, AppDb db, IApprovalVocabulary vocabulary, CancellationToken ct) =>
        [.. (await db.Read(http.Actor(), vocabulary.Words, ct)).SelectMany(kind => kind.Select(w => new Word(kind.Key, w.Value, w.Name)))];

    private static async Task<ApprovalTrial> Try(TrialBody body, HttpContext http, AppDb db, SetApprovalRule rules, TryApprovalRules trial, CancellationToken ct) =>
        await db.Read(http.Actor(), async read => (await trial.Run(read, [(body.From, await rules.Conditions(read, Named(body.When)))]))[0], ct);

    private static IReadOnlyList<(ApprovalFact, string)> Named(IReadOnlyList<ConditionBody>? when) => [.. (when ?? []).Select((w, i) => (w.Fact, PlainText.Line($"when[{i}].value", w.Value, 80)))];

    private static async Task<NoContent> Remove(int level, HttpContext http, RemoveApprovalRule remove, CancellationToken ct)
    {
        await remove.Run(level, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
