using Hecai.Service;
using Hecai.Web.Identity;

namespace Hecai.Web.Api.Service;

/// <summary>The register of installed equipment.</summary>
internal static class EquipmentApi
{
    public static void MapEquipment(this RouteGroupBuilder api)
    {
        api.MapGet("/equipment", List).Needs(ServicePermissions.ViewEquipment).WithSummary("Installed equipment, searched by serial number, part number, name or place");
        api.MapGet("/equipment/{id:guid}", One).Needs(ServicePermissions.ViewEquipment).WithSummary("One piece with its warranty");
    }

    private static async Task<Page<EquipmentRow>> List(HttpContext http, AppDb db, EquipmentQueries queries, string? q, DateOnly? warrantyEndsBy, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, q, warrantyEndsBy, after, ApiConventions.Limit(limit)), ct);

    private static async Task<EquipmentRow> One(Guid id, HttpContext http, AppDb db, EquipmentQueries queries, CancellationToken ct) => await db.Read(http.Actor(), read => queries.One(read, new EquipmentId(id)), ct);
}
