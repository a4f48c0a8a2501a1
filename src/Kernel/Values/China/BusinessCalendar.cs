using System.Collections.Frozen;
using System.Globalization;

namespace Hecai;

/// <summary>What kind of day a date is in the mainland's official calendar.</summary>
public enum DayKind
{
    /// <summary>The holidays of its year are not published yet: neither a working day nor a day off.</summary>
    Unknown,
    /// <summary>An ordinary Monday to Friday.</summary>
    Workday,
    /// <summary>An ordinary Saturday or Sunday.</summary>
    DayOff,
    /// <summary>法定节假日 with the days around it that are off.</summary>
    Holiday,
    /// <summary>调休: a Saturday or Sunday that is worked in exchange.</summary>
    MakeUpWorkday,
}

/// <summary>
/// Working days by the yearly notices of the State Council 国务院办公厅关于部分节假日安排的通知, 2004–2026, from npm chinese-days 1.5.7.
/// A year is known once its National Day is: notices for a year also name single days of its neighbours.
/// </summary>
public static class BusinessCalendar
{
    private static readonly Lazy<FrozenDictionary<DateOnly, DayKind>> Marked = new(() => EmbeddedData.Lines("calendar")
        .ToFrozenDictionary(line => DateOnly.ParseExact(line.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            line => line[11] == 'H' ? DayKind.Holiday : DayKind.MakeUpWorkday));

    /// <summary>What the date is; <see cref="DayKind.Unknown"/> in a year that is not covered.</summary>
    public static DayKind Of(DateOnly date)
    {
        if (!Covers(date.Year))
            return DayKind.Unknown;
        return Marked.Value.TryGetValue(date, out var kind) ? kind : Weekday(date) ? DayKind.Workday : DayKind.DayOff;
    }

    /// <summary>True when the year's arrangement is known.</summary>
    public static bool Covers(int year) =>
        year is >= 1 and <= 9999 && Marked.Value.GetValueOrDefault(new DateOnly(year, 10, 1)) == DayKind.Holiday;

    /// <summary>
    /// The n-th working day after the date (before it, when negative); zero is the date itself, whatever it is. Refused with
    /// <c>calendar.year_unknown</c> when the way leads into a year that is not covered.
    /// </summary>
    public static DateOnly AddWorkingDays(DateOnly date, int days) =>
        Estimate(date, days) is (var end, true) ? end : throw Refused.With(ValueErrors.CalendarUnknown, FirstUnknownYear(date, days));

    /// <summary>
    /// As <see cref="AddWorkingDays"/>, for deadlines that must exist: unknown years count Monday to Friday, and the answer says
    /// whether it is certain, so that it can be shown as provisional and computed again when the notice is out.
    /// </summary>
    public static (DateOnly Date, bool Certain) Estimate(DateOnly date, int days)
    {
        var (step, certain) = (Math.Sign(days), true);
        for (var left = Math.Abs((long)days); left > 0;)
        {
            if (step > 0 ? date == DateOnly.MaxValue : date == DateOnly.MinValue)
                throw Refused.With(ValueErrors.CalendarUnknown, date.Year);
            date = date.AddDays(step);
            var kind = Of(date);
            certain &= kind != DayKind.Unknown;
            if (kind is DayKind.Workday or DayKind.MakeUpWorkday || (kind == DayKind.Unknown && Weekday(date)))
                left--;
        }
        return (date, certain);
    }

    private static int FirstUnknownYear(DateOnly date, int days)
    {
        var (year, step) = (date.Year, Math.Sign(days));
        while (Covers(year))
            year += step;
        return year;
    }

    private static bool Weekday(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
