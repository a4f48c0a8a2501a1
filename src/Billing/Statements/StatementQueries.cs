using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hecai.Control;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Billing;

/// <summary>A month of account, as China counts days.</summary>
[JsonConverter(typeof(PeriodJson))]
public readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    public DateTimeOffset Start => ChinaTime.StartOf(new DateOnly(Year, Month, 1));
    public DateTimeOffset End => ChinaTime.StartOf(new DateOnly(Year, Month, 1).AddMonths(1));
    public Period Next => Of(new DateOnly(Year, Month, 1).AddMonths(1));
    public Period Previous => Of(new DateOnly(Year, Month, 1).AddMonths(-1));

    public static Period Of(DateOnly day) => new(day.Year, day.Month);
    public static Period Of(DateTimeOffset at) => Of(ChinaTime.DateOf(at));

    /// <summary>Reads "2026-11"; refused with <c>statement.period</c>.</summary>
    public static Period Parse(string? text) => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100
        ? Of(day)
        : throw Refused.Field("period", BillingErrors.Period);

    public int CompareTo(Period other) => (Year, Month).CompareTo((other.Year, other.Month));
    public override string ToString() => $"{Year:D4}-{Month:D2}";
}

/// <summary>A month as "2026-11".</summary>
internal sealed class PeriodJson : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Period.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A line of a statement: what of one order line became billable in the period.</summary>
public sealed record StatementLine(PurchaseOrderId PurchaseOrder, string PurchaseOrderNumber, SupplierOrderId SupplierOrder, string SupplierOrderNumber, int Line, string SupplierName, CostCentreId CostCentre,
    LineKind Kind, string PartNumber, Text Name, string Unit, long Quantity, Money UnitPrice, VatRate Vat, Money Net, Money Tax, Money Gross, DateTimeOffset Last, BilledTo? BillTo);

/// <summary>A sum of a statement under one heading.</summary>
public sealed record StatementSum(string Code, string Name, int Lines, Money Net, Money Tax, Money Gross);

/// <summary>对账单 in draft: what became billable in a month, less what is invoiced already (nothing yet in this form).</summary>
public sealed record DraftStatement(Period Period, string BuyerName, IReadOnlyList<StatementLine> Lines, IReadOnlyList<StatementSum> ByCostCentre, IReadOnlyList<StatementSum> ByRate, IReadOnlyList<StatementSum> ByBillTo)
{
    public Money Net => Lines.Sum(l => l.Net, "CNY");
    public Money Tax => Lines.Sum(l => l.Tax, "CNY");
    public Money Gross => Lines.Sum(l => l.Gross, "CNY");
}

/// <summary>The sums of a statement: pure. Tax is only ever added up, so every heading sums to the whole.</summary>
internal static class StatementSums
{
    public static IReadOnlyList<StatementLine> Lines(IEnumerable<BillableEntry> entries) => [.. entries.GroupBy(e => (e.SupplierOrderId, e.Line)).Select(Line)
        .OrderBy(l => l.PurchaseOrderNumber, StringComparer.Ordinal).ThenBy(l => l.SupplierOrderNumber, StringComparer.Ordinal).ThenBy(l => l.Line)];

    public static IReadOnlyList<StatementSum> By(IEnumerable<StatementLine> lines, Func<StatementLine, (string Code, string Name)> heading) => [.. lines.GroupBy(heading)
        .Select(g => new StatementSum(g.Key.Code, g.Key.Name, g.Count(), g.Sum(l => l.Net, "CNY"), g.Sum(l => l.Tax, "CNY"), g.Sum(l => l.Gross, "CNY")))
        .OrderBy(s => s.Code, StringComparer.Ordinal)];

    private static StatementLine Line(IGrouping<(SupplierOrderId, int), BillableEntry> group)
    {
        var (first, gross, tax) = (group.First(), group.Sum(e => e.Gross, "CNY"), group.Sum(e => e.Tax, "CNY"));
        return new(first.PurchaseOrderId, first.PurchaseOrderNumber, first.SupplierOrderId, first.SupplierOrderNumber, first.Line, first.SupplierName, first.CostCentreId, first.Kind, first.PartNumber,
            (first.NameZh, first.NameEn), first.Unit, group.Sum(e => e.Quantity), first.UnitPrice, new VatRate(first.VatBasisPoints), gross - tax, tax, gross, group.Max(e => e.At), first.BillTo);
    }
}

public sealed class StatementQueries(CostCentreQueries centres)
{
    /// <summary>The draft statement of the actor's organization for a month: two queries, whatever its length.</summary>
    public async Task<DraftStatement> Draft(Reading read, Period period)
    {
        read.Actor.Demand(BillingPermissions.ViewStatements);
        var (me, from, to) = (read.Actor.Organization, period.Start, period.End);
        var entries = await read.Set<BillableEntry>().Where(e => e.BuyerId == me && e.At >= from && e.At < to).ToListAsync(read.Cancel);
        var names = (await centres.All(read)).ToDictionary(c => c.Id);
        var lines = StatementSums.Lines(entries);
        return new DraftStatement(period, read.Actor.OrganizationName.ToString(), lines,
            StatementSums.By(lines, l => names.TryGetValue(l.CostCentre, out var centre) ? (centre.Code, centre.Name) : ("—", new Text("已关闭的成本中心", "Closed cost centre").ToString())),
            StatementSums.By(lines, l => (l.Vat.ToString(), l.Vat.ToString())),
            StatementSums.By(lines, l => l.BillTo is { } billed ? (billed.TaxNumber, billed.Name) : ("—", read.Actor.OrganizationName.ToString())));
    }

    /// <summary>The months in which something became billable, the newest first.</summary>
    public async Task<IReadOnlyList<Period>> Periods(Reading read)
    {
        read.Actor.Demand(BillingPermissions.ViewStatements);
        var me = read.Actor.Organization;
        var first = await read.Set<BillableEntry>().Where(e => e.BuyerId == me).MinAsync(e => (DateTimeOffset?)e.At, read.Cancel);
        var periods = new List<Period> { Period.Of(read.Now) };
        if (first is { } earliest)
            while (periods[^1].CompareTo(Period.Of(earliest)) > 0)
                periods.Add(periods[^1].Previous);
        return periods;
    }
}
