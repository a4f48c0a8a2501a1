using Hecai.Web.Identity;

namespace Hecai.Web.Api;

/// <summary>Administrative divisions, level by level, for pickers and for programs that write addresses.</summary>
internal static class RegionApi
{
    /// <param name="Leaf">Nothing lies below it: an address may name it.</param>
    public sealed record Row(string Code, string Name, bool Leaf);

    /// <summary>For the picker of our pages.</summary>
    public static void MapRegions(this IEndpointRouteBuilder app) => app.MapGet("/regions", Get).SignedIn().ExcludeFromDescription();

    public static void MapRegions(this RouteGroupBuilder api) => api.MapGet("/regions", Get).SignedIn().WithSummary("The divisions in parent=, or the provinces without one");

    private static IReadOnlyList<Row> Get(string? parent, HttpContext http)
    {
        var rows = parent is { Length: > 0 } code ? Regions.Of(code).Children : Regions.Provinces;
        // Divisions change once a year, with a release.
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return [.. rows.Select(r => new Row(r.Code, r.Name, r.Children.Count == 0))];
    }
}
