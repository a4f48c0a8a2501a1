using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>A product on its way, as its supplier writes it.</summary>
/// <param name="PartNumber">Of one of the supplier's own products.</param>
/// <param name="Quantity">Pieces.</param>
public sealed record ArrivalLineInput(string? PartNumber, long Quantity);

/// <summary>Goods on their way to one of the supplier's own warehouses.</summary>
/// <param name="Number">The supplier's own, once: of the delivery, the container, the order at the factory.</param>
public sealed record ArrivalInput(WarehouseId Warehouse, string? Number, DateOnly ArrivesOn, IReadOnlyList<ArrivalLineInput> Lines);

/// <summary>Announces goods that are on their way: from now on they can be promised for the day on which they arrive.</summary>
public sealed class AnnounceGoods(AppDb db, OwnListingQueries listings, StockLedger stock)
{
    public Task<ArrivalId> Run(ArrivalInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(StockPermissions.Manage);
        var warehouse = await tx.Load<Warehouse>(said.Warehouse);
        if (warehouse.SupplierId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        var arrival = new Arrival(actor.Organization, warehouse.Id, said.Number, said.ArrivesOn, await Lines(tx, said.Lines), tx.Now);
        if (await tx.Set<Arrival>().AnyAsync(a => a.SupplierId == actor.Organization && a.Number == arrival.Number, ct))
            throw Refused.Field("number", StockErrors.ArrivalExists, arrival.Number);
        tx.Add(arrival);
        // A warehouse delivers a product from the day it is announced there, also when all that comes is sold or late.
        var (skus, place) = (arrival.Lines.Select(l => l.Sku).ToList(), warehouse.Id);
        var known = await tx.Set<StockItem>().Where(i => i.WarehouseId == place && i.ArrivalId == null && skus.Contains(i.SkuId)).Select(i => i.SkuId).ToListAsync(ct);
        foreach (var sku in skus.Except(known))
            tx.Add(new StockItem(Id.New<StockItemId>(), actor.Organization, place, sku));
        stock.Announce(tx, arrival, [.. arrival.Lines.Select(l => (tx.Add(new StockItem(arrival, l.Sku)).Id, l.Announced))]);
        tx.Log("arrival", arrival.Id, "arrival.announced", null, arrival.Number, arrival.Lines.Sum(l => l.Announced), arrival.ArrivesOn.ToString("O"));
        return arrival.Id;
    }, ct);

    private async Task<IReadOnlyList<ArrivalLine>> Lines(Tx tx, IReadOnlyList<ArrivalLineInput> said)
    {
        if (said.Count is 0 or > Arrival.MaxLines)
            throw Refused.Field("lines", KernelErrors.OutOfRange, 1, Arrival.MaxLines);
        var numbers = said.Select((line, i) => PlainText.Line($"lines[{i}].partNumber", line.PartNumber, 120)).ToList();
        var (named, faults, lines) = (await listings.Named(tx, numbers), new List<FieldError>(), new List<ArrivalLine>());
        for (var i = 0; i < said.Count; i++)
            if (named[numbers[i]].DistinctBy(l => l.Sku).ToList() is not [var product])
                faults.Add(new($"lines[{i}].partNumber", OfferErrors.ProductUnknown, [PlainText.Shown(numbers[i])]));
            else if (lines.FindIndex(l => l.Sku == product.Sku) is >= 0 and var first)
                faults.Add(new($"lines[{i}].partNumber", CatalogueErrors.ImportRepeated, [product.PartNumber, first + 1]));
            else if (said[i].Quantity is < 1 or > Count.Max)
                faults.Add(new($"lines[{i}].quantity", KernelErrors.OutOfRange, [1, Count.Max]));
            else
                lines.Add(new(product.Sku, product.PartNumber, product.Name, said[i].Quantity));
        return Refused.Many(faults) is { } refused ? throw refused : lines;
    }
}

/// <summary>Goods on their way come on another day. Who was promised them for an earlier one is told; their orders keep the day that they were promised, to be measured by.</summary>
public sealed class MoveArrival(AppDb db, LyingStock lying)
{
    /// <param name="id">Of the actor's own.</param>
    /// <param name="day">From today on.</param>
    /// <param name="reason">Why, for the buyers; up to 200 characters, may be absent.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ArrivalId id, DateOnly day, string? reason, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var arrival = await Arrivals.Own(tx, id, expectedVersion);
        var (before, why) = (arrival.ArrivesOn, PlainText.OptionalLine("reason", reason, 200));
        arrival.Move(day, tx.Now);
        var pieces = await Arrivals.Pieces(tx, id);
        foreach (var piece in pieces)
            tx.Move($"UPDATE stock_items SET arrives_on = {day} WHERE id = {piece.Id} AND arrives_on IS NOT NULL", () => Refused.With(KernelErrors.Changed));
        tx.Log("arrival", id, "arrival.moved", why, arrival.Number, before.ToString("O"), day.ToString("O"));
        if (day > before)
            tx.Publish(new GoodsDelayed(id, arrival.Number, arrival.SupplierId, before, day, why));
        tx.AfterCommit(lying.Forget);
    }, ct);
}

/// <summary>Announced goods will not come. Refused with <c>arrival.promised</c> while any of them is promised.</summary>
public sealed class WithdrawArrival(AppDb db, StockLedger stock)
{
    public Task Run(ArrivalId id, string? reason, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var arrival = await Arrivals.Own(tx, id, expectedVersion);
        var why = PlainText.Line("reason", reason, 200);
        arrival.Withdraw(tx.Now);
        var pieces = await Arrivals.Pieces(tx, id);
        if (pieces.FirstOrDefault(p => p.Held > 0) is { } promised)
            throw Refused.With(StockErrors.ArrivalPromised, arrival.Lines.First(l => l.Sku == promised.SkuId).PartNumber, promised.Held);
        stock.Withdraw(tx, arrival, pieces);
        tx.Log("arrival", id, "arrival.withdrawn", why, arrival.Number);
    }, ct);
}

/// <summary>Goods on their way come later than they were announced.</summary>
/// <param name="Before">The day that was announced.</param>
public sealed record GoodsDelayed(ArrivalId Arrival, string Number, OrganizationId Supplier, DateOnly Before, DateOnly After, string? Reason) : IEvent
{
    public Guid Document => Arrival.Value;
}

/// <summary>What the use cases of arrivals share.</summary>
internal static class Arrivals
{
    public static async Task<Arrival> Own(Tx tx, ArrivalId id, long? expectedVersion)
    {
        tx.Actor.Demand(StockPermissions.Manage);
        var arrival = await tx.Load<Arrival>(id);
        if (arrival.SupplierId != tx.Actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        Tx.DemandVersion(expectedVersion, arrival.Version);
        return arrival;
    }

    /// <summary>Its goods, in the order in which stock is moved.</summary>
    public static async Task<List<StockItem>> Pieces(Reading read, ArrivalId id) =>
        [.. (await read.Set<StockItem>().AsNoTracking().Where(i => i.ArrivalId == id).ToListAsync(read.Cancel)).OrderBy(i => i.Id.Value)];
}
