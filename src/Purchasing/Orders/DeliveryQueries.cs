using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>A line that can leave the warehouse, with where it stands.</summary>
public sealed record ToShipRow(SupplierOrderId Order, string Number, string BuyerName, Address ShipTo, DateOnly? Promised, int Line, string PartNumber, Text Name, string Picture, string Unit,
    long Ordered, long Cancelled, long Shipped, long Delivered, long Refused, long Shippable);

/// <summary>A line that was delivered, is not installed by anybody, and waits for the buyer's acceptance.</summary>
public sealed record ToAcceptRow(SupplierOrderId Order, string Number, string SupplierName, Address ShipTo, int Line, string PartNumber, Text Name, string Picture, string Unit, long Delivered, long Accepted)
{
    public long Open => Delivered - Accepted;
}

/// <summary>What waits at the two ends of a delivery, read off the ledgers and never off a status.</summary>
public sealed class DeliveryQueries
{
    /// <summary>What the actor's organization still has to ship, the earliest promise first.</summary>
    public async Task<IReadOnlyList<ToShipRow>> ToShip(Reading read, int take = 200)
    {
        read.Actor.Demand(PurchasingPermissions.ViewSupplierOrders);
        var me = read.Actor.Organization;
        var rows = await (from o in read.Set<SupplierOrder>().IgnoreAutoIncludes()
                          join l in read.Set<SupplierOrderLine>() on new { o.BuyerId, o.Id } equals new { l.BuyerId, Id = l.SupplierOrderId }
                          where o.SupplierId == me && (o.State == SupplierOrderState.Confirmed || o.State == SupplierOrderState.InFulfilment)
                              && l.Kind == LineKind.Goods && l.Ordered - l.Cancelled - l.Shipped > 0
                          orderby o.PromisedDelivery, o.Number, l.Line
                          select new { o.Id, o.Number, o.BuyerName, o.ShipTo, o.PromisedDelivery, Line = l }).Take(take).ToListAsync(read.Cancel);
        return [.. rows.Select(r => new ToShipRow(r.Id, r.Number, r.BuyerName, r.ShipTo, r.PromisedDelivery, r.Line.Line, r.Line.PartNumber, (r.Line.NameZh, r.Line.NameEn), r.Line.Picture, r.Line.Unit,
            r.Line.Ordered, r.Line.Cancelled, r.Line.Shipped, r.Line.Delivered, r.Line.Refused, r.Line.Open - r.Line.Shipped))];
    }

    /// <summary>What the actor's organization has received and not accepted yet.</summary>
    public async Task<IReadOnlyList<ToAcceptRow>> ToAccept(Reading read, int take = 200)
    {
        read.Actor.Demand(PurchasingPermissions.ViewOrders);
        var me = read.Actor.Organization;
        var rows = await (from o in read.Set<SupplierOrder>().IgnoreAutoIncludes()
                          join l in read.Set<SupplierOrderLine>() on new { o.BuyerId, o.Id } equals new { l.BuyerId, Id = l.SupplierOrderId }
                          where o.BuyerId == me && o.State == SupplierOrderState.InFulfilment && l.Kind == LineKind.Goods && !l.Installs && l.Delivered > l.Accepted
                          orderby o.PlacedAt, o.Number, l.Line
                          select new { o.Id, o.Number, o.SupplierName, o.ShipTo, Line = l }).Take(take).ToListAsync(read.Cancel);
        return [.. rows.Select(r => new ToAcceptRow(r.Id, r.Number, r.SupplierName, r.ShipTo, r.Line.Line, r.Line.PartNumber, (r.Line.NameZh, r.Line.NameEn), r.Line.Picture, r.Line.Unit, r.Line.Delivered, r.Line.Accepted))];
    }
}
