using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hecai;

/// <summary>The organizations that see a document, so that they also see what was done to it.</summary>
internal readonly record struct DocumentParties(OrganizationId? Buyer, OrganizationId? Supplier, OrganizationId? Provider, bool Operator);

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

    public void Collect(IEnumerable<EntityEntry> pending)
    {
        foreach (var entry in pending.Where(e => e.Metadata.FindAnnotation(Seen.DocumentAnnotation) is not null))
        {
            var root = Root(entry);
            if (!documents.TryGetValue(root, out var document))
            {
                documents.Add(root, document = new ChangedDocument(Read(entry)));
                parties[root] = document.Parties;
            }
            document.Add(entry.State, AuditText.Of(entry));
        }
    }

    public ChangedDocument? Take(string document, Guid id) => documents.Remove((document, id), out var changed) ? changed : null;

    public IEnumerable<(string Document, Guid Id, ChangedDocument Changed)> TakeAll()
    {
        var all = documents.Select(d => (d.Key.Document, d.Key.Id, d.Value)).ToList();
        documents.Clear();
        return all;
    }

    /// <summary>The parties of a document that was logged: as it was changed, or else read off what is loaded of it.</summary>
    public DocumentParties PartiesOf(Tx tx, string document, Guid id) =>
        parties.TryGetValue((document, id), out var known) ? known
        : tx.Context.ChangeTracker.Entries().FirstOrDefault(e => e.Metadata.FindAnnotation(Seen.DocumentAnnotation)?.Value as string == document && Root(e).Id == id) is { } entry
            ? Read(entry)
            : new DocumentParties(null, null, null, tx.Actor.IsOperator);

    private static (string Document, Guid Id) Root(EntityEntry entry)
    {
        var key = entry.Property((string)entry.Metadata.FindAnnotation(Seen.DocumentKeyAnnotation)!.Value!).CurrentValue;
        return ((string)entry.Metadata.FindAnnotation(Seen.DocumentAnnotation)!.Value!, key is IId id ? id.Value : Guid.Empty);
    }

    private static DocumentParties Read(EntityEntry entry)
    {
        var seen = Seen.Of(entry.Metadata)!;
        OrganizationId? Party(string name) => seen.Parties.Contains(name) ? entry.Property(name).CurrentValue as OrganizationId? : null;
        var shared = seen.Operator || (seen.OperatorWhen is { } when && entry.Property(when).CurrentValue is true);
        return new DocumentParties(Party("BuyerId"), Party("SupplierId"), Party("ProviderId") ?? Party("OrganizationId"), shared);
    }
}
