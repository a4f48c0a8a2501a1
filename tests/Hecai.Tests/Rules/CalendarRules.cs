using System.Globalization;

namespace Hecai.Tests.Rules;

public class CalendarRules
{
    [Fact]
    public void It_agrees_with_the_published_days_of_2007_to_2026()
    {
        var published = File.ReadLines(SharedData.Path("china/workdays_2007_2026.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(
            row => DateOnly.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), row => row[1] == "1" ? DayKind.MakeUpWorkday : DayKind.Holiday);
        Assert.Equal(676, published.Count);

        var days = 0;
        for (var date = new DateOnly(2007, 1, 1); date.Year < 2027; date = date.AddDays(1), days++)
        {
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var works = published.TryGetValue(date, out var kind) ? kind == DayKind.MakeUpWorkday : !weekend;
            Assert.Equal((date, works), (date, BusinessCalendar.Of(date) is DayKind.Workday or DayKind.MakeUpWorkday));
        }
        Assert.Equal(7_305, days);
    }

    [Theory]
    [InlineData("2026-02-17", DayKind.Holiday), InlineData("2026-10-10", DayKind.MakeUpWorkday), InlineData("2026-03-02", DayKind.Workday), InlineData("2026-03-01", DayKind.DayOff)]
    [InlineData("2004-01-01", DayKind.Holiday), InlineData("2003-12-31", DayKind.Unknown), InlineData("2027-01-01", DayKind.Unknown), InlineData("2027-03-01", DayKind.Unknown)]
    [InlineData("0001-01-01", DayKind.Unknown), InlineData("9999-12-31", DayKind.Unknown)]
    public void Each_day_has_its_kind_and_years_without_notice_are_unknown(string date, DayKind kind) =>
        Assert.Equal(kind, BusinessCalendar.Of(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Fact]
    public void No_day_of_2027_is_a_working_day() => Assert.All(Enumerable.Range(0, 365),
        day => Assert.Equal(DayKind.Unknown, BusinessCalendar.Of(new DateOnly(2027, 1, 1).AddDays(day))));

    [Theory]
    [InlineData("2026-03-02", 5, "2026-03-09"), InlineData("2026-02-13", 1, "2026-02-14"), InlineData("2026-02-14", 1, "2026-02-24"), InlineData("2026-10-09", 1, "2026-10-10")]
    [InlineData("2026-03-09", -5, "2026-03-02"), InlineData("2026-02-17", 0, "2026-02-17"), InlineData("2025-12-31", 1, "2026-01-04")]
    public void Working_days_skip_holidays_and_count_make_up_days(string from, int days, string to) => Assert.Equal(
        DateOnly.Parse(to, CultureInfo.InvariantCulture), BusinessCalendar.AddWorkingDays(DateOnly.Parse(from, CultureInfo.InvariantCulture), days));

    [Fact]
    public void A_deadline_in_an_unpublished_year_is_refused_or_estimated_and_marked()
    {
        var end = new DateOnly(2026, 12, 30);
        Assert.Equal([2027], ValueErrors.CalendarUnknown.Refuses(() => BusinessCalendar.AddWorkingDays(end, 2)).Args);
        Assert.Equal((new DateOnly(2027, 1, 1), false), BusinessCalendar.Estimate(end, 2));
        Assert.Equal((new DateOnly(2026, 12, 31), true), BusinessCalendar.Estimate(end, 1));
        ValueErrors.CalendarUnknown.Refuses(() => BusinessCalendar.Estimate(DateOnly.MaxValue, 1));
    }

    [Fact]
    public void A_day_in_China_begins_at_16_hours_UTC_of_the_day_before()
    {
        var day = new DateOnly(2026, 2, 1);
        var start = new DateTimeOffset(2026, 1, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal((start, start.AddDays(1)), (ChinaTime.StartOf(day), ChinaTime.EndOf(day)));
        Assert.Equal(TimeSpan.Zero, ChinaTime.StartOf(day).Offset);
        Assert.Equal(day, ChinaTime.DateOf(start));
        Assert.Equal(day.AddDays(-1), ChinaTime.DateOf(start.AddTicks(-1)));
        Assert.Equal(day, ChinaTime.DateOf(new DateTimeOffset(2026, 2, 1, 6, 0, 0, TimeSpan.FromHours(14))));
        Assert.Equal(new TimeOnly(9, 30), ChinaTime.TimeOf(ChinaTime.At(day, new TimeOnly(9, 30))));
        // China kept summer time in 1986–1991.
        Assert.Equal(new DateTimeOffset(1988, 6, 30, 15, 0, 0, TimeSpan.Zero), ChinaTime.StartOf(new DateOnly(1988, 7, 1)));
    }
}
