using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

internal sealed class OrganizationMap : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organizations", table => table.HasCheckConstraint("ck_organizations_itself", "organization_id = id"))
            .Document("organization", seen => seen.By(x => x.OrganizationId).ByOperator());
        organization.HasKey(x => x.Id);
        organization.Ignore(x => x.Name);
        organization.Property(x => x.CreditCode).HasConversion(code => code.Value, text => CreditCode.Parse(text)).HasMaxLength(CreditCode.Length);
        organization.Property(x => x.NameZh).HasMaxLength(Organization.MaxName);
        organization.Property(x => x.NameEn).HasMaxLength(Organization.MaxName);
        organization.Property(x => x.Kinds).HasConversion<int>();
        organization.Property(x => x.ContactName).HasMaxLength(Person.MaxName);
        organization.Property(x => x.ContactEmail).HasMaxLength(EmailAddress.Max);
        organization.Property(x => x.ContactPhone).HasMaxLength(Address.MaxPhone);
        organization.Property(x => x.RegisteredAddress).HasMaxLength(Organization.MaxAddress);
        organization.Property(x => x.Reason).HasMaxLength(Organization.MaxReason);
        // A rejected enterprise may apply again.
        organization.HasIndex(x => x.CreditCode).IsUnique().HasFilter("state <> 'Rejected'");
        organization.HasIndex(x => new { x.State, x.AppliedAt });
    }
}

internal sealed class OrganizationNameMap : IEntityTypeConfiguration<OrganizationName>
{
    public void Configure(EntityTypeBuilder<OrganizationName> name)
    {
        name.ToTable("organization_names").Unaudited(seen => seen.By(x => x.OrganizationId).ByOperator().ByEveryone());
        name.HasKey(x => x.OrganizationId);
        name.Property(x => x.NameZh).HasMaxLength(Organization.MaxName);
        name.Property(x => x.NameEn).HasMaxLength(Organization.MaxName);
        name.Property(x => x.Kinds).HasConversion<int>();
        name.HasOne<Organization>().WithOne().HasForeignKey<OrganizationName>(x => x.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class QualificationMap : IEntityTypeConfiguration<Qualification>
{
    public void Configure(EntityTypeBuilder<Qualification> qualification)
    {
        qualification.ToTable("qualifications").PartOf("organization", x => x.OrganizationId, seen => seen.By(x => x.OrganizationId).ByOperator());
        qualification.HasKey(x => new { x.OrganizationId, x.Id });
        qualification.Property(x => x.Name).HasMaxLength(Qualification.MaxName);
        qualification.Property(x => x.Number).HasMaxLength(Qualification.MaxNumber);
        qualification.HasIndex(x => x.ValidUntil);
        qualification.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
