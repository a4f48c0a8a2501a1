using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Stock;

public readonly record struct WarehouseId(Guid Value) : IId;
public readonly record struct StockItemId(Guid Value) : IId;

/// <summary>A place that ships goods of one supplier, and the areas it delivers to.</summary>
internal sealed class Warehouse
{
    private readonly List<DeliveryArea> areas = [];

    private Warehouse() { }

    public Warehouse(WarehouseId id, OrganizationId supplier, string code, Text name, string regionCode) =>
        (Id, SupplierId, Code, NameZh, NameEn, RegionCode) = (id, supplier, code, name.Zh, name.En, regionCode);

    public WarehouseId Id { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string Code { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public string RegionCode { get; private set; } = "";
    public IReadOnlyList<DeliveryArea> Areas => areas;

    /// <summary>Two who say at once where it delivers do not add up to what neither said.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Delivers to everything within these divisions, in so many working days after the order, and nowhere else: an area that is not
    /// named is not delivered to. Refused with <c>region.unknown</c>, and by field <c>areas</c> for days that nobody waits.
    /// </summary>
    public void DeliversTo(IReadOnlyList<(string RegionCode, int Days)> wanted)
    {
        var days = new Dictionary<string, int>();
        foreach (var (region, within) in wanted)
            days[Regions.Of(region).Code] = within is >= 0 and <= DeliveryArea.MaxDays ? within : throw Refused.Field("areas", KernelErrors.OutOfRange, 0, DeliveryArea.MaxDays);
        areas.RemoveAll(a => !days.ContainsKey(a.RegionCode));
        foreach (var (region, within) in days)
            if (areas.FirstOrDefault(a => a.RegionCode == region) is { } known)
                known.Days = within;
            else
                areas.Add(new DeliveryArea(Id, SupplierId, region, within));
    }
}

internal sealed class DeliveryArea
{
    /// <summary>The most working days that anybody waits.</summary>
    public const int MaxDays = 90;

    private DeliveryArea() { }

    public DeliveryArea(WarehouseId warehouse, OrganizationId supplier, string regionCode, int days) =>
        (WarehouseId, SupplierId, RegionCode, Days) = (warehouse, supplier, regionCode, days);

    public WarehouseId WarehouseId { get; private set; }
    public OrganizationId SupplierId { get; private set; }

    /// <summary>A division of any level; the innermost that contains an address decides.</summary>
    public string RegionCode { get; private set; } = "";

    /// <summary>Working days from the order to the delivery.</summary>
    public int Days { get; set; }
}

/// <summary>
/// The goods of one SKU in one warehouse: what lies on its shelf, and apart from it what comes or came with an arrival and is promised.
/// <see cref="OnHand"/> and <see cref="Held"/> change only by conditional updates, each beside a movement; the table's constraints refuse
/// what S1 forbids.
/// </summary>
internal sealed class StockItem
{
    private StockItem() { }

    public StockItem(StockItemId id, OrganizationId supplier, WarehouseId warehouse, SkuId sku) =>
        (Id, SupplierId, WarehouseId, SkuId) = (id, supplier, warehouse, sku);

    public StockItem(Arrival arrival, SkuId sku) : this(Hecai.Id.New<StockItemId>(), arrival.SupplierId, arrival.WarehouseId, sku) =>
        (ArrivalId, ArrivesOn) = (arrival.Id, arrival.ArrivesOn);

    public StockItemId Id { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public WarehouseId WarehouseId { get; private set; }
    public SkuId SkuId { get; private set; }

    /// <summary>What it comes with; null for the shelf.</summary>
    public ArrivalId? ArrivalId { get; private set; }

    /// <summary>The day on which it comes; null when it is there.</summary>
    public DateOnly? ArrivesOn { get; private set; }

    /// <summary>Pieces that are there, or on their way.</summary>
    public long OnHand { get; private set; }

    /// <summary>Pieces of them that are promised: held by requests or sold and not shipped yet.</summary>
    public long Held { get; private set; }
}

public enum MovementKind { Received, Adjusted, Held, Released, Shipped, Cancelled, Returned, Announced, Arrived, Withdrawn }

/// <summary>One change of a stock item. The sums over all movements are its figures.</summary>
internal sealed class StockMovement
{
    public long Seq { get; private set; }
    public StockItemId StockItemId { get; init; }
    public OrganizationId SupplierId { get; init; }

    /// <summary>The buyer whose document caused it; null for the supplier's own.</summary>
    public OrganizationId? BuyerId { get; init; }
    public MovementKind Kind { get; init; }
    public long OnHand { get; init; }
    public long Held { get; init; }
    public string Document { get; init; } = "";
    public Guid DocumentId { get; init; }
    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }
}

internal sealed class WarehouseMap : IEntityTypeConfiguration<Warehouse>
{
    public void Configure(EntityTypeBuilder<Warehouse> warehouse)
    {
        warehouse.ToTable("warehouses").Document("warehouse", seen => seen.By(x => x.SupplierId).ByOperator().ByEveryone());
        warehouse.HasKey(x => x.Id);
        warehouse.Property(x => x.Code).HasMaxLength(20);
        warehouse.Property(x => x.NameZh).HasMaxLength(60);
        warehouse.Property(x => x.NameEn).HasMaxLength(60);
        warehouse.Property(x => x.RegionCode).HasMaxLength(12);
        warehouse.HasIndex(x => new { x.SupplierId, x.Code }).IsUnique();
        warehouse.HasAlternateKey(x => new { x.SupplierId, x.Id });
        warehouse.HasMany(x => x.Areas).WithOne().HasForeignKey(x => new { x.SupplierId, x.WarehouseId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
        warehouse.Navigation(x => x.Areas).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class DeliveryAreaMap : IEntityTypeConfiguration<DeliveryArea>
{
    public void Configure(EntityTypeBuilder<DeliveryArea> area)
    {
        area.ToTable("delivery_areas").PartOf("warehouse", x => x.WarehouseId, seen => seen.By(x => x.SupplierId).ByOperator().ByEveryone());
        area.HasKey(x => new { x.WarehouseId, x.RegionCode });
        area.Property(x => x.RegionCode).HasMaxLength(12);
    }
}

internal sealed class StockItemMap : IEntityTypeConfiguration<StockItem>
{
    public void Configure(EntityTypeBuilder<StockItem> item)
    {
        // Buyers' transactions hold goods of suppliers: the row is shared, and only conditional updates touch it.
        item.ToTable("stock_items", table =>
        {
            table.HasCheckConstraint("ck_stock_items_held", "held >= 0");
            table.HasCheckConstraint("ck_stock_items_on_hand", "on_hand >= held");
        }).Unaudited(seen => seen.WrittenByAll());
        item.HasKey(x => x.Id);
        item.HasIndex(x => new { x.WarehouseId, x.SkuId }).IsUnique().HasFilter("arrival_id IS NULL");
        item.HasIndex(x => new { x.ArrivalId, x.SkuId }).IsUnique();
        item.HasIndex(x => x.SkuId);
        item.HasOne<Warehouse>().WithMany().HasForeignKey(x => new { x.SupplierId, x.WarehouseId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
        item.HasOne<Arrival>().WithMany().HasForeignKey(x => new { x.SupplierId, x.ArrivalId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
    }
}

internal sealed class StockMovementMap : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable("stock_movements").Unaudited(seen => seen.By(x => x.SupplierId).By(x => x.BuyerId));
        movement.HasKey(x => x.Seq);
        movement.Property(x => x.Seq).ValueGeneratedOnAdd();
        movement.Property(x => x.Document).HasMaxLength(60);
        movement.HasIndex(x => x.StockItemId);
        movement.HasIndex(x => x.DocumentId);
        movement.HasOne<StockItem>().WithMany().HasForeignKey(x => x.StockItemId);
    }
}
