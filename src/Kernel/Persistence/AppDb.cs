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
    /// The same for work that is often done and can be done ahead: it reads, adds, and changes balances by conditional updates only. Where
    /// writers queue for one gate (SQLite) it runs on a snapshot, beside others, and the gate only executes the statements that
    /// came of it; PostgreSQL gives a transaction no more than that. Whatever does not go through so runs again within the gate: a refusal
    /// is never told on a snapshot, for somebody may have been faster, or have given something back.
    /// </summary>
    public async Task<T> WriteAhead<T>(Actor actor, Func<Tx, Task<T>> work, CancellationToken ct = default)
    {
        var key = actor.Once?.NextKey();
        if (engine.SingleWriter)
            try
            {
                if (await Ahead(actor, key, work, ct) is { } done)
                    return done.Result;
            }
            catch (Exception exception) when (exception is Refused or NotAhead or System.Data.Common.DbException)
            {
                // Only what is so within the transaction counts.
            }
        return await Write(actor, key, work, ct);
    }

    private async Task<Earlier<T>?> Ahead<T>(Actor actor, OnceKey? key, Func<Tx, Task<T>> work, CancellationToken ct)
    {
        var (tx, value, statements) = await engine.Read(ScopeOf(actor), actor.Organization, async context =>
        {
            var tx = new Tx(context, engine, actor, Now(), ct, ahead: true);
            if (key is not null && await Idempotency.Earlier<T>(tx, key) is { } earlier)
                return (tx, earlier.Result, []);
            var value = await work(tx);
            if (key is not null)
                Idempotency.Remember(tx, key, value);
            return (tx, value, tx.Statements(handlers));
        }, ct);
        if (statements is null)
            return null;
        if (statements.Count > 0)
            await engine.Write(ScopeOf(actor), actor.Organization, async context => { await tx.Execute(context, statements); return true; }, ct);
        Committed(tx);
        return new Earlier<T>(value);
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
            Committed(last!);
            return result;
        }
        finally
        {
            Inside.Value = false;
        }
    }

    private void Committed(Tx tx)
    {
        foreach (var action in tx.AfterCommitActions)
            action();
        if (tx.Events.Count > 0)
            outbox.Raise();
    }

    /// <summary>Runs a query; nothing it reads is tracked.</summary>
    public Task<T> Read<T>(Actor actor, Func<Reading, Task<T>> query, CancellationToken ct = default) =>
        engine.Read(ScopeOf(actor), actor.Organization, context => query(Reading.Over(context, actor, Now(), ct)), ct);

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
