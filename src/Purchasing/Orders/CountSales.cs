using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Counts what was ordered and not cancelled in the last ninety days, so that what is bought most can come first in a search.</summary>
public sealed class CountSales(AppDb db, SalesFigures figures) : Job
{
    public static readonly TimeSpan Over = TimeSpan.FromDays(90);

    public override async Task Run(CancellationToken ct)
    {
        var platform = Actor.System();
        var (sold, before) = await db.Read(platform, async read =>
        {
            var since = read.Now - Over;
            var counted = await (from line in read.Set<SupplierOrderLine>()
                                 join order in read.Set<SupplierOrder>().IgnoreAutoIncludes() on new { line.BuyerId, Id = line.SupplierOrderId } equals new { order.BuyerId, order.Id }
                                 where order.PlacedAt >= since && line.Kind == LineKind.Goods
                                 group line by line.SkuId into g
                                 select new { g.Key, Pieces = g.Sum(l => l.Ordered - l.Cancelled) }).ToDictionaryAsync(g => g.Key, g => g.Pieces, read.Cancel);
            return (counted, await figures.All(read));
        }, ct);
        var changed = sold.Keys.Union(before.Keys).Select(sku => (Sku: sku, Sold: sold.GetValueOrDefault(sku))).Where(f => f.Sold != before.GetValueOrDefault(f.Sku)).ToList();
        foreach (var batch in changed.Chunk(1_000))
            await db.Write(platform, tx => figures.Set(tx, batch), ct);
    }
}
