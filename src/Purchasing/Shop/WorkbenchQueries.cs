using Hecai.Control;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>What was ordered in one month, in minor units of CNY.</summary>
public sealed record MonthTotal(string Month, long Minor);

/// <summary>A buyer's home: what waits for me, and how the business goes.</summary>
public sealed record BuyerWorkbenchData(DateOnly Today, WaitingSummary Approvals, int MyReturned, int MyDrafts, int InApproval, int CartLines, long ThisMonth, long LastMonth, long SavedThisMonth,
    IReadOnlyList<MonthTotal> Months, IReadOnlyList<RequisitionRow> Recent, IReadOnlyList<BudgetRow> Budgets);

public sealed class WorkbenchQueries(ApprovalQueries approvals, RequisitionQueries requisitions, BudgetQueries budgets, CartQueries cart)
{
    private const int ShownMonths = 6;

    public async Task<BuyerWorkbenchData> Of(Reading read)
    {
        var today = ChinaTime.DateOf(read.Now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var since = ChinaTime.StartOf(month.AddMonths(1 - ShownMonths));
        var thisMonth = ChinaTime.StartOf(month);
        var orders = await read.Set<PurchaseOrder>().Where(o => o.PlacedAt >= since && o.State != PurchaseOrderState.Cancelled).Select(o => new { o.PlacedAt, o.Total.Minor }).ToListAsync(read.Cancel);
        var byMonth = orders.GroupBy(o => ChinaTime.DateOf(o.PlacedAt).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Sum(o => o.Minor));
        var months = Enumerable.Range(1 - ShownMonths, ShownMonths).Select(i => month.AddMonths(i).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))
            .Select(m => new MonthTotal(m, byMonth.GetValueOrDefault(m))).ToList();
        var saved = await (from r in read.Set<Requisition>().IgnoreAutoIncludes()
                           from l in r.Lines
                           where r.State == RequisitionState.Ordered && r.EndedAt >= thisMonth
                           select (l.ListPrice.Minor - l.UnitPrice.Minor) * l.Quantity).SumAsync(read.Cancel);
        var me = read.Actor.Membership;
        var mine = await read.Set<Requisition>().IgnoreAutoIncludes().Where(r => r.RequesterMembership == me).GroupBy(r => r.State)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);
        return new(today, await approvals.Waiting(read), mine.GetValueOrDefault(RequisitionState.Returned), mine.GetValueOrDefault(RequisitionState.Draft),
            await requisitions.Count(read, new(RequisitionState.InApproval)), await cart.Count(read), months[^1].Minor, months[^2].Minor, saved, months,
            read.Actor.Can(PurchasingPermissions.ViewRequisitions) ? (await requisitions.List(read, new(), null, 8)).Items : [],
            read.Actor.Can(ControlPermissions.ViewBudgets) ? await budgets.OfYear(read, today.Year) : []);
    }
}
