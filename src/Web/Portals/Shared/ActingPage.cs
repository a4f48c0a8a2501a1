using System.Globalization;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared;

/// <summary>A page of somebody who is signed in: it reads as them, runs use cases as them, and keeps a refusal for its form.</summary>
public abstract class ActingPage : ComponentBase
{
    [Inject] public required AppDb Db { get; set; }
    [Inject] public required CurrentActor Current { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }
    [CascadingParameter] public required HttpContext Context { get; set; }

    protected Actor Actor => Current.Actor;

    /// <summary>What the last form was refused with.</summary>
    protected Refused? Refusal { get; private set; }

    /// <summary>The form that was refused, so that only it shows why.</summary>
    protected string? RefusedForm { get; private set; }

    protected Task<T> Read<T>(Func<Reading, Task<T>> query) => Db.Read(Actor, query, Context.RequestAborted);

    /// <summary>The refusal of this form; null for the others of the page.</summary>
    protected Refused? RefusalOf(string form) => RefusedForm == form ? Refusal : null;

    /// <summary>Runs what a form asks for, then goes on to a page; a refusal stays here, with what was typed.</summary>
    protected async Task Do(string form, Func<Task> work, string? then = null)
    {
        try
        {
            await work();
        }
        catch (Refused refused)
        {
            (Refusal, RefusedForm) = (refused, form);
            return;
        }
        Navigation.NavigateTo(then ?? Navigation.Here());
    }

    /// <summary>A posted value; null when the form has none.</summary>
    protected string? Posted(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value) ? value.ToString().Trim() is { Length: > 0 } text ? text : null : null;

    /// <summary>A posted value to show again after a refusal, else the given one.</summary>
    protected string? Kept(string name, string? otherwise) => Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value) ? value.ToString() : otherwise;

    /// <summary>A posted whole number, zero when the field is empty; refused by field when it is none.</summary>
    protected long PostedNumber(string name) => Posted(name) is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused.Field(name, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text);

    /// <summary>A posted date, null when empty.</summary>
    protected DateOnly? PostedDate(string name) => Posted(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Refused.Field(name, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text);

    /// <summary>The skip of an offset-paged list, from the query's <c>after</c>.</summary>
    protected int Skip => int.TryParse(Navigation.Query("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) && skip is > 0 and < 1_000_000 ? skip : 0;
}
