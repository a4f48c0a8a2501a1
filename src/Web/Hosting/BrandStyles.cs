using Hecai.Parties;

namespace Hecai.Web.Hosting;

/// <summary>The two values that a brand sets, as a stylesheet of its own: the content policy allows no inline style.</summary>
internal static class BrandStyles
{
    /// <summary>The address of the brand's stylesheet, another one for every brand; null for the product's own colours, which need none.</summary>
    public static string? Address(BrandView brand) => (brand.Light, brand.Dark) == (BrandView.Default.Light, BrandView.Default.Dark) ? null : $"/brand.css?{brand.Light[1..]}-{brand.Dark[1..]}";

    public static void MapBrandStyles(this WebApplication app) => app.MapGet("/brand.css", async (HttpContext http, Brands brands) =>
    {
        var brand = await brands.Current();
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text($":root, [data-bs-theme=light], [data-bs-theme=dark] {{ --hc-brand: {brand.Light}; --hc-brand-dark: {brand.Dark}; }}\n", "text/css");
    }).ExcludeFromDescription().AllowAnonymous();
}
