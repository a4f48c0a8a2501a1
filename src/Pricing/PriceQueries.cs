using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>Prices offers for the buyer that asks: at most one query, whatever the number of offers and agreements.</summary>
public sealed class PriceQueries(AgreementBooks books)
{
    /// <summary>The price of each offer in the given quantity on the day of the reading.</summary>
    /// <param name="read">Of the day.</param>
    /// <param name="buyer">Whose agreements count.</param>
    /// <param name="basket">Each offer once.</param>
    /// <param name="together">They are bought together: what one takes of a quota is not there for the next. Otherwise each is priced for itself.</param>
    public async Task<IReadOnlyDictionary<ListingId, ResolvedPrice>> For(Reading read, OrganizationId buyer, IReadOnlyCollection<(Offer Offer, long Quantity)> basket, bool together = false)
    {
        var (today, book) = (ChinaTime.DateOf(read.Now), await books.Of(read, buyer));
        var bySku = await books.About(read, buyer, book.Agreements.Count == 0 ? [] : basket.Select(b => b.Offer.Sku));
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
