namespace Hecai.Purchasing;

/// <summary>A supplier order's state changed in a way that others act on.</summary>
public sealed record SupplierOrderMoved(SupplierOrderId Order, OrganizationId Buyer, OrganizationId Supplier, SupplierOrderState State) : IEvent
{
    public Guid Document => Order.Value;
}

/// <summary>The supplier takes the order, with the date it promises.</summary>
public sealed class ConfirmSupplierOrder(AppDb db)
{
    public Task Run(SupplierOrderId id, DateOnly? promisedDelivery, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.ConfirmOrders);
        var order = await tx.Load<SupplierOrder>(id);
        if (promisedDelivery < ChinaTime.DateOf(tx.Now))
            throw Refused.Field("promisedDelivery", PurchasingErrors.NeedByPast);
        order.Confirm(promisedDelivery, tx.Now);
        tx.Log("supplier_order", id, "supplier_order.confirmed", null, order.PromisedDelivery?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        tx.Publish(new SupplierOrderMoved(id, order.BuyerId, order.SupplierId, order.State));
    }, ct);
}

/// <summary>The supplier cannot bring it: goods, quota and budget are free again.</summary>
public sealed class RejectSupplierOrder(AppDb db, EndSupplierOrder ending)
{
    public Task Run(SupplierOrderId id, string reason, Actor actor, CancellationToken ct = default) => db.Write(actor, tx =>
    {
        actor.Demand(PurchasingPermissions.ConfirmOrders);
        return ending.Now(tx, id, reason, (order, why) => order.Reject(why, tx.Now), "supplier_order.rejected");
    }, ct);
}

/// <summary>The buyer takes an order back that has not been shipped.</summary>
public sealed class CancelSupplierOrder(AppDb db, EndSupplierOrder ending)
{
    public Task Run(SupplierOrderId id, string reason, Actor actor, CancellationToken ct = default) => db.Write(actor, tx =>
    {
        actor.Demand(PurchasingPermissions.CancelOrders);
        return ending.Now(tx, id, reason, (order, why) => order.Cancel(why, tx.Now), "supplier_order.cancelled");
    }, ct);
}

/// <summary>What a rejection and a cancellation have in common. A supplier's transaction may not touch the buyer's budget, so the give-back follows through the outbox.</summary>
public sealed class EndSupplierOrder
{
    internal async Task Now(Tx tx, SupplierOrderId id, string reason, Action<SupplierOrder, string> end, string action)
    {
        var why = PlainText.OptionalLine("reason", reason, 500) ?? throw Refused.Field("reason", PurchasingErrors.ReasonRequired);
        var order = await tx.Load<SupplierOrder>(id);
        end(order, why);
        tx.Log("supplier_order", id, action, why);
        tx.Publish(new SupplierOrderMoved(id, order.BuyerId, order.SupplierId, order.State));
    }
}

/// <summary>Gives back what an ended supplier order had taken; as the platform, because the resources are of several organizations.</summary>
internal sealed class GiveBackEndedOrder(Orders orders) : IHandle<SupplierOrderMoved>
{
    public async Task Handle(Tx tx, SupplierOrderMoved happened)
    {
        if (happened.State is not (SupplierOrderState.Rejected or SupplierOrderState.Cancelled))
            return;
        var order = await tx.Load<SupplierOrder>(happened.Order);
        await orders.GiveBack(tx, order, await tx.Load<PurchaseOrder>(order.PurchaseOrderId));
    }
}

/// <summary>Closes the purchase order when its last supplier order completes.</summary>
internal sealed class CloseCompletedOrder(Orders orders) : IHandle<SupplierOrderMoved>
{
    public async Task Handle(Tx tx, SupplierOrderMoved happened)
    {
        if (happened.State != SupplierOrderState.Completed)
            return;
        var order = await tx.Load<SupplierOrder>(happened.Order);
        await orders.EndParent(tx, await tx.Load<PurchaseOrder>(order.PurchaseOrderId), order);
    }
}
