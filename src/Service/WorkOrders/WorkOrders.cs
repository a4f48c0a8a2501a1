using Hecai.Fulfilment;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>Work was finished on site: the order's ledger may count it as installed.</summary>
public sealed record WorkDone(WorkOrderId WorkOrder, OrganizationId Buyer, SupplierOrderId Order) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>A work order will not be done; <paramref name="Again"/> when another one takes its place.</summary>
public sealed record WorkCancelled(WorkOrderId WorkOrder, OrganizationId Buyer, bool Again) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>A provider has a work order to schedule.</summary>
public sealed record WorkGiven(WorkOrderId WorkOrder, OrganizationId Provider) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>The buyer is ready for an installation that had to wait.</summary>
public sealed record WorkReleased(WorkOrderId WorkOrder) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>A technician is sent to a visit.</summary>
public sealed record TechnicianSent(WorkOrderId WorkOrder, MembershipId Technician, DateTimeOffset Start) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>Finished work was sent back.</summary>
public sealed record ReworkAsked(WorkOrderId WorkOrder, string Reason) : IEvent
{
    public Guid Document => WorkOrder.Value;
}

/// <summary>What the use cases of work orders share, within their transaction.</summary>
public sealed class WorkOrders(SupplierOrders orders, DocumentNumbers numbers, ChecklistLibrary checklists)
{
    /// <summary>Opens the work order of a delivery; nothing when it brought nothing to install, or has one already.</summary>
    internal async Task Open(Tx tx, GoodsDelivered delivery)
    {
        if (await tx.Set<WorkOrder>().IgnoreAutoIncludes().AnyAsync(w => w.BuyerId == delivery.Buyer && w.ShipmentId == delivery.Shipment, tx.Cancel))
            return;
        var order = await orders.Look(tx, delivery.Order);
        var parts = delivery.Lines.Select(l => (Goods: order.Lines.First(o => o.Line == l.Line), l.Quantity)).Where(p => p.Goods is { Kind: LineKind.Goods, Installs: true }).ToList();
        if (parts.Count == 0)
            return;
        var earlier = (await tx.Set<WorkOrder>().Where(w => w.BuyerId == delivery.Buyer && w.SupplierOrderId == order.Id && w.State != WorkOrderState.Cancelled).ToListAsync(tx.Cancel))
            .SelectMany(w => w.Lines).ToLookup(l => l.Line);

        var lines = parts.Select(p => (p.Goods, p.Quantity, Services: Services(order, p.Goods, p.Quantity, earlier[p.Goods.Line]))).ToList();
        var commissioning = lines.All(l => l.Services.Count > 0 && l.Services.All(s => s.Code == "commission"));
        var work = tx.Add(new WorkOrder(Id.New<WorkOrderId>(), await numbers.Next(tx, "WO"), order, delivery.Shipment, 1,
            commissioning ? WorkKind.Commissioning : WorkKind.Installation, lines.Max(l => l.Goods.Installation), order.Wish?.Later, tx.Now));
        var lists = await checklists.For(tx, [.. lines.Select(l => (l.Goods.Sku, l.Goods.Category))]);
        foreach (var (goods, quantity, services) in lines)
            work.Add(new WorkLine(work, goods, quantity, services, lists[goods.Sku]));
        await FindProvider(tx, work);
        tx.Log("work_order", work.Id, "work_order.opened", null, work.ProviderName);
        tx.Log("supplier_order", order.Id, "supplier_order.work_opened", null, work.Number);
    }

    /// <summary>Opens the work order that takes the place of a cancelled one.</summary>
    internal async Task OpenAgain(Tx tx, WorkOrder cancelled)
    {
        var order = await orders.Look(tx, cancelled.SupplierOrderId);
        var work = tx.Add(new WorkOrder(Id.New<WorkOrderId>(), await numbers.Next(tx, "WO"), order, cancelled.ShipmentId, cancelled.Attempt + 1, cancelled.Kind, cancelled.WishedOn, cancelled.Later, tx.Now));
        foreach (var line in cancelled.Lines)
            work.Add(new WorkLine(work, line));
        await FindProvider(tx, work);
        tx.Log("work_order", work.Id, "work_order.opened", null, work.ProviderName);
    }

    /// <summary>Counts the work as installed, the first time it is called for a work order.</summary>
    internal async Task CountInstalled(Tx tx, WorkOrder work)
    {
        if (work.CountInstalled())
            await orders.Install(tx, work.SupplierOrderId, Moves(work));
    }

    internal static List<LineQuantity> Moves(WorkOrder work) => [.. work.Lines.SelectMany(l => l.Moves).OrderBy(l => l.Line)];

    private static List<WorkService> Services(MovedOrder order, MovedLine goods, long quantity, IEnumerable<WorkLine> earlier)
    {
        var before = earlier.ToList();
        var pieces = before.Sum(l => l.Quantity);
        return [.. order.Lines.Where(l => l.Kind == LineKind.Service && l.ForLine == goods.Line)
            .Select(s => new WorkService(s.Line, s.ServiceCode ?? "", s.Name, s.Unit,
                ServiceShare.Of(s.Quantity, goods.Quantity, pieces, quantity, before.SelectMany(l => l.Services).Where(x => x.Line == s.Line).Sum(x => x.Quantity))))
            .Where(s => s.Quantity > 0)];
    }

    private static async Task FindProvider(Tx tx, WorkOrder work)
    {
        var codes = Regions.Find(work.Site.RegionCode)?.Parents.Select(r => r.Code).ToList() ?? [];
        var areas = await (from a in tx.Set<ServiceArea>().AsNoTracking()
                           join p in tx.Set<ServiceProvider>().AsNoTracking().IgnoreAutoIncludes() on a.ProviderId equals p.ProviderId
                           where codes.Contains(a.RegionCode)
                           select new { a.ProviderId, p.Name, a.RegionCode }).ToListAsync(tx.Cancel);
        if (areas.Count == 0)
            return;
        var ids = areas.Select(a => (OrganizationId?)a.ProviderId).Distinct().ToList();
        var open = await tx.Set<WorkOrder>().IgnoreAutoIncludes().AsNoTracking()
            .Where(w => ids.Contains(w.ProviderId) && w.State != WorkOrderState.Done && w.State != WorkOrderState.Accepted && w.State != WorkOrderState.Cancelled)
            .GroupBy(w => w.ProviderId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(tx.Cancel);
        var best = ProviderChoice.Best(areas.Select(a => new ProviderCandidate(a.ProviderId, a.Name, a.RegionCode, open.FirstOrDefault(o => o.Key == a.ProviderId)?.Count ?? 0)), work.Site.RegionCode);
        if (best is null)
            return;
        work.Give(best.Provider, best.Name);
        tx.Publish(new WorkGiven(work.Id, best.Provider));
    }
}

/// <summary>Delivered goods with an installation become a job.</summary>
internal sealed class OpenWorkOrder(WorkOrders work) : IHandle<GoodsDelivered>
{
    public Task Handle(Tx tx, GoodsDelivered happened) => work.Open(tx, happened);
}

/// <summary>A provider may not write the buyer's order, so the platform counts the finished work for it.</summary>
internal sealed class RecordInstallation(WorkOrders orders) : IHandle<WorkDone>
{
    public async Task Handle(Tx tx, WorkDone happened)
    {
        var work = await tx.Load<WorkOrder>(happened.WorkOrder);
        // Accepted meanwhile: the acceptance counted it.
        await orders.CountInstalled(tx, work);
    }
}

/// <summary>Frees the technician of a cancelled visit, which the buyer cannot, and opens the successor where one is wanted.</summary>
internal sealed class ClearCancelledWork(WorkOrders orders) : IHandle<WorkCancelled>
{
    public async Task Handle(Tx tx, WorkCancelled happened)
    {
        var work = await tx.Load<WorkOrder>(happened.WorkOrder);
        await tx.Set<TechnicianQuarter>().Where(q => q.WorkOrderId == work.Id).ExecuteDeleteAsync(tx.Cancel);
        if (happened.Again && !await tx.Set<WorkOrder>().AnyAsync(w => w.BuyerId == work.BuyerId && w.ShipmentId == work.ShipmentId && w.Attempt > work.Attempt, tx.Cancel))
            await orders.OpenAgain(tx, work);
    }
}
