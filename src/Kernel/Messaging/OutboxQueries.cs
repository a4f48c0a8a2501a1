using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>A message on its way, without its content: that belongs to the parties of its document.</summary>
public sealed record DeliveryRow(long Seq, string Subscriber, Guid DocumentId, DateTimeOffset At, DateTimeOffset DueAt, int Attempts, bool Dead, string? LastError);

/// <summary>How much waits, since when, and how much was given up.</summary>
public sealed record DeliveryCounts(int Waiting, int Failing, int Dead, DateTimeOffset? Oldest);

/// <summary>The delivery of messages, for whoever runs the platform.</summary>
public sealed class OutboxQueries
{
    public async Task<DeliveryCounts> Counts(Reading read)
    {
        read.Actor.Demand(KernelPermissions.ViewDeliveries);
        var all = read.Set<OutboxMessage>();
        return new(await all.CountAsync(m => !m.Dead && m.Attempts == 0, read.Cancel), await all.CountAsync(m => !m.Dead && m.Attempts > 0, read.Cancel), await all.CountAsync(m => m.Dead, read.Cancel),
            await all.OrderBy(m => m.Seq).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(read.Cancel));
    }

    /// <summary>Dead letters, or what waits (with <paramref name="failing"/>: only what failed before), the oldest first.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> List(Reading read, bool dead, bool failing = false, long after = 0, int take = 50)
    {
        read.Actor.Demand(KernelPermissions.ViewDeliveries);
        return await read.Set<OutboxMessage>().Where(m => m.Dead == dead && m.Seq > after && (!failing || m.Attempts > 0)).OrderBy(m => m.Seq).Take(Math.Clamp(take, 1, 201))
            .Select(m => new DeliveryRow(m.Seq, m.Subscriber, m.DocumentId, m.At, m.DueAt, m.Attempts, m.Dead, m.LastError)).ToListAsync(read.Cancel);
    }
}
