namespace Hecai;

/// <summary>Through what an action reached the system; kept in the audit trail.</summary>
public enum Via { Page, Api, Import, Job, Seed, Command }

/// <summary>
/// Who acts: the human, and the one membership they act as. Segregation of duties compares <see cref="Person"/>,
/// visibility compares <see cref="Organization"/>, rights compare <see cref="Permissions"/>.
/// </summary>
public sealed record Actor(
    PersonId Person,
    string Name,
    MembershipId Membership,
    OrganizationId Organization,
    Text OrganizationName,
    OrganizationKind Kinds,
    DepartmentId? Department,
    IReadOnlySet<string> RoleCodes,
    IReadOnlySet<string> Permissions,
    Via Via)
{
    /// <summary>The idempotency key of the request that is being served, if it has one.</summary>
    public Once? Once { get; init; }

    /// <summary>The platform itself: jobs, outbox handlers and seeding. Sees every row; never a person's stand-in.</summary>
    public static Actor System(Via via = Via.Job) => new(default, "系统", default, default, ("合采", "Hecai"), OrganizationKind.None, null,
        new HashSet<string>(), new HashSet<string>(), via);

    /// <summary>True for the platform itself, which belongs to no organization.</summary>
    public bool IsSystem => Membership.Value == Guid.Empty;

    public bool IsOperator => Kinds.HasFlag(OrganizationKind.Operator);

    public bool Can(Permission permission) => IsSystem || Permissions.Contains(permission.Code);

    public bool Has(Role role) => RoleCodes.Contains(role.Code);

    /// <summary>Refuses with <c>permission.missing</c> unless the actor has the right.</summary>
    public void Demand(Permission permission)
    {
        if (!Can(permission))
            throw Refused.With(KernelErrors.Forbidden, permission.Name);
    }
}
