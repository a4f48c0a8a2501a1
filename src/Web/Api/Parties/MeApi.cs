using Hecai.Web.Identity;

namespace Hecai.Web.Api.Parties;

/// <summary>Whom the caller's token acts for.</summary>
internal static class MeApi
{
    /// <param name="Person">The human, whatever token or membership is used.</param>
    /// <param name="Name">The human's name.</param>
    /// <param name="Membership">What they act as.</param>
    /// <param name="Organization">Whom they act for.</param>
    /// <param name="OrganizationName">In the caller's language.</param>
    /// <param name="Department">Their department, if any.</param>
    /// <param name="Roles">Codes of the membership's roles.</param>
    /// <param name="Permissions">What this token may do right now: the roles' rights within the token's scopes.</param>
    public sealed record Me(Guid Person, string Name, Guid Membership, Guid Organization, string OrganizationName, Guid? Department,
        IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

    public static void MapMe(this RouteGroupBuilder api) =>
        api.MapGet("/me", Get).SignedIn().WithSummary("Whom the token acts for and what it may do");

    private static Me Get(HttpContext http)
    {
        var actor = http.Actor();
        return new(actor.Person.Value, actor.Name, actor.Membership.Value, actor.Organization.Value, actor.OrganizationName.ToString(), actor.Department?.Value,
            [.. actor.RoleCodes.Order(StringComparer.Ordinal)], [.. actor.Permissions.Order(StringComparer.Ordinal)]);
    }
}
