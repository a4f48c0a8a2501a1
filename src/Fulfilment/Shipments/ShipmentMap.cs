using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Fulfilment;

internal sealed class ShipmentMap : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> shipment)
    {
        shipment.ToTable("shipments").Document("shipment", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        shipment.HasKey(x => new { x.BuyerId, x.Id });
        shipment.Property(x => x.Number).HasMaxLength(40);
        shipment.Property(x => x.BuyerName).HasMaxLength(120);
        shipment.Property(x => x.SupplierName).HasMaxLength(120);
        shipment.Property(x => x.SupplierOrderNumber).HasMaxLength(40);
        shipment.Property(x => x.Carrier).HasMaxLength(60);
        shipment.Property(x => x.TrackingNumber).HasMaxLength(60);
        shipment.Property(x => x.Reason).HasMaxLength(200);
        shipment.Property(x => x.ShipTo).HasJson();
        shipment.Property(x => x.Wish).HasJson();
        shipment.Property(x => x.BuyerReference).HasMaxLength(40);
        shipment.HasIndex(x => x.Number).IsUnique();
        shipment.HasIndex(x => x.Id);
        shipment.HasIndex(x => new { x.BuyerId, x.SupplierOrderId });
        shipment.HasIndex(x => new { x.BuyerId, x.State });
        shipment.HasIndex(x => new { x.SupplierId, x.State });
        shipment.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.ShipmentId });
        shipment.Navigation(x => x.Lines).AutoInclude().HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ShipmentLineMap : IEntityTypeConfiguration<ShipmentLine>
{
    public void Configure(EntityTypeBuilder<ShipmentLine> line)
    {
        line.ToTable("shipment_lines", table => table.HasCheckConstraint("ck_shipment_lines_accounted",
                "quantity > 0 AND delivered >= 0 AND refused >= 0 AND short >= 0 AND delivered + refused + short <= quantity"))
            .PartOf("shipment", x => x.ShipmentId, seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        line.HasKey(x => new { x.BuyerId, x.ShipmentId, x.Line });
        line.Property(x => x.PartNumber).HasMaxLength(80);
        line.Property(x => x.Reason).HasMaxLength(200);
    }
}
