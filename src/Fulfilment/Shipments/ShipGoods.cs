using Hecai.Purchasing;

namespace Hecai.Fulfilment;

/// <summary>A shipment as its maker gets it back.</summary>
public sealed record ShippedGoods(ShipmentId Id, string Number);

/// <summary>The supplier sends goods of a confirmed order, all of them or a part: ledger, stock and shipment in one transaction.</summary>
public sealed class ShipGoods(AppDb db, SupplierOrders orders, DocumentNumbers numbers)
{
    /// <param name="id">The supplier order.</param>
    /// <param name="lines">What leaves, by line of the order; each line once, quantities above zero.</param>
    /// <param name="transport">Carrier, tracking number, packages and the expected day.</param>
    /// <param name="actor">Somebody of the supplier's order desk.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<ShippedGoods> Run(SupplierOrderId id, IReadOnlyList<LineQuantity> lines, Transport transport, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(FulfilmentPermissions.Ship);
        var wanted = Checked(lines);
        var order = await orders.Ship(tx, id, wanted);
        if (order.Supplier != actor.Organization && !actor.IsSystem)
            throw Refused.With(KernelErrors.NotFound);
        if (order.Lines.FirstOrDefault(l => l.Kind != LineKind.Goods) is { } other)
            throw Refused.Field("lines", FulfilmentErrors.NotGoods, other.Line);

        var shipment = tx.Add(new Shipment(Id.New<ShipmentId>(), await numbers.Next(tx, "SH"), order, transport, tx.Now));
        var pieces = wanted.Sum(l => l.Quantity);
        tx.Log("shipment", shipment.Id, "shipment.dispatched", null, shipment.Number, pieces);
        tx.Log("supplier_order", id, "supplier_order.shipped", null, shipment.Number, pieces);
        tx.Publish(new GoodsShipped(id, order.Buyer, shipment.Id, shipment.Number, pieces));
        return new ShippedGoods(shipment.Id, shipment.Number);
    }, ct);

    private static List<LineQuantity> Checked(IReadOnlyList<LineQuantity> lines)
    {
        var fields = new FieldErrors();
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, quantity) = lines[i];
            if (quantity is < 1 or > Count.Max)
                fields.Read<object?>($"lines[{i}].quantity", name => throw Refused.Field(name, KernelErrors.OutOfRange, 1, Count.Max));
            if (lines.Count(l => l.Line == line) > 1)
                fields.Read<object?>($"lines[{i}].line", name => throw Refused.Field(name, FulfilmentErrors.LineTwice, line));
        }
        fields.Demand();
        return lines.Count > 0 ? [.. lines.OrderBy(l => l.Line)] : throw Refused.Field("lines", FulfilmentErrors.NothingToShip);
    }
}
