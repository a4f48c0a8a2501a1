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
    private readonly List<(Update Update, Func<Exception>? Otherwise)> moves = [];
    private readonly List<BulkRows> bulk = [];

    private readonly HashSet<object> touched = [];
    private readonly NewRows added;

    internal Tx(HecaiContext context, Engine engine, Actor actor, DateTimeOffset now, CancellationToken cancel, bool ahead = false) : base(context, actor, now, cancel) =>
        (Engine, added, Decides, Ahead) = (engine, new NewRows(context), true, ahead);

    internal Engine Engine { get; }

    /// <summary>True on a snapshot ahead of the gate, where nothing can be written yet (<see cref="AppDb"/>).</summary>
    internal bool Ahead { get; }
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

    /// <summary>Gives a document that was loaded its next version also when only its parts change: what was read of it before is out of date.</summary>
    public void Touch(object document) => touched.Add(document);

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

    /// <summary>A statement with the moves that may as well find nothing: the rows of a cart that has been ordered.</summary>
    public void Also(FormattableString statement) => moves.Add((new Update(statement), null));

    /// <summary>
    /// Adds many documents that nothing else in the transaction needs, at the speed of the database: guarded and, with one entry each
    /// for this action, audited like everything else, but not tracked. They are written after what was added one by one.
    /// </summary>
    public void AddMany<T>(IReadOnlyList<T> rows, string action) where T : class
    {
        if (rows.Count == 0)
            return;
        var (kind, all) = Guarded(rows);
        bulk.Add(BulkRows.Of(kind, all));
        foreach (var row in all)
            Append(Ending.Entry(this, kind.Document!, kind.RootOf(row.Entity), action, kind.PartiesOf(row.Entity), [AuditText.Of(row)]));
    }

    /// <summary>Refuses with <c>document.changed</c> when somebody was faster than who read the document in this version; null is whatever version it has.</summary>
    public static void DemandVersion(long? expected, long version)
    {
        if (expected is { } read && read != version)
            throw Refused.With(KernelErrors.Changed);
    }

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
        DemandGate();
        var (pending, rows) = Examined();
        await Engine.Execute(Context, await Save(pending, rows), Cancel);
        added.Track(rows, EntityState.Unchanged);
    }

    /// <summary>Says that what follows writes at once. Ahead of the gate that cannot be: the work then runs within it.</summary>
    public void DemandGate()
    {
        if (Ahead)
            throw new NotAhead();
    }

    /// <summary>
    /// The last save: with the moves, the journals, the audit entries and, after everything else, the messages of the whole transaction. Messages are
    /// numbered while the locks of their documents are held, so those about one document are numbered in the order of its changes.
    /// </summary>
    internal async Task Finish(HandlerRegistry handlers)
    {
        var (pending, rows) = Examined();
        Tell(handlers);
        await Execute(Context, With(await Save(pending, rows)));
    }

    /// <summary>All that this transaction writes, for one that is run ahead of the gate; null where the tracker has to save.</summary>
    internal IReadOnlyList<Statement>? Statements(HandlerRegistry handlers)
    {
        var (pending, rows) = Examined();
        if (pending.Exists(e => e.State != EntityState.Added) || added.Inserts(rows, pending) is not { } inserts)
            return null;
        Tell(handlers);
        return With(inserts);
    }

    /// <summary>Executes what <see cref="Statements"/> returned, within a transaction; refuses where the condition of a move is not met.</summary>
    internal async Task Execute(HecaiContext context, IReadOnlyList<Statement> statements)
    {
        var written = await Engine.Execute(context, statements, Cancel);
        var first = statements.Count - journals.Count - moves.Count;
        for (var i = 0; i < moves.Count; i++)
            if (written[first + i] == 0 && moves[i].Otherwise is { } otherwise)
                throw otherwise();
    }

    /// <summary>Rows as the database stores them; refuses those that do not belong to the actor.</summary>
    internal (RowKind Kind, List<NewRow> Rows) Guarded<T>(IReadOnlyList<T> rows) where T : class
    {
        var kind = RowKind.Of(Context, typeof(T));
        List<NewRow> all = [.. rows.Select(row => NewRow.Of(kind, row))];
        Guard.Check(this, all);
        return (kind, all);
    }

    private void Tell(HandlerRegistry handlers)
    {
        Ending.Audit(this);
        Ending.Send(this, handlers);
    }

    private IReadOnlyList<Statement> With(IReadOnlyList<BulkRows> inserts) => [.. inserts, .. bulk, .. moves.Select(m => m.Update), .. journals.Select(j => j.Rows(this))];

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
        foreach (var entry in touched.Select(document => Context.Entry(document)).Where(e => e.State == EntityState.Unchanged))
        {
            entry.Property("Version").IsModified = true;
            pending.Add(entry);
        }
        touched.Clear();
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

/// <summary>Work that was begun ahead of the gate has to write at once.</summary>
internal sealed class NotAhead : Exception;

/// <summary>The rows that a transaction appends to one table.</summary>
internal interface IJournal
{
    BulkRows Rows(Tx tx);
}

internal sealed class Journal<T> : IJournal where T : class
{
    private readonly List<T> rows = [];

    public void Add(T row) => rows.Add(row);

    public BulkRows Rows(Tx tx)
    {
        var (kind, all) = tx.Guarded(rows);
        return BulkRows.Of(kind, all);
    }
}

/// <summary>One named action on one document within a transaction.</summary>
internal sealed record LogLine(string Document, Guid Id, string Action, string? Comment, object?[] Args);
