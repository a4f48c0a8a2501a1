using System.Globalization;
using Hecai.Parties;

namespace Hecai.Purchasing;

/// <summary>
/// 送装日历: when goods can come to a place and be installed there. Pure: working days from the earliest promise on, on which somebody is
/// there. A year whose holidays are not published is not guessed: its days are not offered.
/// </summary>
/// <param name="earliest">The earliest promise; null where it lies in a year that is not known.</param>
/// <param name="receiving">The week of the place; null: every working day.</param>
/// <param name="today">In China.</param>
public sealed class DeliveryCalendar(DateOnly? earliest, IReadOnlyList<ReceivingDay>? receiving, DateOnly today)
{
    /// <summary>How far ahead deliveries are offered, counted from the earliest promise; and installations, from the delivery.</summary>
    public const int Weeks = 6, InstallationWeeks = 3;

    /// <summary>The first day on which the goods can come; null when that is not known.</summary>
    public DateOnly? First => Days(earliest, Weeks, 0).Select(d => (DateOnly?)d).FirstOrDefault();

    /// <summary>The first of the years that lie ahead whose days off are not known; nothing in it is offered. Null when all that is offered lies in known ones.</summary>
    public int? UnknownYear => Enumerable.Range(today.Year, 3).Where(year => !BusinessCalendar.Covers(year)).Select(year => (int?)year).FirstOrDefault() is { } unknown
        && (earliest is not { } first || first.AddDays(7 * (Weeks + InstallationWeeks)).Year >= unknown) ? unknown : null;

    /// <summary>The days that can be chosen.</summary>
    /// <param name="installs">With the days on which it can be installed then.</param>
    public IReadOnlyList<DeliveryDay> Offered(bool installs) => [.. Days(earliest, Weeks, 0).Select(day => new DeliveryDay(day, ReceivingWeek.HoursOn(receiving, day), installs ? [.. Installations(day)] : []))];

    /// <summary>The days on which it can be installed when it comes on that one: working days after it.</summary>
    public IEnumerable<DateOnly> Installations(DateOnly delivery) => Days(delivery, InstallationWeeks, 1);

    /// <summary>When it comes and is installed as wished: the wish as it is kept, null where nothing was wished. What cannot be is added to the faults, by field after <paramref name="field"/>.</summary>
    internal Dates Dated(DeliveryWish? wish, bool installs, string field, List<FieldError> faults)
    {
        // Most places take goods in on every working day, and most buyers want them soon.
        if (wish is null && receiving is null)
            return new(earliest, installs && earliest is { } soon ? Installations(soon).Select(d => (DateOnly?)d).FirstOrDefault() : null, null);
        void Fault(string name, Error error, params object?[] args) => faults.Add(new($"{field}.{name}", error, args));
        var delivery = wish?.On ?? First;
        if (wish?.On is { } on && Against(on) is { } why)
            Fault("on", why.Error, why.Args);
        else if (wish?.Window is { } window && (delivery is not { } day || !ReceivingWeek.HoursOn(receiving, day).Contains(window)))
            Fault("window", PurchasingErrors.DeliveryWindow, Shown(delivery), PlainText.Shown(window));
        if (!installs)
            return new(delivery, null, wish);
        if (wish?.Later is { } later)
        {
            Against(later, wish.InstallOn, delivery, Fault);
            return new(delivery, null, wish);
        }
        if (wish?.InstallOn is { } install && (delivery is not { } comes || !Installations(comes).Contains(install)))
        {
            if (delivery is not null && BusinessCalendar.Covers(install.Year))
                Fault("installOn", PurchasingErrors.InstallationDay, Shown(install));
            else
                Fault("installOn", ValueErrors.CalendarUnknown, delivery is null ? UnknownYear : install.Year);
        }
        return new(delivery, wish?.InstallOn ?? (delivery is { } then ? Installations(then).Select(d => (DateOnly?)d).FirstOrDefault() : null), wish);
    }

    // What is wrong with a deferral.
    private static void Against(Deferral later, DateOnly? installOn, DateOnly? delivery, Action<string, Error, object?[]> fault)
    {
        if (installOn is not null)
            fault("installOn", PurchasingErrors.InstallationDeferred, []);
        if (later.NotBefore is { } notBefore && delivery is { } comes && notBefore <= comes)
            fault("later.notBefore", PurchasingErrors.DeferralDate, [Shown(comes)]);
        if (later.Reason.Length == 0)
            fault("later.reason", KernelErrors.Required, []);
    }

    // Why goods cannot come on that day; null when they can.
    private (Error Error, object?[] Args)? Against(DateOnly day) =>
        earliest is not { } first ? (ValueErrors.CalendarUnknown, [UnknownYear])
        : day < first ? (PurchasingErrors.DeliveryTooEarly, [Shown(first)])
        : !BusinessCalendar.Covers(day.Year) ? (ValueErrors.CalendarUnknown, [day.Year])
        : Days(first, Weeks, 0).Contains(day) ? null : (PurchasingErrors.DeliveryDay, [Shown(day)]);

    private IEnumerable<DateOnly> Days(DateOnly? from, int weeks, int skip)
    {
        if (from is not { } first)
            yield break;
        for (var i = skip; i <= 7 * weeks; i++)
        {
            var day = first.AddDays(i);
            var kind = BusinessCalendar.Of(day);
            if (kind == DayKind.Unknown)
                yield break;
            if (kind is DayKind.Workday or DayKind.MakeUpWorkday && ReceivingWeek.Open(receiving, day))
                yield return day;
        }
    }

    private static string Shown(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";
}

/// <summary>When a line comes and is installed; null where that is not known, or where its installation is deferred.</summary>
internal sealed record Dates(DateOnly? Delivery, DateOnly? Installation, DeliveryWish? Wish);
