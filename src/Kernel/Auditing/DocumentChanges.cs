using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

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
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<(string Document, Guid Id), ChangedDocument> documents = [];

    public void Collect(Tx tx)
    {
        foreach (var entry in tx.Context.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted) || entry.Metadata.FindAnnotation(Seen.DocumentAnnotation) is null)
                continue;
            var root = Root(entry);
            if (!documents.TryGetValue(root, out var document))
                documents.Add(root, document = new ChangedDocument(Read(entry)));
            document.Add(entry.State, Describe(entry));
        }
    }

    public ChangedDocument? Take(string document, Guid id) => documents.Remove((document, id), out var changed) ? changed : null;

    public IEnumerable<(string Document, Guid Id, ChangedDocument Changed)> TakeAll()
    {
        var all = documents.Select(d => (d.Key.Document, d.Key.Id, d.Value)).ToList();
        documents.Clear();
        return all;
    }

    /// <summary>The parties of a document that was logged but not changed, read off what is loaded of it.</summary>
    public static DocumentParties PartiesOf(Tx tx, string document, Guid id) =>
        tx.Context.ChangeTracker.Entries().FirstOrDefault(e => e.Metadata.FindAnnotation(Seen.DocumentAnnotation)?.Value as string == document && Root(e).Id == id) is { } entry
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

    private static string Describe(EntityEntry row)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            Describe(json, row);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Describe(Utf8JsonWriter json, EntityEntry row)
    {
        json.WriteStartObject();
        json.WriteString("row", row.Metadata.ClrType.Name);
        json.WriteString("key", string.Join('/', row.Metadata.FindPrimaryKey()!.Properties.Select(p => Shown(row.Property(p).CurrentValue))));
        if (row.State != EntityState.Added)
            Values(json, "before", row, "", changedOnly: row.State == EntityState.Modified, original: true);
        if (row.State != EntityState.Deleted)
            Values(json, "after", row, "", changedOnly: row.State == EntityState.Modified, original: false);
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, EntityEntry row, string prefix, bool changedOnly, bool original)
    {
        json.WriteStartObject(name);
        foreach (var property in row.Metadata.GetFlattenedProperties())
        {
            if (property.FindAnnotation(Secret.Annotation) is not null || property.Name == "Version" || property.IsShadowProperty())
                continue;
            var entry = Member(row, property);
            if (changedOnly && !entry.IsModified)
                continue;
            var value = original ? entry.OriginalValue : entry.CurrentValue;
            if (value is not null)
                json.WriteString(Path(property), property.GetTypeMapping().Converter is { } stored && stored.ProviderClrType == typeof(string) && value is not Enum
                    ? (string)stored.ConvertToProvider(value)!
                    : Shown(value));
        }
        json.WriteEndObject();
    }

    private static PropertyEntry Member(EntityEntry row, IReadOnlyProperty property) => property.DeclaringType is IReadOnlyComplexType complex
        ? row.ComplexProperty(complex.ComplexProperty.Name).Property(property.Name)
        : row.Property(property.Name);

    private static string Path(IReadOnlyProperty property) => property.DeclaringType is IReadOnlyComplexType complex
        ? $"{complex.ComplexProperty.Name}.{property.Name}"
        : property.Name;

    private static string Shown(object? value) => value switch
    {
        null => "",
        IId id => id.Value.ToString(),
        DateTimeOffset instant => instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
