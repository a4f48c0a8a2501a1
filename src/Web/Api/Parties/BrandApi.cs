using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Parties;

/// <summary>The platform's name and accent colour.</summary>
internal static class BrandApi
{
    /// <param name="Light">The accent on white, as #0e6470; at least 4.5:1.</param>
    /// <param name="Dark">The accent on the dark surface; at least 4.5:1.</param>
    public sealed record Body(Text Name, string Light, string Dark);

    public static void MapBrand(this RouteGroupBuilder api)
    {
        api.MapGet("/brand", Get).SignedIn().WithSummary("How the platform is named and coloured");
        api.MapPut("/brand", Set).Needs(PartiesPermissions.ManageBrand).WithSummary("Name and colour the platform");
    }

    private static Task<BrandView> Get(Brands brands) => brands.Current();

    private static async Task<NoContent> Set(Body body, HttpContext http, SetBrand set, CancellationToken ct)
    {
        await set.Run(body.Name.Zh, body.Name.En, body.Light, body.Dark, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
