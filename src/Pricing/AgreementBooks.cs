using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>The agreements that a buyer has in force, with those of their lines that are not about one product.</summary>
internal sealed record AgreementBook(IReadOnlyDictionary<AgreementId, AgreementHead> Agreements, IReadOnlyList<AgreementPrice> General)
{
    private readonly ILookup<(OrganizationId, string?, string?), AgreementPrice> byTarget = General.ToLookup(l => (l.Supplier, l.Category, l.Brand));

    /// <summary>The lines for an offer's category and brand, for the categories above it, and for everything of its supplier: twice as many steps as the category is deep, whatever the number of agreements.</summary>
    public IEnumerable<AgreementPrice> About(Offer offer) => offer.CategoryPath.Append(null).SelectMany(category => byTarget[(offer.Supplier, category, offer.Brand.Zh)].Concat(byTarget[(offer.Supplier, category, null)]));

    /// <summary>A line with its agreement, where that is valid on the day; else null.</summary>
    public Candidate? On(DateOnly day, AgreementPrice line) =>
        Agreements.TryGetValue(line.Agreement, out var head) && head.IsValidOn(day) ? line.Under(head) : null;
}

internal sealed record AgreementHead(string Number, DateOnly ValidFrom, DateOnly ValidTo)
{
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidTo;
}

/// <summary>A line as pricing reads it.</summary>
internal sealed record AgreementPrice(AgreementLineId Id, AgreementId Agreement, OrganizationId Supplier, AgreementTarget Target, SkuId? Sku, string? Category, string? Brand, long? PriceMinor, int? DiscountBasisPoints,
    long? Quota, QuotaMeasure Measure, long CalledOff, long Held, IReadOnlyList<PriceTier> Tiers)
{
    public Candidate Under(AgreementHead head) =>
        new(Id, head.Number, head.ValidTo, Supplier, new(Target, Sku, Category, Brand), new(PriceMinor, DiscountBasisPoints, Quota, Measure, Tiers), CalledOff, Held);
}

/// <summary>
/// The books of the buyers that shop here, and their lines about single products. Each page asks for them and they change a few times a
/// month, so they are remembered for less than a second; days of validity are looked at when a price is made.
/// </summary>
public sealed class AgreementBooks
{
    private readonly Briefly<OrganizationId, AgreementBook> remembered = new();
    private readonly Briefly<(OrganizationId Buyer, SkuId Sku), IReadOnlyList<AgreementPrice>> lines = new();

    private static readonly PreparedQuery<OrganizationId, AgreementPrice> OfCategories = new((context, buyer) => context.Set<AgreementLine>().AsNoTracking()
        .Where(l => l.BuyerId == buyer && l.SkuId == null)
        .Select(l => new AgreementPrice(l.Id, l.AgreementId, l.SupplierId, l.Target, l.SkuId, l.Category, l.Brand, l.PriceMinor, l.DiscountBasisPoints, l.Quota, l.QuotaMeasure, l.CalledOff, l.Held, l.Tiers)));

    private static readonly PreparedQuery<OrganizationId, List<SkuId>, AgreementPrice> OfProducts = new((context, buyer, skus) => context.Set<AgreementLine>().AsNoTracking()
        .Where(l => l.BuyerId == buyer && l.SkuId != null && skus.Contains(l.SkuId.Value))
        .Select(l => new AgreementPrice(l.Id, l.AgreementId, l.SupplierId, l.Target, l.SkuId, l.Category, l.Brand, l.PriceMinor, l.DiscountBasisPoints, l.Quota, l.QuotaMeasure, l.CalledOff, l.Held, l.Tiers)));

    private static readonly PreparedQuery<OrganizationId, Active> Actives = new((context, buyer) => context.Set<Agreement>().AsNoTracking()
        .Where(a => a.BuyerId == buyer && a.State == AgreementState.Active).Select(a => new Active(a.Id, a.Number, a.ValidFrom, a.ValidTo)));

    internal async Task<AgreementBook> Of(Reading read, OrganizationId buyer) => (await remembered.Get(read, buyer, async id =>
    {
        var agreements = (await Actives.Rows(read, id)).ToDictionary(a => a.Id, a => new AgreementHead(a.Number, a.ValidFrom, a.ValidTo));
        var general = agreements.Count == 0 ? [] : await OfCategories.Rows(read, id);
        return new AgreementBook(agreements, [.. general.Where(l => agreements.ContainsKey(l.Agreement))]);
    }))!;

    /// <summary>The lines about these products, by product; one query for those that are not remembered.</summary>
    internal async Task<ILookup<SkuId, AgreementPrice>> About(Reading read, OrganizationId buyer, IEnumerable<SkuId> skus)
    {
        var known = await lines.Get(read, [.. skus.Distinct().Select(sku => (buyer, sku))], async missing =>
            (await OfProducts.Rows(read, buyer, [.. missing.Select(m => m.Sku)])).GroupBy(l => (buyer, l.Sku!.Value)).ToDictionary(g => g.Key, g => (IReadOnlyList<AgreementPrice>)[.. g]));
        return known.Values.OfType<IReadOnlyList<AgreementPrice>>().SelectMany(l => l).ToLookup(l => l.Sku!.Value);
    }

    /// <summary>An agreement began or ended.</summary>
    internal void Forget()
    {
        remembered.Forget();
        lines.Forget();
    }

    /// <summary>Some of a quota was taken or given back.</summary>
    internal void ForgetLines() => lines.Forget();

    private sealed record Active(AgreementId Id, string Number, DateOnly ValidFrom, DateOnly ValidTo);
}
