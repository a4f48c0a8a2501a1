using Hecai.Catalogue;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Catalogue;

/// <summary>商品池: draft → publication; retirement. A published pool is replaced, never changed.</summary>
internal static class PoolApi
{
    /// <param name="Buyer">For the operator; a buyer's own people leave it out.</param>
    /// <param name="Department">For this department and all below it; absent: for everybody.</param>
    /// <param name="Included">Part numbers put in by hand.</param>
    /// <param name="Excluded">Part numbers taken out by hand.</param>
    public sealed record Body(string Name, Guid? Buyer = null, Guid? Department = null, IReadOnlyList<PoolRule>? Rules = null, IReadOnlyList<string>? Included = null, IReadOnlyList<string>? Excluded = null)
    {
        internal PoolInput Input => new(Buyer is { } buyer ? new OrganizationId(buyer) : null, Department is { } department ? new DepartmentId(department) : null, Name, Rules ?? [], Included ?? [], Excluded ?? []);
    }

    public sealed record Answer(PoolView Pool, IReadOnlyList<string> AllowedActions);

    public static void MapPools(this RouteGroupBuilder api)
    {
        api.MapGet("/pools", List).Needs(PoolPermissions.View).WithSummary("The product pools of the caller's organization; for the operator of all buyers, or of one");
        api.MapGet("/pools/{id:guid}", Get).Needs(PoolPermissions.View).WithSummary("One pool with its rules and products");
        api.MapGet("/pools/{id:guid}/effect", Effect).Needs(PoolPermissions.View).WithSummary("How many products its people see now, and would see");
        api.MapPost("/pools", Draft).Needs(PoolPermissions.Manage).WithSummary("Draft a pool");
        api.MapPut("/pools/{id:guid}", Change).Needs(PoolPermissions.Manage).Conditional().WithSummary("Write a draft anew; whose it is stays");
        api.MapPost("/pools/{id:guid}/publication", Publish).Needs(PoolPermissions.Manage).WithSummary("Put a draft in force in place of the pool that was");
        api.MapPost("/pools/{id:guid}/retirement", Retire).Needs(PoolPermissions.Manage).WithSummary("Take a pool out of force, or throw a draft away");
    }

    private static async Task<IReadOnlyList<PoolRow>> List(HttpContext http, AppDb db, PoolQueries pools, Guid? buyer, CancellationToken ct) =>
        await db.Read(http.Actor(), read => pools.All(read, buyer is { } id ? new OrganizationId(id) : null), ct);

    private static async Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, PoolQueries pools, CancellationToken ct)
    {
        var actor = http.Actor();
        var pool = await db.Read(actor, read => pools.One(read, new PoolId(id)), ct);
        return http.Versioned(new Answer(pool, [.. pool.Allowed(actor).Select(s => s.Verb)]), pool.Version);
    }

    private static async Task<PoolEffect> Effect(Guid id, HttpContext http, AppDb db, PoolQueries pools, CancellationToken ct) => await db.Read(http.Actor(), read => pools.Effect(read, new PoolId(id)), ct);

    private static async Task<Created<Made>> Draft(Body body, HttpContext http, DraftPool draft, CancellationToken ct)
    {
        var id = await draft.Run(body.Input, http.Actor(), ct);
        return ApiConventions.Made(id, "pools");
    }

    private static async Task<NoContent> Change(Guid id, Body body, HttpContext http, ChangePool change, CancellationToken ct)
    {
        await change.Run(new PoolId(id), body.Input, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Publish(Guid id, HttpContext http, PublishPool publish, CancellationToken ct)
    {
        await publish.Run(new PoolId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Retire(Guid id, HttpContext http, RetirePool retire, CancellationToken ct)
    {
        await retire.Run(new PoolId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
