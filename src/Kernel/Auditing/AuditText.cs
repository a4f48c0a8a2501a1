using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>Describes a changed row for the audit trail: a JSON object with its values before and after, without secrets.</summary>
internal static class AuditText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A new row, read off the entity and what is stored of it.</summary>
    public static string Of(NewRow row) => Json(row.Kind, row.Entity, json =>
    {
        json.WriteStartObject("after");
        var columns = row.Kind.Table.Columns;
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Audited && columns[i].Shown(row.Entity, row.Values[i]) is { } value)
                json.WriteString(columns[i].Path, Shown(value));
        json.WriteEndObject();
    });

    /// <summary>A row that is about to be changed or removed.</summary>
    public static string Of(RowKind kind, EntityEntry row) => Json(kind, row.Entity, json =>
    {
        Values(json, "before", row, original: true);
        if (row.State != EntityState.Deleted)
            Values(json, "after", row, original: false);
    });

    /// <summary>The name of a property within its entity: <c>Total.Minor</c>.</summary>
    public static string Path(IReadOnlyProperty property) => Prefix(property.DeclaringType) + property.Name;

    private static string Prefix(IReadOnlyTypeBase type) => type is IReadOnlyComplexType complex
        ? Prefix(complex.ComplexProperty.DeclaringType) + complex.ComplexProperty.Name + "."
        : "";

    private static string Json(RowKind kind, object row, Action<Utf8JsonWriter> values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("row", kind.Entity.ClrType.Name);
            json.WriteString("key", kind.KeyOf(row));
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
                json.WriteString(Path(property), property.GetTypeMapping().Converter is { } converter && converter.ProviderClrType == typeof(string) && value is not Enum
                    ? (string)converter.ConvertToProvider(value)!
                    : Shown(value));
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

    /// <summary>A value as it is read by people and sorted by machines.</summary>
    public static string Shown(object value) => value switch
    {
        IId id => id.Value.ToString(),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
