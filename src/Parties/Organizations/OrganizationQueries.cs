using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>An organization in a list.</summary>
public sealed record OrganizationRow(OrganizationId Id, string CreditCode, Text Name, OrganizationKind Kinds, OrganizationState State, DateTimeOffset AppliedAt);

/// <summary>A licence or certificate; expired after its last day.</summary>
public sealed record QualificationRow(QualificationId Id, string Name, string Number, DateOnly ValidUntil, bool Expired);

/// <summary>An organization with everything its administrators and the operator see.</summary>
public sealed record OrganizationDetail(OrganizationId Id, string CreditCode, Text Name, OrganizationKind Kinds, OrganizationState State, Contact Contact,
    string? RegisteredAddress, DateTimeOffset AppliedAt, DateTimeOffset? DecidedAt, string? Reason, IReadOnlyList<QualificationRow> Qualifications)
{
    public FlowState Shown => Organization.Lifecycle[State];
}

public sealed class OrganizationQueries
{
    /// <summary>The states as users see them, for filters.</summary>
    public static IReadOnlyList<FlowState> States => Organization.Lifecycle.States;

    public static FlowState Shown(OrganizationState state) => Organization.Lifecycle[state];

    /// <summary>The organizations that the actor sees, the newest application first.</summary>
    public async Task<Page<OrganizationRow>> List(Reading read, OrganizationState? state, string? search, string? after = null, int size = 50)
    {
        read.Actor.Demand(PartiesPermissions.ViewOrganizations);
        var rows = read.Set<Organization>().AsNoTracking();
        if (state is { } wanted)
            rows = rows.Where(o => o.State == wanted);
        if (search?.Trim() is { Length: > 0 } words)
            rows = IsCode(words) is { } code ? rows.Where(o => o.CreditCode == code) : rows.Where(o => o.NameZh.Contains(words) || o.NameEn.Contains(words));
        var page = await rows.NewestFirst(o => o.AppliedAt, o => o.Id, after).Page(size, o => Cursor.Of(o.AppliedAt, o.Id), read.Cancel);
        return page.Select(o => new OrganizationRow(o.Id, o.CreditCode.Value, o.Name, o.Kinds, o.State, o.AppliedAt));
    }

    private static CreditCode? IsCode(string words)
    {
        try
        {
            return CreditCode.Parse(words);
        }
        catch (Refused)
        {
            return null;
        }
    }

    /// <summary>How many applications wait for a decision.</summary>
    public Task<int> Waiting(Reading read) => read.Set<Organization>().CountAsync(o => o.State == OrganizationState.Applied, read.Cancel);

    /// <summary>One organization, or refuses as if it did not exist.</summary>
    public async Task<OrganizationDetail> Detail(Reading read, OrganizationId id)
    {
        var o = await read.Load<Organization>(id);
        var today = ChinaTime.DateOf(read.Now);
        var qualifications = await read.Set<Qualification>().AsNoTracking().Where(q => q.OrganizationId == id).OrderBy(q => q.ValidUntil).ToListAsync(read.Cancel);
        return new OrganizationDetail(o.Id, o.CreditCode.Value, o.Name, o.Kinds, o.State, new Contact(o.ContactName, o.ContactEmail, o.ContactPhone),
            o.RegisteredAddress, o.AppliedAt, o.DecidedAt, o.Reason,
            [.. qualifications.Select(q => new QualificationRow(q.Id, q.Name, q.Number, q.ValidUntil, q.ValidUntil < today))]);
    }

    /// <summary>The steps that the actor may take on an organization in this state.</summary>
    public static IReadOnlyList<Step<OrganizationState>> Steps(OrganizationState state, Actor actor) => Organization.Lifecycle.Next(state, actor);
}
