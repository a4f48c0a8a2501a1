using Hecai.Stock;
using Hecai.Web.Exports;
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

    /// <param name="Unchanged">How many divisions stay as they are.</param>
    public sealed record SheetAnswer(bool Written, int Unchanged, IReadOnlyList<ChangeAnswer> Changes, IReadOnlyList<FaultAnswer> Faults);

    /// <param name="Before">Working days; absent where it was not named.</param>
    /// <param name="After">Absent where it is not delivered to any more.</param>
    public sealed record ChangeAnswer(string RegionCode, string Region, int? Before, int? After);

    public sealed record FaultAnswer(long Line, string Named, string Field, string Code, string Message);

    public static void MapWarehouses(this RouteGroupBuilder api)
    {
        api.MapGet("/warehouses", List).Needs(StockPermissions.View).WithSummary("The caller's warehouses with what lies in them");
        api.MapPost("/warehouses", Open).Needs(StockPermissions.Manage).WithSummary("Open a warehouse");
        api.MapGet("/warehouses/{id:guid}/areas", Delivers).Needs(StockPermissions.View).WithSummary("Where it delivers, by region code");
        api.MapPost("/warehouses/{id:guid}/areas/sheet", Take).Needs(StockPermissions.Manage).Conditional().Accepts<byte[]>("text/csv", Sheet.Type)
            .WithSummary("Say anew where it delivers by a sheet (CSV or XLSX), all of it or nothing; dryRun=true says what would change, with an ETag for If-Match");
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

    private static async Task<IReadOnlyList<AreaBody>> Delivers(Guid id, HttpContext http, AppDb db, StockQueries queries, CancellationToken ct) => await db.Read(http.Actor(), async read =>
    {
        var warehouse = (await queries.Warehouses(read)).FirstOrDefault(w => w.Id.Value == id) ?? throw Refused.With(KernelErrors.NotFound);
        return (IReadOnlyList<AreaBody>)[.. (await queries.Areas(read, warehouse.Id)).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new AreaBody(a.Key, a.Value))];
    }, ct);

    private static async Task<Ok<SheetAnswer>> Take(Guid id, bool? dryRun, string? name, HttpContext http, ImportAreas import, CancellationToken ct)
    {
        using var content = new MemoryStream(await FileApi.Body(http, "file", ct));
        var done = await import.Run(new WarehouseId(id), content, name ?? "areas", dryRun == true, http.IfMatch(), http.Actor(), ct);
        return http.Versioned(new SheetAnswer(done.Written, done.Unchanged, [.. done.Changes.Select(c => new ChangeAnswer(c.RegionCode, Regions.Of(c.RegionCode).Path, c.Before, c.After))],
            [.. done.Faults.Select(f => new FaultAnswer(f.Line, f.Named, f.Fault.Field, f.Fault.Error.Code, f.Fault.Message))]), done.Basis);
    }

    private static List<(string, int)> Areas(IReadOnlyList<AreaBody> areas) => [.. areas.Select(a => (a.RegionCode, a.Days))];
}
