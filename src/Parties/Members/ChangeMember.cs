using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>What a member shall be from now on.</summary>
/// <param name="Department">Null: none.</param>
/// <param name="Roles">All of them; at least one.</param>
/// <param name="Active">False: may no longer act, from the next second on.</param>
/// <param name="Version">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
public sealed record MemberChange(DepartmentId? Department, IReadOnlyCollection<string>? Roles, bool Active, long? Version = null);

/// <summary>
/// Changes a member's roles, department and whether they may act. Nobody gives a role to the human they are, and the last
/// active administrator stays, however many administrators decide at once (duty S25).
/// </summary>
public sealed class ChangeMember(AppDb db, PermissionCatalogue catalogue, Actors actors)
{
    public Task Run(MembershipId id, MemberChange change, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageMembers);
        return db.Write(actor, async tx =>
        {
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            var member = await tx.Set<Membership>().Include(m => m.Roles).FirstOrDefaultAsync(m => m.Id == id && m.OrganizationId == actor.Organization, ct)
                ?? throw Refused.With(KernelErrors.NotFound);
            Tx.DemandVersion(change.Version, member.Version);
            var roles = PermissionCatalogue.Check(change.Roles, actor.Kinds);
            tree.Named("department", change.Department);
            if (member.PersonId == actor.Person)
                DemandNoGain(member, change, roles);
            await DemandAdministratorLeft(tx, member, change, roles);
            if (!change.Active)
                foreach (var department in await tx.Set<Department>().Where(d => d.OrganizationId == actor.Organization && d.ManagerId == id).ToListAsync(ct))
                    department.SetManager(null);
            tx.Touch(member);
            member.Change(change.Department, roles, change.Active, tx.Now);
            tx.Log("membership", id, change.Active ? "member.changed" : "member.deactivated");
            tx.AfterCommit(actors.Forget);
        }, ct);
    }

    private static void DemandNoGain(Membership member, MemberChange change, IReadOnlyList<string> roles)
    {
        if (roles.Any(code => member.Roles.All(role => role.Code != code)) || (change.Active && !member.Active))
            throw Refused.Field("roles", PartiesErrors.SelfGrant);
        // Another department means another manager, who would then approve one's own requests.
        if (change.Department != member.DepartmentId)
            throw Refused.Field("department", PartiesErrors.SelfChange);
    }

    private async Task DemandAdministratorLeft(Tx tx, Membership member, MemberChange change, IReadOnlyList<string> roles)
    {
        var administrators = catalogue.AdministratorsOf((OrganizationKind)~0);
        if (change.Active && roles.Any(administrators.Contains))
            return;
        if (!member.Active || !member.Roles.Any(role => administrators.Contains(role.Code)))
            return;
        if (!await tx.Set<Membership>().AnyAsync(m => m.OrganizationId == member.OrganizationId && m.Id != member.Id && m.Active
                && m.Roles.Any(role => administrators.Contains(role.Code)), tx.Cancel))
            throw Refused.With(PartiesErrors.LastAdministrator);
    }
}
