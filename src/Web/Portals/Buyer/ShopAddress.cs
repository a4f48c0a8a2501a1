using Hecai.Parties;
using Hecai.Purchasing;

namespace Hecai.Web.Portals.Buyer;

/// <summary>Where a buyer's page delivers to: one rule for all of them, so that no page asks for another place than the one before showed prices for.</summary>
internal sealed record ShopAddress(IReadOnlyList<SiteRow> Sites, SiteRow? Chosen)
{
    private const string Cookie = "hecai.site";

    public string? RegionCode => Chosen?.Address.RegionCode;

    /// <summary>
    /// The chosen site, else the one that the reader last looked at prices for, else where they had something sent before, else
    /// the first. What was found is remembered in the browser, so that it is looked up once and not on every page.
    /// </summary>
    /// <param name="read">Of the buyer.</param>
    /// <param name="sites">The buyer's places.</param>
    /// <param name="requisitions">What the reader asked for before.</param>
    /// <param name="context">Whose cookie remembers what was looked at.</param>
    /// <param name="chosen">What the reader chose on this page.</param>
    public static async Task<ShopAddress> Of(Reading read, SiteQueries sites, RequisitionQueries requisitions, HttpContext context, Guid? chosen)
    {
        var all = await sites.All(read);
        Guid? remembered = Guid.TryParse(context.Request.Cookies[Cookie], out var kept) ? kept : null;
        var found = all.FirstOrDefault(s => s.Id.Value == (chosen ?? remembered)) ?? await Before(read, all, requisitions) ?? all.FirstOrDefault();
        if (found is not null && found.Id.Value != remembered)
            context.Response.Cookies.Append(Cookie, found.Id.Value.ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Path = "/" });
        return new(all, found);
    }

    private static async Task<SiteRow?> Before(Reading read, IReadOnlyList<SiteRow> all, RequisitionQueries requisitions)
    {
        var last = all.Count > 1 ? (await requisitions.Last(read))?.ShipTo : null;
        return all.FirstOrDefault(s => last is not null && s.Address.RegionCode == last.RegionCode && s.Address.Detail == last.Detail);
    }
}
