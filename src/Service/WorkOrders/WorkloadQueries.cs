using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>The visits of one day: with a technician, and agreed but still without one.</summary>
public sealed record DayLoad(DateOnly Day, int Sent, int Unsent);

/// <summary>How a provider stands: the week ahead, what went wrong, and the month in numbers.</summary>
/// <param name="Late">Visits whose time is over and that nobody began; wishes whose day has come without a visit.</param>
public sealed record Workload(IReadOnlyList<DayLoad> Week, IReadOnlyList<WorkOrderRow> Late, int AcceptedThisMonth, int AcceptedLastMonth, int ReworksThisMonth);

public sealed class WorkloadQueries
{
    private const int Days = 7;

    /// <summary>Of the actor's organization as a provider.</summary>
    public async Task<Workload> Of(Reading read)
    {
        read.Actor.Demand(ServicePermissions.ViewWork);
        var (me, today) = (read.Actor.Organization, ChinaTime.DateOf(read.Now));
        var (from, to) = (ChinaTime.StartOf(today), ChinaTime.StartOf(today.AddDays(Days)));
        var mine = read.Set<WorkOrder>().Where(w => w.ProviderId == me);
        var visits = await mine.IgnoreAutoIncludes().Where(w => w.SlotStart >= from && w.SlotStart < to && w.State != WorkOrderState.Cancelled).Select(w => new { w.SlotStart, Sent = w.TechnicianId != null }).ToListAsync(read.Cancel);
        var byDay = visits.ToLookup(v => ChinaTime.DateOf(v.SlotStart!.Value));
        var late = await mine.Where(w => ((w.State == WorkOrderState.Scheduled || w.State == WorkOrderState.Assigned) && w.SlotEnd < read.Now) || (w.State == WorkOrderState.Open && w.WishedOn <= today) || (w.State == WorkOrderState.Deferred && w.NotBefore <= today))
            .OrderBy(w => w.SlotStart ?? w.OpenedAt).Take(20).ToListAsync(read.Cancel);
        var month = new DateOnly(today.Year, today.Month, 1);
        var (thisMonth, lastMonth) = (ChinaTime.StartOf(month), ChinaTime.StartOf(month.AddMonths(-1)));
        var accepted = await mine.IgnoreAutoIncludes().Where(w => w.AcceptedAt >= lastMonth).Select(w => new { w.AcceptedAt, w.Reworks }).ToListAsync(read.Cancel);
        return new([.. Enumerable.Range(0, Days).Select(today.AddDays).Select(day => new DayLoad(day, byDay[day].Count(v => v.Sent), byDay[day].Count(v => !v.Sent)))], [.. late.Select(WorkOrderQueries.Row)],
            accepted.Count(a => a.AcceptedAt >= thisMonth), accepted.Count(a => a.AcceptedAt < thisMonth), accepted.Where(a => a.AcceptedAt >= thisMonth).Sum(a => a.Reworks));
    }
}
