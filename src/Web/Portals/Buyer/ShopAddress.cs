using Hecai.Parties;

namespace Hecai.Web.Portals.Buyer;

/// <summary>Where a buyer's page delivers to: the chosen site, else the first; kept in the address bar as <c>site</c>.</summary>
internal sealed record ShopAddress(IReadOnlyList<SiteRow> Sites, SiteRow? Chosen)
{
    private const string Cookie = "hecai.site";

    public string? RegionCode => Chosen?.Address.RegionCode;

    /// <param name="read">Of the buyer.</param>
    /// <param name="sites">The buyer's places.</param>
    /// <param name="chosen">What the reader chose.</param>
    /// <param name="last">Where they had something sent before.</param>
    public static async Task<ShopAddress> Of(Reading read, SiteQueries sites, Guid? chosen, Address? last = null)
    {
        var all = await sites.All(read);
        return new(all, all.FirstOrDefault(s => s.Id.Value == chosen) ?? all.FirstOrDefault(s => last is not null && s.Address.RegionCode == last.RegionCode && s.Address.Detail == last.Detail) ?? all.FirstOrDefault());
    }

    /// <summary>The site that the reader last looked at prices for; without it the cart would ask for another than the catalogue showed.</summary>
    public static Guid? Remembered(HttpContext context) => Guid.TryParse(context.Request.Cookies[Cookie], out var site) ? site : null;

    /// <summary>Remembers the site that a page of the catalogue is asked for.</summary>
    public static void Remember(WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/catalogue") && Guid.TryParse(context.Request.Query["site"], out var site))
            context.Response.Cookies.Append(Cookie, site.ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Path = "/" });
        return next(context);
    });
}
