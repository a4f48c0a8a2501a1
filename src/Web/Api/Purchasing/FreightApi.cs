using Hecai.Purchasing;
using Hecai.Stock;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>What the caller's organization charges for bringing goods.</summary>
internal static class FreightApi
{
    /// <param name="Rules">All of them; none: it is free.</param>
    public sealed record Body(IReadOnlyList<FreightRule> Rules);

    public static void MapFreight(this RouteGroupBuilder api)
    {
        api.MapGet("/freight-rules", Get).Needs(StockPermissions.View).WithSummary("The caller's freight rules, with their version as ETag");
        api.MapPut("/freight-rules", Set).Needs(StockPermissions.Manage).Conditional().WithSummary("Say anew what bringing goods costs, by division and delivery mode; the innermost division decides. Documents that are written keep their freight");
    }

    private static async Task<Ok<Body>> Get(HttpContext http, AppDb db, FreightQueries queries, CancellationToken ct)
    {
        var (own, version) = await db.Read(http.Actor(), queries.Own, ct);
        return http.Versioned(new Body(own.Rules), version);
    }

    private static async Task<NoContent> Set(Body body, HttpContext http, SetFreightRules set, CancellationToken ct)
    {
        await set.Run(new FreightRules(body.Rules), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
