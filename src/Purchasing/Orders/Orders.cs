using Hecai.Control;
using Hecai.Pricing;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>An order was placed: each of its suppliers has something to confirm.</summary>
public sealed record PurchaseOrderPlaced(PurchaseOrderId Order, string Number, OrganizationId Buyer, Money Total, IReadOnlyList<SupplierOrderId> SupplierOrders) : IEvent
{
    public Guid Document => Order.Value;
}

/// <summary>Places orders and ends them, within somebody's transaction.</summary>
public sealed class Orders(DocumentNumbers numbers, StockLedger stock, AgreementQuota quota)
{
    /// <summary>Makes the purchase order of an approved requisition and splits it as its quote was split; the parts sum to the whole (M1).</summary>
    internal async Task<PurchaseOrder> Place(Tx tx, Requisition requisition)
    {
        var order = tx.Add(new PurchaseOrder(Id.New<PurchaseOrderId>(), await numbers.Next(tx, "PO"), requisition, tx.Now));
        var children = new List<SupplierOrderId>();
        foreach (var part in requisition.Lines.OrderBy(l => l.Line).GroupBy(l => (l.SupplierId, l.SupplierName, l.Place, l.Mode, l.Wish)))
        {
            var child = tx.Add(new SupplierOrder(Id.New<SupplierOrderId>(), await numbers.Next(tx, "SO"), order, tx.Actor.OrganizationName.Zh, [.. part]));
            children.Add(child.Id);
            tx.Log("supplier_order", child.Id, "supplier_order.placed");
        }
        tx.Log("purchase_order", order.Id, "purchase_order.placed", null, order.Total.Minor, children.Count);
        tx.Publish(new PurchaseOrderPlaced(order.Id, order.Number, order.BuyerId, order.Total, children));
        return order;
    }

    /// <summary>Gives back what a supplier order that will not come had taken: goods, quota, and to each budget what it bore.</summary>
    internal async Task GiveBack(Tx tx, SupplierOrder child, PurchaseOrder parent)
    {
        var pieces = child.Lines.SelectMany(l => l.Allocations).Where(a => a.Item is not null).Select(a => (a.Item!.Value, a.Quantity)).ToList();
        stock.Cancel(tx, child.BuyerId, child.SupplierId, "supplier_order", child.Id, pieces);
        foreach (var line in child.Lines.Where(l => l.AgreementLineId is not null).OrderBy(l => l.AgreementLineId!.Value.Value))
            quota.GiveBack(tx, child.BuyerId, line.AgreementLineId!.Value, QuotaFigure.Of(line.QuotaMeasure, line.Cancelled, line.UnitPrice));
        foreach (var borne in child.Lines.GroupBy(l => l.BudgetId ?? parent.BudgetId).OrderBy(g => g.Key.Value))
            BudgetLedger.ReleaseCommitted(tx, child.BuyerId, borne.Key, borne.Sum(l => l.UnitPrice.Times(l.Cancelled), child.Total.Currency), "supplier_order", child.Id);
        await EndParent(tx, parent, child);
    }

    /// <summary>Ends the purchase order when none of its supplier orders is open any more.</summary>
    internal async Task EndParent(Tx tx, PurchaseOrder parent, SupplierOrder justEnded)
    {
        var states = await tx.Set<SupplierOrder>().AsNoTracking().IgnoreAutoIncludes()
            .Where(s => s.PurchaseOrderId == parent.Id && s.Id != justEnded.Id).Select(s => s.State).ToListAsync(tx.Cancel);
        states.Add(justEnded.State);
        if (states.Any(s => s is SupplierOrderState.Placed or SupplierOrderState.Confirmed or SupplierOrderState.InFulfilment))
            return;
        if (states.Contains(SupplierOrderState.Completed))
        {
            parent.Close(tx.Now);
            tx.Log("purchase_order", parent.Id, "purchase_order.closed");
        }
        else
        {
            parent.Cancel(tx.Now);
            tx.Log("purchase_order", parent.Id, "purchase_order.cancelled");
        }
    }
}
