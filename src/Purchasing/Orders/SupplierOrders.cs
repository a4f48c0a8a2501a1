using Hecai.Catalogue;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>A quantity of a line of a supplier order.</summary>
public sealed record LineQuantity(int Line, long Quantity);

/// <summary>A line as those downstream need it after a movement.</summary>
public sealed record MovedLine(int Line, int? ForLine, LineKind Kind, string? ServiceCode, SkuId Sku, string PartNumber, Text Name, string Category, string Picture, string Unit,
    bool Installs, int WarrantyMonths, long Quantity, long Delivered, long Installed, long Accepted, DateOnly? Installation);

/// <summary>The order as those downstream need it.</summary>
public sealed record MovedOrder(SupplierOrderId Id, string Number, OrganizationId Buyer, string BuyerName, OrganizationId Supplier, string SupplierName, PurchaseOrderId PurchaseOrder, string PurchaseOrderNumber,
    PersonId Requester, Address ShipTo, DeliveryWish? Wish, string? BuyerReference, SupplierOrderState State, IReadOnlyList<MovedLine> Lines);

/// <summary>
/// Moves the quantity ledgers of supplier orders, within the transaction of whoever ships, delivers, installs or accepts.
/// The only way in for the modules downstream.
/// </summary>
public sealed class SupplierOrders(StockLedger stock)
{
    /// <summary>Goods leave the warehouse: the line's ledger and the stock move together.</summary>
    public async Task<MovedOrder> Ship(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities)
    {
        var order = await Begin(tx, id);
        var pieces = new List<(StockItemId, long)>();
        foreach (var (number, quantity) in quantities)
        {
            var line = order.Line(number);
            pieces.AddRange(From(line, line.Shipped, quantity));
            line.Ship(quantity);
        }
        if (order.Lines.Any(l => l.Awaits.Count > 0))
            await StockLedger.DemandThere(tx, [.. pieces.Select(p => p.Item1)]);
        stock.Ship(tx, order.BuyerId, order.SupplierId, "supplier_order", id, Merged(pieces));
        return View(order, quantities);
    }

    /// <summary>Goods arrive. What moved are they, and with the first of them the freight of the order.</summary>
    public async Task<MovedOrder> Deliver(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities)
    {
        var order = await Moved(tx, id, quantities, (line, q) => line.Deliver(q));
        return View(order, [.. quantities, .. order.Carried()]);
    }

    /// <summary>Pieces refused at the door or missing: they are in the warehouse again, stay promised to this order and may be shipped again.</summary>
    public async Task<MovedOrder> Refuse(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities)
    {
        var order = await Begin(tx, id);
        var pieces = new List<(StockItemId, long)>();
        foreach (var (number, quantity) in quantities)
        {
            var line = order.Line(number);
            line.Refuse(quantity);
            pieces.AddRange(From(line, line.Shipped, quantity));
        }
        stock.TakeBack(tx, order.BuyerId, order.SupplierId, "supplier_order", id, Merged(pieces));
        return View(order, quantities);
    }

    public async Task<MovedOrder> Install(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities) => View(await Moved(tx, id, quantities, (line, q) => line.Install(q)), quantities);

    /// <summary>The buyer accepts; the order completes when all of it is accepted.</summary>
    public async Task<MovedOrder> Accept(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities)
    {
        var order = await Moved(tx, id, quantities, (line, q) => line.Accept(q));
        order.AcceptFreight();
        if (order.CompleteIfDone(tx.Now))
        {
            tx.Log("supplier_order", id, "supplier_order.completed");
            tx.Publish(new SupplierOrderMoved(id, order.BuyerId, order.SupplierId, order.State));
        }
        return View(order, quantities);
    }

    /// <summary>The order as it stands, to the actor who may see it.</summary>
    public async Task<MovedOrder> Look(Reading read, SupplierOrderId id)
    {
        var order = await read.Load<SupplierOrder>(id);
        return View(order, [.. order.Lines.Select(l => new LineQuantity(l.Line, l.Open))]);
    }

    private static async Task<SupplierOrder> Moved(Tx tx, SupplierOrderId id, IReadOnlyList<LineQuantity> quantities, Action<SupplierOrderLine, long> move)
    {
        var order = await Begin(tx, id);
        foreach (var (number, quantity) in quantities)
            move(order.Line(number), quantity);
        return order;
    }

    private static async Task<SupplierOrder> Begin(Tx tx, SupplierOrderId id)
    {
        var order = await tx.Load<SupplierOrder>(id);
        order.Begin();
        return order;
    }

    /// <summary>The stock items that the next pieces of a line come from, in the order of its allocations.</summary>
    private static IEnumerable<(StockItemId, long)> From(SupplierOrderLine line, long alreadyTaken, long quantity)
    {
        foreach (var allocation in line.Allocations)
        {
            var skipped = Math.Min(alreadyTaken, allocation.Quantity);
            alreadyTaken -= skipped;
            var take = Math.Min(quantity, allocation.Quantity - skipped);
            quantity -= take;
            if (take > 0 && allocation.Item is { } item)
                yield return (item, take);
        }
    }

    private static List<(StockItemId, long)> Merged(List<(StockItemId Item, long Quantity)> pieces) =>
        [.. pieces.GroupBy(p => p.Item).Select(g => (g.Key, g.Sum(p => p.Quantity)))];

    private static MovedOrder View(SupplierOrder o, IReadOnlyList<LineQuantity> quantities) => new(o.Id, o.Number, o.BuyerId, o.BuyerName, o.SupplierId, o.SupplierName,
        o.PurchaseOrderId, o.PurchaseOrderNumber, o.RequesterPerson, o.ShipTo, o.Wish, o.BuyerReference, o.State, [.. quantities.Select(q => View(o.Line(q.Line), q.Quantity))]);

    private static MovedLine View(SupplierOrderLine l, long quantity) => new(l.Line, l.ForLine, l.Kind, l.ServiceCode, l.SkuId, l.PartNumber, (l.NameZh, l.NameEn), l.Category, l.Picture, l.Unit,
        l.Installs, l.WarrantyMonths, quantity, l.Delivered, l.Installed, l.Accepted, l.Installation);
}
