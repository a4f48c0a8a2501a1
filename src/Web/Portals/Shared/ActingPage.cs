using System.Globalization;

namespace Hecai.Web.Portals.Shared;

/// <summary>A <see cref="FormPage"/> whose fields are read one by one: lists of lines, checklists, numbers and dates.</summary>
public abstract class ActingPage : FormPage
{
    /// <summary>What the form with this name was refused for; null for the others of the page.</summary>
    protected Refused? RefusalOf(string form) => RefusedIn(form);

    /// <summary>Runs what a form asks for, then goes on, to this page by default; a refusal stays here, with what was typed.</summary>
    protected Task Do(Func<Task> work, string? then = null) => Try(work, then ?? Navigation.Here());

    /// <summary>A posted value without spaces around it; null when there is none.</summary>
    protected string? Posted(string name) => Sent(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A posted value to show again after a refusal, else the given one.</summary>
    protected string? Kept(string name, string? otherwise) => Sent(name) ?? otherwise;

    /// <summary>A posted whole number, zero when the field is empty; refused by field when it is none.</summary>
    protected long PostedNumber(string name) => Posted(name) is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused.Field(name, KernelErrors.Malformed, Short(text));

    /// <summary>A posted date, null when empty.</summary>
    protected DateOnly? PostedDate(string name) => Posted(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Refused.Field(name, KernelErrors.Malformed, Short(text));

    /// <summary>A posted time of day.</summary>
    protected TimeOnly PostedTime(string name) =>
        TimeOnly.TryParseExact(Posted(name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw Refused.Field(name, KernelErrors.Malformed, Short(Posted(name) ?? ""));

    /// <summary>The skip of a list that is paged by number, from the query's <c>after</c>.</summary>
    protected int Skip => int.TryParse(Navigation.Query("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) && skip is > 0 and < 1_000_000 ? skip : 0;

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
