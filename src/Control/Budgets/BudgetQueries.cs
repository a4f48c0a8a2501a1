using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>A budget with its figures, in minor units of CNY.</summary>
public sealed record BudgetRow
{
    public required BudgetId Id { get; init; }
    public required CostCentreId CostCentre { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required int Year { get; init; }
    public required long Allocated { get; init; }
    public required long Reserved { get; init; }
    public required long Committed { get; init; }
    public required long Spent { get; init; }
    public long Available => Allocated - Reserved - Committed - Spent;
}

/// <summary>One entry behind the figures.</summary>
public sealed record BudgetEntryRow(long Seq, BudgetEntryKind Kind, long Allocated, long Reserved, long Committed, long Spent, string Document, Guid DocumentId, DateTimeOffset At, string By);

public sealed class BudgetQueries
{
    public async Task<IReadOnlyList<BudgetRow>> OfYear(Reading read, int year) => await Rows(read).Where(b => b.Year == year).OrderBy(b => b.Code).ToListAsync(read.Cancel);

    public async Task<BudgetRow> One(Reading read, BudgetId id) =>
        await Rows(read).FirstOrDefaultAsync(b => b.Id == id, read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);

    /// <summary>The budgets of these cost centres for a year, by code; one that has none is absent.</summary>
    public async Task<IReadOnlyList<BudgetRow>> Of(Reading read, IReadOnlyCollection<CostCentreId> centres, int year) =>
        await Rows(read).Where(b => centres.Contains(b.CostCentre) && b.Year == year).OrderBy(b => b.Code).ToListAsync(read.Cancel);

    /// <summary>The budgets with these ids, by code.</summary>
    public async Task<IReadOnlyList<BudgetRow>> Some(Reading read, IReadOnlyCollection<BudgetId> ids) =>
        ids.Count == 0 ? [] : await Rows(read).Where(b => ids.Contains(b.Id)).OrderBy(b => b.Code).ToListAsync(read.Cancel);

    public async Task<IReadOnlyList<BudgetEntryRow>> Entries(Reading read, BudgetId id, long before = long.MaxValue, int count = 50) =>
        await read.Set<BudgetEntry>().AsNoTracking().Where(e => e.BudgetId == id && e.Seq < before).OrderByDescending(e => e.Seq).Take(count)
            .Select(e => new BudgetEntryRow(e.Seq, e.Kind, e.Allocated, e.Reserved, e.Committed, e.Spent, e.Document, e.DocumentId, e.At, e.PersonName))
            .ToListAsync(read.Cancel);

    private static IQueryable<BudgetRow> Rows(Reading read) =>
        from budget in read.Set<Budget>().AsNoTracking()
        join centre in read.Set<CostCentre>().AsNoTracking() on new { budget.BuyerId, Id = budget.CostCentreId } equals new { centre.BuyerId, centre.Id }
        select new BudgetRow
        {
            Id = budget.Id, CostCentre = centre.Id, Code = centre.Code, Name = centre.Name, Year = budget.Year,
            Allocated = budget.Allocated, Reserved = budget.Reserved, Committed = budget.Committed, Spent = budget.Spent,
        };
}

/// <summary>Sets what a cost centre may spend in a year: opens the budget, or changes its allocation by an entry of the difference.</summary>
public sealed class AllocateBudget(AppDb db, CostCentreQueries centres)
{
    public Task<BudgetId> Run(CostCentreId costCentre, int year, Money allocated, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.ManageBudgets);
        await centres.Require(tx, costCentre, "costCentre");
        if (year is < 2000 or > 2100)
            throw Refused.Field("year", KernelErrors.OutOfRange, 2000, 2100);
        if (allocated.IsNegative || allocated.Currency != "CNY")
            throw Refused.Field("allocated", KernelErrors.Malformed, allocated);
        var budget = await tx.Set<Budget>().FirstOrDefaultAsync(b => b.CostCentreId == costCentre && b.Year == year, ct);
        budget ??= tx.Add(new Budget(Id.New<BudgetId>(), actor.Organization, costCentre, year));
        BudgetLedger.Allocate(tx, actor.Organization, budget.Id, allocated - new Money(budget.Allocated, "CNY"));
        tx.Log("budget", budget.Id, "budget.allocated", null, year, allocated.Minor);
        return budget.Id;
    }, ct);
}
