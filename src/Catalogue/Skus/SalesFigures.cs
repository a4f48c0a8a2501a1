using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>How much of each product is sold, told by whoever keeps the orders: for the order of search results, not for the books.</summary>
public sealed class SalesFigures(CatalogueLog log)
{
    private const int Batch = 1_000;

    /// <summary>The products whose figure is kept, with it.</summary>
    public async Task<IReadOnlyDictionary<SkuId, long>> All(Reading read) => await read.Set<Sku>().AsNoTracking().Where(s => s.Sold > 0).ToDictionaryAsync(s => s.Id, s => s.Sold, read.Cancel);

    /// <summary>Keeps new figures and lets search follow; at most a thousand at a time.</summary>
    public async Task Set(Tx tx, IReadOnlyList<(SkuId Sku, long Sold)> figures)
    {
        tx.MoveEach(figures.Take(Batch).OrderBy(f => f.Sku.Value), f => $"UPDATE skus SET sold = {f.Sold} WHERE id = {f.Sku}");
        var skus = figures.Take(Batch).Select(f => f.Sku).ToList();
        var listings = await tx.Set<Listing>().AsNoTracking().Where(l => skus.Contains(l.SkuId) && l.State == ListingState.Listed).Select(l => l.Id).ToListAsync(tx.Cancel);
        log.Changed(tx, listings);
    }
}
