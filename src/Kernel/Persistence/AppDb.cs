using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hecai;

/// <summary>
/// The door to the database. <c>Write</c> = begin → run → guard → audit and outbox → save → commit, retried as a whole;
/// <c>Read</c> for queries. Both look through the eyes of the actor.
/// </summary>
public sealed class AppDb(Engine engine, TimeProvider clock, HandlerRegistry handlers, OutboxSignal outbox)
{
    private static readonly AsyncLocal<bool> Inside = new();

    public Engine Engine => engine;
    public TimeProvider Clock => clock;

    public Task Write(Actor actor, Func<Tx, Task> work, CancellationToken ct = default) =>
        Write(actor, async tx => { await work(tx); return true; }, ct);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction. With an idempotency key on the actor, the second call with the same
    /// key returns the first call's result without running again, also after a crash between commit and answer.
    /// </summary>
    public Task<T> Write<T>(Actor actor, Func<Tx, Task<T>> work, CancellationToken ct = default) => Write(actor, actor.Once?.NextKey(), work, ct);

    /// <summary>
    /// The same for work that has much to read before it writes. Where writers queue for one gate (SQLite) the reading is done ahead, on
    /// a snapshot, so that nobody waits for it; so everything that the work takes must be taken by conditional updates. A refusal is
    /// never told on that snapshot: the work then runs again and reads within its transaction.
    /// </summary>
    public async Task<T> Write<TRead, T>(Actor actor, Func<Reading, Task<TRead>> read, Func<Tx, Func<Task<TRead>>, Task<T>> work, CancellationToken ct = default)
    {
        var key = actor.Once?.NextKey();
        if (engine.SingleWriter)
            try
            {
                var ahead = Read(actor, read, decides: true, ct);
                await ahead;
                return await Write(actor, key, tx => work(tx, () => ahead), ct);
            }
            catch (Refused)
            {
                // Somebody may have been faster, or given something back: only what is so within the transaction counts.
            }
        return await Write(actor, key, tx => work(tx, () => read(tx)), ct);
    }

    private async Task<T> Write<T>(Actor actor, OnceKey? key, Func<Tx, Task<T>> work, CancellationToken ct)
    {
        if (Inside.Value)
            throw new InvalidOperationException("A transaction is already open here; pass its Tx instead of opening another.");
        Inside.Value = true;
        try
        {
            Tx? last = null;
            var result = await engine.Write(ScopeOf(actor), actor.Organization, async context =>
            {
                var tx = last = new Tx(context, engine, actor, Now(), ct);
                if (key is not null && await Idempotency.Earlier<T>(tx, key) is { } earlier)
                    return earlier.Result;
                var value = await work(tx);
                if (key is not null)
                    Idempotency.Remember(tx, key, value);
                await tx.Finish(handlers);
                return value;
            }, ct);
            foreach (var action in last!.AfterCommitActions)
                action();
            if (last.Events.Count > 0)
                outbox.Raise();
            return result;
        }
        finally
        {
            Inside.Value = false;
        }
    }

    /// <summary>Runs a query; nothing it reads is tracked.</summary>
    public Task<T> Read<T>(Actor actor, Func<Reading, Task<T>> query, CancellationToken ct = default) => Read(actor, query, decides: false, ct);

    private Task<T> Read<T>(Actor actor, Func<Reading, Task<T>> query, bool decides, CancellationToken ct) =>
        engine.Read(ScopeOf(actor), actor.Organization, context => query(Reading.Over(context, actor, Now(), ct, decides)), ct);

    // Microseconds are what both databases keep; a value must read back as it was written.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static Scope ScopeOf(Actor actor) =>
        actor.IsSystem ? Scope.Platform : actor.IsOperator ? Scope.Operator : Scope.Organization;
}

/// <summary>Optimistic concurrency: every changed row with a Version gets the next one.</summary>
internal static class Versions
{
    public static void Bump(IEnumerable<EntityEntry> pending)
    {
        foreach (var entry in pending)
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true } version)
                entry.Property(version).CurrentValue = (long)entry.Property(version).OriginalValue! + 1;
    }
}
