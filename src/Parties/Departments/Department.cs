using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

/// <summary>A place in the organization's tree. Its manager decides what its people request; without one the next above does.</summary>
internal sealed class Department
{
    public const int MaxName = 60, MaxDepth = 12;

    private Department() { }

    public Department(DepartmentId id, OrganizationId organization, string? name, DepartmentId? parent)
    {
        (Id, OrganizationId, ParentId) = (id, organization, parent);
        Rename(name);
    }

    public DepartmentId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public DepartmentId? ParentId { get; private set; }
    public MembershipId? ManagerId { get; private set; }
    public string Name { get; private set; } = "";
    public long Version { get; private set; }

    public void Rename(string? name) => Name = PlainText.Line("name", name, MaxName);
    public void MoveBelow(DepartmentId? parent) => ParentId = parent;
    public void SetManager(MembershipId? manager) => ManagerId = manager;
}

internal sealed class DepartmentMap : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.ToTable("departments").Document("department", seen => seen.By(x => x.OrganizationId));
        department.HasKey(x => new { x.OrganizationId, x.Id });
        department.Property(x => x.Name).HasMaxLength(Department.MaxName);
        department.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        department.HasOne<Department>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ParentId }).OnDelete(DeleteBehavior.Restrict);
        department.HasOne<Membership>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ManagerId }).OnDelete(DeleteBehavior.Restrict);
    }
}
