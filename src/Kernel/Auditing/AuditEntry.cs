using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>
/// Who did what to one document, as what, through what, when, and what it was before and after. Written in the transaction
/// of the change and never touched again: the database itself refuses an update or a delete.
/// </summary>
public sealed class AuditEntry
{
    public long Seq { get; private set; }

    /// <summary>The database's number of the transaction; with <see cref="Seq"/> the order of the sealed chain. Zero where one writer makes Seq enough.</summary>
    public long Xid { get; private set; }
    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }
    public string PersonName { get; init; } = "";
    public MembershipId MembershipId { get; init; }
    public OrganizationId OrganizationId { get; init; }
    public Via Via { get; init; }
    public string Document { get; init; } = "";
    public Guid DocumentId { get; init; }

    /// <summary><c>requisition.submitted</c>; <c>created</c>, <c>changed</c> or <c>deleted</c> when the use case named nothing.</summary>
    public string Action { get; init; } = "";
    public string? Comment { get; init; }

    /// <summary>The action's arguments as a JSON array, for the sentence on the timeline.</summary>
    public string? Args { get; init; }

    /// <summary>A JSON array of changed rows, each with its values before and after.</summary>
    public string Changes { get; init; } = "[]";

    // The parties of the document, so that whoever may see the document may see what was done to it.
    public OrganizationId? BuyerId { get; init; }
    public OrganizationId? SupplierId { get; init; }
    public OrganizationId? ProviderId { get; init; }
    public bool OperatorSees { get; init; }
}

/// <summary>A sealed run of entries. Hash = SHA-256(previous hash ‖ entries); the head is signed with the installation's key.</summary>
public sealed class AuditBlock
{
    public long Number { get; init; }
    public long FromXid { get; init; }
    public long FromSeq { get; init; }
    public long ToXid { get; init; }
    public long ToSeq { get; init; }
    public int Entries { get; init; }
    public string PreviousHash { get; init; } = "";
    public string Hash { get; init; } = "";
    public string Signature { get; internal set; } = "";
    public DateTimeOffset SealedAt { get; init; }
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries").Unaudited(seen => seen
            .By(x => x.OrganizationId).By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperatorWhen(x => x.OperatorSees));
        entry.HasKey(x => x.Seq);
        entry.Property(x => x.Seq).ValueGeneratedOnAdd();
        entry.Property(x => x.Xid).ValueGeneratedOnAdd();
        entry.Property(x => x.PersonName).HasMaxLength(100);
        entry.Property(x => x.Document).HasMaxLength(60);
        entry.Property(x => x.Action).HasMaxLength(80);
        entry.HasIndex(x => new { x.Xid, x.Seq });
        entry.HasIndex(x => new { x.DocumentId, x.Seq });
        entry.HasIndex(x => new { x.OrganizationId, x.At });
    }
}

internal sealed class AuditBlockMap : IEntityTypeConfiguration<AuditBlock>
{
    public void Configure(EntityTypeBuilder<AuditBlock> block)
    {
        block.ToTable("audit_blocks").Unaudited(seen => seen.ByEveryone());
        block.HasKey(x => x.Number);
        block.Property(x => x.Number).ValueGeneratedNever();
        block.Property(x => x.PreviousHash).HasMaxLength(64);
        block.Property(x => x.Hash).HasMaxLength(64);
    }
}
