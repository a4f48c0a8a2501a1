using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Somebody who has signed in, whoever they act as.</summary>
public sealed record SignedIn(SessionId Session, PersonId Person, string Name, string Email);

/// <summary>
/// Who a membership, session or API client is right now, with what they may do. Asked on every request; a change of roles,
/// a deactivation, a suspension, a new password or a revoked client takes effect within a second.
/// </summary>
public sealed class Actors(AppDb db, PermissionCatalogue catalogue)
{
    private readonly Briefly<MembershipId, Standing> memberships = new();
    private readonly Briefly<SessionId, SignedIn> sessions = new();
    private readonly Briefly<string, ClientStanding> clients = new();

    /// <summary>The actor of a membership; null when it or its organization is not active.</summary>
    public async Task<Actor?> For(MembershipId id, Via via) => await memberships.Get(id, Read) is { } standing
        ? new Actor(standing.Person, standing.Name, id, standing.Organization, standing.OrganizationName, standing.Kinds, standing.Department,
            standing.RoleCodes, standing.Permissions, via)
        : null;

    /// <summary>Whose session this is; null when it has ended or the password was changed since.</summary>
    public Task<SignedIn?> Session(SessionId id) => sessions.Get(id, Read);

    /// <summary>The actor of an API client: its membership's rights, as far as both the client and its token have them as scopes.</summary>
    public async Task<Actor?> ForClient(string clientId, IReadOnlyCollection<string> tokenScopes)
    {
        if (await clients.Get(clientId, Read) is not { } client || await For(client.Membership, Via.Api) is not { } actor)
            return null;
        return actor with { Permissions = actor.Permissions.Where(code => client.Scopes.Contains(code) && tokenScopes.Contains(code)).ToHashSet() };
    }

    /// <summary>Drops what is remembered on this node; called after each change of somebody's standing.</summary>
    public void Forget()
    {
        memberships.Forget();
        sessions.Forget();
        clients.Forget();
    }

    private Task<Standing?> Read(MembershipId id) => db.Read(Actor.System(), async read =>
    {
        var row = await (from m in read.Set<Membership>()
                         join o in read.Set<Organization>() on m.OrganizationId equals o.Id
                         where m.Id == id && m.Active && o.State == OrganizationState.Active
                         select new { m.PersonId, m.Name, m.OrganizationId, o.NameZh, o.NameEn, o.Kinds, m.DepartmentId, Roles = m.Roles.Select(r => r.Code).ToList() })
            .FirstOrDefaultAsync(read.Cancel);
        return row is null ? null : new Standing(row.PersonId, row.Name, row.OrganizationId, new Text(row.NameZh, row.NameEn), row.Kinds, row.DepartmentId,
            row.Roles.ToHashSet(), catalogue.Of(row.Roles.Where(code => Roles.Find(code) is { } role && row.Kinds.HasFlag(role.Kind))));
    });

    private Task<SignedIn?> Read(SessionId id) => db.Read(Actor.System(), read =>
        (from s in read.Set<Session>()
         join p in read.Set<Person>() on s.PersonId equals p.Id
         where s.Id == id && s.EndsAt > read.Now && s.Stamp == p.SecurityStamp
         select new SignedIn(s.Id, p.Id, p.Name, p.Email)).FirstOrDefaultAsync(read.Cancel));

    private Task<ClientStanding?> Read(string clientId) => db.Read(Actor.System(), async read =>
    {
        var client = await read.Set<ApiClient>().FirstOrDefaultAsync(c => c.ClientId == clientId && c.State == ApiClientState.Active, read.Cancel);
        return client is null ? null : new ClientStanding(client.MembershipId, client.Scopes.ToHashSet());
    });

    private sealed record Standing(PersonId Person, string Name, OrganizationId Organization, Text OrganizationName, OrganizationKind Kinds,
        DepartmentId? Department, IReadOnlySet<string> RoleCodes, IReadOnlySet<string> Permissions);

    private sealed record ClientStanding(MembershipId Membership, IReadOnlySet<string> Scopes);
}
