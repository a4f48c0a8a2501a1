namespace Hecai.Web.Hosting;

/// <summary>Light, dark, or as the device: the server writes the attribute, so that a page never flashes in the wrong colours.</summary>
public static class Themes
{
    private static readonly string[] Offered = ["auto", "light", "dark"];
    private const string Cookie = "hecai.theme";
    // Written by theme.js: what the device prefers, so that "auto" can be answered by the server from the second page on.
    private const string DeviceCookie = "hecai.scheme";

    internal static void MapThemeSwitch(this WebApplication app) =>
        app.MapPreference("/theme", "theme", Cookie, value => Offered.Contains(value) ? value : null);

    /// <summary>What the reader chose: auto, light or dark.</summary>
    public static string Chosen(HttpContext context) =>
        context.Request.Cookies[Cookie] is { } chosen && Offered.Contains(chosen) ? chosen : Offered[0];

    /// <summary>What the page is painted in: light or dark.</summary>
    public static string Painted(HttpContext context) => Chosen(context) switch
    {
        "auto" => context.Request.Cookies[DeviceCookie] == "dark" ? "dark" : "light",
        var chosen => chosen,
    };
}
