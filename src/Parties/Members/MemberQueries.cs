using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>A member of the actor's organization.</summary>
public sealed record MemberRow(MembershipId Id, string Name, string Email, string? Phone, DepartmentId? Department, string? DepartmentName,
    IReadOnlyList<string> RoleCodes, bool Active, DateTimeOffset JoinedAt, long Version);

/// <summary>An invitation that nobody has accepted yet.</summary>
public sealed record InvitationRow(InvitationId Id, string Name, string Email, IReadOnlyList<string> RoleCodes, string InvitedBy, DateTimeOffset ExpiresAt, bool Expired);

public sealed class MemberQueries
{
    /// <summary>The members of the actor's organization: active ones first, then by name.</summary>
    public async Task<IReadOnlyList<MemberRow>> All(Reading read, string? search = null)
    {
        read.Actor.Demand(PartiesPermissions.ManageMembers);
        var members = read.Set<Membership>().AsNoTracking().Where(m => m.OrganizationId == read.Actor.Organization);
        if (search?.Trim() is { Length: > 0 } words)
            members = members.Where(m => m.Name.Contains(words) || m.Email.Contains(words));
        return await Rows(read, members.OrderByDescending(m => m.Active).ThenBy(m => m.Name)).ToListAsync(read.Cancel);
    }

    /// <summary>One member of the actor's organization, or refuses as if they did not exist.</summary>
    public async Task<MemberRow> One(Reading read, MembershipId id)
    {
        read.Actor.Demand(PartiesPermissions.ManageMembers);
        return await Rows(read, read.Set<Membership>().AsNoTracking().Where(m => m.OrganizationId == read.Actor.Organization && m.Id == id))
            .FirstOrDefaultAsync(read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);
    }

    /// <summary>The open invitations of the actor's organization, the newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> Invitations(Reading read)
    {
        read.Actor.Demand(PartiesPermissions.ManageMembers);
        var rows = await read.Set<Invitation>().AsNoTracking().Where(i => i.OrganizationId == read.Actor.Organization && !i.Closed)
            .OrderByDescending(i => i.ExpiresAt).ToListAsync(read.Cancel);
        return [.. rows.Select(i => new InvitationRow(i.Id, i.Name, i.Email, i.RoleCodes, i.InvitedByName, i.ExpiresAt, !i.IsOpen(read.Now)))];
    }

    /// <summary>The roles that members of the actor's organization may have.</summary>
    public static IReadOnlyList<Role> Grantable(Actor actor) => [.. Roles.All.Where(role => actor.Kinds.HasFlag(role.Kind))];

    private static IQueryable<MemberRow> Rows(Reading read, IQueryable<Membership> members) => members.Select(m => new MemberRow(
        m.Id, m.Name, m.Email, m.Phone, m.DepartmentId,
        read.Set<Department>().Where(d => d.OrganizationId == m.OrganizationId && d.Id == m.DepartmentId).Select(d => d.Name).FirstOrDefault(),
        m.Roles.Select(r => r.Code).ToList(), m.Active, m.JoinedAt, m.Version));
}
