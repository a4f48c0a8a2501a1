using Hecai.Fulfilment;
using Hecai.Purchasing;

namespace Hecai.Messages;

/// <summary>Approvers, and whoever stands in for them, learn that a level is theirs, and that its requester waits.</summary>
internal sealed class ApprovalMessages(Postman post) : IHandle<ApprovalRequested>, IHandle<ApprovalReminded>
{
    public Task Handle(Tx tx, ApprovalReminded happened) => post.Tell(tx, happened.Approvers, Tone.Wait, $"/requisitions/{happened.Requisition.Value}",
        ($"{happened.RequesterName} 催办：{happened.Purpose}（{happened.Number}）", $"{happened.RequesterName} reminds you: {happened.Purpose} ({happened.Number})"));

    public Task Handle(Tx tx, ApprovalRequested happened) => post.Tell(tx, happened.Approvers, Tone.Wait, $"/requisitions/{happened.Requisition.Value}",
        ($"等您审批：{happened.Purpose}，{happened.Total}（{happened.Number}）", $"Waits for your approval: {happened.Purpose}, {happened.Total} ({happened.Number})"));
}

/// <summary>The requester learns how a requisition ended, or that it came back.</summary>
internal sealed class RequisitionMessages(Postman post, RequisitionQueries requisitions) : IHandle<RequisitionEnded>, IHandle<RequisitionReturned>
{
    public async Task Handle(Tx tx, RequisitionEnded happened)
    {
        // Who withdraws knows it.
        if (happened.State != RequisitionState.Rejected)
            return;
        var requisition = await requisitions.One(tx, happened.Requisition);
        await post.Tell(tx, happened.Buyer, requisition.RequesterPerson, Tone.Bad, $"/requisitions/{requisition.Id.Value}",
            ($"申请被驳回：{requisition.Purpose}（{requisition.Number}）", $"Rejected: {requisition.Purpose} ({requisition.Number})"));
    }

    public async Task Handle(Tx tx, RequisitionReturned happened)
    {
        var requisition = await requisitions.One(tx, happened.Requisition);
        await post.Tell(tx, happened.Buyer, requisition.RequesterPerson, Tone.Wait, $"/requisitions/{requisition.Id.Value}", happened.HoldExpired
            ? ($"预占到期，申请退回：{requisition.Purpose}（{requisition.Number}）", $"The hold expired and it came back: {requisition.Purpose} ({requisition.Number})")
            : ($"申请被退回修改：{requisition.Purpose}（{requisition.Number}）", $"Returned to you: {requisition.Purpose} ({requisition.Number})"));
    }
}

/// <summary>The requester learns that the order is placed, and each supplier's desk that it has one to confirm.</summary>
internal sealed class OrderMessages(Postman post, OrderQueries orders) : IHandle<PurchaseOrderPlaced>
{
    public async Task Handle(Tx tx, PurchaseOrderPlaced happened)
    {
        var order = await orders.One(tx, happened.Order);
        await post.Tell(tx, happened.Buyer, order.RequesterPerson, Tone.Done, $"/orders/{order.Id.Value}",
            ($"已全部批准并下单：{order.Purpose}，{order.Total}（{order.Number}）", $"Approved and ordered: {order.Purpose}, {order.Total} ({order.Number})"));
        foreach (var child in order.SupplierOrders)
            await post.Tell(tx, child.Supplier, [Roles.OrderDesk], null, Tone.Wait, $"/supplier/orders/{child.Id.Value}",
                ($"新订单待确认：{child.BuyerName}，{child.Total}（{child.Number}）", $"New order to confirm: {child.BuyerName}, {child.Total} ({child.Number})"));
    }
}

/// <summary>What became of a supplier order: to the requester, to the receivers, and to the desk whose order was taken back.</summary>
internal sealed class SupplierOrderMessages(Postman post, SupplierOrders orders) : IHandle<SupplierOrderMoved>, IHandle<GoodsShipped>
{
    public async Task Handle(Tx tx, SupplierOrderMoved happened)
    {
        var order = await orders.Look(tx, happened.Order);
        if (happened.State == SupplierOrderState.Cancelled)
        {
            await post.Tell(tx, happened.Supplier, [Roles.OrderDesk], null, Tone.Bad, $"/supplier/orders/{order.Id.Value}",
                ($"{order.BuyerName} 取消了订单 {order.Number}", $"{order.BuyerName} cancelled order {order.Number}"));
            return;
        }
        (Tone Tone, Text Title)? told = happened.State switch
        {
            SupplierOrderState.Confirmed => (Tone.Done, ($"{order.SupplierName} 已确认供货（{order.Number}）", $"{order.SupplierName} confirmed order {order.Number}")),
            SupplierOrderState.Rejected => (Tone.Bad, ($"{order.SupplierName} 拒绝供货（{order.Number}）", $"{order.SupplierName} refused order {order.Number}")),
            SupplierOrderState.Completed => (Tone.Done, ($"{order.SupplierName} 的供货已全部验收（{order.Number}）", $"Everything of {order.SupplierName} is accepted (order {order.Number})")),
            _ => null,
        };
        if (told is { } message)
            await post.Tell(tx, happened.Buyer, order.Requester, message.Tone, $"/orders/{order.PurchaseOrder.Value}", message.Title);
    }

    public async Task Handle(Tx tx, GoodsShipped happened)
    {
        var order = await orders.Look(tx, happened.Order);
        Text title = ($"{order.SupplierName} 已发货 {happened.Number}，{happened.Pieces} 件", $"{order.SupplierName} shipped {happened.Number}, {happened.Pieces} pieces");
        await post.Tell(tx, happened.Buyer, order.Requester, Tone.Going, $"/orders/{order.PurchaseOrder.Value}", title);
        // Who requested goods does not receive them.
        await post.Tell(tx, happened.Buyer, [Roles.Receiver], order.Requester, Tone.Wait, $"/shipments/{happened.Shipment.Value}", title);
    }
}
