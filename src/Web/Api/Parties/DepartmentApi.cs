using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Parties;

/// <summary>The department tree of the caller's organization.</summary>
internal static class DepartmentApi
{
    /// <param name="Name">Unique beside its siblings.</param>
    /// <param name="Parent">Null: at the top.</param>
    public sealed record DepartmentBody(string Name, Guid? Parent = null);

    public sealed record ManagerBody(Guid? Manager);

    public static void MapDepartments(this RouteGroupBuilder api)
    {
        api.MapGet("/departments", List).SignedIn().WithSummary("The tree, each department followed by those below it");
        api.MapPost("/departments", Add).Needs(PartiesPermissions.ManageDepartments).WithSummary("Add a department");
        api.MapPut("/departments/{id:guid}/name", Rename).Needs(PartiesPermissions.ManageDepartments).WithSummary("Rename");
        api.MapPut("/departments/{id:guid}/parent", Move).Needs(PartiesPermissions.ManageDepartments).WithSummary("Move, with everything below");
        api.MapPut("/departments/{id:guid}/manager", Appoint).Needs(PartiesPermissions.ManageDepartments).WithSummary("Appoint or remove the manager");
    }

    public sealed record NameBody(string Name);

    public sealed record ParentBody(Guid? Parent);

    private static async Task<IReadOnlyList<DepartmentRow>> List(HttpContext http, AppDb db, DepartmentQueries queries, CancellationToken ct) =>
        await db.Read(http.Actor(), queries.Tree, ct);

    private static async Task<Created<Made>> Add(DepartmentBody body, HttpContext http, AddDepartment add, CancellationToken ct) =>
        ApiConventions.Made(await add.Run(body.Name, Of(body.Parent), http.Actor(), ct));

    private static async Task<NoContent> Rename(Guid id, NameBody body, HttpContext http, RenameDepartment rename, CancellationToken ct)
    {
        await rename.Run(new DepartmentId(id), body.Name, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Move(Guid id, ParentBody body, HttpContext http, MoveDepartment move, CancellationToken ct)
    {
        await move.Run(new DepartmentId(id), Of(body.Parent), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Appoint(Guid id, ManagerBody body, HttpContext http, AppointManager appoint, CancellationToken ct)
    {
        await appoint.Run(new DepartmentId(id), body.Manager is { } manager ? new MembershipId(manager) : null, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static DepartmentId? Of(Guid? id) => id is { } value ? new DepartmentId(value) : null;
}
