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

    private static async Task<IReadOnlyList<EquipmentRow>> List(HttpContext http, AppDb db, EquipmentQueries queries, string? q, DateOnly? warrantyEndsBy, int? offset, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, q, warrantyEndsBy, Math.Max(0, offset ?? 0), ApiConventions.Limit(limit)), ct);

    private static async Task<EquipmentRow> One(Guid id, HttpContext http, AppDb db, EquipmentQueries queries, CancellationToken ct) => await db.Read(http.Actor(), read => queries.One(read, new EquipmentId(id)), ct);
}
