using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>Turns what a transaction did into its audit entries and outbox messages, as part of the same save.</summary>
internal static class Journal
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Tx tx, HandlerRegistry handlers)
    {
        tx.Context.ChangeTracker.DetectChanges();
        var changed = tx.Context.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Where(e => e.Metadata.FindAnnotation(Seen.DocumentAnnotation) is not null)
            .GroupBy(Root).ToDictionary(g => g.Key, g => g.ToList());

        foreach (var line in tx.LogLines)
        {
            changed.Remove((line.Document, line.Id), out var rows);
            tx.Context.Add(Entry(tx, line.Document, line.Id, line, rows ?? []));
        }
        foreach (var ((document, id), rows) in changed)
            tx.Context.Add(Entry(tx, document, id, null, rows));

        foreach (var happened in tx.Events)
            foreach (var subscriber in handlers.For(happened))
                tx.Context.Add(new OutboxMessage
                {
                    DocumentId = happened.Document,
                    Subscriber = subscriber.Name,
                    Payload = JsonSerializer.Serialize(happened, happened.GetType(), KernelJson.Options),
                    At = tx.Now,
                    DueAt = tx.Now,
                });
    }

    private static (string Document, Guid Id) Root(EntityEntry entry)
    {
        var key = entry.Property((string)entry.Metadata.FindAnnotation(Seen.DocumentKeyAnnotation)!.Value!).CurrentValue;
        return ((string)entry.Metadata.FindAnnotation(Seen.DocumentAnnotation)!.Value!, key is IId id ? id.Value : Guid.Empty);
    }

    private static AuditEntry Entry(Tx tx, string document, Guid id, LogLine? line, List<EntityEntry> rows)
    {
        var (buyer, supplier, provider, operatorSees) = Parties(tx, document, id, rows);
        return new AuditEntry
        {
            At = tx.Now,
            PersonId = tx.Actor.Person,
            PersonName = tx.Actor.Name,
            MembershipId = tx.Actor.Membership,
            OrganizationId = tx.Actor.Organization,
            Via = tx.Actor.Via,
            Document = document,
            DocumentId = id,
            Action = line?.Action ?? Plain(rows),
            Comment = line?.Comment,
            Args = line is { Args.Length: > 0 } ? JsonSerializer.Serialize(line.Args, KernelJson.Options) : null,
            Changes = Describe(rows),
            BuyerId = buyer,
            SupplierId = supplier,
            ProviderId = provider,
            OperatorSees = operatorSees,
        };
    }

    private static string Plain(List<EntityEntry> rows) =>
        rows.All(r => r.State == EntityState.Added) ? "created" : rows.All(r => r.State == EntityState.Deleted) ? "deleted" : "changed";

    /// <summary>The organizations that see the document, read off its root or, when only parts changed, off a part.</summary>
    private static (OrganizationId? Buyer, OrganizationId? Supplier, OrganizationId? Provider, bool Operator) Parties(Tx tx, string document, Guid id, List<EntityEntry> rows)
    {
        var row = rows.FirstOrDefault() ?? tx.Context.ChangeTracker.Entries().FirstOrDefault(e =>
            e.Metadata.FindAnnotation(Seen.DocumentAnnotation)?.Value as string == document && Root(e).Id == id);
        if (row is null)
            return (null, null, null, tx.Actor.IsOperator);
        var seen = Seen.Of(row.Metadata)!;
        OrganizationId? Party(string name) => seen.Parties.Contains(name) ? row.Property(name).CurrentValue as OrganizationId? : null;
        return (Party("BuyerId"), Party("SupplierId"), Party("ProviderId") ?? Party("OrganizationId"), seen.Operator);
    }

    private static string Describe(List<EntityEntry> rows)
    {
        if (rows.Count == 0)
            return "[]";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartArray();
            foreach (var row in rows)
                Describe(json, row);
            json.WriteEndArray();
        }
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
                json.WriteString(Path(property), Shown(value));
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

/// <summary>Marks a property whose value never appears in the audit trail: password hashes, keys, codes.</summary>
public static class Secret
{
    internal const string Annotation = "Hecai:Secret";

    public static Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<T> IsSecret<T>(this Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<T> property) =>
        property.HasAnnotation(Annotation, true);
}
