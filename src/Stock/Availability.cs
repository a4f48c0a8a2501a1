using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>Goods of one SKU that a warehouse of one supplier can bring to the asked area.</summary>
/// <param name="Days">Working days from the order to the delivery, those until it arrives included.</param>
/// <param name="ArrivesOn">The day on which it comes to the warehouse; null when it lies there.</param>
/// <param name="Wait">Working days until then.</param>
public sealed record Source(StockItemId Item, SkuId Sku, OrganizationId Supplier, WarehouseId Warehouse, Text WarehouseName, long Available, int Days, DateOnly? ArrivesOn = null, int Wait = 0);

/// <summary>A part of an order line from one source. Made to order: no source yet, and the factory's days.</summary>
/// <param name="ArrivesOn">The day on which it was to come to the warehouse when it was ordered; null when it lay there.</param>
public sealed record Allocation(StockItemId? Item, WarehouseId? Warehouse, string? WarehouseZh, string? WarehouseEn, long Quantity, int Days, DateOnly? ArrivesOn = null);

/// <summary>A warehouse of the actor's own, with all that lies in it.</summary>
public sealed record WarehouseRow(WarehouseId Id, string Code, Text Name, string RegionCode, long OnHand, long Held);

/// <summary>The figures of one product in one warehouse.</summary>
/// <param name="OnHand">Pieces that are there.</param>
/// <param name="Held">Pieces of them that are promised.</param>
/// <param name="Coming">Pieces on their way, those that are promised included.</param>
public sealed record StockFigures(long OnHand, long Held, long Coming = 0)
{
    public long Available => OnHand - Held;
}

/// <summary>What can be had in an area, from where and when.</summary>
public sealed class StockQueries(ServedAreas areas, LyingStock stock)
{
    /// <summary>The warehouses of the actor's organization, by code.</summary>
    public async Task<IReadOnlyList<WarehouseRow>> Warehouses(Reading read)
    {
        read.Actor.Demand(StockPermissions.View);
        var own = read.Actor.Organization;
        var sums = await read.Set<StockItem>().Where(i => i.SupplierId == own && i.ArrivesOn == null).GroupBy(i => i.WarehouseId)
            .Select(g => new { g.Key, OnHand = g.Sum(i => i.OnHand), Held = g.Sum(i => i.Held) }).ToDictionaryAsync(g => g.Key, read.Cancel);
        var rows = await read.Set<Warehouse>().IgnoreAutoIncludes().Where(w => w.SupplierId == own).OrderBy(w => w.Code).Select(w => new { w.Id, w.Code, w.NameZh, w.NameEn, w.RegionCode }).ToListAsync(read.Cancel);
        return [.. rows.Select(w => new WarehouseRow(w.Id, w.Code, (w.NameZh, w.NameEn), w.RegionCode, sums.GetValueOrDefault(w.Id)?.OnHand ?? 0, sums.GetValueOrDefault(w.Id)?.Held ?? 0))];
    }

    /// <summary>Where one of the actor's own warehouses delivers: working days by division.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Areas(Reading read, WarehouseId warehouse)
    {
        read.Actor.Demand(StockPermissions.View);
        var own = read.Actor.Organization;
        return await read.Set<DeliveryArea>().Where(a => a.SupplierId == own && a.WarehouseId == warehouse).ToDictionaryAsync(a => a.RegionCode, a => a.Days, read.Cancel);
    }

    /// <summary>The figures of these products in one of the actor's own warehouses; what never was there is absent.</summary>
    public async Task<IReadOnlyDictionary<SkuId, StockFigures>> Figures(Reading read, WarehouseId warehouse, IReadOnlyCollection<SkuId> skus)
    {
        read.Actor.Demand(StockPermissions.View);
        var own = read.Actor.Organization;
        return await read.Set<StockItem>().Where(i => i.SupplierId == own && i.WarehouseId == warehouse && skus.Contains(i.SkuId)).GroupBy(i => i.SkuId)
            .Select(g => new { g.Key, OnHand = g.Sum(i => i.ArrivesOn == null ? i.OnHand : 0), Held = g.Sum(i => i.ArrivesOn == null ? i.Held : 0), Coming = g.Sum(i => i.ArrivesOn == null ? 0 : i.OnHand) })
            .ToDictionaryAsync(g => g.Key, g => new StockFigures(g.OnHand, g.Held, g.Coming), read.Cancel);
    }

    /// <summary>
    /// The sources of the given SKUs for an address, each supplier's own, the nearest (fewest days) first. At most one query whatever the
    /// number of SKUs. What a supplier has no source of, it does not deliver there.
    /// </summary>
    public async Task<ILookup<(SkuId Sku, OrganizationId Supplier), Source>> Sources(Reading read, IReadOnlyCollection<SkuId> skus, string regionCode) =>
        (await Sources(read, skus, [regionCode]))[regionCode];

    /// <summary>The same for several addresses at once, by region code: the stock is read once.</summary>
    public async Task<IReadOnlyDictionary<string, ILookup<(SkuId Sku, OrganizationId Supplier), Source>>> Sources(Reading read, IReadOnlyCollection<SkuId> skus, IReadOnlyCollection<string> regionCodes)
    {
        var serving = new Dictionary<string, IReadOnlyDictionary<WarehouseId, Serving>>();
        foreach (var region in regionCodes)
            serving[region] = await areas.Serving(read, region);
        var items = serving.Values.All(s => s.Count == 0) ? [] : await stock.Of(read, skus);
        return serving.ToDictionary(s => s.Key, s => Nearest(read.Now, items, s.Value));
    }

    private static ILookup<(SkuId Sku, OrganizationId Supplier), Source> Nearest(DateTimeOffset now, IEnumerable<Lying> items, IReadOnlyDictionary<WarehouseId, Serving> serving) =>
        items.Select(i => serving.TryGetValue(i.Warehouse, out var from) && Promise.DaysUntil(now, i.ArrivesOn) is { } wait
                ? new Source(i.Id, i.Sku, i.Supplier, i.Warehouse, from.Name, i.Available, wait + from.Days, i.ArrivesOn, wait) : null).OfType<Source>()
            .OrderBy(s => s.Days).ThenByDescending(s => s.Available).ThenBy(s => s.Item.Value)
            .ToLookup(s => (s.Sku, s.Supplier));
}

/// <summary>Chooses sources. Pure: the same figures give the same choice, which the document then shows.</summary>
public static class Allocator
{
    /// <summary>
    /// One warehouse that has it all, the nearest; else as few as possible, the fullest first. What does not lie anywhere comes as early as it
    /// can: with goods on their way, best from one source, together with what lies there, or made to order. Null when it cannot be had at all.
    /// </summary>
    public static IReadOnlyList<Allocation>? Allocate(IReadOnlyList<Source> sources, long quantity, int? makeToOrderDays)
    {
        if (sources.FirstOrDefault(s => s.ArrivesOn is null && s.Available >= quantity) is { } one)
            return [From(one, quantity)];
        if (Together(sources.Where(s => s.ArrivesOn is null).OrderByDescending(s => s.Available).ThenBy(s => s.Days), quantity) is { } several)
            return several;
        // Goods made to order come in one delivery, not half from a shelf; an area nobody serves stays not saleable.
        IReadOnlyList<Allocation>? made = makeToOrderDays is { } days && sources.Count > 0 ? [new Allocation(null, null, null, null, quantity, days + sources.Min(s => s.Days - s.Wait))] : null;
        IReadOnlyList<Allocation>? arriving = sources.FirstOrDefault(s => s.Available >= quantity) is { } whole ? [From(whole, quantity)] : null;
        return new[] { arriving, Together(sources, quantity), made }.OfType<IReadOnlyList<Allocation>>().MinBy(way => way.Max(a => a.Days));
    }

    // From one source after the other until there is enough.
    private static List<Allocation>? Together(IEnumerable<Source> sources, long quantity)
    {
        var (parts, left) = (new List<Allocation>(), quantity);
        foreach (var source in sources.Where(s => s.Available > 0))
        {
            var take = Math.Min(left, source.Available);
            parts.Add(From(source, take));
            // Shipped in this order: what lies there waits for nothing that comes.
            if ((left -= take) == 0)
                return [.. parts.OrderBy(p => p.ArrivesOn ?? DateOnly.MinValue)];
        }
        return null;
    }

    private static Allocation From(Source s, long quantity) => new(s.Item, s.Warehouse, s.WarehouseName.Zh, s.WarehouseName.En, quantity, s.Days, s.ArrivesOn);
}

/// <summary>Turns working days into dates.</summary>
public static class Promise
{
    /// <summary>Orders after this hour (China time) count as the next day's.</summary>
    public const int CutOffHour = 16;

    /// <summary>The earliest delivery: so many working days after the order; null when the calendar of that year is not known yet.</summary>
    public static DateOnly? Delivery(DateTimeOffset now, int days)
    {
        try
        {
            return BusinessCalendar.AddWorkingDays(ChinaTime.DateOf(now), days + (ChinaTime.TimeOf(now).Hour >= CutOffHour ? 1 : 0));
        }
        catch (Refused)
        {
            return null;   // calendar.year_unknown: an unknown year is never guessed
        }
    }

    /// <summary>
    /// Working days that an order of now waits for goods on their way: they leave the warehouse from the first working day on which they are
    /// there. Zero for what lies there; null when the day has passed, or lies in a year whose calendar is not known yet: that promises nothing.
    /// </summary>
    public static int? DaysUntil(DateTimeOffset now, DateOnly? arrivesOn)
    {
        if (arrivesOn is not { } arrives)
            return 0;
        var (day, days) = (ChinaTime.DateOf(now), ChinaTime.TimeOf(now).Hour >= CutOffHour ? -1 : 0);
        if (arrives < day)
            return null;
        for (; day < arrives || !IsWorked(day); days += IsWorked(day) ? 1 : 0)
            if (!BusinessCalendar.Covers((day = day.AddDays(1)).Year))
                return null;
        return Math.Max(days, 0);
    }

    private static bool IsWorked(DateOnly day) => BusinessCalendar.Of(day) is DayKind.Workday or DayKind.MakeUpWorkday;

    /// <summary>Until when a date that is promised now is the earliest: the cut-off hour, else the end of China's day.</summary>
    public static DateTimeOffset ValidUntil(DateTimeOffset now)
    {
        var (today, cutOff) = (ChinaTime.DateOf(now), new TimeOnly(CutOffHour, 0));
        return ChinaTime.TimeOf(now) < cutOff ? ChinaTime.At(today, cutOff) : ChinaTime.StartOf(today.AddDays(1));
    }

    /// <summary>The earliest installation: the working day after the delivery.</summary>
    public static DateOnly? Installation(DateOnly? delivery)
    {
        try
        {
            return delivery is { } date ? BusinessCalendar.AddWorkingDays(date, 1) : null;
        }
        catch (Refused)
        {
            return null;
        }
    }
}
