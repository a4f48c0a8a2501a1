using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hecai;

/// <summary>
/// An open transaction. Every method that changes another module's state takes one, so nothing can be changed outside of
/// one; only <see cref="AppDb"/> makes them. Only SQL happens inside: no files, no network.
/// </summary>
public sealed class Tx : Reading
{
    private readonly List<IEvent> events = [];
    private readonly List<LogLine> log = [];
    private readonly List<Action> afterCommit = [];
    private readonly List<IJournal> journals = [];

    internal Tx(HecaiContext context, Engine engine, Actor actor, DateTimeOffset now, CancellationToken cancel) : base(context, actor, now, cancel) =>
        Engine = engine;

    internal Engine Engine { get; }
    internal IReadOnlyList<IEvent> Events => events;
    internal IReadOnlyList<LogLine> LogLines => log;
    internal IReadOnlyList<Action> AfterCommitActions => afterCommit;
    internal DocumentChanges Changes { get; } = new();

    public override IQueryable<T> Set<T>() => Context.Set<T>();

    public T Add<T>(T entity) where T : class
    {
        Context.Add(entity);
        return entity;
    }

    /// <summary>
    /// Adds a row to a journal: rows that are only ever added (ledger entries, movements, audit entries, messages). They are written
    /// together after the last save, by one statement a table, and cannot be read back within the transaction.
    /// </summary>
    public void Append<T>(T row) where T : class
    {
        if (journals.OfType<Journal<T>>().FirstOrDefault() is not { } journal)
            journals.Add(journal = new Journal<T>());
        journal.Add(row);
    }

    /// <summary>What this transaction has loaded or added of a kind, without asking the database.</summary>
    public IEnumerable<T> Loaded<T>() where T : class => Context.ChangeTracker.Entries<T>().Select(entry => entry.Entity);

    public void Remove<T>(T entity) where T : class => Context.Remove(entity);

    /// <summary>Announces what happened; delivered at least once after the commit, in order per document.</summary>
    public void Publish(IEvent happened) => events.Add(happened);

    /// <summary>
    /// Names what was done to a document, for its timeline and its audit entry.
    /// <paramref name="action"/> is a past participle with its document (<c>requisition.submitted</c>).
    /// </summary>
    public void Log(string document, IId id, string action, string? comment = null, params object?[] args) =>
        log.Add(new LogLine(document, id.Value, action, comment, args));

    /// <summary>Runs after a successful commit: wake a worker, drop a cached value.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Writes what was added so far, for statements that must find it: guarded and audited like everything else.</summary>
    public async Task Flush()
    {
        var pending = Examined();
        await Engine.Insert(Context, await Save(pending), Cancel);
        Settle(pending);
    }

    /// <summary>
    /// The last save: with the journals, the audit entries and, after everything else, the messages of the whole transaction. Messages are
    /// numbered while the locks of their documents are held, so those about one document are numbered in the order of its changes.
    /// </summary>
    internal async Task Finish(HandlerRegistry handlers)
    {
        var pending = Examined();
        Ending.Audit(this);
        Ending.Send(this, handlers);
        var added = await Save(pending);
        await Engine.Insert(Context, [.. added, .. journals.Select(j => j.Rows(this))], Cancel);
    }

    /// <summary>What is to be saved: guarded, and told to the audit trail.</summary>
    private List<EntityEntry> Examined()
    {
        Context.ChangeTracker.DetectChanges();
        var pending = Context.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        Guard.Check(this, pending);
        Changes.Collect(pending);
        Versions.Bump(pending);
        return pending;
    }

    /// <summary>Writes what was changed, and what was added where that cannot wait; returns the additions that still can.</summary>
    private async Task<IReadOnlyList<BulkRows>> Save(List<EntityEntry> pending)
    {
        var additions = NewRows.Of(pending);
        if (additions is not null && pending.TrueForAll(e => e.State == EntityState.Added))
            return additions;
        if (additions is not null)
        {
            // They come first: a change may point to one of them.
            await Engine.Insert(Context, additions, Cancel);
            Settle(pending);
        }
        await Context.SaveChangesAsync(Cancel);
        return [];
    }

    private static void Settle(IEnumerable<EntityEntry> written)
    {
        foreach (var entry in written.Where(e => e.State == EntityState.Added))
            entry.State = EntityState.Unchanged;
    }

    /// <summary>
    /// Conditional updates, one per statement, sent in one round trip and executed in the given order. Returns the rows that
    /// each changed. The only way a quantity or a balance changes: the condition is checked where the row lock is held.
    /// Callers sort by key so that two transactions never wait for each other in a circle.
    /// </summary>
    public async Task<int[]> UpdateEach(IReadOnlyList<FormattableString> statements)
    {
        if (statements.Count == 0)
            return [];
        var connection = Context.Database.GetDbConnection();
        var transaction = Context.Database.CurrentTransaction!.GetDbTransaction();
        if (!connection.CanCreateBatch)
            return await OneByOne(statements, connection, transaction);

        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Fill(statement, command.CreateParameter, command.Parameters);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(Cancel);
        return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
    }

    private async Task<int[]> OneByOne(IReadOnlyList<FormattableString> statements, DbConnection connection, DbTransaction transaction)
    {
        var changed = new int[statements.Count];
        for (var i = 0; i < statements.Count; i++)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Fill(statements[i], command.CreateParameter, command.Parameters);
            changed[i] = await command.ExecuteNonQueryAsync(Cancel);
        }
        return changed;
    }

    private string Fill(FormattableString statement, Func<DbParameter> create, DbParameterCollection parameters)
    {
        var names = new object[statement.ArgumentCount];
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = $"p{i}";
            parameter.Value = Engine.Stored(statement.GetArgument(i));
            parameters.Add(parameter);
            names[i] = $"@p{i}";
        }
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, statement.Format, names);
    }
}

/// <summary>The rows that a transaction appends to one table.</summary>
internal interface IJournal
{
    BulkRows Rows(Tx tx);
}

internal sealed class Journal<T> : IJournal where T : class
{
    private readonly List<T> rows = [];

    public void Add(T row) => rows.Add(row);
    public BulkRows Rows(Tx tx) => BulkInsert.Rows(tx, rows);
}

/// <summary>One named action on one document within a transaction.</summary>
internal sealed record LogLine(string Document, Guid Id, string Action, string? Comment, object?[] Args);
