using Hecai.Catalogue;
using Hecai.Purchasing;

namespace Hecai.Service;

/// <summary>A service that goes with the goods of a work line, with the part of its quantity that this visit brings.</summary>
public sealed record WorkService(int Line, string Code, Text Name, string Unit, long Quantity);

/// <summary>The goods of one order line that one work order installs.</summary>
internal sealed class WorkLine
{
    private WorkLine() { }

    public WorkLine(WorkOrder order, MovedLine goods, long quantity, IReadOnlyList<WorkService> services, Checklist checklist)
    {
        (BuyerId, SupplierId, ProviderId, WorkOrderId, Line, SkuId, PartNumber) = (order.BuyerId, order.SupplierId, order.ProviderId, order.Id, goods.Line, goods.Sku, goods.PartNumber);
        (NameZh, NameEn, Category, Picture, Unit) = (goods.Name.Zh, goods.Name.En, goods.Category, goods.Picture, goods.Unit);
        (Quantity, WarrantyMonths, Services, Checklist) = (quantity, goods.WarrantyMonths, services, checklist);
    }

    /// <summary>The same line for the work order that follows a cancelled one.</summary>
    public WorkLine(WorkOrder order, WorkLine from)
    {
        (BuyerId, SupplierId, ProviderId, WorkOrderId, Line, SkuId, PartNumber) = (order.BuyerId, order.SupplierId, order.ProviderId, order.Id, from.Line, from.SkuId, from.PartNumber);
        (NameZh, NameEn, Category, Picture, Unit) = (from.NameZh, from.NameEn, from.Category, from.Picture, from.Unit);
        (Quantity, WarrantyMonths, Services, Checklist) = (from.Quantity, from.WarrantyMonths, from.Services, from.Checklist);
    }

    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public OrganizationId? ProviderId { get; set; }
    public WorkOrderId WorkOrderId { get; private set; }
    public int Line { get; private set; }
    public SkuId SkuId { get; private set; }
    public string PartNumber { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Category { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public long Quantity { get; private set; }
    public int WarrantyMonths { get; private set; }
    public IReadOnlyList<WorkService> Services { get; private set; } = [];

    /// <summary>As it stood when the work order opened.</summary>
    public Checklist Checklist { get; private set; } = null!;

    /// <summary>How many times the checklist is gone through: once per piece, once for all of what is not counted in pieces.</summary>
    public int Units => Hecai.Unit.Find(Unit) is { Dimension: Dimension.Countable } ? checked((int)Quantity) : 1;

    /// <summary>What acceptance moves: the goods, and the services that went with them.</summary>
    public IEnumerable<LineQuantity> Moves => Services.Where(s => s.Quantity > 0).Select(s => new LineQuantity(s.Line, s.Quantity)).Prepend(new LineQuantity(Line, Quantity));
}

/// <summary>What was entered for one item of one unit; a later entry replaces it, and the audit trail keeps both.</summary>
internal sealed class WorkResult
{
    private WorkResult() { }

    public WorkResult(WorkOrder order, int line, int unit, string item) =>
        (BuyerId, SupplierId, ProviderId, WorkOrderId, Line, UnitNumber, Item) = (order.BuyerId, order.SupplierId, order.ProviderId, order.Id, line, unit, item);

    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public OrganizationId? ProviderId { get; private set; }
    public WorkOrderId WorkOrderId { get; private set; }
    public int Line { get; private set; }
    public int UnitNumber { get; private set; }
    public string Item { get; private set; } = "";
    public bool? Yes { get; private set; }
    public decimal? Reading { get; private set; }
    public string? Text { get; private set; }
    public FileId? File { get; private set; }
    public string? Remark { get; private set; }
    public bool Within { get; private set; }
    public DateTimeOffset At { get; private set; }
    public PersonId ByPerson { get; private set; }

    public void Set(Judged judged, Tx tx) =>
        (Yes, Reading, Text, Remark, Within, At, ByPerson) = (judged.Yes, judged.Reading, judged.Text, judged.Remark, judged.Within, tx.Now, tx.Actor.Person);

    public void Show(FileId file, Tx tx) => (File, Within, At, ByPerson) = (file, true, tx.Now, tx.Actor.Person);
}
