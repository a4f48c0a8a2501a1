using Hecai.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared;

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
    protected string? Sent(string name) => Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A field that may be sent several times.</summary>
    protected IReadOnlyList<string> SentAll(string name) => Context.Request.HasFormContentType ? [.. Context.Request.Form[name].OfType<string>()] : [];

    /// <summary>An identifier that was sent; null when absent or not one.</summary>
    protected TId? SentId<TId>(string name) where TId : struct, IId => Guid.TryParse(Sent(name), out var id) ? Id.Of<TId>(id) : null;

    /// <summary>As <see cref="SentId{TId}"/>, or refuses as if it did not exist.</summary>
    protected TId NeededId<TId>(string name) where TId : struct, IId => SentId<TId>(name) ?? throw Refused.With(KernelErrors.NotFound);

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
