using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>A department in the tree of the actor's organization.</summary>
/// <param name="Id">The department.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Parent">The one above; null at the top.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Manager">Who manages it; null when the one above does.</param>
/// <param name="ManagerName">The manager's name.</param>
/// <param name="Members">Active members directly in it.</param>
public sealed record DepartmentRow(DepartmentId Id, string Name, DepartmentId? Parent, int Depth, MembershipId? Manager, string? ManagerName, int Members);

public sealed class DepartmentQueries
{
    /// <summary>A department and those above it, the nearest first.</summary>
    public async Task<IReadOnlyList<DepartmentId>> Upwards(Reading read, DepartmentId department)
    {
        var own = read.Actor.Organization;
        var parents = await read.Set<Department>().AsNoTracking().Where(d => d.OrganizationId == own).Select(d => new { d.Id, d.ParentId }).ToDictionaryAsync(d => d.Id, d => d.ParentId, read.Cancel);
        var path = new List<DepartmentId>();
        for (DepartmentId? at = department; at is { } id && parents.ContainsKey(id); at = parents[id])
            path.Add(id);
        return path;
    }

    /// <summary>The tree of the actor's organization, each department followed by those below it.</summary>
    public async Task<IReadOnlyList<DepartmentRow>> Tree(Reading read)
    {
        var rows = await read.Set<Department>().AsNoTracking().Where(d => d.OrganizationId == read.Actor.Organization).OrderBy(d => d.Name).Select(d => new DepartmentRow(
            d.Id, d.Name, d.ParentId, 0, d.ManagerId,
            read.Set<Membership>().Where(m => m.OrganizationId == d.OrganizationId && m.Id == d.ManagerId).Select(m => m.Name).FirstOrDefault(),
            read.Set<Membership>().Count(m => m.OrganizationId == d.OrganizationId && m.DepartmentId == d.Id && m.Active))).ToListAsync(read.Cancel);
        var below = rows.ToLookup(d => d.Parent);
        return [.. Below(null, 0)];

        IEnumerable<DepartmentRow> Below(DepartmentId? parent, int depth) =>
            below[parent].SelectMany(d => Below(d.Id, depth + 1).Prepend(d with { Depth = depth }));
    }
}
