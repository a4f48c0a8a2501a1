using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared;

/// <summary>Addresses relative to the page: needed because a base element makes bare <c>#id</c> and <c>?x=y</c> links lead home.</summary>
public static class Addresses
{
    /// <summary>The path and query of the page.</summary>
    public static string Here(this NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;

    /// <summary>The path of the page, without a trailing slash.</summary>
    public static string Path(this NavigationManager navigation) =>
        new Uri(navigation.Uri).AbsolutePath is var path && path.Length > 1 ? path.TrimEnd('/') : path;

    /// <summary>One value of the query; null when absent.</summary>
    public static string? Query(this NavigationManager navigation, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>This page with some values of the query set (null removes), the others kept.</summary>
    public static string With(this NavigationManager navigation, params (string Name, string? Value)[] changes) =>
        new Uri(navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => (object?)c.Value))).PathAndQuery;
}
