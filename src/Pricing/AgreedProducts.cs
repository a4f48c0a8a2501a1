using System.Collections.Concurrent;
using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>
/// What a buyer has agreed prices for, for pools that hold nothing else. A line never changes its target once its agreement is in force,
/// so the products of the same agreements are the same: read once for each set of them.
/// </summary>
internal sealed class AgreedProducts(AgreementBooks books) : IAgreedGoods
{
    private const int Capacity = 200;
    private readonly ConcurrentDictionary<(OrganizationId Buyer, string Stamp), AgreedGoods> known = [];

    private static readonly PreparedQuery<OrganizationId, List<AgreementId>, SkuId?> Skus = new((context, buyer, agreements) => context.Set<AgreementLine>().AsNoTracking()
        .Where(l => l.BuyerId == buyer && agreements.Contains(l.AgreementId) && l.SkuId != null).Select(l => l.SkuId));

    public async Task<AgreedGoods> Of(Reading read, OrganizationId buyer)
    {
        var (today, book) = (ChinaTime.DateOf(read.Now), await books.Of(read, buyer));
        var inForce = book.Agreements.Where(a => a.Value.IsValidOn(today)).Select(a => a.Key).OrderBy(a => a.Value).ToList();
        if (inForce.Count == 0)
            return AgreedGoods.None;
        var stamp = string.Join(',', inForce.Select(a => a.Value.ToString("N")));
        if (known.TryGetValue((buyer, stamp), out var goods))
            return goods;
        if (known.Count >= Capacity)
            known.Clear();
        var skus = await Skus.Rows(read, buyer, inForce);
        return known[(buyer, stamp)] = new AgreedGoods(stamp, skus.Select(s => s!.Value).ToHashSet(),
            [.. book.General.Where(l => inForce.Contains(l.Agreement)).Select(l => new AgreedRange(l.Supplier, l.Category, null))]);
    }
}
