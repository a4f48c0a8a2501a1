using System.Data.Common;

namespace Hecai;

/// <summary>A statement without an answer but the number of rows it wrote.</summary>
public abstract record Statement;

/// <summary>An update whose text is the same at every call but for its values.</summary>
public sealed record Update(FormattableString Text) : Statement;

/// <summary>What differs between the databases. Implemented in the Data project, the only one that knows a provider.</summary>
public abstract class Engine : IAsyncDisposable
{
    /// <summary>True where one writer at a time is the rule (SQLite): then a counter in the transaction costs no wait.</summary>
    public abstract bool SingleWriter { get; }

    /// <summary>"sqlite" or "postgres".</summary>
    public abstract string Name { get; }

    /// <summary>Where the database is, without secrets: tells one database from another under the same data folder.</summary>
    public abstract string Place { get; }

    /// <summary>
    /// Runs a closure in one durable transaction: all of it or none, whatever else is grouped into the same commit.
    /// Retries the whole closure on serialization failures, deadlocks and lost races for a unique key.
    /// </summary>
    public abstract Task<T> Write<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct);

    /// <summary>
    /// A small transaction of the platform beside one that is already open, on connections of its own: if it came from the same pool,
    /// as many open transactions as there are connections would wait for each other for ever.
    /// </summary>
    public virtual Task<T> Aside<T>(Func<HecaiContext, Task<T>> closure, CancellationToken ct) => Write(Scope.Platform, default, closure, ct);

    /// <summary>Runs a closure against a consistent, read-only view.</summary>
    public abstract Task<T> Read<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct);

    /// <summary>The suffix that lets two claimants take different rows; empty where there is one writer.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>A select of the audit entries whose transactions, and all before them, have ended: nothing can still come in between.</summary>
    public abstract string FinishedAuditEntries { get; }

    /// <summary>A value as this database stores it, for parameters of raw statements.</summary>
    public abstract object Stored(object? value);

    /// <summary>
    /// Executes statements within the transaction of a context, in their order and together: in one round trip where there is one.
    /// Returns how many rows each has written.
    /// </summary>
    public abstract Task<int[]> Execute(HecaiContext context, IReadOnlyList<Statement> statements, CancellationToken ct);

    /// <summary>A new connection outside of any scope, for bulk loads, migrations and health checks.</summary>
    public abstract Task<DbConnection> Connect(CancellationToken ct);

    /// <summary>Brings the schema to this version; refuses a database of a newer version.</summary>
    public abstract Task Migrate(CancellationToken ct);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
