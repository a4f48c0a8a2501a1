using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>Prices offers for the buyer that asks: one query, whatever the number of offers and agreements.</summary>
public sealed class PriceQueries(AgreementBooks books)
{
    private static readonly PreparedQuery<OrganizationId, List<SkuId>, AgreementPrice> OfProducts = new((context, buyer, skus) => context.Set<AgreementLine>().AsNoTracking()
        .Where(l => l.BuyerId == buyer && l.SkuId != null && skus.Contains(l.SkuId.Value))
        .Select(l => new AgreementPrice(l.Id, l.AgreementId, l.SupplierId, l.Target, l.SkuId, l.Category, l.Brand, l.PriceMinor, l.DiscountBasisPoints, l.Quota, l.QuotaMeasure, l.CalledOff, l.Held, l.Tiers)));

    /// <summary>The price of each offer in the given quantity on the day of the reading.</summary>
    /// <param name="read">Of the day.</param>
    /// <param name="buyer">Whose agreements count.</param>
    /// <param name="basket">Each offer once.</param>
    /// <param name="together">They are bought together: what one takes of a quota is not there for the next. Otherwise each is priced for itself.</param>
    public async Task<IReadOnlyDictionary<ListingId, ResolvedPrice>> For(Reading read, OrganizationId buyer, IReadOnlyCollection<(Offer Offer, long Quantity)> basket, bool together = false)
    {
        var (today, book) = (ChinaTime.DateOf(read.Now), await books.Of(read, buyer));
        List<AgreementPrice> ofProducts = book.Agreements.Count == 0 ? [] : await OfProducts.Rows(read, buyer, [.. basket.Select(b => b.Offer.Sku).Distinct()]);
        var bySku = ofProducts.ToLookup(l => l.Sku!.Value);
        var (prices, taken) = (new Dictionary<ListingId, ResolvedPrice>(basket.Count), new Dictionary<AgreementLineId, long>());
        foreach (var (offer, quantity) in basket)
        {
            var candidates = bySku[offer.Sku].Concat(book.About(offer)).Select(line => book.On(today, line)).OfType<Candidate>();
            var price = prices[offer.Id] = PriceResolution.Resolve(offer, quantity, together ? candidates.Select(c => c with { Held = c.Held + taken.GetValueOrDefault(c.Id) }) : candidates);
            if (price.Line is { } line)
                taken[line] = taken.GetValueOrDefault(line) + QuotaFigure.Of(price.Measure, quantity, price.Unit).Value;
        }
        return prices;
    }
}
