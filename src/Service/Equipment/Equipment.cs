using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Service;

public readonly record struct EquipmentId(Guid Value) : IId;

/// <summary>设备档案: one accepted piece, where it stands and until when its warranty runs.</summary>
internal sealed class Equipment
{
    private Equipment() { }

    /// <summary>The piece of one unit of finished work. The warranty begins on the day of acceptance; its last day is included.</summary>
    public static Equipment Of(WorkOrder work, WorkLine line, IEnumerable<WorkResult> texts, DateTimeOffset now)
    {
        var entered = texts.ToDictionary(t => t.Item, t => t.Text);
        var serials = line.Checklist.Items.Where(i => i.Kind == CheckKind.Serial).Select(i => entered.GetValueOrDefault(i.Code)).OfType<string>().ToList();
        var accepted = ChinaTime.DateOf(now);
        return new Equipment
        {
            Id = Hecai.Id.New<EquipmentId>(), BuyerId = work.BuyerId, SupplierId = work.SupplierId, ProviderId = work.ProviderId,
            WorkOrderId = work.Id, WorkOrderNumber = work.Number, SupplierName = work.SupplierName, ProviderName = work.ProviderName,
            SkuId = line.SkuId, PartNumber = line.PartNumber, NameZh = line.NameZh, NameEn = line.NameEn, Category = line.Category, Picture = line.Picture,
            Serial = serials.FirstOrDefault(), OtherSerials = serials.Count > 1 ? string.Join(", ", serials.Skip(1)) : null, Place = entered.GetValueOrDefault("place"),
            Site = work.Site, InstalledOn = ChinaTime.DateOf(work.DoneAt ?? now), AcceptedOn = accepted,
            WarrantyUntil = line.WarrantyMonths > 0 ? accepted.AddMonths(line.WarrantyMonths).AddDays(-1) : null,
        };
    }

    public EquipmentId Id { get; private init; }
    public OrganizationId BuyerId { get; private init; }
    public OrganizationId SupplierId { get; private init; }
    public OrganizationId? ProviderId { get; private init; }
    public WorkOrderId WorkOrderId { get; private init; }
    public string WorkOrderNumber { get; private init; } = "";
    public string SupplierName { get; private init; } = "";
    public string? ProviderName { get; private init; }
    public SkuId SkuId { get; private init; }
    public string PartNumber { get; private init; } = "";
    public string NameZh { get; private init; } = "";
    public string NameEn { get; private init; } = "";
    public string Category { get; private init; } = "";
    public string Picture { get; private init; } = "";
    public string? Serial { get; private init; }
    public string? OtherSerials { get; private init; }
    public string? Place { get; private init; }
    public Address Site { get; private init; } = null!;
    public DateOnly InstalledOn { get; private init; }
    public DateOnly AcceptedOn { get; private init; }
    public DateOnly? WarrantyUntil { get; private init; }
}

internal sealed class EquipmentMap : IEntityTypeConfiguration<Equipment>
{
    public void Configure(EntityTypeBuilder<Equipment> equipment)
    {
        equipment.ToTable("equipment").Document("equipment", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).ByOperator());
        equipment.HasKey(x => new { x.BuyerId, x.Id });
        equipment.Property(x => x.WorkOrderNumber).HasMaxLength(40);
        equipment.Property(x => x.SupplierName).HasMaxLength(120);
        equipment.Property(x => x.ProviderName).HasMaxLength(120);
        equipment.Property(x => x.PartNumber).HasMaxLength(80);
        equipment.Property(x => x.Serial).HasMaxLength(40);
        equipment.Property(x => x.OtherSerials).HasMaxLength(200);
        equipment.Property(x => x.Place).HasMaxLength(200);
        equipment.Property(x => x.Site).HasJson();
        equipment.HasIndex(x => x.Id);
        // One piece, one owner (I17).
        equipment.HasIndex(x => new { x.BuyerId, x.SkuId, x.Serial }).IsUnique();
        equipment.HasIndex(x => new { x.BuyerId, x.WarrantyUntil });
        equipment.HasOne<WorkOrder>().WithMany().HasForeignKey(x => new { x.BuyerId, x.WorkOrderId });
    }
}

/// <summary>A registered piece.</summary>
public sealed record EquipmentRow(EquipmentId Id, string PartNumber, Text Name, string Category, string Picture, string? Serial, string? OtherSerials, string? Place, Address Site,
    DateOnly InstalledOn, DateOnly AcceptedOn, DateOnly? WarrantyUntil, WorkOrderId WorkOrder, string WorkOrderNumber, string SupplierName, string? ProviderName);

public sealed class EquipmentQueries
{
    /// <summary>The register of the actor's organization, the newest first; text searches serial number, part number, name and place.</summary>
    public async Task<Page<EquipmentRow>> List(Reading read, string? text = null, DateOnly? warrantyEndsBy = null, string? after = null, int size = 50)
    {
        read.Actor.Demand(ServicePermissions.ViewEquipment);
        return (await Filtered(read, text, warrantyEndsBy).NewestFirst(e => e.AcceptedOn, e => e.Id, after).Page(size, e => Cursor.Of(e.AcceptedOn, e.Id), read.Cancel)).Select(View);
    }

    public Task<int> Count(Reading read, string? text = null, DateOnly? warrantyEndsBy = null) => Filtered(read, text, warrantyEndsBy).CountAsync(read.Cancel);

    public async Task<EquipmentRow> One(Reading read, EquipmentId id)
    {
        read.Actor.Demand(ServicePermissions.ViewEquipment);
        return View(await read.Load<Equipment>(id));
    }

    private static IQueryable<Equipment> Filtered(Reading read, string? text, DateOnly? warrantyEndsBy)
    {
        var rows = read.Set<Equipment>();
        if (text is { Length: > 0 })
            rows = rows.Where(e => (e.Serial != null && e.Serial.Contains(text)) || e.PartNumber.Contains(text) || e.NameZh.Contains(text) || (e.Place != null && e.Place.Contains(text)));
        if (warrantyEndsBy is { } day)
        {
            var today = ChinaTime.DateOf(read.Now);
            rows = rows.Where(e => e.WarrantyUntil >= today && e.WarrantyUntil <= day);
        }
        return rows;
    }

    private static EquipmentRow View(Equipment e) => new(e.Id, e.PartNumber, (e.NameZh, e.NameEn), e.Category, e.Picture, e.Serial, e.OtherSerials, e.Place, e.Site,
        e.InstalledOn, e.AcceptedOn, e.WarrantyUntil, e.WorkOrderId, e.WorkOrderNumber, e.SupplierName, e.ProviderName);
}
