using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

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
    private readonly List<(Update Update, Func<Exception> Otherwise)> moves = [];

    private readonly NewRows added;

    internal Tx(HecaiContext context, Engine engine, Actor actor, DateTimeOffset now, CancellationToken cancel) : base(context, actor, now, cancel) =>
        (Engine, added, Decides) = (engine, new NewRows(context), true);

    internal Engine Engine { get; }
    internal IReadOnlyList<IEvent> Events => events;
    internal IReadOnlyList<LogLine> LogLines => log;
    internal IReadOnlyList<Action> AfterCommitActions => afterCommit;
    internal DocumentChanges Changes { get; } = new();

    public override IQueryable<T> Set<T>() => Context.Set<T>();

    /// <summary>Adds a document with its lines: written when the transaction ends, or before by <see cref="Flush"/>; until then no query finds it.</summary>
    public T Add<T>(T entity) where T : class
    {
        added.Add(entity);
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

    /// <summary>
    /// Moves a quantity or a balance: the only way one changes. The update says its condition, which is checked where the row is locked; a
    /// transaction in which it is not met ends with <paramref name="otherwise"/>. Moves are executed in the order of the calls, after all
    /// documents are written and before the journals: everybody who buys the same product waits for its row from there to the commit.
    /// Callers sort by key, so that two transactions never wait for each other in a circle.
    /// </summary>
    public void Move(FormattableString update, Func<Exception> otherwise) => moves.Add((new Update(update), otherwise));

    /// <summary>What this transaction has loaded or added of a kind, without asking the database.</summary>
    public IEnumerable<T> Loaded<T>() where T : class => Context.ChangeTracker.Entries<T>().Select(entry => entry.Entity).Concat(added.OfType<T>());

    /// <summary>Whether this transaction adds the entity, and nobody else can have seen it.</summary>
    public bool Adds(object entity) => added.Contains(entity);

    public void Remove<T>(T entity) where T : class
    {
        if (!added.Remove(entity))
            Context.Remove(entity);
    }

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
        var (pending, rows) = Examined();
        await Engine.Execute(Context, await Save(pending, rows), Cancel);
        added.Track(rows, EntityState.Unchanged);
    }

    /// <summary>
    /// The last save: with the moves, the journals, the audit entries and, after everything else, the messages of the whole transaction. Messages are
    /// numbered while the locks of their documents are held, so those about one document are numbered in the order of its changes.
    /// </summary>
    internal async Task Finish(HandlerRegistry handlers)
    {
        var (pending, rows) = Examined();
        Ending.Audit(this);
        Ending.Send(this, handlers);
        var inserts = await Save(pending, rows);
        var written = await Engine.Execute(Context, [.. inserts, .. moves.Select(m => m.Update), .. journals.Select(j => j.Rows(this))], Cancel);
        for (var i = 0; i < moves.Count; i++)
            if (written[inserts.Count + i] == 0)
                throw moves[i].Otherwise();
    }

    /// <summary>What is to be saved, changes and additions: guarded, and told to the audit trail.</summary>
    private (List<EntityEntry> Pending, List<NewRow> Rows) Examined()
    {
        Context.ChangeTracker.DetectChanges();
        var pending = Context.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var rows = added.Take(pending);
        Guard.Check(this, rows);
        Guard.Check(this, pending);
        Changes.Collect(rows);
        Changes.Collect(pending);
        Versions.Bump(pending);
        return (pending, rows);
    }

    /// <summary>Writes what was changed, and what was added where that cannot wait; returns the additions that still can.</summary>
    private async Task<IReadOnlyList<BulkRows>> Save(List<EntityEntry> pending, List<NewRow> rows)
    {
        var inserts = added.Inserts(rows, pending);
        if (inserts is not null && pending.TrueForAll(e => e.State == EntityState.Added))
            return inserts;
        if (inserts is null)
            added.Track(rows, EntityState.Added);
        else
        {
            // They come first: a change may point to one of them.
            await Engine.Execute(Context, inserts, Cancel);
            foreach (var written in pending.Where(e => e.State == EntityState.Added))
                written.State = EntityState.Unchanged;
        }
        await Context.SaveChangesAsync(Cancel);
        return [];
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
