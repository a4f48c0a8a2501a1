using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Service;

internal sealed class WorkOrderMap : IEntityTypeConfiguration<WorkOrder>
{
    public void Configure(EntityTypeBuilder<WorkOrder> order)
    {
        order.ToTable("work_orders", table =>
        {
            table.HasCheckConstraint("ck_work_orders_slot", "(slot_start IS NULL AND slot_end IS NULL) OR slot_start < slot_end");
            // I24: what is done was signed for.
            table.HasCheckConstraint("ck_work_orders_signed", "state NOT IN ('Done', 'Accepted') OR (signature IS NOT NULL AND signer_name IS NOT NULL)");
        }).Document("work_order", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperator());
        order.HasKey(x => new { x.BuyerId, x.Id });
        foreach (var name in new[] { nameof(WorkOrder.BuyerName), nameof(WorkOrder.SupplierName), nameof(WorkOrder.ProviderName) })
            order.Property(name).HasMaxLength(120);
        foreach (var number in new[] { nameof(WorkOrder.Number), nameof(WorkOrder.SupplierOrderNumber), nameof(WorkOrder.PurchaseOrderNumber), nameof(WorkOrder.AcceptanceNumber), nameof(WorkOrder.SignerName) })
            order.Property(number).HasMaxLength(40);
        order.Property(x => x.TechnicianName).HasMaxLength(100);
        order.Property(x => x.TechnicianPhone).HasMaxLength(30);
        order.Property(x => x.AcceptedByName).HasMaxLength(100);
        order.Property(x => x.Reason).HasMaxLength(500);
        order.Property(x => x.DeferredBecause).HasMaxLength(200);
        order.Ignore(x => x.Later);
        order.Property(x => x.Signature).HasMaxLength(SignaturePath.MaxLength);
        order.Property(x => x.Site).HasJson();
        order.HasIndex(x => x.Number).IsUnique();
        order.HasIndex(x => x.Id);
        // One delivery, one work order at a time, however often its message is delivered.
        order.HasIndex(x => new { x.BuyerId, x.ShipmentId, x.Attempt }).IsUnique();
        order.HasIndex(x => new { x.BuyerId, x.SupplierOrderId });
        order.HasIndex(x => new { x.BuyerId, x.State });
        order.HasIndex(x => new { x.ProviderId, x.State, x.SlotStart });
        order.Ignore(x => x.Slot);
        order.Ignore(x => x.Units);
        order.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.WorkOrderId });
        order.Navigation(x => x.Lines).AutoInclude().HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class WorkLineMap : IEntityTypeConfiguration<WorkLine>
{
    public void Configure(EntityTypeBuilder<WorkLine> line)
    {
        line.ToTable("work_order_lines", table => table.HasCheckConstraint("ck_work_order_lines_quantity", "quantity > 0"))
            .PartOf("work_order", x => x.WorkOrderId, seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperator());
        line.HasKey(x => new { x.BuyerId, x.WorkOrderId, x.Line });
        line.Property(x => x.PartNumber).HasMaxLength(80);
        line.Property(x => x.Services).HasJson();
        line.Property(x => x.Checklist).HasJson();
        line.Ignore(x => x.Units);
        line.Ignore(x => x.Moves);
    }
}

internal sealed class WorkResultMap : IEntityTypeConfiguration<WorkResult>
{
    public void Configure(EntityTypeBuilder<WorkResult> result)
    {
        result.ToTable("work_order_results").PartOf("work_order", x => x.WorkOrderId, seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperator());
        result.HasKey(x => new { x.BuyerId, x.WorkOrderId, x.Line, x.UnitNumber, x.Item });
        result.Property(x => x.Item).HasMaxLength(40);
        result.Property(x => x.Text).HasMaxLength(200);
        result.Property(x => x.Remark).HasMaxLength(200);
        result.Property(x => x.Reading).HasPrecision(14, 4);
        result.HasOne<WorkOrder>().WithMany().HasForeignKey(x => new { x.BuyerId, x.WorkOrderId });
    }
}
