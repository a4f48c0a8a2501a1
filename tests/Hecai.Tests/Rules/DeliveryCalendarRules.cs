using System.Globalization;
using Hecai.Parties;
using Hecai.Purchasing;

namespace Hecai.Tests.Rules;

public class DeliveryCalendarRules
{
    private static readonly string[] Morning = ["09:00-12:00"];

    [Fact]
    public void From_the_earliest_promise_on_every_working_day_of_six_weeks_is_offered_until_the_year_is_unknown()
    {
        var calendar = new DeliveryCalendar(Day("2026-11-24"), null, Day("2026-11-20"));
        var days = calendar.Offered(installs: true);
        // Five of November, twenty-three of December; New Year's arrangement is not published.
        Assert.Equal((28, Day("2026-11-24"), Day("2026-12-31"), 2027), (days.Count, days[0].Date, days[^1].Date, calendar.UnknownYear));
        Assert.Equal((Day("2026-11-25"), Day("2026-12-15"), 15), (days[0].Installations[0], days[0].Installations[^1], days[0].Installations.Count));
        Assert.Empty(days[^1].Installations);
        Assert.Equal((Day("2026-03-03"), (int?)null), (new DeliveryCalendar(Day("2026-03-03"), null, Day("2026-03-01")).First, new DeliveryCalendar(Day("2026-03-03"), null, Day("2026-03-01")).UnknownYear));
        Assert.Equal((null, 2027, 0), (new DeliveryCalendar(null, null, Day("2026-12-31")).First, new DeliveryCalendar(null, null, Day("2026-12-31")).UnknownYear, new DeliveryCalendar(null, null, Day("2026-12-31")).Offered(true).Count));
    }

    [Fact]
    public void The_week_of_the_site_narrows_them_and_a_saturday_counts_where_it_is_worked()
    {
        // 1 to 7 October are off, Saturday 10 October is worked for it.
        IReadOnlyList<ReceivingDay> week = [new(DayOfWeek.Thursday, []), new(DayOfWeek.Saturday, Morning)];
        var days = new DeliveryCalendar(Day("2026-09-29"), week, Day("2026-09-28")).Offered(installs: false);
        Assert.Equal(["10-08", "10-10 09:00-12:00", "10-15", "10-22", "10-29", "11-05"], days.Select(d => string.Join(' ', d.Windows.Prepend(d.Date.ToString("MM-dd", CultureInfo.InvariantCulture)))));
        Assert.All(days, d => Assert.Empty(d.Installations));
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
