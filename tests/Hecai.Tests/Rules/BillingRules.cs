using CsCheck;
using Hecai.Billing;
using Hecai.Control;
using Hecai.Purchasing;

namespace Hecai.Tests.Rules;

public class BillingRules
{
    private static BillableEntry Entry(int line, long quantity, long price, int vat, string centre = "a", int order = 1) => new()
    {
        SupplierOrderId = Id.Named<SupplierOrderId>($"so{order}"), Line = line, SupplierOrderNumber = $"SO-{order}", PurchaseOrderNumber = $"PO-{order}", CostCentreId = Id.Named<CostCentreId>(centre),
        Quantity = quantity, UnitPrice = new Money(price, "CNY"), VatBasisPoints = vat, Gross = new Money(price, "CNY").Times(quantity), Tax = Tax.Included(new Money(price, "CNY").Times(quantity), new VatRate(vat)).Tax,
    };

    [Fact]
    public void Entries_of_a_line_become_one_line_of_the_statement()
    {
        var line = Assert.Single(StatementSums.Lines([Entry(1, 3, 7_280_00, 1300), Entry(1, 5, 7_280_00, 1300)]));
        Assert.Equal((8, 58_240_00), (line.Quantity, line.Gross.Minor));
        Assert.Equal(line.Gross, line.Net + line.Tax);
    }

    [Fact]
    public void Every_heading_sums_to_the_whole() => Gen.Select(Gen.Int[1, 5], Gen.Long[1, 999], Gen.Long[1, 9_999_999], Gen.Int[0, 3].Select(i => new[] { 1300, 900, 600, 0 }[i]), Gen.Int[0, 2].Select(i => "abc"[i].ToString()), Gen.Int[1, 3])
        .Select((line, quantity, price, vat, centre, order) => Entry(line, quantity, price, vat, centre, order)).List[0, 30].Sample(entries =>
        {
            // A line of an order has one price, one rate and one cost centre.
            var same = entries.GroupBy(e => (e.SupplierOrderId, e.Line)).SelectMany(g => g.Select(e => Entry(e.Line, e.Quantity, g.First().UnitPrice.Minor, g.First().VatBasisPoints, "a", int.Parse(e.PurchaseOrderNumber[3..])))).ToList();
            var lines = StatementSums.Lines(same);
            foreach (var sums in new[] { StatementSums.By(lines, l => (l.CostCentre.ToString(), "")), StatementSums.By(lines, l => (l.Vat.ToString(), "")) })
            {
                Assert.Equal(same.Sum(e => e.Gross, "CNY"), sums.Sum(s => s.Gross, "CNY"));
                Assert.Equal(same.Sum(e => e.Tax, "CNY"), sums.Sum(s => s.Tax, "CNY"));
                Assert.All(sums, s => Assert.Equal(s.Gross, s.Net + s.Tax));
            }
        });

    [Fact]
    public void A_month_begins_and_ends_in_China()
    {
        var november = Period.Parse("2026-11");
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 16, 0, 0, TimeSpan.Zero), november.Start);
        Assert.Equal(november.Next.Start, november.End);
        Assert.Equal(Period.Parse("2027-01"), Period.Parse("2026-12").Next);
        Assert.Equal(november, Period.Of(november.End.AddTicks(-1)));
        foreach (var bad in new[] { "", "2026", "2026-13", "2026-1", "26-11", "2026-11-01", "１０２６-11" })
            BillingErrors.Period.Refuses(() => Period.Parse(bad));
    }
}
