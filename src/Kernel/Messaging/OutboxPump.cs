using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hecai;

/// <summary>
/// Delivers outbox messages: at least once, per document and subscriber in order, with back-off, and to the dead letters
/// after <see cref="MaxAttempts"/>. Several nodes may run one each.
/// </summary>
public sealed partial class OutboxPump(AppDb db, HandlerRegistry handlers, OutboxSignal signal, IServiceProvider services, ILogger<OutboxPump> log) : BackgroundService
{
    /// <summary>With the back-off below about 17 hours; then a person must look.</summary>
    public const int MaxAttempts = 12;
    private const int BatchSize = 64;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly Actor Platform = Actor.System();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await PumpOnce(stopping) == 0)
                    await signal.Wait(TimeSpan.FromSeconds(1), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogPumpFailed(log, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), db.Clock, stopping);
            }
        }
    }

    /// <summary>Delivers what is due and returns how many messages were tried.</summary>
    public async Task<int> PumpOnce(CancellationToken ct)
    {
        var claimed = await Claim(ct);
        foreach (var message in claimed)
            await Deliver(message, ct);
        return claimed.Count;
    }

    /// <summary>Takes due messages that have no earlier one of the same document and subscriber still waiting.</summary>
    private Task<List<OutboxMessage>> Claim(CancellationToken ct) => db.Write(Platform, async tx =>
    {
        var now = db.Engine.Stored(tx.Now);
        var until = db.Engine.Stored(tx.Now + Lease);
        // A dead letter keeps its place: what follows it for the same document waits until somebody decides.
        var sql = $$"""
            UPDATE outbox_messages SET claimed_until = {0}
            WHERE seq IN (
                SELECT m.seq FROM outbox_messages m
                WHERE NOT m.dead AND m.due_at <= {1} AND (m.claimed_until IS NULL OR m.claimed_until <= {1})
                  AND NOT EXISTS (SELECT 1 FROM outbox_messages e
                                  WHERE e.document_id = m.document_id AND e.subscriber = m.subscriber AND e.seq < m.seq)
                ORDER BY m.seq LIMIT {{BatchSize}} {{db.Engine.SkipLocked}})
            RETURNING *
            """;
        var rows = await tx.Context.Set<OutboxMessage>().FromSqlRaw(sql, until, now).AsNoTracking().ToListAsync(ct);
        return rows.OrderBy(m => m.Seq).ToList();
    }, ct);

    private async Task Deliver(OutboxMessage message, CancellationToken ct)
    {
        try
        {
            var subscriber = handlers.Find(message.Subscriber)
                ?? throw new InvalidOperationException($"Nobody subscribes as {message.Subscriber} in this version.");
            var happened = (IEvent)JsonSerializer.Deserialize(message.Payload, subscriber.Event, KernelJson.Options)!;
            if (subscriber.Deliver is { } deliver)
                await deliver(services, happened, message.Seq, ct);
            await db.Write(Platform, async tx =>
            {
                // Taking the message away first makes the effect happen once, even if two pumps hold the same message.
                var taken = await tx.Set<OutboxMessage>().Where(m => m.Seq == message.Seq).ExecuteDeleteAsync(tx.Cancel);
                if (taken == 1 && subscriber.Handle is { } handle)
                    await handle(services, tx, happened);
            }, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            LogDeliveryFailed(log, exception, message.Seq, message.Subscriber, message.Attempts + 1);
            await Postpone(message, exception, ct);
        }
    }

    private Task Postpone(OutboxMessage message, Exception exception, CancellationToken ct) => db.Write(Platform, async tx =>
    {
        var attempts = message.Attempts + 1;
        var due = tx.Now + BackOff(attempts);
        var error = exception.Message.Length > 500 ? exception.Message[..500] : exception.Message;
        await tx.Set<OutboxMessage>().Where(m => m.Seq == message.Seq).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Attempts, attempts)
            .SetProperty(m => m.Dead, attempts >= MaxAttempts)
            .SetProperty(m => m.DueAt, due)
            .SetProperty(m => m.ClaimedUntil, (DateTimeOffset?)null)
            .SetProperty(m => m.LastError, error), tx.Cancel);
    }, ct);

    /// <summary>Half a second, doubling up to six hours.</summary>
    public static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(0.5 * Math.Pow(2, attempts), 6 * 3600));

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox pump failed and will try again")]
    private static partial void LogPumpFailed(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Seq} to {Subscriber} failed at attempt {Attempt}")]
    private static partial void LogDeliveryFailed(ILogger log, Exception exception, long seq, string subscriber, int attempt);
}
