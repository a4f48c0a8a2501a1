using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>A membership as other modules need it: the human, as what, where.</summary>
public sealed record Member(MembershipId Id, PersonId Person, string Name, DepartmentId? Department, bool Active, IReadOnlyList<string> RoleCodes);

/// <summary>A department's manager.</summary>
public sealed record DepartmentManager(Member Manager, DepartmentId Department, string DepartmentName);

/// <summary>What other modules ask about the people of the actor's organization.</summary>
public sealed class PeopleQueries
{
    /// <summary>The managers from a department up to the top of its organization, departments without one left out. Two queries.</summary>
    public async Task<IReadOnlyList<DepartmentManager>> ManagerChain(Reading read, DepartmentId department)
    {
        var tree = await read.Set<Department>().AsNoTracking()
            .Where(d => read.Set<Department>().Any(own => own.Id == department && own.OrganizationId == d.OrganizationId))
            .Select(d => new { d.Id, d.ParentId, d.ManagerId, d.Name }).ToDictionaryAsync(d => d.Id, read.Cancel);
        var chain = new List<(DepartmentId Id, string Name, MembershipId Manager)>();
        for (DepartmentId? at = department; at is { } id && tree.TryGetValue(id, out var step); at = step.ParentId)
            if (step.ManagerId is { } manager)
                chain.Add((id, step.Name, manager));
        var members = await Members(read, [.. chain.Select(step => step.Manager).Distinct()]);
        return [.. chain.Where(step => members.ContainsKey(step.Manager)).Select(step => new DepartmentManager(members[step.Manager], step.Id, step.Name))];
    }

    /// <summary>Refuses the named field unless it is a department of the actor's organization.</summary>
    public async Task RequireDepartment(Reading read, DepartmentId department, string field)
    {
        if (!await read.Set<Department>().AnyAsync(d => d.Id == department, read.Cancel))
            throw Refused.Field(field, PartiesErrors.UnknownDepartment);
    }

    /// <summary>The memberships with these ids that are the actor's to see; missing ones are absent.</summary>
    public async Task<IReadOnlyDictionary<MembershipId, Member>> Members(Reading read, IReadOnlyCollection<MembershipId> ids) => ids.Count == 0
        ? new Dictionary<MembershipId, Member>()
        : await read.Set<Membership>().AsNoTracking().Where(m => ids.Contains(m.Id))
            .Select(m => new Member(m.Id, m.PersonId, m.Name, m.DepartmentId, m.Active, m.Roles.Select(r => r.Code).ToList()))
            .ToDictionaryAsync(m => m.Id, read.Cancel);

    /// <summary>The active ones of these memberships, and the organization that each belongs to.</summary>
    public async Task<IReadOnlyDictionary<MembershipId, OrganizationId>> Organizations(Reading read, IReadOnlyCollection<MembershipId> ids) => ids.Count == 0
        ? new Dictionary<MembershipId, OrganizationId>()
        : await read.Set<Membership>().AsNoTracking().Where(m => ids.Contains(m.Id) && m.Active).ToDictionaryAsync(m => m.Id, m => m.OrganizationId, read.Cancel);

    /// <summary>The active members of an organization who have one of these roles.</summary>
    public async Task<IReadOnlyList<Member>> Having(Reading read, OrganizationId organization, params Role[] roles)
    {
        var codes = roles.Select(r => r.Code).ToList();
        return await read.Set<Membership>().AsNoTracking().Where(m => m.OrganizationId == organization && m.Active && m.Roles.Any(r => codes.Contains(r.Code)))
            .Select(m => new Member(m.Id, m.PersonId, m.Name, m.DepartmentId, m.Active, m.Roles.Select(r => r.Code).ToList())).ToListAsync(read.Cancel);
    }

    /// <summary>Whether anybody in the actor's organization has one of these roles.</summary>
    public async Task<bool> Anybody(Reading read, params Role[] roles) => (await Having(read, read.Actor.Organization, roles)).Count > 0;

    /// <summary>The active membership of a human in an organization: one or none.</summary>
    public async Task<IReadOnlyList<MembershipId>> Of(Reading read, OrganizationId organization, PersonId person) =>
        await read.Set<Membership>().AsNoTracking().Where(m => m.OrganizationId == organization && m.PersonId == person && m.Active).Select(m => m.Id).ToListAsync(read.Cancel);

    /// <summary>The active members of the actor's organization, by name: for forms that choose a person.</summary>
    public async Task<IReadOnlyList<Member>> Active(Reading read) => await read.Set<Membership>().AsNoTracking()
        .Where(m => m.OrganizationId == read.Actor.Organization && m.Active).OrderBy(m => m.Name)
        .Select(m => new Member(m.Id, m.PersonId, m.Name, m.DepartmentId, m.Active, m.Roles.Select(r => r.Code).ToList())).ToListAsync(read.Cancel);
}
