using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Pricing;

internal sealed class AgreementMap : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("agreements").Document("agreement", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        agreement.HasKey(x => new { x.BuyerId, x.Id });
        agreement.Property(x => x.Number).HasMaxLength(40);
        agreement.Property(x => x.Title).HasMaxLength(200);
        agreement.Property(x => x.BuyerConsent).HasJson();
        agreement.Property(x => x.SupplierConsent).HasJson();
        agreement.HasIndex(x => x.Number).IsUnique();
        agreement.HasIndex(x => new { x.SupplierId, x.State });
        agreement.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.AgreementId });
        agreement.Navigation(x => x.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class AgreementLineMap : IEntityTypeConfiguration<AgreementLine>
{
    public void Configure(EntityTypeBuilder<AgreementLine> line)
    {
        line.ToTable("agreement_lines", table =>
        {
            table.HasCheckConstraint("ck_agreement_lines_quota", "quota IS NULL OR called_off + held <= quota");
            table.HasCheckConstraint("ck_agreement_lines_held", "held >= 0 AND called_off >= 0");
        }).PartOf("agreement", x => x.AgreementId, seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        line.HasKey(x => new { x.BuyerId, x.Id });
        line.Property(x => x.Category).HasMaxLength(80);
        line.Property(x => x.Brand).HasMaxLength(80);
        line.HasIndex(x => new { x.BuyerId, x.SkuId });
        line.HasIndex(x => new { x.BuyerId, x.Category });
        line.Property(x => x.Tiers).HasJson();
    }
}
