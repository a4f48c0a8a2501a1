using Hecai.Catalogue;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Catalogue;

/// <summary>上架: draft → submission → review; suspension and retirement.</summary>
internal static class ListingApi
{
    /// <param name="ReturnedFor">Why it goes back to the supplier; absent to list it.</param>
    public sealed record ReviewBody(string? ReturnedFor = null);

    public sealed record SuspensionBody(string Reason);

    /// <param name="SaleFrom">The first moment of the sale; absent: from whenever it is listed. Whole minutes.</param>
    /// <param name="SaleUntil">The first moment after it; absent: without an end.</param>
    /// <param name="Reason">Why; the operator must say.</param>
    public sealed record ScheduleBody(DateTimeOffset? SaleFrom = null, DateTimeOffset? SaleUntil = null, string? Reason = null);

    /// <param name="ByOperator">The operator has said so, and it alone can change it.</param>
    public sealed record Schedule(DateTimeOffset? SaleFrom, DateTimeOffset? SaleUntil, string? Reason, bool ByOperator);

    /// <param name="Only">Codes of the divisions that it is sold in, of any level; empty or absent: everywhere.</param>
    /// <param name="Except">Codes of the divisions that it is not sold in. The innermost division that is named decides.</param>
    public sealed record AreasBody(IReadOnlyList<string>? Only = null, IReadOnlyList<string>? Except = null);

    /// <summary>A listing as its supplier wrote it, and what the caller may do with it.</summary>
    public sealed record Answer(ListingId Id, ListingState State, string? Reason, ListingFill Completeness, ProductInput Product, IReadOnlyList<RelationRow> Relations, IReadOnlyList<SkuFileRow> Files, IReadOnlyList<string> AllowedActions, Schedule Schedule, SaleAreas Areas);

    public sealed record FileAnswer(Guid File);

    /// <param name="Links">All of them, in their order: of the supplier's own products, or, from the operator, equivalents of other suppliers.</param>
    public sealed record LinksBody(IReadOnlyList<SkuLink> Links);

    public sealed record Rows(IReadOnlyList<ListingRow> Items, string? Next, int Total, IReadOnlyDictionary<ListingState, int> Counts);

    public static void MapListings(this RouteGroupBuilder api)
    {
        api.MapGet("/listings", List).Needs(CataloguePermissions.View).WithSummary("The supplier's own listings (the operator: everyone's), the last changed first");
        api.MapGet("/listings/{id:guid}", Get).Needs(CataloguePermissions.View).WithSummary("One listing as its supplier wrote it");
        api.MapPost("/listings", Draft).Needs(CataloguePermissions.Edit).WithSummary("Draft a product with its terms of sale");
        api.MapPut("/listings/{id:guid}", Change).Needs(CataloguePermissions.Edit).Conditional().WithSummary("Change a draft");
        api.MapPut("/listings/{id:guid}/links", Relate).Needs(RelationPermissions.Relate).Conditional().WithSummary("Say anew what a product goes with, whatever its state: its supplier names its own products, the operator equivalents of other suppliers");
        api.MapPost("/listings/{id:guid}/files", AddFile).Needs(CataloguePermissions.Edit).Accepts<byte[]>("image/jpeg", "image/png", "image/webp", "application/pdf").WithSummary("Add a picture or document to a draft; the body is the file itself, kind= what it is, name= what it is called");
        api.MapDelete("/listings/{id:guid}/files/{file:guid}", RemoveFile).Needs(CataloguePermissions.Edit).WithSummary("Take a picture or document off a draft");
        api.MapPost("/listings/{id:guid}/submission", Submit).Needs(CataloguePermissions.Submit).WithSummary("Submit a draft for review");
        api.MapPost("/listings/{id:guid}/review", Review).Needs(CataloguePermissions.Review).WithSummary("List it, or return it with a reason");
        api.MapPost("/listings/{id:guid}/suspension", Suspend).Needs(CataloguePermissions.Suspend).WithSummary("Stop the sale for the time being");
        api.MapDelete("/listings/{id:guid}/suspension", Resume).Needs(CataloguePermissions.Suspend).WithSummary("Let the sale go on");
        api.MapPut("/listings/{id:guid}/schedule", Plan).Needs(CataloguePermissions.Suspend).Conditional().WithSummary("Say from when it is sold and until when: outside of it the offer does not exist for buyers");
        api.MapPut("/listings/{id:guid}/areas", Restrict).Needs(CataloguePermissions.Suspend).Conditional().WithSummary("Say in which divisions it is sold, and in which it is not");
        api.MapPost("/listings/{id:guid}/revision", Revise).Needs(CataloguePermissions.Edit).WithSummary("Take a suspended listing back to draft");
        api.MapPost("/listings/{id:guid}/retirement", Retire).Needs(CataloguePermissions.Retire).WithSummary("End the sale for good");
    }

    private static async Task<Rows> List(HttpContext http, AppDb db, ListingQueries queries, ListingState? state, string? q, string? category, bool? scheduled, string? after, int? limit, CancellationToken ct)
    {
        var page = await db.Read(http.Actor(), read => queries.Rows(read, new(state, q, category, null, scheduled == true), after, ApiConventions.Limit(limit)), ct);
        return new(page.Rows, page.Next, page.Total, page.Counts);
    }

    private static Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, SkuPageQueries pages, CancellationToken ct)
    {
        var actor = http.Actor();
        return db.Read(actor, async read =>
        {
            var page = await pages.Page(read, new ListingId(id));
            // What others have on sale is a product, not a listing of the caller's.
            if (!actor.IsOperator && page.Supplier != actor.Organization)
                throw Refused.With(KernelErrors.NotFound);
            return http.Versioned(new Answer(page.Listing, page.State, page.Reason, page.Fill, page.Input!, page.Relations, page.Files, [.. page.Actions.Select(s => s.Verb)],
                new(page.Window.From, page.Window.Until, page.ScheduleReason, page.ScheduledByOperator), page.Areas), page.Version);
        }, ct);
    }

    private static async Task<Created<Made>> Draft(ProductInput body, HttpContext http, DraftListing draft, CancellationToken ct)
    {
        var id = await draft.Run(body, http.Actor(), ct);
        return ApiConventions.Made(id, "listings");
    }

    private static async Task<NoContent> Change(Guid id, ProductInput body, HttpContext http, ChangeListing change, CancellationToken ct)
    {
        await change.Run(new ListingId(id), body, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Relate(Guid id, LinksBody body, HttpContext http, ChangeLinks change, CancellationToken ct)
    {
        await change.Run(new ListingId(id), body.Links, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Created<FileAnswer>> AddFile(Guid id, SkuFileKind kind, string? name, HttpContext http, AddSkuFiles add, CancellationToken ct)
    {
        var files = await add.Run(new ListingId(id), kind, [new Upload(await FileApi.Body(http, "files", ct), name)], http.Actor(), ct);
        return TypedResults.Created($"/api/v1/media/{files[0].Value}", new FileAnswer(files[0].Value));
    }

    private static async Task<NoContent> RemoveFile(Guid id, Guid file, HttpContext http, RemoveSkuFile remove, CancellationToken ct)
    {
        await remove.Run(new ListingId(id), new SkuFileId(file), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Submit(Guid id, HttpContext http, SubmitListing submit, CancellationToken ct)
    {
        await submit.Run(new ListingId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Review(Guid id, ReviewBody body, HttpContext http, ReviewListing review, CancellationToken ct)
    {
        await review.Run(new ListingId(id), body.ReturnedFor, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Suspend(Guid id, SuspensionBody body, HttpContext http, SuspendListing suspend, CancellationToken ct)
    {
        await suspend.Run(new ListingId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Resume(Guid id, HttpContext http, ResumeListing resume, CancellationToken ct)
    {
        await resume.Run(new ListingId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Plan(Guid id, ScheduleBody body, HttpContext http, ScheduleListing schedule, CancellationToken ct)
    {
        await schedule.Run(new ListingId(id), new(body.SaleFrom, body.SaleUntil), body.Reason, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Restrict(Guid id, AreasBody body, HttpContext http, RestrictListing restrict, CancellationToken ct)
    {
        await restrict.Run(new ListingId(id), new(body.Only ?? [], body.Except ?? []), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Revise(Guid id, HttpContext http, ReviseListing revise, CancellationToken ct)
    {
        await revise.Run(new ListingId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Retire(Guid id, HttpContext http, RetireListing retire, CancellationToken ct)
    {
        await retire.Run(new ListingId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
