using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>One event on its way to one subscriber. Delivered ones are removed; dead ones stay until somebody decides.</summary>
public sealed class OutboxMessage
{
    public long Seq { get; private set; }
    public Guid DocumentId { get; init; }
    public string Subscriber { get; init; } = "";
    public string Payload { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>A claimant holds the message until then; after a crash it is free again by itself.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
    public int Attempts { get; set; }
    public bool Dead { get; set; }
    public string? LastError { get; set; }
}

internal sealed class OutboxMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages").Unaudited(seen => seen.ByOperator().AddedByAll());
        message.HasKey(x => x.Seq);
        message.Property(x => x.Seq).ValueGeneratedOnAdd();
        message.Property(x => x.Subscriber).HasMaxLength(80);
        message.HasIndex(x => new { x.Dead, x.DueAt });
        message.HasIndex(x => new { x.DocumentId, x.Subscriber, x.Seq });
    }
}

/// <summary>Wakes the pump after a commit, so that messages leave at once and not at the next tick.</summary>
public sealed class OutboxSignal : WakeUp;
