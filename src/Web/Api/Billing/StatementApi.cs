using Hecai.Billing;
using Hecai.Web.Identity;

namespace Hecai.Web.Api.Billing;

/// <summary>Draft statements by month.</summary>
internal static class StatementApi
{
    public static void MapStatements(this RouteGroupBuilder api) =>
        api.MapGet("/statements/{period}", Draft).Needs(BillingPermissions.ViewStatements).WithSummary("The draft statement of a month (2026-11): lines, totals, by cost centre and by tax rate");

    private static async Task<DraftStatement> Draft(string period, HttpContext http, AppDb db, StatementQueries queries, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.Draft(read, Period.Parse(period)), ct);
}
