using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hecai;

/// <summary>What one transaction changed of one document: each row before and after, as JSON.</summary>
internal sealed class ChangedDocument(DocumentParties parties)
{
    private readonly HashSet<EntityState> states = [];

    public DocumentParties Parties => parties;
    public List<string> Rows { get; } = [];
    public string PlainAction => states.Count > 1 || states.Contains(EntityState.Modified) ? "changed" : states.Contains(EntityState.Added) ? "created" : "deleted";

    public void Add(EntityState state, string row)
    {
        states.Add(state);
        Rows.Add(row);
    }
}

/// <summary>Gathers the changed rows of a transaction by document, before each of its saves.</summary>
internal sealed class DocumentChanges
{
    private readonly Dictionary<(string Document, Guid Id), ChangedDocument> documents = [];
    private readonly Dictionary<(string Document, Guid Id), DocumentParties> parties = [];

    public void Collect(IEnumerable<NewRow> added)
    {
        foreach (var row in added)
            if (row.Kind.Document is { } document)
                Of(document, row.Kind, row.Entity).Add(EntityState.Added, AuditText.Of(row));
    }

    public void Collect(IEnumerable<EntityEntry> pending)
    {
        foreach (var entry in pending.Where(e => e.State != EntityState.Added))
            if (RowKind.Of(entry.Metadata) is { Document: { } document } kind)
                Of(document, kind, entry.Entity).Add(entry.State, AuditText.Of(kind, entry));
    }

    public ChangedDocument? Take(string document, Guid id) => documents.Remove((document, id), out var changed) ? changed : null;

    public IEnumerable<(string Document, Guid Id, ChangedDocument Changed)> TakeAll()
    {
        var all = documents.Select(d => (d.Key.Document, d.Key.Id, d.Value)).ToList();
        documents.Clear();
        return all;
    }

    /// <summary>The parties of a document that was logged: as it was changed, or else read off what is loaded of it.</summary>
    public DocumentParties PartiesOf(Tx tx, string document, Guid id)
    {
        if (parties.TryGetValue((document, id), out var known))
            return known;
        foreach (var entry in tx.Context.ChangeTracker.Entries())
            if (RowKind.Of(entry.Metadata) is var kind && kind.Document == document && kind.RootOf(entry.Entity) == id)
                return kind.PartiesOf(entry.Entity);
        return new DocumentParties(null, null, null, tx.Actor.IsOperator);
    }

    private ChangedDocument Of(string document, RowKind kind, object row)
    {
        var root = (document, kind.RootOf(row));
        if (!documents.TryGetValue(root, out var changed))
        {
            documents.Add(root, changed = new ChangedDocument(kind.PartiesOf(row)));
            parties[root] = changed.Parties;
        }
        return changed;
    }
}
