using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Messages;

public readonly record struct MessageId(Guid Value) : IId;

/// <summary>One thing that happened, told to one membership, with the page where it goes on.</summary>
internal sealed class Message
{
    /// <summary>How long messages are kept; what they tell of stays in its document.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public MessageId Id { get; init; }
    public OrganizationId OrganizationId { get; init; }
    public MembershipId MembershipId { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";

    /// <summary>A path of the portal that this membership may open.</summary>
    public string Href { get; init; } = "";
    public Tone Tone { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; private set; }

    public void Read(DateTimeOffset now) => ReadAt ??= now;
}

internal sealed class MessageMap : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        // Whether somebody has read a message is their own affair, not the audit trail's.
        message.ToTable("messages").Unaudited(seen => seen.By(x => x.OrganizationId));
        message.HasKey(x => new { x.OrganizationId, x.Id });
        message.Property(x => x.TitleZh).HasMaxLength(400);
        message.Property(x => x.TitleEn).HasMaxLength(400);
        message.Property(x => x.Href).HasMaxLength(120);
        message.HasIndex(x => new { x.OrganizationId, x.MembershipId, x.At });
        message.HasIndex(x => x.At);
    }
}

/// <summary>A message as its reader sees it.</summary>
public sealed record MessageRow(MessageId Id, Text Title, string Href, Tone Tone, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <summary>The messages of the membership that asks, and of nobody else.</summary>
public sealed class MessageQueries
{
    /// <summary>The newest first.</summary>
    public async Task<Page<MessageRow>> Mine(Reading read, bool unreadOnly, string? after = null, int size = 50)
    {
        var rows = Own(read);
        if (unreadOnly)
            rows = rows.Where(m => m.ReadAt == null);
        return await rows.NewestFirst(m => m.At, m => m.Id, after)
            .Select(m => new MessageRow(m.Id, new Text(m.TitleZh, m.TitleEn), m.Href, m.Tone, m.At, m.ReadAt)).Page(size, m => Cursor.Of(m.At, m.Id), read.Cancel);
    }

    internal static IQueryable<Message> Own(Reading read)
    {
        var me = read.Actor.Membership;
        return read.Set<Message>().Where(m => m.MembershipId == me);
    }
}

/// <summary>The figure on the bell of every page: remembered for less than a second, and what this node writes counts at once.</summary>
public sealed class UnreadMessages(AppDb db)
{
    /// <summary>What a bell shows at most.</summary>
    public const int MaxCounted = 100;

    private readonly Briefly<MembershipId, object> remembered = new();

    /// <summary>How many the actor has not read yet, counted to <see cref="MaxCounted"/>.</summary>
    public async Task<int> Of(Actor actor, CancellationToken ct = default) => (int)(await remembered.Get(actor.Membership, async _ => await db.Read(actor, read =>
        MessageQueries.Own(read).Where(m => m.ReadAt == null).Take(MaxCounted).CountAsync(ct), ct)))!;

    internal void Forget() => remembered.Forget();
}

/// <summary>The reader opens a message: it counts as read, and leads to its page.</summary>
public sealed class ReadMessage(AppDb db, UnreadMessages unread)
{
    /// <returns>The page where it goes on.</returns>
    public Task<string> Run(MessageId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var message = await MessageQueries.Own(tx).FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw Refused.With(KernelErrors.NotFound);
        message.Read(tx.Now);
        tx.AfterCommit(unread.Forget);
        return message.Href;
    }, ct);
}

/// <summary>All that came so far counts as read.</summary>
public sealed class ReadAllMessages(AppDb db, UnreadMessages unread)
{
    /// <returns>How many were not read before.</returns>
    public Task<int> Run(Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        tx.AfterCommit(unread.Forget);
        return await MessageQueries.Own(tx).Where(m => m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, tx.Now), ct);
    }, ct);
}

/// <summary>Removes messages that nobody looks for any more.</summary>
public sealed class SweepMessages(AppDb db) : Job
{
    public override Task Run(CancellationToken ct) => db.Write(Actor.System(), async tx =>
    {
        var before = tx.Now - Message.Kept;
        await tx.Set<Message>().Where(m => m.At < before).ExecuteDeleteAsync(ct);
    }, ct);
}
