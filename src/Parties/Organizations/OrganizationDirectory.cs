using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// What everybody may know of an organization: its name and kinds. A table of its own rather than a cache, so that lists of
/// any module can join it under any scope, with row-level security left as it is: the rest of the organization stays private.
/// </summary>
public sealed class OrganizationName
{
    private OrganizationName() { }

    internal OrganizationName(OrganizationId id, Text name, OrganizationKind kinds) => (OrganizationId, NameZh, NameEn, Kinds) = (id, name.Zh, name.En, kinds);

    public OrganizationId OrganizationId { get; private set; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public OrganizationKind Kinds { get; private set; }
}

/// <summary>An organization as its counterparties see it.</summary>
public sealed record NamedOrganization(OrganizationId Id, Text Name, OrganizationKind Kinds);

/// <summary>The public directory of organizations that were ever active; suspended ones stay, because old documents name them.</summary>
public sealed class OrganizationDirectory
{
    /// <summary>The organizations with these ids; unknown ones are absent.</summary>
    public async Task<IReadOnlyDictionary<OrganizationId, NamedOrganization>> Names(Reading read, IReadOnlyCollection<OrganizationId> ids)
    {
        var rows = await read.Set<OrganizationName>().AsNoTracking().Where(o => ids.Contains(o.OrganizationId)).ToListAsync(read.Cancel);
        return rows.ToDictionary(o => o.OrganizationId, Row);
    }

    /// <summary>The organizations of a kind, by name.</summary>
    public async Task<IReadOnlyList<NamedOrganization>> Of(Reading read, OrganizationKind kind)
    {
        var rows = await read.Set<OrganizationName>().AsNoTracking().Where(o => (o.Kinds & kind) != 0).OrderBy(o => o.NameZh).ToListAsync(read.Cancel);
        return [.. rows.Select(Row)];
    }

    private static NamedOrganization Row(OrganizationName row) => new(row.OrganizationId, new Text(row.NameZh, row.NameEn), row.Kinds);
}
