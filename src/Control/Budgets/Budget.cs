using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Control;

public readonly record struct BudgetId(Guid Value) : IId;

/// <summary>
/// What a cost centre may spend in a calendar year, in minor units of CNY. B1: available + reserved + committed + spent =
/// allocated, each at least zero and each the sum of its entries. The figures move by conditional updates only.
/// </summary>
internal sealed class Budget
{
    private Budget() { }

    public Budget(BudgetId id, OrganizationId buyer, CostCentreId costCentre, int year) =>
        (Id, BuyerId, CostCentreId, Year) = (id, buyer, costCentre, year);

    public BudgetId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public CostCentreId CostCentreId { get; private set; }
    public int Year { get; private set; }
    public long Allocated { get; private set; }
    public long Reserved { get; private set; }
    public long Committed { get; private set; }
    public long Spent { get; private set; }
}

public enum BudgetEntryKind { Allocate, Reserve, Commit, Actualise, Release }

/// <summary>One entry of the ledger. A release names the figure it frees: reserved when a request ends, committed when an order does.</summary>
internal sealed class BudgetEntry
{
    public long Seq { get; private set; }
    public OrganizationId BuyerId { get; init; }
    public BudgetId BudgetId { get; init; }
    public BudgetEntryKind Kind { get; init; }
    public long Allocated { get; init; }
    public long Reserved { get; init; }
    public long Committed { get; init; }
    public long Spent { get; init; }
    public string Document { get; init; } = "";
    public Guid DocumentId { get; init; }
    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }
    public string PersonName { get; init; } = "";
}

internal sealed class BudgetMap : IEntityTypeConfiguration<Budget>
{
    public void Configure(EntityTypeBuilder<Budget> budget)
    {
        budget.ToTable("budgets", table =>
        {
            table.HasCheckConstraint("ck_budgets_parts", "reserved >= 0 AND committed >= 0 AND spent >= 0");
            table.HasCheckConstraint("ck_budgets_available", "allocated - reserved - committed - spent >= 0");
        }).Document("budget", seen => seen.By(x => x.BuyerId));
        budget.HasKey(x => new { x.BuyerId, x.Id });
        budget.HasIndex(x => new { x.BuyerId, x.CostCentreId, x.Year }).IsUnique();
        budget.HasOne<CostCentre>().WithMany().HasForeignKey(x => new { x.BuyerId, x.CostCentreId });
    }
}

internal sealed class BudgetEntryMap : IEntityTypeConfiguration<BudgetEntry>
{
    public void Configure(EntityTypeBuilder<BudgetEntry> entry)
    {
        entry.ToTable("budget_entries").Unaudited(seen => seen.By(x => x.BuyerId));
        entry.HasKey(x => x.Seq);
        entry.Property(x => x.Seq).ValueGeneratedOnAdd();
        entry.Property(x => x.Document).HasMaxLength(60);
        entry.Property(x => x.PersonName).HasMaxLength(100);
        entry.HasIndex(x => new { x.BuyerId, x.BudgetId, x.Seq });
        entry.HasOne<Budget>().WithMany().HasForeignKey(x => new { x.BuyerId, x.BudgetId });
    }
}
