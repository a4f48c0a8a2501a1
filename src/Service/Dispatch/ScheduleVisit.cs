using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>The dispatcher agrees a time, and may send somebody at once. An earlier visit of the same job is given up.</summary>
public sealed class ScheduleVisit(AppDb db)
{
    /// <param name="id">A work order that is open, scheduled, assigned, interrupted or sent back.</param>
    /// <param name="start">On a quarter hour.</param>
    /// <param name="end">On a quarter hour of the same day.</param>
    /// <param name="technician">Who comes; null when that is decided later.</param>
    /// <param name="actor">A dispatcher of the provider.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(WorkOrderId id, DateTimeOffset start, DateTimeOffset end, TechnicianId? technician, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await Visits.Load(tx, id);
        work.Schedule(VisitSlot.Of(start, end, tx.Now));
        await Visits.Free(tx, work);
        tx.Log("work_order", id, "work_order.scheduled", null, work.SlotStart, work.SlotEnd);
        if (technician is { } who)
            await Visits.Send(tx, work, who);
    }, ct);
}

/// <summary>The dispatcher sends a technician to an agreed visit, or another one instead.</summary>
public sealed class AssignTechnician(AppDb db)
{
    public Task Run(WorkOrderId id, TechnicianId technician, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var work = await Visits.Load(tx, id);
        await Visits.Free(tx, work);
        await Visits.Send(tx, work, technician);
    }, ct);
}

/// <summary>What scheduling and assigning share.</summary>
internal static class Visits
{
    public static async Task<WorkOrder> Load(Tx tx, WorkOrderId id)
    {
        tx.Actor.Demand(ServicePermissions.Dispatch);
        var work = await tx.Load<WorkOrder>(id);
        return work.ProviderId == tx.Actor.Organization ? work : throw Refused.With(KernelErrors.NotFound);
    }

    public static Task Free(Tx tx, WorkOrder work) => tx.Set<TechnicianQuarter>().Where(q => q.WorkOrderId == work.Id).ExecuteDeleteAsync(tx.Cancel);

    /// <summary>Takes the technician's quarter hours; a taken one is refused in words first, and by the primary key if two dispatchers meet.</summary>
    public static async Task Send(Tx tx, WorkOrder work, TechnicianId id)
    {
        var technician = await tx.Find<Technician>(id);
        if (technician is not { Active: true } || technician.ProviderId != work.ProviderId)
            throw Refused.Field("technician", ServiceErrors.NoSuchTechnician);
        work.Assign(technician);
        var quarters = work.Slot!.Value.Quarters().ToList();
        var (first, last) = (quarters[0], quarters[^1]);
        var taken = await tx.Set<TechnicianQuarter>().AsNoTracking().Where(q => q.ProviderId == technician.ProviderId && q.TechnicianId == id && q.Quarter >= first && q.Quarter <= last && q.WorkOrderId != work.Id)
            .OrderBy(q => q.Quarter).FirstOrDefaultAsync(tx.Cancel);
        if (taken is not null)
        {
            var other = await tx.Load<WorkOrder>(taken.WorkOrderId);
            throw Refused.Field("technician", ServiceErrors.TechnicianBusy, technician.Name, ChinaTime.TimeOf(other.SlotStart!.Value).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), other.Number);
        }
        foreach (var quarter in quarters)
            tx.Add(new TechnicianQuarter { ProviderId = technician.ProviderId, TechnicianId = id, Quarter = quarter, WorkOrderId = work.Id });
        tx.Log("work_order", work.Id, "work_order.assigned", null, technician.Name);
        tx.Publish(new TechnicianSent(work.Id, technician.MembershipId, work.SlotStart!.Value));
    }
}

/// <summary>The operator's dispatcher finds a provider where no area contains the address, or another one before the visit is agreed.</summary>
public sealed class AssignProvider(AppDb db)
{
    public Task Run(WorkOrderId id, OrganizationId provider, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ServicePermissions.AssignProvider);
        var work = await tx.Load<WorkOrder>(id);
        var chosen = await tx.Set<ServiceProvider>().AsNoTracking().IgnoreAutoIncludes().FirstOrDefaultAsync(p => p.ProviderId == provider, ct)
            ?? throw Refused.Field("provider", ServiceErrors.NoSuchProvider);
        work.Give(chosen.ProviderId, chosen.Name);
        tx.Log("work_order", id, "work_order.provider_assigned", null, chosen.Name);
        tx.Publish(new WorkGiven(id, chosen.ProviderId));
    }, ct);
}
