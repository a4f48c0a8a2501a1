using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>Prices offers for the buyer that asks: one query, whatever the number of offers and agreements.</summary>
public sealed class PriceQueries
{
    /// <summary>The price of each offer in the given quantity on the day of the reading.</summary>
    public async Task<IReadOnlyDictionary<ListingId, ResolvedPrice>> For(Reading read, OrganizationId buyer, IReadOnlyCollection<(Offer Offer, long Quantity)> basket)
    {
        var candidates = await Candidates(read, buyer, [.. basket.Select(b => b.Offer)]);
        var bySku = candidates.Where(c => c.Sku is not null).ToLookup(c => c.Sku!.Value);
        var general = candidates.Where(c => c.Sku is null).ToList();
        var prices = new Dictionary<ListingId, ResolvedPrice>(basket.Count);
        foreach (var (offer, quantity) in basket)
            prices[offer.Id] = PriceResolution.Resolve(offer, quantity, bySku[offer.Sku].Concat(general));
        return prices;
    }

    private static async Task<List<Candidate>> Candidates(Reading read, OrganizationId buyer, IReadOnlyCollection<Offer> offers)
    {
        var skus = offers.Select(o => (SkuId?)o.Sku).Distinct().ToList();
        var categories = offers.SelectMany(o => o.CategoryPath).Distinct().ToList();
        var today = ChinaTime.DateOf(read.Now);
        var rows = await (from agreement in read.Set<Agreement>().AsNoTracking()
                          join line in read.Set<AgreementLine>().AsNoTracking()
                              on new { agreement.BuyerId, AgreementId = agreement.Id } equals new { line.BuyerId, line.AgreementId }
                          where agreement.BuyerId == buyer && agreement.State == AgreementState.Active && agreement.ValidFrom <= today && today <= agreement.ValidTo
                             && ((line.SkuId != null && skus.Contains(line.SkuId)) || (line.Category != null && categories.Contains(line.Category)) || line.Target == AgreementTarget.Everything)
                          select new
                          {
                              line.Id, agreement.Number, agreement.ValidTo, line.SupplierId, line.Target, line.SkuId, line.Category, line.PriceMinor,
                              line.DiscountBasisPoints, line.Quota, line.CalledOff, line.Held,
                              Tiers = line.Tiers.Select(t => new { t.MinQuantity, t.PriceMinor }).ToList(),
                          }).ToListAsync(read.Cancel);
        return [.. rows.Select(r => new Candidate(r.Id, r.Number, r.ValidTo, r.SupplierId, r.Target, r.SkuId, r.Category, r.PriceMinor,
            r.DiscountBasisPoints, r.Quota, r.CalledOff, r.Held, [.. r.Tiers.Select(t => (t.MinQuantity, t.PriceMinor))]))];
    }
}
