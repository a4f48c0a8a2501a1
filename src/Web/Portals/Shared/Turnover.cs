using Hecai.Purchasing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>Orders month by month as figures and a chart, for supplier and operator.</summary>
internal sealed class Turnover(DateTimeOffset now, IReadOnlyList<SupplierMonth> rows)
{
    private readonly IReadOnlyList<string> months = [.. TurnoverQueries.Months(now).Select(TurnoverQueries.Name)];

    public long ThisMonth => Of(months[^1]);
    public long LastMonth => Of(months[^2]);
    public int OrdersThisMonth => rows.Where(r => r.Month == months[^1]).Sum(r => r.Orders);
    public int OrdersLastMonth => rows.Where(r => r.Month == months[^2]).Sum(r => r.Orders);

    /// <summary>What the chart says, as a sentence.</summary>
    public string Finding => (LastMonth, ThisMonth - LastMonth) switch
    {
        (0, _) => L("各月订单额", "Orders by month"),
        (_, >= 0 and var more) => L($"本月订单额高于上月 {Wan(more)} 万元", $"¥{Wan(more)} × 10,000 more than last month"),
        (_, var less) => L($"本月订单额低于上月 {Wan(-less)} 万元", $"¥{Wan(-less)} × 10,000 less than last month"),
    };

    /// <summary>One series, or one for each of the largest suppliers and one for the rest.</summary>
    public ChartData Chart(bool bySupplier)
    {
        if (!bySupplier)
            return new(L("月份", "Month"), [L("订单额", "Orders")], [.. months.Select(m => new ChartRow(m, Of(m) / 1_000_000m))]);
        var largest = rows.GroupBy(r => r.Supplier).OrderByDescending(g => g.Sum(r => r.Minor)).Take(4).Select(g => (Id: g.Key, g.First().SupplierName)).ToList();
        var rest = rows.Any(r => largest.All(l => l.Id != r.Supplier));
        return new(L("月份", "Month"), [.. largest.Select(l => l.SupplierName), .. rest ? [L("其他", "Others")] : Array.Empty<string>()],
            [.. months.Select(m => new ChartRow(m, [.. largest.Select(l => (decimal?)rows.Where(r => r.Month == m && r.Supplier == l.Id).Sum(r => r.Minor) / 1_000_000m),
                .. rest ? [rows.Where(r => r.Month == m && largest.All(l => l.Id != r.Supplier)).Sum(r => r.Minor) / 1_000_000m] : Array.Empty<decimal?>()]))], Total: true);
    }

    /// <summary>An amount in ten thousand yuan.</summary>
    public static string Wan(long minor) => (minor / 1_000_000m).ToString("#,0.00", System.Globalization.CultureInfo.InvariantCulture);

    private long Of(string month) => rows.Where(r => r.Month == month).Sum(r => r.Minor);
}
