using Hecai.Service;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Service;

/// <summary>Work orders from their opening to their acceptance.</summary>
internal static class WorkOrderApi
{
    public sealed record ProviderBody(Guid Provider);

    /// <param name="Start">On a quarter hour.</param>
    /// <param name="End">On a quarter hour of the same day.</param>
    /// <param name="Technician">Who comes; null when that is decided later.</param>
    public sealed record VisitBody(DateTimeOffset Start, DateTimeOffset End, Guid? Technician = null);

    public sealed record TechnicianBody(Guid Technician);

    /// <param name="Reading">A number as text, for example "226.4", so that no decimal is lost.</param>
    public sealed record CheckBody(int Line, int Unit, string Item, bool? Yes = null, string? Reading = null, string? Text = null, string? Remark = null);

    public sealed record ChecksBody(IReadOnlyList<CheckBody> Checks);

    /// <param name="Signature">The path of the strokes in a box of 340 × 140: M and L with coordinates.</param>
    public sealed record CompletionBody(string Signer, string Signature);

    public sealed record ReasonBody(string Reason);

    /// <param name="Again">True when another work order takes its place.</param>
    public sealed record CancellationBody(string Reason, bool Again = true);

    /// <param name="WishedOn">The day on which it shall be installed; absent: as soon as can be.</param>
    public sealed record ReleaseBody(DateOnly? WishedOn = null);

    public sealed record PhotoAnswer(Guid File);

    public sealed record AcceptanceAnswer(string AcceptanceNumber);

    public static void MapWorkOrders(this RouteGroupBuilder api)
    {
        api.MapGet("/work-orders", List).Needs(ServicePermissions.ViewWork).WithSummary("Work orders of the caller's organization, the newest first");
        api.MapGet("/work-orders/{id:guid}", One).SignedIn().WithSummary("One work order with its checklists and what was entered");
        api.MapPost("/work-orders/{id:guid}/provider", Give).Needs(ServicePermissions.AssignProvider).WithSummary("Give it to a service provider");
        api.MapPost("/work-orders/{id:guid}/visit", Schedule).Needs(ServicePermissions.Dispatch).WithSummary("Agree a visit, and send a technician");
        api.MapPost("/work-orders/{id:guid}/release", Release).Needs(ServicePermissions.Release).WithSummary("The buyer is ready for a deferred installation");
        api.MapPost("/work-orders/{id:guid}/technician", Assign).Needs(ServicePermissions.Dispatch).WithSummary("Send a technician to the agreed visit");
        api.MapPost("/work-orders/{id:guid}/arrival", Arrive).Needs(ServicePermissions.DoWork).WithSummary("The technician is on site");
        api.MapPost("/work-orders/{id:guid}/checks", Check).Needs(ServicePermissions.DoWork).WithSummary("Record checks, readings, serial numbers and texts");
        api.MapPost("/work-orders/{id:guid}/photos", Photo).Needs(ServicePermissions.DoWork).Accepts<byte[]>("image/jpeg", "image/png", "image/webp").WithSummary("Upload the photo of one item; the body is the picture itself");
        api.MapPost("/work-orders/{id:guid}/completion", Finish).Needs(ServicePermissions.DoWork).WithSummary("Finish, with the customer's signature");
        api.MapPost("/work-orders/{id:guid}/acceptance", Accept).Needs(ServicePermissions.Accept).WithSummary("Accept the finished work");
        api.MapPost("/work-orders/{id:guid}/rework", Rework).Needs(ServicePermissions.Accept).WithSummary("Ask for rework");
        api.MapPost("/work-orders/{id:guid}/cancellation", Cancel).Needs(ServicePermissions.Cancel).WithSummary("Cancel a visit that will not happen");
        api.MapGet("/dispatch/{day}", Board).Needs(ServicePermissions.Dispatch).WithSummary("The dispatcher's day: lanes by technician, jobs without one and who fits");
        api.MapGet("/technicians", Technicians).Needs(ServicePermissions.Dispatch).WithSummary("The technicians of the caller's organization");
    }

    private static async Task<Page<WorkOrderRow>> List(HttpContext http, AppDb db, WorkOrderQueries queries, WorkOrderState? state, string? q, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, new(state is { } only ? [only] : null, q), after, ApiConventions.Limit(limit)), ct);

    private static async Task<Ok<WorkOrderView>> One(Guid id, HttpContext http, AppDb db, WorkOrderQueries queries, CancellationToken ct)
    {
        var work = await db.Read(http.Actor(), read => queries.One(read, new WorkOrderId(id)), ct);
        return http.Versioned(work, work.Version);
    }

    private static Task<NoContent> Give(Guid id, ProviderBody body, HttpContext http, AssignProvider give, CancellationToken ct) => Done(give.Run(new(id), new(body.Provider), http.Actor(), ct));

    private static Task<NoContent> Schedule(Guid id, VisitBody body, HttpContext http, ScheduleVisit schedule, CancellationToken ct) =>
        Done(schedule.Run(new(id), body.Start, body.End, body.Technician is { } who ? new TechnicianId(who) : null, http.Actor(), ct));

    private static Task<NoContent> Release(Guid id, ReleaseBody body, HttpContext http, ReleaseWork release, CancellationToken ct) => Done(release.Run(new(id), body.WishedOn, http.Actor(), ct));

    private static Task<NoContent> Assign(Guid id, TechnicianBody body, HttpContext http, AssignTechnician assign, CancellationToken ct) => Done(assign.Run(new(id), new(body.Technician), http.Actor(), ct));

    private static Task<NoContent> Arrive(Guid id, HttpContext http, ArriveOnSite arrive, CancellationToken ct) => Done(arrive.Run(new(id), http.Actor(), ct));

    private static Task<NoContent> Check(Guid id, ChecksBody body, HttpContext http, RecordCheck record, CancellationToken ct) =>
        Done(record.Run(new(id), [.. body.Checks.Select(c => new CheckEntry(c.Line, c.Unit, c.Item, new(c.Yes, c.Reading, c.Text, c.Remark)))], http.Actor(), ct));

    private static async Task<Created<PhotoAnswer>> Photo(Guid id, int line, int unit, string item, string? name, HttpContext http, AttachPhoto attach, CancellationToken ct)
    {
        var file = await attach.Run(new(id), line, unit, item, await FileApi.Body(http, "photo", ct), name, http.Actor(), ct);
        return TypedResults.Created($"/api/v1/files/{file.Value}", new PhotoAnswer(file.Value));
    }

    private static Task<NoContent> Finish(Guid id, CompletionBody body, HttpContext http, FinishWork finish, CancellationToken ct) => Done(finish.Run(new(id), body.Signer, body.Signature, http.Actor(), ct));

    private static async Task<AcceptanceAnswer> Accept(Guid id, HttpContext http, AcceptWork accept, CancellationToken ct) => new(await accept.Run(new(id), http.Actor(), ct));

    private static Task<NoContent> Rework(Guid id, ReasonBody body, HttpContext http, AskForRework rework, CancellationToken ct) => Done(rework.Run(new(id), body.Reason, http.Actor(), ct));

    private static Task<NoContent> Cancel(Guid id, CancellationBody body, HttpContext http, CancelWork cancel, CancellationToken ct) => Done(cancel.Run(new(id), body.Reason, body.Again, http.Actor(), ct));

    private static async Task<DispatchBoard> Board(DateOnly day, HttpContext http, AppDb db, DispatchQueries queries, CancellationToken ct) => await db.Read(http.Actor(), read => queries.Board(read, day), ct);

    private static async Task<IReadOnlyList<TechnicianRow>> Technicians(HttpContext http, AppDb db, TechnicianQueries queries, CancellationToken ct) => await db.Read(http.Actor(), read => queries.All(read), ct);

    private static async Task<NoContent> Done(Task work)
    {
        await work;
        return TypedResults.NoContent();
    }
}
