using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>What lies of one product in one warehouse, or is on its way to it, less what is promised.</summary>
/// <param name="ArrivesOn">The day on which it comes; null when it is there.</param>
internal sealed record Lying(StockItemId Id, SkuId Sku, OrganizationId Supplier, WarehouseId Warehouse, long Available, DateOnly? ArrivesOn);

/// <summary>
/// What lies where. Each page of goods asks, so it is remembered for less than a second; an order reads it anew, and only the
/// conditional updates of <see cref="StockLedger"/> decide.
/// </summary>
public sealed class LyingStock
{
    private static readonly PreparedQuery<List<SkuId>, Lying> Items = new((context, skus) => context.Set<StockItem>().AsNoTracking()
        .Where(i => skus.Contains(i.SkuId) && (i.ArrivalId == null || i.OnHand > i.Held))
        .Select(i => new Lying(i.Id, i.SkuId, i.SupplierId, i.WarehouseId, i.OnHand - i.Held, i.ArrivesOn)));

    private readonly Briefly<SkuId, IReadOnlyList<Lying>> remembered = new();

    internal async Task<IEnumerable<Lying>> Of(Reading read, IReadOnlyCollection<SkuId> skus) => (await remembered.Get(read, skus, async missing =>
        (await Items.Rows(read, missing)).GroupBy(i => i.Sku).ToDictionary(g => g.Key, g => (IReadOnlyList<Lying>)[.. g]))).Values.OfType<IReadOnlyList<Lying>>().SelectMany(l => l);

    internal void Forget() => remembered.Forget();
}
