using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Parties;

/// <summary>The delivery places of the caller's organization.</summary>
internal static class SiteApi
{
    public sealed record SiteBody(string Name, Address Address, string? Note = null)
    {
        internal SiteInput Input => new(Name, Address.RegionCode, Address.Detail, Address.Contact, Address.Phone, Note);
    }

    /// <param name="Days">The whole week; none: every working day.</param>
    public sealed record ReceivingBody(IReadOnlyList<ReceivingDay> Days);

    public static void MapSites(this RouteGroupBuilder api)
    {
        api.MapGet("/sites", List).SignedIn().WithSummary("Open delivery places, by name");
        api.MapPost("/sites", Add).Needs(PartiesPermissions.ManageSites).WithSummary("Add a delivery place");
        api.MapPut("/sites/{id:guid}", Change).Needs(PartiesPermissions.ManageSites).WithSummary("Change a delivery place; existing documents keep their address");
        api.MapPut("/sites/{id:guid}/receiving", Receive).Needs(PartiesPermissions.SetReceivingTimes).WithSummary("Say on which weekdays and in which hours a place takes goods in");
        api.MapDelete("/sites/{id:guid}", Close).Needs(PartiesPermissions.ManageSites).WithSummary("Close a delivery place");
    }

    private static async Task<IReadOnlyList<SiteRow>> List(HttpContext http, AppDb db, SiteQueries queries, CancellationToken ct) => await db.Read(http.Actor(), queries.All, ct);

    private static async Task<Created<Made>> Add(SiteBody body, HttpContext http, AddSite add, CancellationToken ct) =>
        ApiConventions.Made(await add.Run(body.Input, http.Actor(), ct));

    private static async Task<NoContent> Change(Guid id, SiteBody body, HttpContext http, ChangeSite change, CancellationToken ct)
    {
        await change.Run(new SiteId(id), body.Input, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Receive(Guid id, ReceivingBody body, HttpContext http, SetReceivingTimes set, CancellationToken ct)
    {
        await set.Run(new SiteId(id), body.Days, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Close(Guid id, HttpContext http, CloseSite close, CancellationToken ct)
    {
        await close.Run(new SiteId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
