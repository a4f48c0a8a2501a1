namespace Hecai.Service;

/// <summary>When somebody comes: quarter hours of one day in China, the end not included.</summary>
public readonly record struct VisitSlot
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private VisitSlot(DateTimeOffset start, DateTimeOffset end) => (Start, End) = (start, end);

    public DateTimeOffset Start { get; }
    public DateTimeOffset End { get; }

    public int Minutes => (int)(End - Start).TotalMinutes;

    /// <summary>Checks the times and refuses by field <c>start</c> or <c>end</c>.</summary>
    public static VisitSlot Of(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (!IsQuarter(start))
            throw Refused.Field("start", ServiceErrors.SlotQuarter);
        if (!IsQuarter(end))
            throw Refused.Field("end", ServiceErrors.SlotQuarter);
        if (end <= start)
            throw Refused.Field("end", ServiceErrors.SlotOrder);
        if (end - start > TimeSpan.FromHours(12) || ChinaTime.DateOf(start) != ChinaTime.DateOf(end - Quarter))
            throw Refused.Field("end", ServiceErrors.SlotLength);
        if (end <= now)
            throw Refused.Field("start", ServiceErrors.SlotPast);
        return new VisitSlot(start.ToUniversalTime(), end.ToUniversalTime());
    }

    /// <summary>A slot that was checked when it was stored.</summary>
    internal static VisitSlot Stored(DateTimeOffset start, DateTimeOffset end) => new(start, end);

    /// <summary>True when the two share a moment; one that begins as the other ends does not.</summary>
    public bool Overlaps(VisitSlot other) => Start < other.End && other.Start < End;

    /// <summary>The quarter hours it takes, counted from 1970: each is one row that only one job of a technician can have.</summary>
    internal IEnumerable<long> Quarters()
    {
        for (var at = Start; at < End; at += Quarter)
            yield return at.ToUnixTimeSeconds() / 900;
    }

    private static bool IsQuarter(DateTimeOffset at) => at.UtcTicks % Quarter.Ticks == 0;
}
