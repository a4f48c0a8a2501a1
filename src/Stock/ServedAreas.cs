using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A warehouse that delivers to an address, and in how many working days.</summary>
internal sealed record Serving(Text Name, int Days);

/// <summary>Which warehouses deliver where: asked by every page that shows goods and changed a few times a year, so it is remembered for a moment.</summary>
public sealed class ServedAreas
{
    private static readonly PreparedQuery<List<string>, Area> Areas = new((context, regions) =>
        from area in context.Set<DeliveryArea>().AsNoTracking()
        join warehouse in context.Set<Warehouse>().AsNoTracking() on area.WarehouseId equals warehouse.Id
        where regions.Contains(area.RegionCode)
        select new Area(area.WarehouseId, warehouse.NameZh, warehouse.NameEn, area.RegionCode, area.Days));

    private readonly Briefly<string, IReadOnlyDictionary<WarehouseId, Serving>> remembered = new();

    /// <summary>The warehouses that deliver to an address. From the street up to the province, the innermost area that a warehouse names decides.</summary>
    internal async Task<IReadOnlyDictionary<WarehouseId, Serving>> Serving(Reading read, string regionCode) => (await remembered.Get(read, regionCode, async region =>
    {
        var rows = await Areas.Rows(read, [.. Regions.Of(region).Parents.Select(r => r.Code)]);
        return rows.GroupBy(r => r.WarehouseId).Select(g => g.MaxBy(r => r.RegionCode.Length)!).ToDictionary(r => r.WarehouseId, r => new Serving((r.NameZh, r.NameEn), r.Days));
    }))!;

    internal void Forget() => remembered.Forget();

    private sealed record Area(WarehouseId WarehouseId, string NameZh, string NameEn, string RegionCode, int Days);
}
