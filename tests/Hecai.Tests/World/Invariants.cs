namespace Hecai.Tests;

/// <summary>The invariants of domain.md section 5 as statements that return the rows which break them.</summary>
internal static class Invariants
{
    private static readonly (string Name, string Sql)[] All =
    [
        ("B1: a budget's figures are the sums of its entries, none below zero", """
            SELECT b.id, b.allocated, b.reserved, b.committed, b.spent, e.a, e.r, e.c, e.s FROM budgets b
            LEFT JOIN (SELECT budget_id, SUM(allocated) a, SUM(reserved) r, SUM(committed) c, SUM(spent) s FROM budget_entries GROUP BY budget_id) e ON e.budget_id = b.id
            WHERE b.allocated <> COALESCE(e.a, 0) OR b.reserved <> COALESCE(e.r, 0) OR b.committed <> COALESCE(e.c, 0) OR b.spent <> COALESCE(e.s, 0)
               OR b.reserved < 0 OR b.committed < 0 OR b.spent < 0 OR b.allocated - b.reserved - b.committed - b.spent < 0
            """),
        ("B1: reserved is what is held", """
            SELECT b.id, b.reserved, h.amount FROM budgets b
            LEFT JOIN (SELECT l.resource, SUM(l.amount) amount FROM hold_lines l JOIN holds h ON h.id = l.hold_id WHERE h.state = 'Held' AND l.kind = 'budget' GROUP BY l.resource) h ON h.resource = b.id
            WHERE b.reserved <> COALESCE(h.amount, 0)
            """),
        ("B1: committed and spent are what is ordered and not cancelled", """
            SELECT b.id, b.committed, b.spent, o.amount FROM budgets b
            LEFT JOIN (SELECT COALESCE(l.budget_id, p.budget_id) budget_id, SUM((l.ordered - l.cancelled) * l.unit_price_minor) amount FROM supplier_order_lines l
                       JOIN supplier_orders s ON s.id = l.supplier_order_id JOIN purchase_orders p ON p.id = s.purchase_order_id GROUP BY COALESCE(l.budget_id, p.budget_id)) o ON o.budget_id = b.id
            WHERE b.committed + b.spent <> COALESCE(o.amount, 0)
            """),
        ("S1: stock is the sum of its movements, on hand ≥ held ≥ 0", """
            SELECT i.id, i.on_hand, i.held, m.o, m.h FROM stock_items i
            LEFT JOIN (SELECT stock_item_id, SUM(on_hand) o, SUM(held) h FROM stock_movements GROUP BY stock_item_id) m ON m.stock_item_id = i.id
            WHERE i.on_hand <> COALESCE(m.o, 0) OR i.held <> COALESCE(m.h, 0) OR i.held < 0 OR i.on_hand < i.held
            """),
        ("Q1: a quota is never exceeded; called off is what is ordered, held is what is held", """
            SELECT a.id, a.quota, a.called_off, a.held, o.ordered, h.amount FROM agreement_lines a
            LEFT JOIN (SELECT agreement_line_id, SUM((ordered - cancelled) * (CASE WHEN quota_measure = 'Amount' THEN unit_price_minor ELSE 1 END)) ordered FROM supplier_order_lines GROUP BY agreement_line_id) o ON o.agreement_line_id = a.id
            LEFT JOIN (SELECT l.resource, SUM(l.amount) amount FROM hold_lines l JOIN holds h ON h.id = l.hold_id WHERE h.state = 'Held' AND l.kind = 'quota' GROUP BY l.resource) h ON h.resource = a.id
            WHERE a.called_off + a.held > a.quota OR a.called_off < 0 OR a.held < 0 OR a.called_off <> COALESCE(o.ordered, 0) OR a.held <> COALESCE(h.amount, 0)
            """),
        ("L1: an order line's ledger", """
            SELECT id, line, ordered, cancelled, shipped, delivered, accepted, returned, invoiced FROM (SELECT supplier_order_id id, l.* FROM supplier_order_lines l) x
            WHERE accepted < 0 OR accepted > delivered OR delivered > shipped OR shipped > ordered - cancelled OR returned < 0 OR returned > delivered OR installed > delivered
               OR invoiced < 0 OR invoiced > (CASE WHEN kind = 'Freight' OR (kind = 'Goods' AND NOT installs) THEN delivered ELSE accepted END) - returned
            """),
        ("M1: the lines of a requisition sum to its total", """
            SELECT r.number, r.total_minor FROM requisitions r
            WHERE r.total_minor <> (SELECT COALESCE(SUM(l.quantity * l.unit_price_minor), 0) FROM requisition_lines l WHERE l.requisition_id = r.id)
            """),
        ("L1: freight is carried with the first goods of its order and accepted with the first that are", """
            SELECT f.supplier_order_id, f.line, f.ordered, f.cancelled, f.delivered, f.accepted, g.delivered, g.accepted FROM supplier_order_lines f
            JOIN (SELECT supplier_order_id, SUM(delivered) delivered, SUM(accepted) accepted FROM supplier_order_lines WHERE kind = 'Goods' GROUP BY supplier_order_id) g ON g.supplier_order_id = f.supplier_order_id
            WHERE f.kind = 'Freight' AND (f.delivered <> (CASE WHEN g.delivered > 0 THEN f.ordered - f.cancelled ELSE 0 END) OR f.accepted <> (CASE WHEN g.accepted > 0 THEN f.delivered ELSE 0 END))
            """),
        ("M1: what was billed of freight is what was carried", """
            SELECT l.supplier_order_id, l.line, l.delivered, b.quantity FROM supplier_order_lines l
            LEFT JOIN (SELECT supplier_order_id, line, SUM(quantity) quantity FROM billable_entries GROUP BY supplier_order_id, line) b ON b.supplier_order_id = l.supplier_order_id AND b.line = l.line
            WHERE l.kind = 'Freight' AND l.delivered <> COALESCE(b.quantity, 0)
            """),
        ("M1: the lines of a supplier order sum to its total", """
            SELECT s.number, s.total_minor FROM supplier_orders s
            WHERE s.total_minor <> (SELECT COALESCE(SUM(l.ordered * l.unit_price_minor), 0) FROM supplier_order_lines l WHERE l.supplier_order_id = s.id)
            """),
        ("M1: children sum to their parent, and the parent is its requisition's total", """
            SELECT p.number, p.total_minor FROM purchase_orders p JOIN requisitions r ON r.id = p.requisition_id
            WHERE p.total_minor <> (SELECT COALESCE(SUM(s.total_minor), 0) FROM supplier_orders s WHERE s.purchase_order_id = p.id) OR p.total_minor <> r.total_minor
            """),
        ("I1: an ordered requisition has one order, another has none", """
            SELECT r.number, r.state FROM requisitions r
            WHERE (SELECT COUNT(*) FROM purchase_orders p WHERE p.requisition_id = r.id) <> CASE WHEN r.state = 'Ordered' THEN 1 ELSE 0 END
            """),
        ("I1: what is in approval holds, what is not does not", """
            SELECT r.number, r.state FROM requisitions r
            WHERE (SELECT COUNT(*) FROM holds h WHERE h.document_id = r.id AND h.state = 'Held') <> CASE WHEN r.state = 'InApproval' THEN 1 ELSE 0 END
            """),
        ("B1: a line with a cost centre of its own is on a budget of that one, in its order as in its requisition", """
            SELECT r.number, l.line, l.cost_centre_id, b.cost_centre_id, o.cost_centre_id FROM requisition_lines l JOIN requisitions r ON r.id = l.requisition_id
            LEFT JOIN budgets b ON b.id = l.budget_id JOIN purchase_orders p ON p.requisition_id = r.id JOIN supplier_orders s ON s.purchase_order_id = p.id
            JOIN supplier_order_lines o ON o.supplier_order_id = s.id AND o.line = l.line
            WHERE COALESCE(l.cost_centre_id, r.cost_centre_id) <> COALESCE(b.cost_centre_id, r.cost_centre_id) OR COALESCE(o.budget_id, p.budget_id) <> COALESCE(l.budget_id, r.budget_id)
               OR COALESCE(o.cost_centre_id, p.cost_centre_id) <> COALESCE(l.cost_centre_id, r.cost_centre_id)
            """),
        ("E1: every announcement was delivered", "SELECT seq, subscriber, attempts, last_error FROM outbox_messages"),
    ];

    public static async Task Hold(Engine engine)
    {
        foreach (var (name, sql) in All)
            if (await Rows(engine, sql) is { Count: > 0 } broken)
                Assert.Fail($"{name} — {broken.Count} rows break it, first: {string.Join(" | ", broken[0])}");
    }

    public static async Task<List<object?[]>> Rows(Engine engine, string sql)
    {
        await using var connection = await engine.Connect(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }
        return rows;
    }
}
