using Hecai.Purchasing;
using Hecai.Web.Api;
using Hecai.Web.Components;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace Hecai.Web.Portals.Buyer;

/// <summary>The checkout as it was left: what its form says between two visits.</summary>
internal static class CheckoutDrafts
{
    // What belongs to one rendering of the page, to the buttons, or to what was shown then.
    private static readonly HashSet<string> Passing = ["__RequestVerificationToken", "_handler", "once", "seen", "fingerprint", "refresh", "split", "join", "draft", "keep", "forget", "files"];

    /// <summary>Answers the script that keeps the form by itself.</summary>
    public static void MapCheckoutDrafts(this WebApplication app) => app.MapPost("/checkout/draft", async (HttpContext http, IAntiforgery antiforgery, KeepCheckout keep, CancellationToken ct) =>
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest();
        var at = await keep.Run(Fields(await http.Request.ReadFormAsync(ct)), http.Actor(), ct);
        return Results.Content(Saved(at));
    }).Needs(PurchasingPermissions.Submit).DisableAntiforgery().ExcludeFromDescription();

    /// <summary>What of a form is kept.</summary>
    public static IReadOnlyList<CheckoutField> Fields(IFormCollection form) => [.. form.Where(f => !Passing.Contains(f.Key)).SelectMany(f => f.Value.Select(value => new CheckoutField(f.Key == "part" ? "several" : f.Key, value ?? "")))];

    /// <summary>What was kept, as the form that it was.</summary>
    public static IFormCollection? Form(CheckoutKept? kept) => kept is null ? null
        : new FormCollection(kept.Fields.GroupBy(f => f.Name).ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)])));

    public static string Saved(DateTimeOffset at) => Words.L($"已自动保存 {Formats.Time(at)}", $"kept {Formats.Time(at)}");
}
