using System.Globalization;
using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>One step of the explanation of a price. A step that was overruled is shown struck through.</summary>
/// <param name="Amount">The unit price after this step, in minor units of CNY; null for a step that only explains.</param>
public sealed record PriceStep(string Zh, string En, long? Amount, bool Overruled = false)
{
    public Text Text => (Zh, En);
}

/// <summary>What of a quota is left, or is asked of it: pieces, or minor units of CNY.</summary>
public readonly record struct QuotaFigure(long Value, QuotaMeasure Measure)
{
    /// <summary>How much so many pieces take of a quota at this price.</summary>
    public static QuotaFigure Of(QuotaMeasure measure, long quantity, Money unit) => new(measure == QuotaMeasure.Pieces ? quantity : unit.Times(quantity).Minor, measure);

    /// <summary>As it is shown: 12 pieces, ¥5,000.00.</summary>
    public Text Text => Measure == QuotaMeasure.Pieces ? ($"{Value} 件", Value == 1 ? "1 piece" : $"{Value} pieces") : (Yuan, Yuan);

    private string Yuan => string.Create(CultureInfo.InvariantCulture, $"¥{Value / 100m:N2}");
}

/// <summary>What one unit costs this buyer, and why.</summary>
/// <param name="Left">What is left of the quota that the price is under; null without one.</param>
public sealed record ResolvedPrice(ListingId Listing, Money List, Money Unit, VatRate Vat, AgreementLineId? Line, string? Agreement, DateOnly? ValidTo, QuotaMeasure Measure, QuotaFigure? Left, IReadOnlyList<PriceStep> Why)
{
    /// <summary>True when an agreement made it.</summary>
    public bool IsContract => Line is not null;
}

/// <summary>A line of an agreement that may price an offer; what <see cref="PriceResolution"/> needs of it.</summary>
internal sealed record Candidate(AgreementLineId Id, string Agreement, DateOnly ValidTo, OrganizationId Supplier, AgreementSubject Subject, AgreementTerms Terms, long CalledOff, long Held)
{
    public QuotaFigure? Left => Terms.Quota is { } quota ? new(quota - CalledOff - Held, Terms.Measure) : null;

    public bool Covers(long quantity, Money unit) => Left is not { } left || left.Value >= QuotaFigure.Of(Terms.Measure, quantity, unit).Value;
}

/// <summary>
/// The price of an offer for a buyer: one pure function. The more specific target wins (the product; then the innermost category, there
/// the brand before the rest of it; then the brand everywhere; then everything); among equals the lower price, then the agreement that
/// ends first, so that its quota is used while it lasts. A line whose quota does not cover the whole quantity prices none of it, and the
/// explanation says so: a contract that is used up is no reason not to buy.
/// </summary>
internal static class PriceResolution
{
    public static ResolvedPrice Resolve(Offer offer, long quantity, IEnumerable<Candidate> candidates)
    {
        var ranked = candidates.Where(c => Applies(c, offer))
            .Select(c => (Line: c, Rank: Rank(c.Subject, offer), Price: UnitPrice(c.Terms, offer, quantity)))
            .OrderBy(x => (x.Rank, x.Price.Minor, x.Line.ValidTo, x.Line.Id.Value)).ToList();
        var chosen = ranked.FindIndex(x => x.Line.Covers(quantity, x.Price));
        List<PriceStep> why = [.. ranked.Take(chosen < 0 ? ranked.Count : chosen).Select(x => UsedUp(x.Line, x.Price, quantity))];
        if (chosen < 0)
            return new(offer.Id, offer.ListPrice, offer.ListPrice, offer.Vat, null, null, null, default, null, [.. why, new("目录价", "List price", offer.ListPrice.Minor)]);
        var (line, _, unit) = ranked[chosen];
        return new(offer.Id, offer.ListPrice, unit, offer.Vat, line.Id, line.Agreement, line.ValidTo, line.Terms.Measure, line.Left, [.. why, .. Explain(offer, line, unit, quantity)]);
    }

    private static PriceStep UsedUp(Candidate line, Money price, long quantity)
    {
        var (left, asked) = (line.Left!.Value.Text, QuotaFigure.Of(line.Terms.Measure, quantity, price).Text);
        return new($"框架协议 {line.Agreement} 的额度只剩 {left.Zh}，不足 {asked.Zh}，不适用", $"Agreement {line.Agreement}: {left.En} left of the quota, {asked.En} asked for, so not applicable", price.Minor, Overruled: true);
    }

    private static bool Applies(Candidate c, Offer offer) => c.Supplier == offer.Supplier && (c.Subject.Target == AgreementTarget.Sku
        ? c.Subject.Sku == offer.Sku
        : (c.Subject.Category is null || offer.CategoryPath.Contains(c.Subject.Category)) && (c.Subject.Brand is null || c.Subject.Brand == offer.Brand.Zh));

    // Steps outwards from the product; the brand within a category stands half a step before the category.
    private static int Rank(AgreementSubject subject, Offer offer) => subject.Target == AgreementTarget.Sku ? 0
        : (2 * (subject.Category is { } category ? offer.CategoryPath.Count - offer.CategoryPath.ToList().IndexOf(category) : offer.CategoryPath.Count + 1)) - (subject.Brand is null ? 0 : 1);

    private static Money UnitPrice(AgreementTerms terms, Offer offer, long quantity)
    {
        var (price, discount) = Tier(terms, quantity) is { } tier ? (tier.PriceMinor, tier.DiscountBasisPoints) : (terms.PriceMinor, terms.DiscountBasisPoints);
        return Off(offer.ListPrice, price, discount);
    }

    private static Money Off(Money list, long? price, int? discount) => price is { } fixedPrice ? new Money(fixedPrice, list.Currency) : list - list.Ratio(discount ?? 0, 10_000);

    private static PriceTier? Tier(AgreementTerms terms, long quantity) => terms.Tiers.Where(t => t.MinQuantity <= quantity).MaxBy(t => t.MinQuantity);

    private static List<PriceStep> Explain(Offer offer, Candidate line, Money unit, long quantity)
    {
        var until = line.ValidTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (terms, tier) = (line.Terms, Tier(line.Terms, quantity));
        var from = Off(offer.ListPrice, terms.PriceMinor, terms.DiscountBasisPoints).Minor;
        var steps = new List<PriceStep> { new("目录价", "List price", offer.ListPrice.Minor, Overruled: true) };
        if (terms.DiscountBasisPoints is { } points)
            steps.Add(new($"框架协议 {line.Agreement}（至 {until}）：{Whose(line.Subject, offer).Zh}优惠 {points / 100m:0.##}%",
                $"Agreement {line.Agreement} (to {until}): {points / 100m:0.##}% off {Whose(line.Subject, offer).En}", from, Overruled: tier is not null));
        else
            steps.Add(new($"框架协议 {line.Agreement}（至 {until}）", $"Agreement {line.Agreement} (to {until})", from, Overruled: tier is not null));
        if (tier is { PriceMinor: not null })
            steps.Add(new($"满 {tier.MinQuantity} 件的阶梯价", $"Tier from {tier.MinQuantity} pieces", unit.Minor));
        else if (tier is { DiscountBasisPoints: { } more })
            steps.Add(new($"满 {tier.MinQuantity} 件优惠 {more / 100m:0.##}%", $"{more / 100m:0.##}% off from {tier.MinQuantity} pieces", unit.Minor));
        steps.Add(new("应付单价", "You pay", unit.Minor));
        return steps;
    }

    private static Text Whose(AgreementSubject subject, Offer offer) => subject switch
    {
        { Target: AgreementTarget.Sku } => ("本商品", "this product"),
        { Brand: not null, Category: not null } => ($"品类内{offer.Brand.Zh}", $"{offer.Brand.En} in the category"),
        { Brand: not null } => offer.Brand,
        { Category: not null } => ("品类", "the category"),
        _ => ("全场", "everything"),
    };
}
