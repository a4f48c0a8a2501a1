using Hecai.Control;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>Cost centres and budgets.</summary>
internal static class BudgetApi
{
    public sealed record CostCentreBody(string Code, string Name, Guid Department);

    public sealed record AllocationBody(Guid CostCentre, int Year, Money Allocated);

    public static void MapBudgets(this RouteGroupBuilder api)
    {
        api.MapGet("/cost-centres", Centres).SignedIn().WithSummary("The cost centres of the caller's organization");
        api.MapPost("/cost-centres", Open).Needs(ControlPermissions.ManageCostCentres).WithSummary("Open a cost centre");
        api.MapGet("/budgets", List).Needs(ControlPermissions.ViewBudgets).WithSummary("Budgets of a year with their figures in minor units of CNY");
        api.MapGet("/budgets/{id:guid}/entries", Entries).Needs(ControlPermissions.ViewBudgets).WithSummary("The entries behind a budget's figures, the newest first");
        api.MapPost("/budgets", Allocate).Needs(ControlPermissions.ManageBudgets).WithSummary("Set what a cost centre may spend in a year");
    }

    private static async Task<IReadOnlyList<CostCentreRow>> Centres(HttpContext http, AppDb db, CostCentreQueries queries, CancellationToken ct) => await db.Read(http.Actor(), queries.All, ct);

    private static async Task<Created<Made>> Open(CostCentreBody body, HttpContext http, OpenCostCentre open, CancellationToken ct) =>
        ApiConventions.Made(await open.Run(body.Code, body.Name, new DepartmentId(body.Department), http.Actor(), ct));

    private static async Task<IReadOnlyList<BudgetRow>> List(HttpContext http, AppDb db, BudgetQueries queries, int? year, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.OfYear(read, year ?? ChinaTime.DateOf(read.Now).Year), ct);

    private static async Task<IReadOnlyList<BudgetEntryRow>> Entries(Guid id, HttpContext http, AppDb db, BudgetQueries queries, long? before, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), async read =>
        {
            await queries.One(read, new BudgetId(id));
            return await queries.Entries(read, new BudgetId(id), before ?? long.MaxValue, ApiConventions.Limit(limit));
        }, ct);

    private static async Task<Created<Made>> Allocate(AllocationBody body, HttpContext http, AllocateBudget allocate, CancellationToken ct) =>
        ApiConventions.Made(await allocate.Run(new CostCentreId(body.CostCentre), body.Year, body.Allocated, http.Actor(), ct));
}
