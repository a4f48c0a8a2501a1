using System.Globalization;

namespace Hecai.Parties;

/// <summary>One weekday on which a site takes goods in and lets technicians in.</summary>
/// <param name="Day">The weekday; a Saturday or Sunday counts where it is worked in exchange for a holiday 调休.</param>
/// <param name="Hours">From and to, as <c>09:00-12:00</c>, in their order; none: the whole day.</param>
public sealed record ReceivingDay(DayOfWeek Day, IReadOnlyList<string> Hours);

/// <summary>收货时间: the week of a site. Without one it takes goods in on every working day.</summary>
public static class ReceivingWeek
{
    public const int MostADay = 4;

    /// <summary>Is somebody there on such a weekday?</summary>
    public static bool Open(IReadOnlyList<ReceivingDay>? week, DateOnly date) => week is null || week.Any(d => d.Day == date.DayOfWeek);

    /// <summary>The hours of that date; none where the whole day will do.</summary>
    public static IReadOnlyList<string> HoursOn(IReadOnlyList<ReceivingDay>? week, DateOnly date) => week?.FirstOrDefault(d => d.Day == date.DayOfWeek)?.Hours ?? [];

    /// <summary>
    /// A week as it is kept, Monday first; null where no day is named. Refused by <c>days[1].day</c> where a day is named twice and by
    /// <c>days[1].hours[0]</c> where that is no span of a day or runs into another.
    /// </summary>
    internal static IReadOnlyList<ReceivingDay>? Of(IReadOnlyList<ReceivingDay> days)
    {
        var (fields, week) = (new FieldErrors(), new List<ReceivingDay>());
        for (var i = 0; i < days.Count; i++)
        {
            var (day, at) = (days[i], i);
            if (week.Any(d => d.Day == day.Day))
                fields.Read<object?>($"days[{i}].day", _ => throw Refused.With(PartiesErrors.DayTwice));
            if (day.Hours.Count > MostADay)
                fields.Read<object?>($"days[{i}].hours", _ => throw Refused.With(KernelErrors.OutOfRange, 0, MostADay));
            var spans = day.Hours.Take(MostADay).Select((text, j) => fields.Read($"days[{at}].hours[{j}]", _ => Span(text))).ToList();
            var sorted = spans.OfType<(TimeOnly From, TimeOnly To)?>().OrderBy(s => s!.Value.From).Select(s => s!.Value).ToList();
            for (var j = 1; j < sorted.Count; j++)
                if (sorted[j].From < sorted[j - 1].To)
                    fields.Read<object?>($"days[{i}].hours[{spans.IndexOf(sorted[j])}]", _ => throw Refused.With(PartiesErrors.HoursOverlap));
            week.Add(new(day.Day, [.. sorted.Select(s => $"{s.From:HH\\:mm}-{s.To:HH\\:mm}")]));
        }
        fields.Demand();
        return week.Count == 0 ? null : [.. week.OrderBy(d => ((int)d.Day + 6) % 7)];
    }

    // Typed by people: dashes of any length, the colon of a Chinese keyboard.
    private static (TimeOnly From, TimeOnly To)? Span(string text)
    {
        var parts = text.Trim().Replace('：', ':').Split(['-', '–', '—', '~', '～'], StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1]) is { } to && from < to ? (from, to) : throw Refused.With(PartiesErrors.Hours, PlainText.Shown(text));
    }

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>Says when a site takes goods in; deliveries that were promised before stay as they were.</summary>
public sealed class SetReceivingTimes(AppDb db, OpenSites open)
{
    /// <param name="id">A site of the actor's organization.</param>
    /// <param name="days">The whole week; none: every working day.</param>
    /// <param name="actor">An administrator, a purchaser or a receiver.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(SiteId id, IReadOnlyList<ReceivingDay> days, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.SetReceivingTimes);
        return db.Write(actor, async tx =>
        {
            (await tx.Load<Site>(id)).Receive(ReceivingWeek.Of(days));
            tx.Log("site", id, "site.receiving_times");
            tx.AfterCommit(open.Forget);
        }, ct);
    }
}
