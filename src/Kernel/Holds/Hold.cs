using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

public readonly record struct HoldId(Guid Value) : IId;

public enum HoldState { Held, Confirmed, Released, Expired }

/// <summary>
/// 预占: what a document has reserved of stock, quota, budget and credit, with one expiry for all of it. Held together in one
/// transaction, then confirmed together or released together, and exactly once.
/// </summary>
public sealed class Hold
{
    private readonly List<HoldLine> lines = [];

    private Hold() { }

    internal Hold(HoldId id, OrganizationId buyer, string document, Guid documentId, DateTimeOffset expiresAt)
    {
        Id = id;
        BuyerId = buyer;
        Document = document;
        DocumentId = documentId;
        ExpiresAt = expiresAt;
    }

    public HoldId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Document { get; private set; } = "";
    public Guid DocumentId { get; private set; }
    public HoldState State { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public IReadOnlyList<HoldLine> Lines => lines;

    internal void End(HoldState end) => State = end;

    internal void Add(Demand demand) => lines.Add(new HoldLine(BuyerId, Id, lines.Count + 1, demand));
}

/// <summary>One resource and how much of it is held, in the resource's own unit (pieces, or minor units of money).</summary>
public sealed class HoldLine
{
    private HoldLine() { }

    internal HoldLine(OrganizationId buyer, HoldId hold, int line, Demand demand)
    {
        BuyerId = buyer;
        HoldId = hold;
        Line = line;
        Kind = demand.Kind;
        Resource = demand.Resource;
        Amount = demand.Amount;
        Owner = demand.Owner;
    }

    public OrganizationId BuyerId { get; private set; }
    public HoldId HoldId { get; private set; }
    public int Line { get; private set; }
    public string Kind { get; private set; } = "";
    public Guid Resource { get; private set; }
    public long Amount { get; private set; }
    public OrganizationId? Owner { get; private set; }
}

/// <summary>
/// How much of one resource a document asks for. <paramref name="Label"/> names it in a refusal (a part number, a budget),
/// <paramref name="Field"/> is the input it came from (<c>lines[1].quantity</c>), <paramref name="Owner"/> the other organization whose
/// resource it is, so that its ledger names both.
/// </summary>
public sealed record Demand(string Kind, Guid Resource, long Amount, string Label, string? Field = null, OrganizationId? Owner = null);

/// <summary>A held document's time ran out; what it held has been given back.</summary>
public sealed record HoldExpired(HoldId Hold, string DocumentType, Guid Document) : IEvent;

internal sealed class HoldMap : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> hold)
    {
        hold.ToTable("holds").Unaudited(seen => seen.By(x => x.BuyerId));
        hold.HasKey(x => new { x.BuyerId, x.Id });
        hold.Property(x => x.Document).HasMaxLength(60);
        hold.HasIndex(x => new { x.DocumentId, x.State });
        hold.HasIndex(x => new { x.State, x.ExpiresAt });
        hold.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.HoldId });
        hold.Navigation(x => x.Lines).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class HoldLineMap : IEntityTypeConfiguration<HoldLine>
{
    public void Configure(EntityTypeBuilder<HoldLine> line)
    {
        line.ToTable("hold_lines", table => table.HasCheckConstraint("ck_hold_lines_amount", "amount > 0")).Unaudited(seen => seen.By(x => x.BuyerId));
        line.HasKey(x => new { x.BuyerId, x.HoldId, x.Line });
        line.Property(x => x.Kind).HasMaxLength(20);
        line.HasIndex(x => new { x.Kind, x.Resource });
    }
}
