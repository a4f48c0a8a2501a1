using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>A technician's day on the board.</summary>
public sealed record Lane(TechnicianRow Technician, IReadOnlyList<WorkOrderRow> Jobs)
{
    public int Minutes => Jobs.Sum(j => (int)(j.SlotEnd!.Value - j.SlotStart!.Value).TotalMinutes);
}

/// <summary>Somebody who could take a job, and from when on that day.</summary>
public sealed record Fit(TechnicianId Technician, string Name, DateTimeOffset Start, DateTimeOffset End);

/// <summary>A job that nobody has yet, how long it is likely to take, and who could take it on the day that is shown.</summary>
public sealed record UnassignedJob(WorkOrderRow Work, int Minutes, IReadOnlyList<Fit> Fits);

/// <summary>The dispatcher's day.</summary>
public sealed record DispatchBoard(DateOnly Day, IReadOnlyList<Lane> Lanes, IReadOnlyList<UnassignedJob> Unassigned);

/// <summary>Who could take a job when: pure. A technician fits with the skill of the job's product line and a gap that is long enough.</summary>
public static class Fitting
{
    private static readonly TimeOnly Opens = new(8, 0), Closes = new(18, 0);

    /// <summary>What installing and commissioning so many units takes, in whole quarter hours: 45 minutes each, one hour to a day's eight.</summary>
    public static int Minutes(int units) => (int)Math.Clamp((units * 45L + 14) / 15 * 15, 60, 480);

    /// <summary>The first gap of the day, between 8 and 18 o'clock and not in the past; null when there is none.</summary>
    public static VisitSlot? Gap(DateOnly day, int minutes, IEnumerable<VisitSlot> busy, DateTimeOffset now)
    {
        var (start, last) = (ChinaTime.At(day, Opens), ChinaTime.At(day, Closes));
        if (now > start)
            start = now.AddTicks((TimeSpan.TicksPerMinute * 15 - now.UtcTicks % (TimeSpan.TicksPerMinute * 15)) % (TimeSpan.TicksPerMinute * 15)).ToUniversalTime();
        foreach (var taken in busy.OrderBy(b => b.Start))
        {
            if (taken.End <= start)
                continue;
            if (taken.Start >= start.AddMinutes(minutes))
                break;
            start = taken.End;
        }
        return start.AddMinutes(minutes) <= last ? VisitSlot.Stored(start, start.AddMinutes(minutes)) : null;
    }
}

public sealed class DispatchQueries(TechnicianQueries technicians)
{
    private static readonly WorkOrderState[] Waiting = [WorkOrderState.Open, WorkOrderState.Scheduled, WorkOrderState.Rework];

    /// <summary>Everything of one day in three queries: lanes by technician, jobs without one, and who could take them.</summary>
    public async Task<DispatchBoard> Board(Reading read, DateOnly day)
    {
        read.Actor.Demand(ServicePermissions.Dispatch);
        var (me, from, to) = (read.Actor.Organization, ChinaTime.StartOf(day), ChinaTime.EndOf(day));
        var people = await technicians.All(read, activeOnly: true);
        var jobs = (await read.Set<WorkOrder>().Where(w => w.ProviderId == me && w.TechnicianId != null && w.SlotStart >= from && w.SlotStart < to && w.State != WorkOrderState.Cancelled)
            .OrderBy(w => w.SlotStart).ToListAsync(read.Cancel)).Select(WorkOrderQueries.Row).ToLookup(w => w.Technician!.Value);
        var waiting = (await read.Set<WorkOrder>().Where(w => w.ProviderId == me && w.TechnicianId == null && (Waiting.Contains(w.State) || (w.State == WorkOrderState.Deferred && w.NotBefore <= day)))
            .OrderBy(w => w.SlotStart == null).ThenBy(w => w.SlotStart).ThenBy(w => w.WishedOn).ThenBy(w => w.OpenedAt).Take(100).ToListAsync(read.Cancel)).Select(WorkOrderQueries.Row).ToList();
        return new DispatchBoard(day, [.. people.Select(p => new Lane(p, [.. jobs[p.Id]]))],
            [.. waiting.Select(w => new UnassignedJob(w, Length(w), Fits(w, day, people, jobs, read.Now)))]);
    }

    /// <summary>The jobs of a day of the technician who asks.</summary>
    public async Task<IReadOnlyList<WorkOrderRow>> MyDay(Reading read, DateOnly day)
    {
        read.Actor.Demand(ServicePermissions.DoWork);
        var (me, from, to) = (read.Actor.Person, ChinaTime.StartOf(day), ChinaTime.EndOf(day));
        return [.. (await read.Set<WorkOrder>().Where(w => w.TechnicianPerson == me && w.State != WorkOrderState.Cancelled
                && ((w.SlotStart >= from && w.SlotStart < to) || w.State == WorkOrderState.OnSite || (w.State == WorkOrderState.Assigned && w.SlotStart < to)))
            .OrderBy(w => w.SlotStart).ToListAsync(read.Cancel)).Select(WorkOrderQueries.Row)];
    }

    private static int Length(WorkOrderRow work) => work is { SlotStart: { } start, SlotEnd: { } end } ? (int)(end - start).TotalMinutes : Fitting.Minutes(work.Units);

    private static List<Fit> Fits(WorkOrderRow work, DateOnly day, IReadOnlyList<TechnicianRow> people, ILookup<TechnicianId, WorkOrderRow> jobs, DateTimeOffset now)
    {
        var fits = new List<Fit>();
        foreach (var person in people.Where(p => p.Skills.Contains(Skills.Of(work.FirstCategory))))
        {
            var busy = jobs[person.Id].Select(j => VisitSlot.Stored(j.SlotStart!.Value, j.SlotEnd!.Value)).ToList();
            var slot = work is { State: WorkOrderState.Scheduled, SlotStart: { } start, SlotEnd: { } end }
                ? VisitSlot.Stored(start, end) is var agreed && busy.Any(b => b.Overlaps(agreed)) ? null : (VisitSlot?)VisitSlot.Stored(start, end)
                : Fitting.Gap(day, Fitting.Minutes(work.Units), busy, now);
            if (slot is { } free && ChinaTime.DateOf(free.Start) == day)
                fits.Add(new Fit(person.Id, person.Name, free.Start, free.End));
        }
        return fits;
    }
}
