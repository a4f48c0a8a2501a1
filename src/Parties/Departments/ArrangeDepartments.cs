using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Adds a department below another, or at the top.</summary>
public sealed class AddDepartment(AppDb db)
{
    public Task<DepartmentId> Run(string? name, DepartmentId? parent, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageDepartments);
        return db.Write(actor, async tx =>
        {
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            tree.Named("parent", parent);
            var department = new Department(Id.New<DepartmentId>(), actor.Organization, name, parent);
            tree.DemandPlace(department.Id, parent);
            tree.DemandName(department.Id, parent, department.Name);
            return tx.Add(department).Id;
        }, ct);
    }
}

/// <summary>Renames a department.</summary>
public sealed class RenameDepartment(AppDb db)
{
    public Task Run(DepartmentId id, string? name, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageDepartments);
        return db.Write(actor, async tx =>
        {
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            tree[id].Rename(name);
            tree.DemandName(id, tree[id].ParentId, tree[id].Name);
        }, ct);
    }
}

/// <summary>Moves a department with everything below it; refuses <c>department.cycle</c>.</summary>
public sealed class MoveDepartment(AppDb db)
{
    public Task Run(DepartmentId id, DepartmentId? parent, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageDepartments);
        return db.Write(actor, async tx =>
        {
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            var department = tree[id];
            tree.Named("parent", parent);
            tree.DemandPlace(id, parent);
            tree.DemandName(id, parent, department.Name);
            department.MoveBelow(parent);
        }, ct);
    }
}

/// <summary>Appoints, replaces or (with null) removes the manager of a department: an active member, from whatever department.</summary>
public sealed class AppointManager(AppDb db)
{
    public Task Run(DepartmentId id, MembershipId? manager, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageDepartments);
        return db.Write(actor, async tx =>
        {
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            var department = tree[id];
            if (manager is { } member && !await tx.Set<Membership>().AnyAsync(m => m.OrganizationId == actor.Organization && m.Id == member && m.Active, ct))
                throw Refused.Field("manager", PartiesErrors.UnknownMember);
            department.SetManager(manager);
            tx.Log("department", id, manager is null ? "department.manager_removed" : "department.manager_appointed");
        }, ct);
    }
}
