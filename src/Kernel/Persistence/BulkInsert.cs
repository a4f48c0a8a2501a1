using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>One column of a bulk insert: where its value is in the entity, already as the database stores it.</summary>
public sealed record BulkColumn(string Name, string Property, Type Type, Func<object, object?> Read, bool Secret);

/// <summary>The table and columns of an entity for bulk inserts, read off the model once.</summary>
public sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    private static readonly ConcurrentDictionary<IEntityType, BulkTable> Known = [];

    internal static BulkTable Of(IEntityType entity) => Known.GetOrAdd(entity, static e => new BulkTable(e.GetTableName()!,
        [.. e.GetFlattenedProperties().Where(p => !p.ValueGenerated.HasFlag(ValueGenerated.OnAdd) || p.Name == "Id").Select(Column)]));

    private static BulkColumn Column(IProperty property)
    {
        var row = Expression.Parameter(typeof(object), "row");
        var owner = property.DeclaringType is IComplexType complex
            ? Expression.Property(Expression.Convert(row, complex.ComplexProperty.DeclaringType.ClrType), complex.ComplexProperty.PropertyInfo!)
            : (Expression)Expression.Convert(row, property.DeclaringType.ClrType);
        var value = Expression.Convert(Expression.Property(owner, property.PropertyInfo!), typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(value, row).Compile();
        var mapping = property.GetTypeMapping();
        var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
        var stored = mapping.Converter is { } converter ? entity => read(entity) is { } inner ? converter.ConvertToProvider(inner) : null : read;
        return new BulkColumn(property.GetColumnName(), property.Name, Nullable.GetUnderlyingType(type) ?? type, stored, property.FindAnnotation(Secret.Annotation) is not null);
    }
}

/// <summary>Inserts many new rows at the speed of the database. Guarded and audited like everything else, but not tracked.</summary>
public static class BulkInsert
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the rows at once, and for documents one audit entry each with this action.</summary>
    public static async Task InsertMany<T>(this Tx tx, IReadOnlyList<T> rows, string action = "created") where T : class
    {
        if (rows.Count == 0)
            return;
        var entity = tx.Context.Model.FindEntityType(typeof(T))!;
        var seen = Seen.Of(entity)!;
        Demand(tx, entity, seen, rows);
        var table = BulkTable.Of(entity);
        var values = rows.Select(row => table.Columns.Select(c => c.Read(row)).ToArray()).ToList();
        await tx.Engine.Insert(tx.Context, table, values, tx.Cancel);
        if (entity.FindAnnotation(Seen.DocumentAnnotation)?.Value is string document)
            await Audit(tx, entity, seen, document, action, rows, table, values);
    }

    private static void Demand<T>(Tx tx, IEntityType entity, Seen seen, IReadOnlyList<T> rows) where T : class
    {
        if (tx.Context.Scope == Scope.Platform || seen.WrittenByAll || seen.AddedByAll || (tx.Context.Scope == Scope.Operator && seen.Operator))
            return;
        var parties = seen.Parties.Select(p => entity.FindProperty(p)!.PropertyInfo!).ToList();
        if (rows.Any(row => !parties.Any(p => p.GetValue(row) is OrganizationId party && party == tx.Actor.Organization)))
            throw Refused.With(KernelErrors.NotFound);
    }

    private static Task Audit<T>(Tx tx, IEntityType entity, Seen seen, string document, string action, IReadOnlyList<T> rows, BulkTable table, List<object?[]> values) where T : class
    {
        var root = entity.FindProperty((string)entity.FindAnnotation(Seen.DocumentKeyAnnotation)!.Value!)!.PropertyInfo!;
        OrganizationId? Party(T row, string name) => seen.Parties.Contains(name) ? entity.FindProperty(name)!.PropertyInfo!.GetValue(row) as OrganizationId? : null;
        var entries = rows.Select((row, i) => new AuditEntry
        {
            At = tx.Now, PersonId = tx.Actor.Person, PersonName = tx.Actor.Name, MembershipId = tx.Actor.Membership, OrganizationId = tx.Actor.Organization, Via = tx.Actor.Via,
            Document = document, DocumentId = ((IId)root.GetValue(row)!).Value, Action = action,
            Changes = Changes(typeof(T).Name, ((IId)root.GetValue(row)!).Value, table, values[i]),
            BuyerId = Party(row, "BuyerId"), SupplierId = Party(row, "SupplierId"), ProviderId = Party(row, "ProviderId") ?? Party(row, "OrganizationId"), OperatorSees = seen.Operator,
        }).ToList();
        var journal = BulkTable.Of(tx.Context.Model.FindEntityType(typeof(AuditEntry))!);
        return tx.Engine.Insert(tx.Context, journal, [.. entries.Select(e => journal.Columns.Select(c => c.Read(e)).ToArray())], tx.Cancel);
    }

    private static string Changes(string name, Guid key, BulkTable table, object?[] values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("row", name);
            json.WriteString("key", key);
            json.WriteStartObject("after");
            for (var i = 0; i < values.Length; i++)
                if (values[i] is { } value && !table.Columns[i].Secret && table.Columns[i].Property != "Version")
                    json.WriteString(table.Columns[i].Property, value as string ?? string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}", value));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
