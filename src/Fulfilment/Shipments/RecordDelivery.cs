using Hecai.Purchasing;

namespace Hecai.Fulfilment;

/// <summary>
/// What happened at the door: delivered, refused and missing pieces, which together are all that was shipped. By the buyer's
/// receiver, or by the supplier's order desk from the carrier's proof; never by the human who requested the goods (S7).
/// </summary>
public sealed class RecordDelivery(AppDb db, SupplierOrders orders)
{
    /// <param name="id">The shipment.</param>
    /// <param name="outcome">Every line of it; null when all of it arrived and was taken.</param>
    /// <param name="actor">Receiver or order desk.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<ShipmentState> Run(ShipmentId id, IReadOnlyList<DeliveredLine>? outcome, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        if (!actor.Can(FulfilmentPermissions.Ship))
            actor.Demand(FulfilmentPermissions.Receive);
        var shipment = await tx.Load<Shipment>(id);
        actor.DemandNotRequester((await orders.Look(tx, shipment.SupplierOrderId)).Requester);
        shipment.Deliver(outcome ?? [.. shipment.Lines.Select(l => new DeliveredLine(l.Line, l.Quantity))], tx.Now);
        await Book(tx, shipment, "shipment." + shipment.State.ToString().ToLowerInvariant());
        return shipment.State;
    }, ct);

    /// <summary>The same for a shipment that never arrived.</summary>
    internal Task Fail(ShipmentId id, string reason, Actor actor, CancellationToken ct) => db.Write(actor, async tx =>
    {
        actor.Demand(FulfilmentPermissions.Ship);
        var shipment = await tx.Load<Shipment>(id);
        shipment.Fail(PlainText.OptionalLine("reason", reason, 200) ?? throw Refused.Field("reason", FulfilmentErrors.ReasonRequired), tx.Now);
        await Book(tx, shipment, "shipment.failed");
    }, ct);

    private async Task Book(Tx tx, Shipment shipment, string action)
    {
        List<LineQuantity> delivered = [.. shipment.Lines.Where(l => l.Delivered > 0).OrderBy(l => l.Line).Select(l => new LineQuantity(l.Line, l.Delivered))];
        List<LineQuantity> back = [.. shipment.Lines.Where(l => l.Refused + l.Short > 0).OrderBy(l => l.Line).Select(l => new LineQuantity(l.Line, l.Refused + l.Short))];
        List<LineQuantity> moved = delivered.Count == 0 ? [] : [.. (await orders.Deliver(tx, shipment.SupplierOrderId, delivered)).Lines.Select(l => new LineQuantity(l.Line, l.Quantity))];
        if (back.Count > 0)
            await orders.Refuse(tx, shipment.SupplierOrderId, back);

        var (arrived, refused, missing) = (shipment.Lines.Sum(l => l.Delivered), shipment.Lines.Sum(l => l.Refused), shipment.Lines.Sum(l => l.Short));
        var why = string.Join('；', shipment.Lines.Select(l => l.Reason).OfType<string>().Distinct());
        tx.Log("shipment", shipment.Id, action, why.Length > 0 ? why : null, arrived, refused, missing);
        tx.Log("supplier_order", shipment.SupplierOrderId, Seen(shipment.State), why.Length > 0 ? why : null, shipment.Number, arrived, refused, missing);
        if (moved.Count > 0)
            tx.Publish(new GoodsDelivered(shipment.SupplierOrderId, shipment.BuyerId, shipment.SupplierId, shipment.Id, moved));
    }

    // What the order's history says of it.
    private static string Seen(ShipmentState state) => state switch
    {
        ShipmentState.Failed => "supplier_order.delivery_failed",
        ShipmentState.Refused => "supplier_order.not_delivered",
        _ => "supplier_order.delivered",
    };
}

/// <summary>The carrier lost it or brought it back: all of it may be shipped again.</summary>
public sealed class FailShipment(RecordDelivery delivery)
{
    public Task Run(ShipmentId id, string reason, Actor actor, CancellationToken ct = default) => delivery.Fail(id, reason, actor, ct);
}
