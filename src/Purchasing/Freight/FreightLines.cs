using Hecai.Pricing;

namespace Hecai.Purchasing;

/// <summary>The freight of a part as lines of its quote.</summary>
internal static class FreightLines
{
    public const string PartNumber = "FREIGHT";

    /// <summary>
    /// One line for each who bears goods of the part, in their order; together they are the charge. Shares are in proportion to the goods; one
    /// that comes to nothing has no line.
    /// </summary>
    /// <param name="part">With its goods; its charge is what is shared.</param>
    /// <param name="first">The number of the first line.</param>
    public static IEnumerable<QuotedLine> Of(SplitPart part, int first)
    {
        var charge = part.Freight;
        if (charge.Amount.IsZero)
            yield break;
        var bearers = part.Lines.Where(l => l.Kind == LineKind.Goods).GroupBy(l => l.CostCentre).ToList();
        List<long> weights = [.. bearers.Select(b => b.Sum(l => l.Amount, "CNY").Minor)];
        // Goods that cost nothing are carried all the same.
        var shares = charge.Amount.Allocate(weights.Any(w => w > 0) ? weights : [.. bearers.Select(b => b.Sum(l => l.Quantity))]);
        foreach (var (bearer, share) in bearers.Zip(shares).Where(s => s.Second.IsPositive))
            yield return bearer.First() with
            {
                Line = first++, Kind = LineKind.Freight, PartNumber = PartNumber, Name = ("运费", "Freight"), Picture = "freight", Unit = Unit.Visit.Symbol, Quantity = 1,
                ListPrice = share, UnitPrice = share, Vat = VatRate.Percent(charge.Vat), AgreementLine = null, QuotaMeasure = QuotaMeasure.Pieces, Allocations = [], Remarks = null, Installs = false,
                WarrantyMonths = 0, Earliest = part.Earliest, Delivery = part.Delivery, Installation = null,
                Why = share == charge.Amount ? charge.Why : [.. charge.Why, new PriceStep("按商品金额分摊", "Shared by the amounts of the goods", share.Minor)],
            };
    }
}
