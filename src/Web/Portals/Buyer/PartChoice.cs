using System.Globalization;
using Hecai.Purchasing;
using Hecai.Web.Components;
using Hecai.Web.Portals.Shared;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>The days and hours that can be chosen for a part of a checkout, and those that are.</summary>
/// <param name="Key">What its fields are called by: <c>on-</c>, <c>window-</c>, <c>install-</c>, <c>after-</c> and <c>why-</c> before it.</param>
/// <param name="Part">With its dates as chosen.</param>
/// <param name="Days">What is offered.</param>
/// <param name="UnknownYear">Of the calendar.</param>
/// <param name="Said">What the form says, whether it can be or not; null: as early as can be.</param>
/// <param name="Wish">What of it can be.</param>
public sealed record PartChoice(string Key, SplitPart Part, IReadOnlyList<DeliveryDay> Days, int? UnknownYear, DeliveryWish? Said, DeliveryWish? Wish)
{
    private DeliveryDay? Comes => Days.FirstOrDefault(d => d.Date == Wish?.On) ?? Days.FirstOrDefault();

    public IReadOnlyList<Choice> Dates => [new("", Days.Count > 0 ? L($"最早 {WishText.Day(Days[0].Date)}", $"earliest: {WishText.Day(Days[0].Date)}") : L("待定", "to be fixed")), .. Days.Skip(1).Select(d => new Choice(Formats.Date(d.Date), WishText.Day(d.Date)))];
    public IReadOnlyList<Choice> Windows => Comes is { Windows: { Count: > 0 } windows } ? [new("", L("收货时间内均可", "any receiving time")), .. windows.Select(w => new Choice(w, w))] : [];
    public IReadOnlyList<Choice> Installations => [new("", Comes?.Installations is { Count: > 0 } days ? L($"最早 {WishText.Day(days[0])}", $"earliest: {WishText.Day(days[0])}") : L("待定", "to be fixed")),
        .. (Comes?.Installations ?? []).Skip(1).Select(d => new Choice(Formats.Date(d), WishText.Day(d))), new("later", L("暂缓，不早于某天", "later, not before a day")), new("call", L("暂缓，听通知", "later, on call"))];

    public string On => Wish?.On is { } day ? Formats.Date(day) : "";
    public string Install => Said?.Later is { } later ? later.NotBefore is null && !Later ? "call" : "later" : Wish?.InstallOn is { } day ? Formats.Date(day) : "";

    /// <summary>True where the form chose a day that it does not name yet.</summary>
    public bool Later { get; private init; }

    /// <summary>The fields whose choice changes dates.</summary>
    public IEnumerable<string> Deciding => [$"on-{Key}", $"install-{Key}"];

    /// <summary>The choices of all parts of an undated quote; and the quote with them.</summary>
    public static (IReadOnlyList<PartChoice> Parts, Quote Quote) Of(Quote quote, Func<SplitPart, DeliveryWish?> before, IFormCollection? form)
    {
        var parts = quote.Split.Select(part => Read(quote, part, before, form)).ToList();
        var dated = quote.At(part => parts.First(p => p.Key == KeyOf(part)).Wish);
        return ([.. parts.Select(p => p with { Part = dated.Split.First(d => KeyOf(d) == p.Key) })], dated);
    }

    /// <summary>A supplier, a place and a mode: what does not change while dates are chosen.</summary>
    public static string KeyOf(SplitPart part) => $"{part.Supplier.Value:N}-{part.Place?.Site.Value.ToString("N") ?? "0"}-{part.Mode}";

    private static PartChoice Read(Quote quote, SplitPart part, Func<SplitPart, DeliveryWish?> before, IFormCollection? form)
    {
        var (key, calendar) = (KeyOf(part), quote.Calendar(part));
        var days = calendar.Offered(part.Installs);
        var (said, later) = form?.ContainsKey($"on-{key}") == true ? FromForm(key, form) : (before(part), false);
        var comes = days.FirstOrDefault(d => d.Date == said?.On);
        var day = comes ?? (days.Count > 0 ? days[0] : null);
        DeliveryWish wish = new(comes?.Date, day?.Windows.Contains(said?.Window ?? "") == true ? said!.Window : null,
            said?.InstallOn is { } install && day?.Installations.Contains(install) == true ? install : null,
            part.Installs && said?.Later is { } wait ? new(string.IsNullOrWhiteSpace(wait.Reason) ? "—" : wait.Reason, wait.NotBefore > day?.Date ? wait.NotBefore : null) : null);
        return new(key, part, days, calendar.UnknownYear, said, wish == new DeliveryWish() ? null : wish) { Later = later };
    }

    private static (DeliveryWish? Wish, bool Later) FromForm(string key, IFormCollection form)
    {
        DateOnly? Date(string field) => DateOnly.TryParseExact(form[$"{field}-{key}"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var install = form[$"install-{key}"].ToString();
        var later = install == "later";
        var wish = new DeliveryWish(Date("on"), form[$"window-{key}"].ToString() is { Length: > 0 } window ? window : null, Date("install"),
            later || install == "call" ? new(form[$"why-{key}"].ToString().Trim(), later ? Date("after") : null) : null);
        return (wish == new DeliveryWish() ? null : wish, later && wish.Later!.NotBefore is null);
    }

    /// <summary>Does what a form asks for; the fields of a refusal are called as those of the form: <c>lines[0].wish.on</c> is <c>on-key</c>.</summary>
    public static async Task Named(Func<Task> act, IReadOnlyList<PartChoice> parts)
    {
        try
        {
            await act();
        }
        catch (Refused no)
        {
            throw Named(no, parts);
        }
    }

    private static Refused Named(Refused no, IReadOnlyList<PartChoice> parts)
    {
        var goods = parts.SelectMany(p => p.Part.Lines.Where(l => l.Kind == LineKind.Goods).Select(l => (l.Line, p.Key))).OrderBy(l => l.Line).Select(l => l.Key).ToList();
        string Name(string field)
        {
            var at = field.IndexOf("].wish.", StringComparison.Ordinal);
            if (at < 0 || !int.TryParse(field.AsSpan("lines[".Length, at - "lines[".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line >= goods.Count)
                return field;
            return field[(at + "].wish.".Length)..] switch { "on" => "on-", "window" => "window-", "later.notBefore" => "after-", "later.reason" => "why-", _ => "install-" } + goods[line];
        }
        return no.Fields.Any(f => f.Field.Contains("].wish.", StringComparison.Ordinal)) ? Refused.Many([.. no.Fields.Select(f => f with { Field = Name(f.Field) }).DistinctBy(f => f.Field)])! : no;
    }
}
