namespace Hecai.Web.Portals.Shared;

/// <summary>What the frame around a page shows: the menu, who acts as whom, and what waits unread.</summary>
/// <param name="Menu">The sections that this actor may see.</param>
/// <param name="Name">The person.</param>
/// <param name="RoleName">The role they act in.</param>
/// <param name="OrganizationName">The organization they act for.</param>
/// <param name="Unread">Messages not read yet.</param>
/// <param name="Counts">Numbers beside menu items, by address.</param>
public sealed record Shell(
    IReadOnlyList<MenuSection> Menu,
    string? Name,
    Text RoleName,
    string? OrganizationName,
    int Unread,
    IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>Nobody has signed in.</summary>
    public static readonly Shell Anonymous = new([], null, ("", ""), null, 0, new Dictionary<string, int>());

    /// <summary>The shell of somebody who has signed in.</summary>
    public static Shell For(Actor actor, int unread, IReadOnlyDictionary<string, int> counts) => new(
        Shared.Menu.For(actor), actor.Name,
        RolesOf(actor), actor.OrganizationName.ToString(), unread, counts);

    private static Text RolesOf(Actor actor) => Roles.All.Where(actor.Has).Select(role => role.Name).ToList() is { Count: > 0 } names
        ? (string.Join("、", names.Select(n => n.Zh)), string.Join(", ", names.Select(n => n.En)))
        : ("成员", "Member");
}

/// <summary>Finds the shell of a request; registered by whoever knows the signed-in person.</summary>
public delegate Task<Shell> ShellOf(HttpContext context);
