using Hecai.Fulfilment;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>
/// The buyer's receiver accepts finished work: goods and services of the order are accepted, which makes them billable, and each
/// unit enters the register with serial number, place and warranty. Neither who did the work (S23) nor who requested it (S7) may.
/// </summary>
public sealed class AcceptWork(AppDb db, SupplierOrders orders, WorkOrders works, DocumentNumbers numbers)
{
    /// <returns>The number of the acceptance note.</returns>
    public Task<string> Run(WorkOrderId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await Verdicts.Load(tx, id);
        work.Accept(actor, await numbers.Next(tx, "YS"), tx.Now);
        await works.CountInstalled(tx, work);
        var moves = WorkOrders.Moves(work);
        await orders.Accept(tx, work.SupplierOrderId, moves);
        await Register(tx, work);
        tx.Log("work_order", id, "work_order.accepted", null, work.AcceptanceNumber);
        tx.Log("supplier_order", work.SupplierOrderId, "supplier_order.accepted", null, work.Lines.Sum(l => l.Quantity), work.Number);
        tx.Publish(new LinesAccepted(work.SupplierOrderId, work.BuyerId, work.Id.Value, moves));
        return work.AcceptanceNumber!;
    }, ct);

    private static async Task Register(Tx tx, WorkOrder work)
    {
        var texts = (await OnSite.Results(tx, work)).Where(r => r.Text is not null).ToLookup(r => (r.Line, r.UnitNumber));
        var units = work.Lines.SelectMany(line => Enumerable.Range(1, line.Units).Select(unit => Equipment.Of(work, line, texts[(line.Line, unit)], tx.Now))).ToList();
        var serials = units.Select(u => u.Serial).OfType<string>().ToList();
        var skus = units.Select(u => u.SkuId).Distinct().ToList();
        var known = await tx.Set<Equipment>().AsNoTracking().Where(e => e.BuyerId == work.BuyerId && skus.Contains(e.SkuId) && e.Serial != null && serials.Contains(e.Serial))
            .Select(e => new { e.SkuId, e.Serial }).ToListAsync(tx.Cancel);
        foreach (var unit in units)
        {
            if (known.Any(k => k.SkuId == unit.SkuId && k.Serial == unit.Serial))
                throw Refused.With(ServiceErrors.SerialRegistered, unit.Serial);
            tx.Add(unit);
        }
    }
}

/// <summary>The buyer's receiver sends finished work back, with the reason; the dispatcher agrees another visit.</summary>
public sealed class AskForRework(AppDb db)
{
    public Task Run(WorkOrderId id, string reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await Verdicts.Load(tx, id);
        var why = PlainText.OptionalLine("reason", reason, 500) ?? throw Refused.Field("reason", ServiceErrors.ReasonRequired);
        work.AskRework(why);
        tx.Log("work_order", id, "work_order.rework_asked", why);
        tx.Publish(new ReworkAsked(id, why));
    }, ct);
}

/// <summary>A visit that will not happen. With <c>again</c> another work order takes its place, so that the goods can still be installed.</summary>
public sealed class CancelWork(AppDb db)
{
    public Task Run(WorkOrderId id, string reason, bool again, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ServicePermissions.Cancel);
        var work = await tx.Load<WorkOrder>(id);
        if (!actor.IsOperator && work.BuyerId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        var why = PlainText.OptionalLine("reason", reason, 500) ?? throw Refused.Field("reason", ServiceErrors.ReasonRequired);
        work.Cancel(why);
        tx.Log("work_order", id, "work_order.cancelled", why);
        tx.Publish(new WorkCancelled(id, work.BuyerId, again));
    }, ct);
}

/// <summary>Who may judge finished work.</summary>
internal static class Verdicts
{
    public static async Task<WorkOrder> Load(Tx tx, WorkOrderId id)
    {
        var actor = tx.Actor;
        actor.Demand(ServicePermissions.Accept);
        var work = await tx.Load<WorkOrder>(id);
        if (work.BuyerId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        if (work.DoneByPerson == actor.Person || work.TechnicianPerson == actor.Person)
            throw Refused.With(ServiceErrors.OwnWork);
        actor.DemandNotRequester(work.RequesterPerson);
        return work;
    }
}
