using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai;

/// <summary>Describes a changed row for the audit trail: a JSON object with its values before and after, without secrets.</summary>
internal static class AuditText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row that is about to be saved.</summary>
    public static string Of(EntityEntry row)
    {
        var (name, key) = (row.Metadata.ClrType.Name, Key(row));
        return row.State == EntityState.Added
            ? Added(name, key, BulkTable.Of(row.Metadata), row.Entity)
            : Json(name, key, json =>
            {
                Values(json, "before", row, original: true);
                if (row.State != EntityState.Deleted)
                    Values(json, "after", row, original: false);
            });
    }

    /// <summary>A new row, read off the entity itself.</summary>
    public static string Added(string name, string key, BulkTable table, object row) => Json(name, key, json =>
    {
        json.WriteStartObject("after");
        foreach (var column in table.Audited)
            if (column.Shown(row) is { } shown)
                json.WriteString(column.Path, shown);
        json.WriteEndObject();
    });

    /// <summary>A value as the trail shows it: JSON columns as their text, all else as it is read by people and sorted by machines.</summary>
    public static string Of(object value, ValueConverter? converter) =>
        converter?.ProviderClrType == typeof(string) && value is not Enum ? (string)converter.ConvertToProvider(value)! : Shown(value);

    /// <summary>The name of a property within its entity: <c>Total.Minor</c>.</summary>
    public static string Path(IReadOnlyProperty property) => Prefix(property.DeclaringType) + property.Name;

    private static string Prefix(IReadOnlyTypeBase type) => type is IReadOnlyComplexType complex
        ? Prefix(complex.ComplexProperty.DeclaringType) + complex.ComplexProperty.Name + "."
        : "";

    private static string Key(EntityEntry row) => string.Join('/', row.Metadata.FindPrimaryKey()!.Properties.Select(p => row.Property(p).CurrentValue is { } part ? Shown(part) : ""));

    private static string Json(string name, string key, Action<Utf8JsonWriter> values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("row", name);
            json.WriteString("key", key);
            values(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Values(Utf8JsonWriter json, string name, EntityEntry row, bool original)
    {
        json.WriteStartObject(name);
        foreach (var property in row.Metadata.GetFlattenedProperties())
        {
            if (property.FindAnnotation(Secret.Annotation) is not null || property.Name == "Version" || property.IsShadowProperty())
                continue;
            var entry = Member(row, property);
            if (row.State == EntityState.Modified && !entry.IsModified)
                continue;
            if ((original ? entry.OriginalValue : entry.CurrentValue) is { } value)
                json.WriteString(Path(property), Of(value, property.GetTypeMapping().Converter));
        }
        json.WriteEndObject();
    }

    private static PropertyEntry Member(EntityEntry row, IReadOnlyProperty property)
    {
        if (property.DeclaringType is not IReadOnlyComplexType)
            return row.Property(property.Name);
        var path = new Stack<string>();
        for (var type = property.DeclaringType; type is IReadOnlyComplexType complex; type = complex.ComplexProperty.DeclaringType)
            path.Push(complex.ComplexProperty.Name);
        var owner = row.ComplexProperty(path.Pop());
        while (path.TryPop(out var next))
            owner = owner.ComplexProperty(next);
        return owner.Property(property.Name);
    }

    private static string Shown(object value) => value switch
    {
        IId id => id.Value.ToString(),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
