using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Parties;

/// <summary>Organizations, for the operator.</summary>
internal static class OrganizationApi
{
    /// <param name="Approve">False rejects.</param>
    /// <param name="Reason">Required when rejecting; the applicant reads it.</param>
    public sealed record DecisionBody(bool Approve, string? Reason = null);

    public sealed record SuspensionBody(string Reason);

    public static void MapOrganizations(this RouteGroupBuilder api)
    {
        api.MapGet("/organizations", List).Needs(PartiesPermissions.ViewOrganizations).WithSummary("Organizations, the newest application first");
        api.MapGet("/organizations/{id:guid}", Get).Needs(PartiesPermissions.ViewOrganizations).WithSummary("One organization with its qualifications");
        api.MapPost("/organizations/{id:guid}/decision", Decide).Needs(PartiesPermissions.DecideApplications).WithSummary("Approve or reject an application");
        api.MapPost("/organizations/{id:guid}/suspension", Suspend).Needs(PartiesPermissions.Suspend).WithSummary("Suspend: nobody acts for it any more");
        api.MapDelete("/organizations/{id:guid}/suspension", Resume).Needs(PartiesPermissions.Suspend).WithSummary("Let a suspended organization act again");
    }

    private static async Task<Page<OrganizationRow>> List(HttpContext http, AppDb db, OrganizationQueries queries, OrganizationState? state, string? q, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, state, q, after, ApiConventions.Limit(limit)), ct);

    private static Task<OrganizationDetail> Get(Guid id, HttpContext http, AppDb db, OrganizationQueries queries, CancellationToken ct) =>
        db.Read(http.Actor(), read => queries.Detail(read, new OrganizationId(id)), ct);

    private static async Task<NoContent> Decide(Guid id, DecisionBody body, HttpContext http, DecideApplication decide, CancellationToken ct)
    {
        await decide.Run(new OrganizationId(id), body.Approve, body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Suspend(Guid id, SuspensionBody body, HttpContext http, SuspendOrganization suspend, CancellationToken ct)
    {
        await suspend.Run(new OrganizationId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Resume(Guid id, HttpContext http, ResumeOrganization resume, CancellationToken ct)
    {
        await resume.Run(new OrganizationId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
