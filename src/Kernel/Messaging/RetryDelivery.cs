using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>The message of an outbox as a document of the audit trail: it bears the id of the document that it is about.</summary>
public readonly record struct DeliveryId(Guid Value) : IId;

/// <summary>Puts a dead letter back on its way, with all of its attempts before it; refuses with <c>not_found</c> what is not dead (any more).</summary>
public sealed class RetryDelivery(AppDb db, OutboxSignal signal)
{
    public Task Run(long seq, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(KernelPermissions.RetryDelivery);
        var message = await tx.Set<OutboxMessage>().FirstOrDefaultAsync(m => m.Seq == seq && m.Dead, ct) ?? throw Refused.With(KernelErrors.NotFound);
        (message.Dead, message.Attempts, message.DueAt, message.ClaimedUntil) = (false, 0, tx.Now, null);
        tx.Log("outbox_message", new DeliveryId(message.DocumentId), "outbox_message.retried", message.LastError, seq, message.Subscriber);
        tx.AfterCommit(signal.Raise);
    }, ct);
}
