using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>What one supplier was ordered in one month, in minor units of CNY.</summary>
public sealed record SupplierMonth(string Month, OrganizationId Supplier, string SupplierName, long Minor, int Orders);

/// <summary>Orders month by month, for the workbenches of those who supply and of those who run the platform.</summary>
public sealed class TurnoverQueries
{
    public const int ShownMonths = 6;

    /// <summary>Supplier orders that were not refused or taken back, of the last six months of China's calendar; a supplier gets its own.</summary>
    public async Task<IReadOnlyList<SupplierMonth>> BySupplier(Reading read)
    {
        if (!read.Actor.Can(PurchasingPermissions.ViewOrders))
            read.Actor.Demand(PurchasingPermissions.ViewSupplierOrders);
        var since = ChinaTime.StartOf(Months(read.Now)[0]);
        var orders = read.Set<SupplierOrder>().IgnoreAutoIncludes().Where(o => o.PlacedAt >= since && o.State != SupplierOrderState.Rejected && o.State != SupplierOrderState.Cancelled);
        if (!read.Actor.IsOperator)
        {
            var own = read.Actor.Organization;
            orders = orders.Where(o => o.SupplierId == own);
        }
        // Months are those of China, which no database knows: the rows are few and thin.
        var rows = await orders.Select(o => new { o.SupplierId, o.SupplierName, o.PlacedAt, o.Total.Minor }).ToListAsync(read.Cancel);
        return [.. rows.GroupBy(o => (Month: Name(ChinaTime.DateOf(o.PlacedAt)), o.SupplierId)).Select(g => new SupplierMonth(g.Key.Month, g.Key.SupplierId, g.First().SupplierName, g.Sum(o => o.Minor), g.Count()))];
    }

    /// <summary>The first days of the last six months, the present one last.</summary>
    public static IReadOnlyList<DateOnly> Months(DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        return [.. Enumerable.Range(1 - ShownMonths, ShownMonths).Select(i => new DateOnly(today.Year, today.Month, 1).AddMonths(i))];
    }

    /// <summary>A month as charts name it: 2026-11.</summary>
    public static string Name(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
