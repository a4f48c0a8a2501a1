using Hecai.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared;

/// <summary>What a request sent as a form.</summary>
internal static class SentForms
{
    /// <summary>A field as it was sent; null when nothing was.</summary>
    public static string? Sent(this HttpContext context, string name) => context.Request.HasFormContentType && context.Request.Form.TryGetValue(name, out var value) ? value.ToString() : null;
}

/// <summary>
/// A page with forms: what was sent, what the use case refused, and where to go when it did not. A form that was done
/// answers with a redirect, so that reloading never sends twice.
/// </summary>
public abstract class FormPage : ComponentBase
{
    private Refused? refused;
    private bool begun;

    [CascadingParameter] public required HttpContext Context { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }
    [Inject] public required CurrentActor Current { get; set; }
    [Inject] public required AppDb Db { get; set; }

    /// <summary>
    /// Reads first and renders then. The framework's own order renders once before an asynchronous read has ended (which on
    /// PostgreSQL it never has), when there is nothing to show yet.
    /// </summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!begun)
        {
            begun = true;
            OnInitialized();
            await OnInitializedAsync();
        }
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    /// <summary>Who acts. Only for pages that declare <c>[Needs]</c>.</summary>
    protected Actor Actor => Current.Actor;

    /// <summary>What the form with this name was refused for.</summary>
    protected Refused? RefusedIn(string form) => Sent("_handler") == form ? refused : null;

    /// <summary>A field as it was sent; null when nothing was.</summary>
    protected string? Sent(string name) => Context.Sent(name);

    /// <summary>The version of the document that the form was made of; null when it was not sent.</summary>
    protected long? SentVersion => long.TryParse(Sent("version"), out var version) ? version : null;

    /// <summary>Where a list goes on, the cursor of the page before; null on the first page.</summary>
    protected string? After => Navigation.Query("after");

    /// <summary>Where a log goes on, the number of the last entry of the page before; null on the first page.</summary>
    protected long? AfterSeq => long.TryParse(After, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seq) ? seq : null;

    /// <summary>A field that may be sent several times.</summary>
    protected IReadOnlyList<string> SentAll(string name) => Context.Request.HasFormContentType ? [.. Context.Request.Form[name].OfType<string>()] : [];

    /// <summary>
    /// What a region picker sent: the innermost division that was chosen, null when none was. A list that does not belong to the one
    /// above it is left over from another choice and does not count.
    /// </summary>
    protected string? SentRegion(string name)
    {
        string? innermost = null;
        foreach (var code in SentAll(name).TakeWhile(code => Regions.Find(code) is not null && (innermost is null || Regions.Contains(innermost, code))))
            innermost = code;
        return innermost;
    }

    /// <summary>True when the form only asks for the next level of a region picker, as it does without script.</summary>
    protected bool IsRegionStep => Sent("region-step") is not null;

    /// <summary>An identifier that was sent; null when absent or not one.</summary>
    protected TId? SentId<TId>(string name) where TId : struct, IId => Guid.TryParse(Sent(name), out var id) ? Id.Of<TId>(id) : null;

    /// <summary>As <see cref="SentId{TId}"/>, or refuses as if it did not exist.</summary>
    protected TId NeededId<TId>(string name) where TId : struct, IId => SentId<TId>(name) ?? throw Refused.With(KernelErrors.NotFound);

    /// <summary>The files that were chosen in this field, with what their sender calls them; refused by field when one is too large.</summary>
    protected async Task<IReadOnlyList<Upload>> SentFiles(string name)
    {
        var files = new List<Upload>();
        foreach (var file in Context.Request.HasFormContentType ? Context.Request.Form.Files.GetFiles(name) : [])
        {
            if (file.Length > Uploads.MaxBytes)
                throw Refused.Field(name, KernelErrors.FileTooLarge, Uploads.MaxBytes / (1024 * 1024));
            // A field that was left alone is sent as a file without a name and without bytes.
            if (file.Length == 0 && file.FileName.Length == 0)
                continue;
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, Context.RequestAborted);
            files.Add(new Upload(bytes.ToArray(), file.FileName));
        }
        return files;
    }

    /// <summary>Does what a form asks for and goes on; a refusal is shown at the form instead.</summary>
    protected async Task Try(Func<Task> act, string? then = null)
    {
        try
        {
            await act();
        }
        catch (Refused no)
        {
            refused = no;
            return;
        }
        if (then is not null)
            Navigation.NavigateTo(then);
    }

    /// <summary>Reads through the eyes of the actor.</summary>
    protected Task<T> Read<T>(Func<Reading, Task<T>> query) => Db.Read(Actor, query, Context.RequestAborted);
}
