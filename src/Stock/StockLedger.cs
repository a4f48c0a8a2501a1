using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

public static class StockErrors
{
    public static readonly Error Insufficient = Error.Exhausted("stock.insufficient", "{0} 库存不足，需要 {1}", "Not enough of {0} in stock; {1} needed");
    public static readonly Error NotDelivered = Error.Conflict("stock.area_not_served", "{0} 不送达该地区", "{0} is not delivered to this area");
    public static readonly Error BelowHeld = Error.Conflict("stock.below_held", "已占 {0} 件，在库不能低于此数", "{0} pieces are held; there cannot be fewer");
    public static readonly Error AreaRepeated = Error.Invalid("areas.repeated", "{0} 在第 {1} 行已出现", "{0} already appeared on row {1}");
    public static readonly Error NotArrived = Error.Conflict("stock.not_arrived", "{0} 还在途中，预计 {1} 到仓，到货登记后才能发货", "{0} is still on its way, expected on {1}; it can be shipped once it is booked in");
    public static readonly Error ArrivalDay = Error.Invalid("arrival.day", "到货日须在 {0} 至 {1} 之间", "The day of arrival lies between {0} and {1}");
    public static readonly Error ArrivalExists = Error.Conflict("arrival.exists", "到货单号 {0} 已存在", "There is an arrival {0} already");
    public static readonly Error ArrivalPromised = Error.Conflict("arrival.promised", "{0} 已有 {1} 件被订，不能撤销", "{1} pieces of {0} are promised; it cannot be withdrawn");
    public static readonly Error ArrivalLine = Error.Invalid("arrival.not_in_it", "{0} 不在这张到货预报里", "{0} is not part of this arrival");
    public static readonly Error WarehouseExists = Error.Conflict("warehouse.exists", "仓库代码 {0} 已存在", "Warehouse {0} already exists");
}

/// <summary>What lies in a warehouse, in pieces: as it was thought to be, and as it is.</summary>
internal readonly record struct CountedStock(StockItemId Item, WarehouseId Warehouse, long Before, long After);

/// <summary>Moves stock. Every figure changes by a conditional update with a movement beside it, in one transaction.</summary>
public sealed class StockLedger(LyingStock lying) : IHoldable
{
    public const string HoldKind = "stock";

    public string Kind => HoldKind;
    public int Order => 10;

    public void Take(Tx tx, Hold hold, IReadOnlyList<Demand> demands)
    {
        tx.TakeEach(demands, StockErrors.Insufficient,
            d => $"UPDATE stock_items SET held = held + {d.Amount} WHERE id = {d.Resource} AND on_hand - held >= {d.Amount}");
        foreach (var demand in demands)
            Record(tx, hold, demand.Owner, demand.Resource, MovementKind.Held, demand.Amount);
        tx.AfterCommit(lying.Forget);
    }

    /// <summary>Sold goods stay held until they leave the warehouse: <see cref="Ship"/> takes them off both figures.</summary>
    public void Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines) { }

    public void Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l => $"UPDATE stock_items SET held = held - {l.Amount} WHERE id = {l.Resource} AND held >= {l.Amount}");
        foreach (var line in lines)
            Record(tx, hold, line.Owner, line.Resource, MovementKind.Released, -line.Amount);
        tx.AfterCommit(lying.Forget);
    }

    /// <summary>Sold pieces leave the warehouse.</summary>
    public void Ship(Tx tx, OrganizationId buyer, OrganizationId supplier, string document, IId documentId, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, buyer, supplier, document, documentId, MovementKind.Shipped, pieces,
            p => $"UPDATE stock_items SET held = held - {p.Quantity}, on_hand = on_hand - {p.Quantity} WHERE id = {p.Item} AND held >= {p.Quantity} AND arrives_on IS NULL", p => (-p, -p));

    /// <summary>Refuses with <c>stock.not_arrived</c> by field <c>lines</c> when some of this is still on its way.</summary>
    public static async Task DemandThere(Tx tx, IReadOnlyCollection<StockItemId> items)
    {
        if (await tx.Set<StockItem>().AsNoTracking().Where(i => items.Contains(i.Id) && i.ArrivesOn != null).OrderBy(i => i.ArrivesOn)
            .Join(tx.Set<Arrival>(), i => i.ArrivalId, a => a.Id, (i, a) => new { a.Number, a.ArrivesOn }).FirstOrDefaultAsync(tx.Cancel) is { } awaited)
            throw Refused.Field("lines", StockErrors.NotArrived, awaited.Number, awaited.ArrivesOn.ToString("O"));
    }

    /// <summary>Sold pieces will not be shipped: they may be sold again.</summary>
    public void Cancel(Tx tx, OrganizationId buyer, OrganizationId supplier, string document, IId documentId, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, buyer, supplier, document, documentId, MovementKind.Cancelled, pieces,
            p => $"UPDATE stock_items SET held = held - {p.Quantity} WHERE id = {p.Item} AND held >= {p.Quantity}", p => (0, -p));

    /// <summary>Pieces come back to the warehouse: refused at the door, or returned.</summary>
    public void Return(Tx tx, OrganizationId buyer, OrganizationId supplier, string document, IId documentId, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, buyer, supplier, document, documentId, MovementKind.Returned, pieces,
            p => $"UPDATE stock_items SET on_hand = on_hand + {p.Quantity} WHERE id = {p.Item}", p => (p, 0));

    /// <summary>Pieces of an order come back undelivered: they are there again and stay promised to the same order.</summary>
    public void TakeBack(Tx tx, OrganizationId buyer, OrganizationId supplier, string document, IId documentId, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, buyer, supplier, document, documentId, MovementKind.Returned, pieces,
            p => $"UPDATE stock_items SET on_hand = on_hand + {p.Quantity}, held = held + {p.Quantity} WHERE id = {p.Item}", p => (p, p));

    /// <summary>Goods arrive at the supplier's own warehouse.</summary>
    internal void Receive(Tx tx, OrganizationId supplier, WarehouseId warehouse, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, null, supplier, "warehouse", warehouse, MovementKind.Received, pieces,
            p => $"UPDATE stock_items SET on_hand = on_hand + {p.Quantity} WHERE id = {p.Item}", p => (p, 0));

    /// <summary>Goods are on their way.</summary>
    internal void Announce(Tx tx, Arrival arrival, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, null, arrival.SupplierId, "arrival", arrival.Id, MovementKind.Announced, pieces,
            p => $"UPDATE stock_items SET on_hand = on_hand + {p.Quantity} WHERE id = {p.Item}", p => (p, 0));

    /// <summary>Announced goods will not come; none of them is promised.</summary>
    internal void Withdraw(Tx tx, Arrival arrival, IReadOnlyList<StockItem> pieces)
    {
        foreach (var piece in pieces)
            Change(tx, arrival.SupplierId, "arrival", arrival.Id, MovementKind.Withdrawn, piece.Id, -piece.OnHand, $"UPDATE stock_items SET on_hand = 0 WHERE id = {piece.Id} AND on_hand = {piece.OnHand} AND held = 0");
        tx.AfterCommit(lying.Forget);
    }

    /// <summary>
    /// Announced goods are there: what is promised of them stays with the arrival, the rest goes to the shelf. Refused with
    /// <c>document.changed</c> when somebody ordered or gave back some of them in the meantime.
    /// </summary>
    internal void BookIn(Tx tx, Arrival arrival, IReadOnlyList<BookedGoods> goods)
    {
        foreach (var (coming, shelf, toShelf) in goods.OrderBy(g => g.Coming.Id.Value).Select(g => (g.Coming, g.Shelf, g.ToShelf)))
        {
            Change(tx, arrival.SupplierId, "arrival", arrival.Id, MovementKind.Arrived, coming.Id, coming.Held - coming.OnHand,
                $"UPDATE stock_items SET on_hand = held, arrives_on = NULL WHERE id = {coming.Id} AND on_hand = {coming.OnHand} AND held = {coming.Held} AND arrives_on IS NOT NULL");
            if (toShelf != 0)
                Change(tx, arrival.SupplierId, "arrival", arrival.Id, MovementKind.Arrived, shelf.Id, toShelf, $"UPDATE stock_items SET on_hand = on_hand + {toShelf} WHERE id = {shelf.Id} AND on_hand - held + {toShelf} >= 0");
        }
        tx.AfterCommit(lying.Forget);
    }

    // Somebody looked at the figure before: refused where it is another now.
    private static void Change(Tx tx, OrganizationId supplier, string document, IId documentId, MovementKind kind, StockItemId item, long onHand, FormattableString update)
    {
        tx.Move(update, () => Refused.With(KernelErrors.Changed));
        tx.Append(new StockMovement
        {
            StockItemId = item, SupplierId = supplier, Kind = kind, OnHand = onHand,
            Document = document, DocumentId = documentId.Value, At = tx.Now, PersonId = tx.Actor.Person,
        });
    }

    /// <summary>
    /// So many pieces are there, where there were so many before: refused with <c>document.changed</c> when somebody was faster, and
    /// when more of them were promised in the meantime than are there.
    /// </summary>
    internal void Count(Tx tx, OrganizationId supplier, IReadOnlyList<CountedStock> counted)
    {
        foreach (var (item, warehouse, before, after) in counted.Where(c => c.Before != c.After).OrderBy(c => c.Item.Value))
            Change(tx, supplier, "warehouse", warehouse, MovementKind.Adjusted, item, after - before, $"UPDATE stock_items SET on_hand = {after} WHERE id = {item} AND on_hand = {before} AND held <= {after}");
        tx.AfterCommit(lying.Forget);
    }

    private void Move(Tx tx, OrganizationId? buyer, OrganizationId supplier, string document, IId documentId, MovementKind kind,
        IReadOnlyList<(StockItemId Item, long Quantity)> pieces, Func<(StockItemId Item, long Quantity), FormattableString> update, Func<long, (long OnHand, long Held)> effect)
    {
        var sorted = pieces.Where(p => p.Quantity != 0).OrderBy(p => p.Item.Value).ToList();
        tx.MoveEach(sorted, update);
        foreach (var (item, quantity) in sorted)
        {
            var (onHand, held) = effect(quantity);
            tx.Append(new StockMovement
            {
                StockItemId = item, SupplierId = supplier, BuyerId = buyer, Kind = kind, OnHand = onHand, Held = held,
                Document = document, DocumentId = documentId.Value, At = tx.Now, PersonId = tx.Actor.Person,
            });
        }
        tx.AfterCommit(lying.Forget);
    }

    private static void Record(Tx tx, Hold hold, OrganizationId? owner, Guid item, MovementKind kind, long held) => tx.Append(new StockMovement
    {
        StockItemId = new StockItemId(item), SupplierId = owner ?? throw new InvalidOperationException("A demand for stock names its supplier."),
        BuyerId = hold.BuyerId, Kind = kind, Held = held,
        Document = hold.Document, DocumentId = hold.DocumentId, At = tx.Now, PersonId = tx.Actor.Person,
    });
}
