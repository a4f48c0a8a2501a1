using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

/// <summary>
/// Announced goods have come. What of them is promised stays set aside for those orders, the rest lies on the shelf from now on. When fewer
/// came than are promised, free pieces of the shelf make up for them; where there are not enough, it is refused with <c>stock.below_held</c>,
/// for then an order has to be changed first.
/// </summary>
public sealed class ReceiveArrival(AppDb db, StockLedger stock)
{
    /// <param name="id">Of the actor's own.</param>
    /// <param name="counted">How many came, by part number; a product that is not named came as announced.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ArrivalId id, IReadOnlyList<ArrivalLineInput> counted, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var arrival = await Arrivals.Own(tx, id, expectedVersion);
        var came = Came(arrival, counted);
        arrival.Receive(came, tx.Now);
        var coming = (await Arrivals.Pieces(tx, id)).ToDictionary(p => p.SkuId);
        var skus = arrival.Lines.Select(l => l.Sku).ToList();
        var shelf = await tx.Set<StockItem>().AsNoTracking().Where(i => i.WarehouseId == arrival.WarehouseId && i.ArrivalId == null && skus.Contains(i.SkuId)).ToDictionaryAsync(i => i.SkuId, ct);
        var (booked, faults) = (new List<BookedGoods>(), new List<FieldError>());
        foreach (var (line, i) in arrival.Lines.Select((line, i) => (line, i)))
        {
            var there = shelf.GetValueOrDefault(line.Sku) ?? tx.Add(new StockItem(Id.New<StockItemId>(), arrival.SupplierId, arrival.WarehouseId, line.Sku));
            booked.Add(new(coming[line.Sku], there, came[i]));
            if (booked[^1].ToShelf < there.Held - there.OnHand)
                faults.Add(new(Field(counted, line), StockErrors.BelowHeld, [coming[line.Sku].Held]));
        }
        if (Refused.Many(faults) is { } refused)
            throw refused;
        stock.BookIn(tx, arrival, booked);
        tx.Log("arrival", id, "arrival.received", null, arrival.Number, came.Sum());
    }, ct);

    // As whoever counted named it; a product that is not named came as announced, which is enough for what is promised of it.
    private static string Field(IReadOnlyList<ArrivalLineInput> counted, ArrivalLine line) => counted.ToList().FindIndex(c => Names(c, line)) is >= 0 and var i ? $"lines[{i}].quantity" : "lines";

    private static bool Names(ArrivalLineInput said, ArrivalLine line) => string.Equals(line.PartNumber, said.PartNumber, StringComparison.OrdinalIgnoreCase);

    private static List<long> Came(Arrival arrival, IReadOnlyList<ArrivalLineInput> counted)
    {
        var (came, faults) = (arrival.Lines.Select(l => l.Announced).ToList(), new List<FieldError>());
        for (var i = 0; i < counted.Count; i++)
            if (counted.Take(i).ToList().FindIndex(c => string.Equals(c.PartNumber, counted[i].PartNumber, StringComparison.OrdinalIgnoreCase)) is >= 0 and var first)
                faults.Add(new($"lines[{i}].partNumber", CatalogueErrors.ImportRepeated, [PlainText.Shown(counted[i].PartNumber), first + 1]));
            else if (arrival.Lines.ToList().FindIndex(l => Names(counted[i], l)) is >= 0 and var place)
            {
                came[place] = counted[i].Quantity;
                if (counted[i].Quantity is < 0 or > Count.Max)
                    faults.Add(new($"lines[{i}].quantity", KernelErrors.OutOfRange, [0, Count.Max]));
            }
            else
                faults.Add(new($"lines[{i}].partNumber", StockErrors.ArrivalLine, [PlainText.Shown(counted[i].PartNumber)]));
        return Refused.Many(faults) is { } refused ? throw refused : came;
    }
}

/// <summary>Goods of an arrival as they are booked in.</summary>
/// <param name="Coming">What was announced, and what of it is promised.</param>
/// <param name="Shelf">Where the rest goes, or what is missing comes from.</param>
/// <param name="Came">Pieces that are there.</param>
internal sealed record BookedGoods(StockItem Coming, StockItem Shelf, long Came)
{
    /// <summary>Pieces that go to the shelf; negative: that are taken from it.</summary>
    public long ToShelf => Came - Coming.Held;
}
