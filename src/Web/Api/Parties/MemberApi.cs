using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Parties;

/// <summary>The members of the caller's organization.</summary>
internal static class MemberApi
{
    public sealed record InvitationBody(string Email, string Name, IReadOnlyList<string> Roles, Guid? Department = null);

    public sealed record MemberBody(IReadOnlyList<string> Roles, bool Active, Guid? Department = null);

    public static void MapMembers(this RouteGroupBuilder api)
    {
        api.MapGet("/members", List).Needs(PartiesPermissions.ManageMembers).WithSummary("Members, active ones first");
        api.MapGet("/members/{id:guid}", Get).Needs(PartiesPermissions.ManageMembers).WithSummary("One member");
        api.MapPut("/members/{id:guid}", Change).Needs(PartiesPermissions.ManageMembers).Conditional().WithSummary("Change roles, department, or whether they may act (If-Match)");
        api.MapGet("/invitations", Invitations).Needs(PartiesPermissions.ManageMembers).WithSummary("Invitations that nobody has accepted yet");
        api.MapPost("/invitations", Invite).Needs(PartiesPermissions.ManageMembers).WithSummary("Invite somebody by e-mail");
        api.MapDelete("/invitations/{id:guid}", Withdraw).Needs(PartiesPermissions.ManageMembers).WithSummary("Take an invitation back");
    }

    private static async Task<IReadOnlyList<MemberRow>> List(HttpContext http, AppDb db, MemberQueries queries, string? q, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.All(read, q), ct);

    private static async Task<Ok<MemberRow>> Get(Guid id, HttpContext http, AppDb db, MemberQueries queries, CancellationToken ct)
    {
        var member = await db.Read(http.Actor(), read => queries.One(read, new MembershipId(id)), ct);
        return http.Versioned(member, member.Version);
    }

    private static async Task<NoContent> Change(Guid id, MemberBody body, HttpContext http, ChangeMember change, CancellationToken ct)
    {
        await change.Run(new MembershipId(id), new MemberChange(Of(body.Department), body.Roles, body.Active, http.IfMatch()), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<InvitationRow>> Invitations(HttpContext http, AppDb db, MemberQueries queries, CancellationToken ct) =>
        await db.Read(http.Actor(), queries.Invitations, ct);

    private static async Task<Created<Made>> Invite(InvitationBody body, HttpContext http, InviteMember invite, CancellationToken ct) =>
        ApiConventions.Made(await invite.Run(body.Email, body.Name, Of(body.Department), body.Roles, http.Actor(), ct));

    private static async Task<NoContent> Withdraw(Guid id, HttpContext http, WithdrawInvitation withdraw, CancellationToken ct)
    {
        await withdraw.Run(new InvitationId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static DepartmentId? Of(Guid? department) => department is { } id ? new DepartmentId(id) : null;
}
