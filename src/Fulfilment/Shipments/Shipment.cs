using Hecai.Purchasing;

namespace Hecai.Fulfilment;

public readonly record struct ShipmentId(Guid Value) : IId;

public enum ShipmentState { Dispatched, Delivered, Failed, Refused }

/// <summary>How the goods travel.</summary>
public sealed record Transport(string Carrier, string? TrackingNumber, int Packages, DateOnly? ExpectedOn);

/// <summary>What became of the pieces of one line at the door; together they are all that was shipped of it.</summary>
public sealed record DeliveredLine(int Line, long Delivered, long Refused = 0, long Short = 0, string? Reason = null);

/// <summary>发货单: what left the warehouse at once of one supplier order; it is written as the goods leave.</summary>
internal sealed class Shipment
{
    public static readonly Flow<ShipmentState> Lifecycle = new("shipment", ("发货单", "Shipment"),
        (ShipmentState.Dispatched, ("在途", "In transit"), Tone.Going,
            [new(ShipmentState.Delivered, "deliver", ("登记送达", "Record delivery"), FulfilmentPermissions.Receive),
             new(ShipmentState.Refused, "refuse", ("登记拒收", "Record refusal"), FulfilmentPermissions.Receive),
             new(ShipmentState.Failed, "fail", ("登记未送达", "Record failure"), FulfilmentPermissions.Ship)]),
        (ShipmentState.Delivered, ("已送达", "Delivered"), Tone.Done, []),
        (ShipmentState.Failed, ("未送达", "Failed"), Tone.Bad, []),
        (ShipmentState.Refused, ("已拒收", "Refused"), Tone.Bad, []));

    private readonly List<ShipmentLine> lines = [];

    private Shipment() { }

    public Shipment(ShipmentId id, string number, MovedOrder order, Transport transport, DateTimeOffset now)
    {
        (State, DispatchedAt) = (ShipmentState.Dispatched, now);
        (Id, Number, BuyerId, SupplierId, BuyerName, SupplierName) = (id, number, order.Buyer, order.Supplier, order.BuyerName, order.SupplierName);
        (SupplierOrderId, SupplierOrderNumber, ShipTo, Wish, BuyerReference) = (order.Id, order.Number, order.ShipTo, order.Wish, order.BuyerReference);
        var fields = new FieldErrors();
        Carrier = fields.Read("carrier", name => PlainText.Line(name, transport.Carrier, 60)) ?? "";
        TrackingNumber = fields.Read("trackingNumber", name => string.IsNullOrWhiteSpace(transport.TrackingNumber) ? null : PlainText.Line(name, transport.TrackingNumber, 60));
        Packages = fields.Read("packages", name => transport.Packages is >= 1 and <= 99_999 ? transport.Packages : throw Refused.Field(name, KernelErrors.OutOfRange, 1, 99_999));
        fields.Demand();
        ExpectedOn = transport.ExpectedOn;
        lines.AddRange(order.Lines.Select(line => new ShipmentLine(this, line)));
    }

    public ShipmentId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public string Number { get; private set; } = "";
    public string BuyerName { get; private set; } = "";
    public string SupplierName { get; private set; } = "";
    public SupplierOrderId SupplierOrderId { get; private set; }
    public string SupplierOrderNumber { get; private set; } = "";
    public Address ShipTo { get; private set; } = null!;

    /// <summary>When the buyer wants it to come; null as early as can be.</summary>
    public DeliveryWish? Wish { get; private set; }

    /// <summary>The buyer's own number of the order.</summary>
    public string? BuyerReference { get; private set; }
    public string Carrier { get; private set; } = "";
    public string? TrackingNumber { get; private set; }
    public int Packages { get; private set; }
    public DateOnly? ExpectedOn { get; private set; }
    public ShipmentState State { get; private set; }
    public DateTimeOffset? DispatchedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? Reason { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<ShipmentLine> Lines => lines;

    /// <summary>Records what happened at the door. Nothing delivered at all is a refusal of the whole.</summary>
    public void Deliver(IReadOnlyList<DeliveredLine> outcome, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        for (var i = 0; i < outcome.Count; i++)
        {
            var given = outcome[i];
            fields.Read<object?>($"lines[{i}]", name => { Record(name, given, outcome); return null; });
        }
        foreach (var missing in lines.Where(l => outcome.All(o => o.Line != l.Line)))
            fields.Read<object?>("lines", name => throw Refused.Field(name, FulfilmentErrors.Unaccounted, missing.Line, missing.Quantity));
        fields.Demand();
        End(lines.Any(l => l.Delivered > 0) ? ShipmentState.Delivered : ShipmentState.Refused, now);
    }

    /// <summary>It never arrived: everything is on its way back.</summary>
    public void Fail(string reason, DateTimeOffset now)
    {
        Reason = reason;
        foreach (var line in lines)
            line.Record(new DeliveredLine(line.Line, 0, 0, line.Quantity, reason));
        End(ShipmentState.Failed, now);
    }

    private void Record(string name, DeliveredLine given, IReadOnlyList<DeliveredLine> all)
    {
        var line = lines.FirstOrDefault(l => l.Line == given.Line) ?? throw Refused.Field(name + ".line", FulfilmentErrors.LineUnknown, given.Line);
        if (all.Count(o => o.Line == given.Line) > 1)
            throw Refused.Field(name + ".line", FulfilmentErrors.LineTwice, given.Line);
        if (given.Delivered < 0 || given.Refused < 0 || given.Short < 0 || (Int128)given.Delivered + given.Refused + given.Short != line.Quantity)
            throw Refused.Field(name + ".delivered", FulfilmentErrors.Unaccounted, given.Line, line.Quantity);
        var reason = PlainText.OptionalLine(name + ".reason", given.Reason, 200);
        if (given.Refused + given.Short > 0 && reason is null)
            throw Refused.Field(name + ".reason", FulfilmentErrors.ReasonRequired);
        line.Record(given with { Reason = reason });
    }

    private void End(ShipmentState end, DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Move(State, end), now);
}

/// <summary>One line of an order in one shipment.</summary>
internal sealed class ShipmentLine
{
    private ShipmentLine() { }

    public ShipmentLine(Shipment shipment, MovedLine line)
    {
        (BuyerId, SupplierId, ShipmentId, Line, Quantity) = (shipment.BuyerId, shipment.SupplierId, shipment.Id, line.Line, line.Quantity);
        (PartNumber, NameZh, NameEn, Picture, Unit, Installs) = (line.PartNumber, line.Name.Zh, line.Name.En, line.Picture, line.Unit, line.Installs);
    }

    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public ShipmentId ShipmentId { get; private set; }
    public int Line { get; private set; }
    public string PartNumber { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public bool Installs { get; private set; }
    public long Quantity { get; private set; }
    public long Delivered { get; private set; }
    public long Refused { get; private set; }
    public long Short { get; private set; }
    public string? Reason { get; private set; }

    public void Record(DeliveredLine given) => (Delivered, Refused, Short, Reason) = (given.Delivered, given.Refused, given.Short, given.Reason);
}
