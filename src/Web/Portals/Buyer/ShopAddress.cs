using Hecai.Parties;

namespace Hecai.Web.Portals.Buyer;

/// <summary>Where a buyer's page delivers to: the chosen site, else the first; kept in the address bar as <c>site</c>.</summary>
internal sealed record ShopAddress(IReadOnlyList<SiteRow> Sites, SiteRow? Chosen)
{
    public string? RegionCode => Chosen?.Address.RegionCode;

    public static async Task<ShopAddress> Of(Reading read, SiteQueries sites, Guid? chosen)
    {
        var all = await sites.All(read);
        return new(all, all.FirstOrDefault(s => s.Id.Value == chosen) ?? all.FirstOrDefault());
    }
}
