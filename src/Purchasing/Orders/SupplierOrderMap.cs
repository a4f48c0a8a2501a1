using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

internal sealed class SupplierOrderMap : IEntityTypeConfiguration<SupplierOrder>
{
    public void Configure(EntityTypeBuilder<SupplierOrder> order)
    {
        order.ToTable("supplier_orders").Document("supplier_order", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        order.HasKey(x => new { x.BuyerId, x.Id });
        order.Property(x => x.Number).HasMaxLength(40);
        order.Property(x => x.BuyerName).HasMaxLength(120);
        order.Property(x => x.SupplierName).HasMaxLength(120);
        order.Property(x => x.PurchaseOrderNumber).HasMaxLength(40);
        order.Property(x => x.Reason).HasMaxLength(500);
        order.Property(x => x.ShipTo).HasJson();
        order.Property(x => x.Wish).HasJson();
        order.Property(x => x.BillTo).HasJson();
        order.Property(x => x.BuyerReference).HasMaxLength(40);
        order.HasIndex(x => x.Number).IsUnique();
        order.HasIndex(x => x.Id);
        order.HasIndex(x => new { x.SupplierId, x.State, x.PlacedAt });
        order.HasIndex(x => new { x.BuyerId, x.PurchaseOrderId });
        order.HasOne<PurchaseOrder>().WithMany().HasForeignKey(x => new { x.BuyerId, x.PurchaseOrderId });
        order.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.SupplierOrderId });
        order.Navigation(x => x.Lines).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SupplierOrderLineMap : IEntityTypeConfiguration<SupplierOrderLine>
{
    public void Configure(EntityTypeBuilder<SupplierOrderLine> line)
    {
        line.ToTable("supplier_order_lines", table =>
        {
            table.HasCheckConstraint("ck_supplier_order_lines_ledger",
                "0 <= accepted AND accepted <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled AND cancelled >= 0");
            table.HasCheckConstraint("ck_supplier_order_lines_installed", "0 <= installed AND installed <= delivered AND refused >= 0");
            table.HasCheckConstraint("ck_supplier_order_lines_returned", "0 <= returned AND returned <= delivered AND 0 <= invoiced AND invoiced <= delivered");
        }).PartOf("supplier_order", x => x.SupplierOrderId, seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        line.HasKey(x => new { x.BuyerId, x.SupplierOrderId, x.Line });
        line.Property(x => x.Allocations).HasJson();
        line.Ignore(x => x.Awaits);
        line.Property(x => x.Remarks).HasJson();
        line.Ignore(x => x.Amount);
        line.Ignore(x => x.Vat);
    }
}
