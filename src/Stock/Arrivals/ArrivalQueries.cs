using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A product of an arrival with what is promised of it.</summary>
/// <param name="Announced">Pieces that were announced.</param>
/// <param name="Promised">Pieces that orders wait for; what came and is not shipped yet included.</param>
/// <param name="Received">Pieces that came; null before.</param>
public sealed record ArrivalLineView(SkuId Sku, string PartNumber, Text Name, long Announced, long Promised, long? Received);

/// <summary>Goods on their way to a warehouse, or that came.</summary>
/// <param name="Overdue">True when its day has passed and nobody has booked it in: it promises nothing until it has another day.</param>
public sealed record ArrivalView(ArrivalId Id, string Number, WarehouseId Warehouse, Text WarehouseName, DateOnly ArrivesOn, ArrivalState State, bool Overdue, DateTimeOffset AnnouncedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<ArrivalLineView> Lines, long Version)
{
    public FlowState StateText => Arrival.Lifecycle[State];
    public long Announced => Lines.Sum(l => l.Announced);
    public long Promised => Lines.Sum(l => l.Promised);
    public IReadOnlyList<Step<ArrivalState>> Allowed(Actor actor) => Arrival.Lifecycle.Next(State, actor);
}

/// <summary>Arrivals at the warehouses of the actor's organization.</summary>
public sealed class ArrivalQueries
{
    public static IReadOnlyList<FlowState> States => Arrival.Lifecycle.States;

    /// <summary>Those in this state, the next to come first; those that came or were withdrawn the newest first. At most 200.</summary>
    public async Task<IReadOnlyList<ArrivalView>> List(Reading read, ArrivalState state)
    {
        var own = read.Actor.Organization;
        read.Actor.Demand(StockPermissions.View);
        var rows = read.Set<Arrival>().Where(a => a.SupplierId == own && a.State == state);
        rows = state == ArrivalState.Announced ? rows.OrderBy(a => a.ArrivesOn).ThenBy(a => a.Id) : rows.OrderByDescending(a => a.EndedAt).ThenBy(a => a.Id);
        return await Views(read, await rows.Take(200).ToListAsync(read.Cancel));
    }

    /// <summary>How many are in each state.</summary>
    public async Task<IReadOnlyDictionary<ArrivalState, int>> Counts(Reading read)
    {
        var own = read.Actor.Organization;
        read.Actor.Demand(StockPermissions.View);
        return await read.Set<Arrival>().Where(a => a.SupplierId == own).GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);
    }

    /// <summary>One of the actor's own.</summary>
    public async Task<ArrivalView> One(Reading read, ArrivalId id)
    {
        read.Actor.Demand(StockPermissions.View);
        var arrival = await read.Load<Arrival>(id);
        return arrival.SupplierId == read.Actor.Organization ? (await Views(read, [arrival]))[0] : throw Refused.With(KernelErrors.NotFound);
    }

    /// <summary>The requests for which goods of an arrival were held, each once, with their buyers. For whoever tells them.</summary>
    public async Task<IReadOnlyList<(Guid Requisition, OrganizationId Buyer)>> WaitedForBy(Reading read, ArrivalId id)
    {
        var items = read.Set<StockItem>().Where(i => i.ArrivalId == id && i.Held > 0).Select(i => i.Id);
        var rows = await read.Set<StockMovement>().Where(m => items.Contains(m.StockItemId) && m.Document == "requisition" && m.BuyerId != null).GroupBy(m => new { m.DocumentId, m.BuyerId })
            .Where(g => g.Sum(m => m.Held) > 0).Select(g => g.Key).OrderBy(k => k.DocumentId).ToListAsync(read.Cancel);
        return [.. rows.Select(r => (r.DocumentId, r.BuyerId!.Value))];
    }

    private static async Task<IReadOnlyList<ArrivalView>> Views(Reading read, IReadOnlyList<Arrival> arrivals)
    {
        var ids = arrivals.Select(a => (ArrivalId?)a.Id).ToList();
        var held = await read.Set<StockItem>().Where(i => ids.Contains(i.ArrivalId)).Select(i => new { i.ArrivalId, i.SkuId, i.Held }).ToDictionaryAsync(i => (i.ArrivalId!.Value, i.SkuId), i => i.Held, read.Cancel);
        var places = arrivals.Select(a => a.WarehouseId).Distinct().ToList();
        var names = await read.Set<Warehouse>().IgnoreAutoIncludes().Where(w => places.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => new Text(w.NameZh, w.NameEn), read.Cancel);
        var today = ChinaTime.DateOf(read.Now);
        return [.. arrivals.Select(a => new ArrivalView(a.Id, a.Number, a.WarehouseId, names[a.WarehouseId], a.ArrivesOn, a.State, a.State == ArrivalState.Announced && a.ArrivesOn < today, a.AnnouncedAt, a.EndedAt,
            [.. a.Lines.Select(l => new ArrivalLineView(l.Sku, l.PartNumber, l.Name, l.Announced, held.GetValueOrDefault((a.Id, l.Sku)), l.Received))], a.Version))];
    }
}
