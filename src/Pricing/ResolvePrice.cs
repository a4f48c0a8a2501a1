using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>One step of the explanation of a price. A step that was overruled is shown struck through.</summary>
/// <param name="Amount">The unit price after this step, in minor units of CNY; null for a step that only explains.</param>
public sealed record PriceStep(string Zh, string En, long? Amount, bool Overruled = false)
{
    public Text Text => (Zh, En);
}

/// <summary>What one unit costs this buyer, and why.</summary>
public sealed record ResolvedPrice(ListingId Listing, Money List, Money Unit, VatRate Vat, AgreementLineId? Line, string? Agreement, DateOnly? ValidTo, long? QuotaLeft, IReadOnlyList<PriceStep> Why)
{
    /// <summary>True when an agreement made it.</summary>
    public bool IsContract => Line is not null;
}

/// <summary>A line of an agreement that may price an offer; what <see cref="PriceResolution"/> needs of it.</summary>
internal sealed record Candidate(AgreementLineId Id, string Agreement, DateOnly ValidTo, OrganizationId Supplier, AgreementTarget Target, SkuId? Sku,
    string? Category, long? PriceMinor, int? DiscountBasisPoints, long? Quota, long CalledOff, long Held, IReadOnlyList<PriceTier> Tiers);

/// <summary>
/// The price of an offer for a buyer: one pure function. The more specific target wins (SKU, then the innermost category, then
/// everything); among equals the lower price, then the agreement that ends first, so that its quota is used while it lasts. A line whose
/// quota does not cover the whole quantity prices none of it, and the explanation says so: a contract that is used up is no reason not to buy.
/// </summary>
internal static class PriceResolution
{
    public static ResolvedPrice Resolve(Offer offer, long quantity, IEnumerable<Candidate> candidates)
    {
        var ranked = candidates.Where(c => Applies(c, offer))
            .Select(c => (Line: c, Rank: Rank(c, offer), Price: UnitPrice(c, offer, quantity)))
            .OrderBy(x => x.Rank).ThenBy(x => x.Price.Minor).ThenBy(x => x.Line.ValidTo).ThenBy(x => x.Line.Id.Value).ToList();
        var chosen = ranked.FindIndex(x => Covers(x.Line, quantity));
        List<PriceStep> why = [.. ranked.Take(chosen < 0 ? ranked.Count : chosen).Select(x => UsedUp(x.Line, x.Price, quantity))];
        if (chosen < 0)
            return new(offer.Id, offer.ListPrice, offer.ListPrice, offer.Vat, null, null, null, null, [.. why, new("目录价", "List price", offer.ListPrice.Minor)]);
        var (line, _, unit) = ranked[chosen];
        return new(offer.Id, offer.ListPrice, unit, offer.Vat, line.Id, line.Agreement, line.ValidTo, Left(line), [.. why, .. Explain(offer, line, unit, quantity)]);
    }

    private static long? Left(Candidate c) => c.Quota - c.CalledOff - c.Held;

    private static bool Covers(Candidate c, long quantity) => Left(c) is null || Left(c) >= quantity;

    private static PriceStep UsedUp(Candidate line, Money price, long quantity) => new(
        $"框架协议 {line.Agreement} 的额度只剩 {Left(line)} 件，不足 {quantity} 件，不适用", $"Agreement {line.Agreement}: {Left(line)} left of the quota, {quantity} asked for, so not applicable", price.Minor, Overruled: true);

    private static bool Applies(Candidate c, Offer offer) => c.Supplier == offer.Supplier && c.Target switch
    {
        AgreementTarget.Sku => c.Sku == offer.Sku,
        AgreementTarget.Category => c.Category is { } category && offer.CategoryPath.Contains(category),
        _ => true,
    };

    private static int Rank(Candidate c, Offer offer) => c.Target switch
    {
        AgreementTarget.Sku => 0,
        AgreementTarget.Category => offer.CategoryPath.Count - offer.CategoryPath.ToList().IndexOf(c.Category!),
        _ => int.MaxValue,
    };

    private static Money UnitPrice(Candidate c, Offer offer, long quantity) =>
        Tier(c, quantity) is { } tier ? new Money(tier.PriceMinor, offer.ListPrice.Currency)
        : c.PriceMinor is { } price ? new Money(price, offer.ListPrice.Currency)
        : offer.ListPrice - offer.ListPrice.Ratio(c.DiscountBasisPoints ?? 0, 10_000);

    private static PriceTier? Tier(Candidate c, long quantity) => c.Tiers.Where(t => t.MinQuantity <= quantity).MaxBy(t => t.MinQuantity);

    private static List<PriceStep> Explain(Offer offer, Candidate line, Money unit, long quantity)
    {
        var until = line.ValidTo.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var steps = new List<PriceStep> { new("目录价", "List price", offer.ListPrice.Minor, Overruled: true) };
        if (line.DiscountBasisPoints is { } points)
            steps.Add(new($"框架协议 {line.Agreement}（至 {until}）：{(line.Target == AgreementTarget.Category ? "品类" : "全场")}优惠 {points / 100m:0.##}%",
                $"Agreement {line.Agreement} (to {until}): {points / 100m:0.##}% off {(line.Target == AgreementTarget.Category ? "the category" : "everything")}", unit.Minor));
        else
            steps.Add(new($"框架协议 {line.Agreement}（至 {until}）", $"Agreement {line.Agreement} (to {until})", line.PriceMinor, Overruled: Tier(line, quantity) is not null));
        if (Tier(line, quantity) is { } tier)
            steps.Add(new($"满 {tier.MinQuantity} 件的阶梯价", $"Tier from {tier.MinQuantity} pieces", tier.PriceMinor));
        steps.Add(new("应付单价", "You pay", unit.Minor));
        return steps;
    }
}
