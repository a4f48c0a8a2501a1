using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Pricing;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

/// <summary>One line as it was quoted: price with its reasons, sources and dates stay with it.</summary>
internal sealed class RequisitionLine
{
    private RequisitionLine() { }

    public RequisitionLine(OrganizationId buyer, RequisitionId requisition, QuotedLine q)
    {
        (BuyerId, RequisitionId, Line, ForLine, Kind, ServiceCode) = (buyer, requisition, q.Line, q.ForLine, q.Kind, q.ServiceCode);
        (ListingId, SkuId, SupplierId, SupplierName, PartNumber, NameZh, NameEn) = (q.Listing, q.Sku, q.Supplier, q.SupplierName, q.PartNumber, q.Name.Zh, q.Name.En);
        (Category, Picture, Unit, Quantity, ListPrice, UnitPrice, VatBasisPoints) = (q.Category, q.Picture, q.Unit, q.Quantity, q.ListPrice, q.UnitPrice, q.Vat.BasisPoints);
        (AgreementLineId, QuotaMeasure, Why, Allocations, Installs, Mode) = (q.AgreementLine, q.QuotaMeasure, q.Why, q.Allocations, q.Installs, q.Mode);
        (WarrantyMonths, Delivery, Installation, Wish, Remarks, Place, CostCentreId) = (q.WarrantyMonths, q.Delivery, q.Installation, q.Wish, q.Remarks, q.Place, q.CostCentre);
    }

    public OrganizationId BuyerId { get; private set; }
    public RequisitionId RequisitionId { get; private set; }
    public int Line { get; private set; }
    public int? ForLine { get; private set; }
    public LineKind Kind { get; private set; }
    public string? ServiceCode { get; private set; }
    public ListingId ListingId { get; private set; }
    public SkuId SkuId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string SupplierName { get; private set; } = "";
    public string PartNumber { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Category { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public long Quantity { get; private set; }
    public Money ListPrice { get; private set; }
    public Money UnitPrice { get; private set; }
    public int VatBasisPoints { get; private set; }
    public AgreementLineId? AgreementLineId { get; private set; }

    /// <summary>What of that line's quota it takes.</summary>
    public QuotaMeasure QuotaMeasure { get; private set; }
    public IReadOnlyList<PriceStep> Why { get; private set; } = [];
    public IReadOnlyList<Allocation> Allocations { get; private set; } = [];
    public bool Installs { get; private set; }
    public DeliveryMode Mode { get; private set; }
    public int WarrantyMonths { get; private set; }
    public DateOnly? Delivery { get; private set; }
    public DateOnly? Installation { get; private set; }

    /// <summary>When it shall come and be installed; null as early as can be.</summary>
    public DeliveryWish? Wish { get; private set; }

    /// <summary>What the buyer says with it.</summary>
    public LineRemarks? Remarks { get; private set; }

    /// <summary>Where it goes; null where the requisition goes.</summary>
    public Place? Place { get; private set; }

    /// <summary>Who bears it; null where the requisition's cost centre does.</summary>
    public CostCentreId? CostCentreId { get; private set; }

    /// <summary>The budget of that cost centre that it was submitted on.</summary>
    public BudgetId? BudgetId { get; private set; }

    /// <summary>Puts a line with a cost centre of its own on that one's budget.</summary>
    public void Charge(BudgetId budget) => BudgetId = budget;

    public Money Amount => UnitPrice.Times(Quantity);
    public VatRate Vat => new(VatBasisPoints);
}

internal sealed class RequisitionMap : IEntityTypeConfiguration<Requisition>
{
    public void Configure(EntityTypeBuilder<Requisition> requisition)
    {
        requisition.ToTable("requisitions").Document("requisition", seen => seen.By(x => x.BuyerId));
        requisition.HasKey(x => new { x.BuyerId, x.Id });
        requisition.Property(x => x.Number).HasMaxLength(40);
        requisition.Property(x => x.Purpose).HasMaxLength(120);
        requisition.Property(x => x.Note).HasMaxLength(1000);
        requisition.Property(x => x.RequesterName).HasMaxLength(100);
        requisition.Property(x => x.BuyerReference).HasMaxLength(40);
        requisition.Property(x => x.ShipTo).HasJson();
        requisition.Property(x => x.BillTo).HasJson();
        requisition.HasIndex(x => x.Number).IsUnique();
        requisition.HasIndex(x => new { x.BuyerId, x.BuyerReference }).IsUnique();
        requisition.HasIndex(x => new { x.BuyerId, x.State, x.CreatedAt });
        requisition.HasIndex(x => new { x.BuyerId, x.RequesterMembership, x.CreatedAt });
        requisition.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.RequisitionId });
        requisition.Navigation(x => x.Lines).AutoInclude().HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class RequisitionLineMap : IEntityTypeConfiguration<RequisitionLine>
{
    public void Configure(EntityTypeBuilder<RequisitionLine> line)
    {
        line.ToTable("requisition_lines", table => table.HasCheckConstraint("ck_requisition_lines_quantity", "quantity > 0"))
            .PartOf("requisition", x => x.RequisitionId, seen => seen.By(x => x.BuyerId));
        line.HasKey(x => new { x.BuyerId, x.RequisitionId, x.Line });
        line.Property(x => x.Why).HasJson();
        line.Property(x => x.Allocations).HasJson();
        line.Property(x => x.Place).HasJson();
        line.Property(x => x.Wish).HasJson();
        line.Property(x => x.Remarks).HasJson();
        line.Ignore(x => x.Amount);
        line.Ignore(x => x.Vat);
    }
}
