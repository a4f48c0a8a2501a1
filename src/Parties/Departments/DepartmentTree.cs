using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>The departments of one organization, loaded at once: an organization has tens or hundreds, not millions.</summary>
internal sealed class DepartmentTree
{
    private readonly Dictionary<DepartmentId, Department> byId;

    private DepartmentTree(IEnumerable<Department> departments) => byId = departments.ToDictionary(d => d.Id);

    /// <summary>Loads the tree of the actor's organization and makes other changes to it wait until this transaction ends.</summary>
    public static async Task<DepartmentTree> Lock(Tx tx, OrganizationId organization)
    {
        await Staff.Lock(tx, organization);
        return new(await tx.Set<Department>().Where(d => d.OrganizationId == organization).ToListAsync(tx.Cancel));
    }

    /// <summary>The department, or refuses as if it did not exist.</summary>
    public Department this[DepartmentId id] => byId.GetValueOrDefault(id) ?? throw Refused.With(KernelErrors.NotFound);

    /// <summary>The department that a field names, or refuses the field.</summary>
    public Department? Named(string field, DepartmentId? id) =>
        id is null ? null : byId.GetValueOrDefault(id.Value) ?? throw Refused.Field(field, PartiesErrors.UnknownDepartment);

    /// <summary>Refuses a place that is the department itself, below it, or too deep.</summary>
    public void DemandPlace(DepartmentId moved, DepartmentId? parent)
    {
        var above = 0;
        for (var at = parent; at is { } id; at = byId[id].ParentId, above++)
        {
            if (id == moved || above > Department.MaxDepth)
                throw Refused.Field("parent", PartiesErrors.DepartmentCycle);
        }
        if (above + Height(moved) > Department.MaxDepth)
            throw Refused.Field("parent", PartiesErrors.DepartmentTooDeep, Department.MaxDepth);
    }

    /// <summary>Refuses a name that another department beside it has.</summary>
    public void DemandName(DepartmentId self, DepartmentId? parent, string name)
    {
        if (byId.Values.Any(d => d.Id != self && d.ParentId == parent && string.Equals(d.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw Refused.Field("name", PartiesErrors.DepartmentNameTaken, name);
    }

    private int Height(DepartmentId id) => 1 + byId.Values.Where(d => d.ParentId == id).Select(d => Height(d.Id)).DefaultIfEmpty(0).Max();
}

/// <summary>One lock for all changes of an organization's people and tree, so that each sees what the others did.</summary>
internal static class Staff
{
    /// <summary>Takes the row lock of the organization; held until the transaction ends.</summary>
    public static Task Lock(Tx tx, OrganizationId organization) => tx.Set<Organization>().Where(o => o.Id == organization)
        .ExecuteUpdateAsync(set => set.SetProperty(o => o.Revision, o => o.Revision + 1), tx.Cancel);
}
