using Hecai.Control;

namespace Hecai.Purchasing;

public readonly record struct SupplierOrderId(Guid Value) : IId;

public enum SupplierOrderState { Placed, Confirmed, InFulfilment, Completed, Rejected, Cancelled }

/// <summary>子单: what one supplier brings of a purchase order to one place in one way.</summary>
internal sealed class SupplierOrder
{
    public static readonly Flow<SupplierOrderState> Lifecycle = new("supplier_order", ("供货单", "Supplier order"),
        (SupplierOrderState.Placed, ("待供应商确认", "To be confirmed"), Tone.Wait,
            [new(SupplierOrderState.Confirmed, "confirm", ("确认", "Confirm"), PurchasingPermissions.ConfirmOrders),
             new(SupplierOrderState.Rejected, "reject", ("拒绝", "Reject"), PurchasingPermissions.ConfirmOrders),
             new(SupplierOrderState.Cancelled, "cancel", ("取消", "Cancel"), PurchasingPermissions.CancelOrders)]),
        (SupplierOrderState.Confirmed, ("已确认", "Confirmed"), Tone.Going,
            [new(SupplierOrderState.InFulfilment, "fulfil", ("开始履约", "Fulfil"), null),
             new(SupplierOrderState.Cancelled, "cancel", ("取消", "Cancel"), PurchasingPermissions.CancelOrders)]),
        (SupplierOrderState.InFulfilment, ("履约中", "In fulfilment"), Tone.Going,
            [new(SupplierOrderState.Completed, "complete", ("完成", "Complete"), null)]),
        (SupplierOrderState.Completed, ("已完成", "Completed"), Tone.Done, []),
        (SupplierOrderState.Rejected, ("已拒绝", "Rejected"), Tone.Bad, []),
        (SupplierOrderState.Cancelled, ("已取消", "Cancelled"), Tone.Idle, []));

    private readonly List<SupplierOrderLine> lines = [];

    private SupplierOrder() { }

    public SupplierOrder(SupplierOrderId id, string number, PurchaseOrder order, string buyerName, IReadOnlyCollection<RequisitionLine> parts)
    {
        var first = parts.First();
        (Id, Number, BuyerId, BuyerName, SupplierId, SupplierName, Mode) = (id, number, order.BuyerId, buyerName, first.SupplierId, first.SupplierName, first.Mode);
        (PurchaseOrderId, PurchaseOrderNumber, ShipTo, Wish, PlacedAt, RequesterPerson) = (order.Id, order.Number, first.Place?.Address ?? order.ShipTo, first.Wish, order.PlacedAt, order.RequesterPerson);
        (BuyerReference, BillTo) = (order.BuyerReference, order.BillTo);
        lines.AddRange(parts.Select(part => new SupplierOrderLine(this, part)));
        Total = lines.Sum(l => l.Amount, "CNY");
    }

    public SupplierOrderId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string Number { get; private set; } = "";
    public string BuyerName { get; private set; } = "";
    public string SupplierName { get; private set; } = "";
    public DeliveryMode Mode { get; private set; }
    public PurchaseOrderId PurchaseOrderId { get; private set; }
    public string PurchaseOrderNumber { get; private set; } = "";

    /// <summary>Who asked for it: this human neither receives nor accepts it, whatever membership they use.</summary>
    public PersonId RequesterPerson { get; private set; }
    public Address ShipTo { get; private set; } = null!;

    /// <summary>When the buyer wants it to come and be installed; null as early as can be.</summary>
    public DeliveryWish? Wish { get; private set; }

    /// <summary>The buyer's own number of the whole order.</summary>
    public string? BuyerReference { get; private set; }

    /// <summary>Whom invoices are made out to; null: the buyer itself.</summary>
    public BilledTo? BillTo { get; private set; }
    public SupplierOrderState State { get; private set; }
    public Money Total { get; private set; }
    public DateTimeOffset PlacedAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateOnly? PromisedDelivery { get; private set; }
    public string? Reason { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<SupplierOrderLine> Lines => lines;

    public SupplierOrderLine Line(int number) =>
        lines.FirstOrDefault(l => l.Line == number) ?? throw Refused.Field($"lines[{number}]", PurchasingErrors.LineUnknown, number);

    public void Confirm(DateOnly? promised, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, SupplierOrderState.Confirmed);
        ConfirmedAt = now;
        PromisedDelivery = promised ?? lines.Max(l => l.Delivery);
    }

    public void Reject(string reason, DateTimeOffset now) => End(SupplierOrderState.Rejected, reason, now);
    public void Cancel(string reason, DateTimeOffset now) => End(SupplierOrderState.Cancelled, reason, now);

    private void End(SupplierOrderState end, string reason, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, end);
        (Reason, EndedAt) = (reason, now);
        foreach (var line in lines)
            line.CancelRest();
    }

    /// <summary>The first movement of goods or people begins the fulfilment; an order that is not confirmed has none.</summary>
    public void Begin()
    {
        if (State != SupplierOrderState.InFulfilment)
            State = Lifecycle.Move(State, SupplierOrderState.InFulfilment);
        // A line's movement is a change of the order: two at once must not pass each other.
        Movements++;
    }

    /// <summary>How many movements the order has seen; makes each of them change the order's row.</summary>
    public int Movements { get; private set; }

    /// <summary>Goods arrived: the freight is carried, with the first of them. Returns what of it just was.</summary>
    public IReadOnlyList<LineQuantity> Carried()
    {
        var freight = lines.Where(l => l is { Kind: LineKind.Freight, Delivered: 0 }).ToList();
        foreach (var line in freight)
            line.Carry();
        return [.. freight.Select(l => new LineQuantity(l.Line, l.Delivered))];
    }

    /// <summary>Goods were accepted, and with the first of them that they were brought: nobody accepts freight, and no order waits for it.</summary>
    public void AcceptFreight()
    {
        foreach (var line in lines.Where(l => l.Kind == LineKind.Freight))
            line.Accept(line.Delivered - line.Accepted);
    }

    /// <summary>Completes when every line has got all that is still ordered of it. Returns true when it just did.</summary>
    public bool CompleteIfDone(DateTimeOffset now)
    {
        if (State != SupplierOrderState.InFulfilment || lines.Any(l => !l.IsDone))
            return false;
        (State, EndedAt) = (Lifecycle.Move(State, SupplierOrderState.Completed), now);
        return true;
    }
}
