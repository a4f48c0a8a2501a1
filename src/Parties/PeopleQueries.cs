namespace Hecai.Parties;

/// <summary>A membership as other modules need it: the human, as what, where.</summary>
public sealed record Member(MembershipId Id, PersonId Person, string Name, DepartmentId? Department, bool Active, IReadOnlyList<string> RoleCodes);

/// <summary>A department's manager.</summary>
public sealed record DepartmentManager(Member Manager, DepartmentId Department, string DepartmentName);

/// <summary>What other modules ask about the people of the actor's organization.</summary>
public sealed class PeopleQueries
{
    /// <summary>The managers from a department up to the top of its organization, departments without one left out. Two queries.</summary>
    public Task<IReadOnlyList<DepartmentManager>> ManagerChain(Reading read, DepartmentId department) => throw new NotSupportedException($"{read.Now} {department}");

    /// <summary>The memberships with these ids that are the actor's to see; missing ones are absent.</summary>
    public Task<IReadOnlyDictionary<MembershipId, Member>> Members(Reading read, IReadOnlyCollection<MembershipId> ids) => throw new NotSupportedException($"{read.Now} {ids.Count}");
}
