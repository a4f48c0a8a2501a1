using System.Globalization;

namespace Hecai;

/// <summary>Instants and days as China counts them (IANA zone Asia/Shanghai). Instants are stored in UTC, due dates as dates.</summary>
public static class ChinaTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The date in China at that instant: 2026-01-31T16:00Z is already 1 February.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The clock in China at that instant.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant, in UTC, at which China's clocks show that time on that date.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant, in UTC, at which the date begins in China: 2026-02-01 at 2026-01-31T16:00Z.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>The instant as China's clocks show it: 2026-12-01 09:00.</summary>
    public static string Written(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// What people write for a moment: 2026-12-01 09:00, or a date alone for its beginning (or, as the end of something, for its end);
    /// refused with <c>input.malformed</c>.
    /// </summary>
    public static DateTimeOffset Read(string field, string text, bool isEnd)
    {
        var said = text.Trim().Replace('/', '-').Replace('T', ' ');
        if (DateOnly.TryParseExact(said, ["yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 2000 and < 2200)
            return isEnd ? EndOf(date) : StartOf(date);
        if (DateTime.TryParseExact(said, ["yyyy-M-d H:m", "yyyy-M-d H:m:s"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 2000 and < 2200)
            return At(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
        throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text));
    }

    /// <summary>The first instant after the date, in UTC: compare with <c>&lt;</c>.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1));
}
