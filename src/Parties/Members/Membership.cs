using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

/// <summary>A person in an organization: everything done on the platform is done as one membership.</summary>
internal sealed class Membership
{
    private readonly List<MembershipRole> roles = [];

    private Membership() { }

    public Membership(MembershipId id, OrganizationId organization, Person person, DepartmentId? department, IEnumerable<string> roleCodes, DateTimeOffset now)
    {
        (Id, OrganizationId, PersonId, DepartmentId, Active, JoinedAt, ChangedAt) = (id, organization, person.Id, department, true, now, now);
        Mirror(person);
        roles.AddRange(roleCodes.Select(code => new MembershipRole(organization, id, code)));
    }

    public MembershipId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public PersonId PersonId { get; private set; }
    public DepartmentId? DepartmentId { get; private set; }

    // Copies: the organization sees these, never the person's account.
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string? Phone { get; private set; }
    public bool Active { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>Also moves when only roles change, so that <see cref="Version"/> covers them.</summary>
    public DateTimeOffset ChangedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<MembershipRole> Roles => roles;

    public void Mirror(Person person) => (Name, Email, Phone) = (person.Name, person.Email, person.Phone);

    /// <summary>Takes and gives only the roles that differ, so that the audit trail shows just those.</summary>
    public void Change(DepartmentId? department, IReadOnlyCollection<string> wanted, bool active, DateTimeOffset now)
    {
        (DepartmentId, Active, ChangedAt) = (department, active, now);
        roles.RemoveAll(role => !wanted.Contains(role.Code));
        roles.AddRange(wanted.Where(code => roles.All(role => role.Code != code)).ToList().Select(code => new MembershipRole(OrganizationId, Id, code)));
    }
}

/// <summary>One role of a membership.</summary>
internal sealed class MembershipRole
{
    private MembershipRole() { }

    public MembershipRole(OrganizationId organization, MembershipId membership, string code) => (OrganizationId, MembershipId, Code) = (organization, membership, code);

    public OrganizationId OrganizationId { get; private set; }
    public MembershipId MembershipId { get; private set; }
    public string Code { get; private set; } = "";
}

internal sealed class MembershipMap : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships").Document("membership", seen => seen.By(x => x.OrganizationId));
        membership.HasKey(x => new { x.OrganizationId, x.Id });
        membership.Property(x => x.Name).HasMaxLength(Person.MaxName);
        membership.Property(x => x.Email).HasMaxLength(EmailAddress.Max);
        membership.Property(x => x.Phone).HasMaxLength(Address.MaxPhone);
        membership.HasIndex(x => x.Id).IsUnique();
        membership.HasIndex(x => new { x.OrganizationId, x.PersonId }).IsUnique();
        membership.HasIndex(x => x.PersonId);
        membership.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Department>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
        membership.HasMany(x => x.Roles).WithOne().HasForeignKey(x => new { x.OrganizationId, x.MembershipId }).OnDelete(DeleteBehavior.Cascade);
        membership.Navigation(x => x.Roles).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class MembershipRoleMap : IEntityTypeConfiguration<MembershipRole>
{
    public void Configure(EntityTypeBuilder<MembershipRole> role)
    {
        role.ToTable("membership_roles").PartOf("membership", x => x.MembershipId, seen => seen.By(x => x.OrganizationId));
        role.HasKey(x => new { x.OrganizationId, x.MembershipId, x.Code });
        role.Property(x => x.Code).HasMaxLength(60);
        role.HasIndex(x => new { x.OrganizationId, x.Code });
    }
}
