using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A warehouse that delivers to an address, and in how many working days.</summary>
internal sealed record Serving(Text Name, int Days);

/// <summary>Which warehouses deliver where: asked by every page that shows goods and changed a few times a year, so it is remembered for a moment.</summary>
public sealed class ServedAreas
{
    private readonly Briefly<string, IReadOnlyDictionary<WarehouseId, Serving>> remembered = new();

    /// <summary>The warehouses that deliver to an address. From the street up to the province, the innermost area that a warehouse names decides.</summary>
    internal async Task<IReadOnlyDictionary<WarehouseId, Serving>> Serving(Reading read, string regionCode) => (await remembered.Get(read, regionCode, async region =>
    {
        var enclosing = Regions.Of(region).Parents.Select(r => r.Code).ToList();
        var rows = await (from area in read.Set<DeliveryArea>().AsNoTracking()
                          join warehouse in read.Set<Warehouse>().AsNoTracking() on area.WarehouseId equals warehouse.Id
                          where enclosing.Contains(area.RegionCode)
                          select new { area.WarehouseId, warehouse.NameZh, warehouse.NameEn, area.RegionCode, area.Days }).ToListAsync(read.Cancel);
        return rows.GroupBy(r => r.WarehouseId).Select(g => g.MaxBy(r => r.RegionCode.Length)!).ToDictionary(r => r.WarehouseId, r => new Serving((r.NameZh, r.NameEn), r.Days));
    }))!;

    internal void Forget() => remembered.Forget();
}
