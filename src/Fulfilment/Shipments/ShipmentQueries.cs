using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Fulfilment;

/// <summary>One line of a shipment and what became of it.</summary>
public sealed record ShipmentLineView(int Line, string PartNumber, Text Name, string Picture, string Unit, bool Installs, long Quantity, long Delivered, long Refused, long Short, string? Reason);

/// <summary>A whole shipment.</summary>
public sealed record ShipmentView(ShipmentId Id, string Number, long Version, SupplierOrderId SupplierOrder, string SupplierOrderNumber, string BuyerName, string SupplierName, Address ShipTo,
    string Carrier, string? TrackingNumber, int Packages, DateOnly? ExpectedOn, ShipmentState State, DateTimeOffset? DispatchedAt, DateTimeOffset? EndedAt, string? Reason, IReadOnlyList<ShipmentLineView> Lines, DeliveryWish? Wish, string? BuyerReference)
{
    public FlowState StateText => Shipment.Lifecycle[State];
    public long Quantity => Lines.Sum(l => l.Quantity);
    public long Refused => Lines.Sum(l => l.Refused);
    public long Short => Lines.Sum(l => l.Short);
    public IReadOnlyList<Step<ShipmentState>> Allowed(Actor actor) => Shipment.Lifecycle.Next(State, actor);
}

public sealed class ShipmentQueries
{
    /// <summary>The shipments of an order, the newest first.</summary>
    public async Task<IReadOnlyList<ShipmentView>> OfOrder(Reading read, SupplierOrderId order)
    {
        DemandView(read.Actor);
        return [.. (await read.Set<Shipment>().Where(s => s.SupplierOrderId == order).OrderByDescending(s => s.DispatchedAt).ToListAsync(read.Cancel)).Select(View)];
    }

    public async Task<ShipmentView> One(Reading read, ShipmentId id)
    {
        DemandView(read.Actor);
        return View(await read.Load<Shipment>(id));
    }

    /// <summary>What is on its way to the actor's organization, the earliest expected first.</summary>
    public async Task<Page<ShipmentView>> ToReceive(Reading read, string? after = null, int size = 100)
    {
        DemandView(read.Actor);
        var me = read.Actor.Organization;
        // What nobody dated comes last.
        return (await read.Set<Shipment>().Where(s => s.BuyerId == me && s.State == ShipmentState.Dispatched)
            .OldestFirst(s => s.ExpectedOn ?? DateOnly.MaxValue, s => s.Id, after).Page(size, s => Cursor.Of(s.ExpectedOn ?? DateOnly.MaxValue, s.Id), read.Cancel)).Select(View);
    }

    /// <summary>Shipments from or to the actor's organization that came back in part or whole since a day: what a supplier has to put right.</summary>
    public async Task<IReadOnlyList<ShipmentView>> Problems(Reading read, DateTimeOffset since, int take = 50)
    {
        DemandView(read.Actor);
        var me = read.Actor.Organization;
        return [.. (await read.Set<Shipment>().Where(s => (s.SupplierId == me || s.BuyerId == me) && s.EndedAt >= since && s.Lines.Any(l => l.Refused + l.Short > 0))
            .OrderByDescending(s => s.EndedAt).Take(take).ToListAsync(read.Cancel)).Select(View)];
    }

    /// <summary>Shipments whose number holds this text, the newest first.</summary>
    public async Task<IReadOnlyList<ShipmentView>> Numbered(Reading read, string text, int take = 10)
    {
        DemandView(read.Actor);
        return [.. (await read.Set<Shipment>().Where(s => s.Number.Contains(text)).OrderByDescending(s => s.DispatchedAt).Take(take).ToListAsync(read.Cancel)).Select(View)];
    }

    /// <summary>How many shipments of the actor's organization are on the way.</summary>
    public Task<int> InTransit(Reading read)
    {
        var me = read.Actor.Organization;
        return read.Set<Shipment>().CountAsync(s => s.SupplierId == me && s.State == ShipmentState.Dispatched, read.Cancel);
    }

    private static void DemandView(Actor actor)
    {
        if (!actor.Can(PurchasingPermissions.ViewOrders))
            actor.Demand(PurchasingPermissions.ViewSupplierOrders);
    }

    private static ShipmentView View(Shipment s) => new(s.Id, s.Number, s.Version, s.SupplierOrderId, s.SupplierOrderNumber, s.BuyerName, s.SupplierName, s.ShipTo, s.Carrier, s.TrackingNumber, s.Packages,
        s.ExpectedOn, s.State, s.DispatchedAt, s.EndedAt, s.Reason, [.. s.Lines.OrderBy(l => l.Line).Select(l => new ShipmentLineView(l.Line, l.PartNumber, (l.NameZh, l.NameEn), l.Picture, l.Unit, l.Installs,
            l.Quantity, l.Delivered, l.Refused, l.Short, l.Reason))], s.Wish, s.BuyerReference);
}
