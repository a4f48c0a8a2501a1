using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>Moves budgets: reserve at submission, commit at ordering, actualise at invoicing, release when it does not come to it.</summary>
public sealed class BudgetLedger : IHoldable
{
    public const string HoldKind = "budget";

    public string Kind => HoldKind;

    /// <summary>Last: many documents share one budget row, so its lock is held for the shortest time.</summary>
    public int Order => 90;

    private static readonly PreparedQuery<List<CostCentreId>, int, Funds> OfYear = new((context, centres, year) => context.Set<Budget>().AsNoTracking()
        .Where(b => centres.Contains(b.CostCentreId) && b.Year == year).Select(b => new Funds(b.CostCentreId, b.Id)));

    /// <summary>
    /// The budgets that purchases of a year are charged to, one for each cost centre; refuses the field of each that has none with
    /// <c>budget.missing</c>: no budget never means no limit.
    /// </summary>
    public static async Task<IReadOnlyDictionary<CostCentreId, BudgetId>> Of(Reading read, IReadOnlyCollection<(CostCentreRow Centre, string Field)> charged, int year)
    {
        var found = (await OfYear.Rows(read, [.. charged.Select(c => c.Centre.Id)], year)).ToDictionary(f => f.Centre, f => f.Budget);
        return Refused.Many([.. charged.Where(c => !found.ContainsKey(c.Centre.Id)).Select(c => new FieldError(c.Field, ControlErrors.NoBudget, [c.Centre.Name, year]))]) is { } refused
            ? throw refused : found;
    }

    private sealed record Funds(CostCentreId Centre, BudgetId Budget);

    public void Take(Tx tx, Hold hold, IReadOnlyList<Demand> demands)
    {
        tx.TakeEach(demands, ControlErrors.BudgetExceeded,
            d => $"UPDATE budgets SET reserved = reserved + {d.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {d.Resource} AND allocated - reserved - committed - spent >= {d.Amount}",
            minor => new Money(minor, "CNY"));
        foreach (var demand in demands)
            Record(tx, hold.BuyerId, demand.Resource, BudgetEntryKind.Reserve, hold.Document, hold.DocumentId, reserved: demand.Amount);
    }

    public void Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l =>
            $"UPDATE budgets SET reserved = reserved - {l.Amount}, committed = committed + {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND reserved >= {l.Amount}");
        foreach (var line in lines)
            Record(tx, hold.BuyerId, line.Resource, BudgetEntryKind.Commit, hold.Document, hold.DocumentId, reserved: -line.Amount, committed: line.Amount);
    }

    public void Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l =>
            $"UPDATE budgets SET reserved = reserved - {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND reserved >= {l.Amount}");
        foreach (var line in lines)
            Record(tx, hold.BuyerId, line.Resource, BudgetEntryKind.Release, hold.Document, hold.DocumentId, reserved: -line.Amount);
    }

    /// <summary>An ordered amount will not be spent: cancelled or closed short.</summary>
    public static void ReleaseCommitted(Tx tx, OrganizationId buyer, BudgetId budget, Money amount, string document, IId documentId)
    {
        if (amount.IsZero)
            return;
        tx.Move($"UPDATE budgets SET committed = committed - {amount.Minor} WHERE buyer_id = {buyer} AND id = {budget} AND committed >= {amount.Minor}");
        Record(tx, buyer, budget.Value, BudgetEntryKind.Release, document, documentId.Value, committed: -amount.Minor);
    }

    /// <summary>An ordered amount was invoiced.</summary>
    public static void Actualise(Tx tx, OrganizationId buyer, BudgetId budget, Money amount, string document, IId documentId)
    {
        tx.Move($"UPDATE budgets SET committed = committed - {amount.Minor}, spent = spent + {amount.Minor} WHERE buyer_id = {buyer} AND id = {budget} AND committed >= {amount.Minor}");
        Record(tx, buyer, budget.Value, BudgetEntryKind.Actualise, document, documentId.Value, committed: -amount.Minor, spent: amount.Minor);
    }

    /// <summary>Raises or lowers what is allocated; never below what is in use.</summary>
    internal static void Allocate(Tx tx, OrganizationId buyer, BudgetId budget, Money difference)
    {
        tx.Move($"UPDATE budgets SET allocated = allocated + {difference.Minor} WHERE buyer_id = {buyer} AND id = {budget} AND allocated + {difference.Minor} >= reserved + committed + spent",
            () => Refused.Field("allocated", ControlErrors.BelowUsed));
        Record(tx, buyer, budget.Value, BudgetEntryKind.Allocate, "budget", budget.Value, allocated: difference.Minor);
    }

    private static void Record(Tx tx, OrganizationId buyer, Guid budget, BudgetEntryKind kind, string document, Guid documentId,
        long allocated = 0, long reserved = 0, long committed = 0, long spent = 0) => tx.Append(new BudgetEntry
        {
            BuyerId = buyer, BudgetId = new BudgetId(budget), Kind = kind, Document = document, DocumentId = documentId,
            Allocated = allocated, Reserved = reserved, Committed = committed, Spent = spent,
            At = tx.Now, PersonId = tx.Actor.Person, PersonName = tx.Actor.Name,
        });
}
