namespace Hecai.Stock;

public static class StockErrors
{
    public static readonly Error Insufficient = Error.Exhausted("stock.insufficient", "{0} 库存不足，需要 {1}", "Not enough of {0} in stock; {1} needed");
    public static readonly Error NotDelivered = Error.Conflict("stock.area_not_served", "{0} 不送达该地区", "{0} is not delivered to this area");
    public static readonly Error BelowHeld = Error.Conflict("stock.below_held", "已占 {0} 件，在库不能低于此数", "{0} pieces are held; there cannot be fewer");
    public static readonly Error AreaRepeated = Error.Invalid("areas.repeated", "{0} 在第 {1} 行已出现", "{0} already appeared on row {1}");
    public static readonly Error WarehouseExists = Error.Conflict("warehouse.exists", "仓库代码 {0} 已存在", "Warehouse {0} already exists");
}

/// <summary>What lies in a warehouse, in pieces: as it was thought to be, and as it is.</summary>
internal readonly record struct CountedStock(StockItemId Item, WarehouseId Warehouse, long Before, long After);

/// <summary>Moves stock. Every figure changes by a conditional update with a movement beside it, in one transaction.</summary>
public sealed class StockLedger : IHoldable
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
    }

    /// <summary>Sold goods stay held until they leave the warehouse: <see cref="Ship"/> takes them off both figures.</summary>
    public void Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines) { }

    public void Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l => $"UPDATE stock_items SET held = held - {l.Amount} WHERE id = {l.Resource} AND held >= {l.Amount}");
        foreach (var line in lines)
            Record(tx, hold, line.Owner, line.Resource, MovementKind.Released, -line.Amount);
    }

    /// <summary>Sold pieces leave the warehouse.</summary>
    public void Ship(Tx tx, OrganizationId buyer, OrganizationId supplier, string document, IId documentId, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, buyer, supplier, document, documentId, MovementKind.Shipped, pieces,
            p => $"UPDATE stock_items SET held = held - {p.Quantity}, on_hand = on_hand - {p.Quantity} WHERE id = {p.Item} AND held >= {p.Quantity}", p => (-p, -p));

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
    internal static void Receive(Tx tx, OrganizationId supplier, WarehouseId warehouse, IReadOnlyList<(StockItemId Item, long Quantity)> pieces) =>
        Move(tx, null, supplier, "warehouse", warehouse, MovementKind.Received, pieces,
            p => $"UPDATE stock_items SET on_hand = on_hand + {p.Quantity} WHERE id = {p.Item}", p => (p, 0));

    /// <summary>
    /// So many pieces are there, where there were so many before: refused with <c>document.changed</c> when somebody was faster, and
    /// when more of them were promised in the meantime than are there.
    /// </summary>
    internal static void Count(Tx tx, OrganizationId supplier, IReadOnlyList<CountedStock> counted)
    {
        foreach (var (item, warehouse, before, after) in counted.Where(c => c.Before != c.After).OrderBy(c => c.Item.Value))
        {
            tx.Move($"UPDATE stock_items SET on_hand = {after} WHERE id = {item} AND on_hand = {before} AND held <= {after}", () => Refused.With(KernelErrors.Changed));
            tx.Append(new StockMovement
            {
                StockItemId = item, SupplierId = supplier, Kind = MovementKind.Adjusted, OnHand = after - before,
                Document = "warehouse", DocumentId = warehouse.Value, At = tx.Now, PersonId = tx.Actor.Person,
            });
        }
    }

    private static void Move(Tx tx, OrganizationId? buyer, OrganizationId supplier, string document, IId documentId, MovementKind kind,
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
    }

    private static void Record(Tx tx, Hold hold, OrganizationId? owner, Guid item, MovementKind kind, long held) => tx.Append(new StockMovement
    {
        StockItemId = new StockItemId(item), SupplierId = owner ?? throw new InvalidOperationException("A demand for stock names its supplier."),
        BuyerId = hold.BuyerId, Kind = kind, Held = held,
        Document = hold.Document, DocumentId = hold.DocumentId, At = tx.Now, PersonId = tx.Actor.Person,
    });
}
