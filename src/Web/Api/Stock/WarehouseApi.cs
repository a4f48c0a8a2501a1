using Hecai.Stock;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Stock;

/// <summary>The warehouses of the caller's organization, and where they deliver.</summary>
internal static class WarehouseApi
{
    /// <param name="RegionCode">A division of any level; the innermost that contains an address decides.</param>
    /// <param name="Days">Working days from the order to the delivery, 0 to 90.</param>
    public sealed record AreaBody(string RegionCode, int Days);

    /// <param name="RegionCode">Where it stands.</param>
    /// <param name="Areas">Where it delivers; an area that is not named is not delivered to.</param>
    public sealed record Body(string Code, Text Name, string RegionCode, IReadOnlyList<AreaBody> Areas);

    public sealed record AreasBody(IReadOnlyList<AreaBody> Areas);

    public static void MapWarehouses(this RouteGroupBuilder api)
    {
        api.MapGet("/warehouses", List).Needs(StockPermissions.View).WithSummary("The caller's warehouses with what lies in them");
        api.MapPost("/warehouses", Open).Needs(StockPermissions.Manage).WithSummary("Open a warehouse");
        api.MapPut("/warehouses/{id:guid}/areas", SetAreas).Needs(StockPermissions.Manage).WithSummary("Say anew where it delivers");
    }

    private static async Task<IReadOnlyList<WarehouseRow>> List(HttpContext http, AppDb db, StockQueries queries, CancellationToken ct) => await db.Read(http.Actor(), queries.Warehouses, ct);

    private static async Task<Created<Made>> Open(Body body, HttpContext http, OpenWarehouse open, CancellationToken ct) =>
        ApiConventions.Made(await open.Run(new WarehouseInput(body.Code, body.Name, body.RegionCode, Areas(body.Areas)), http.Actor(), ct));

    private static async Task<NoContent> SetAreas(Guid id, AreasBody body, HttpContext http, SetDeliveryAreas set, CancellationToken ct)
    {
        await set.Run(new WarehouseId(id), Areas(body.Areas), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static List<(string, int)> Areas(IReadOnlyList<AreaBody> areas) => [.. areas.Select(a => (a.RegionCode, a.Days))];
}
