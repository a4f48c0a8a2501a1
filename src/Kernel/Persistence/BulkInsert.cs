using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai;

/// <summary>One column of a table: where its value is in the entity (<c>Total.Minor</c>), and how the database stores it.</summary>
public sealed record BulkColumn(string Name, string Path, Type Type, Func<object, object?> Value, ValueConverter? Converter, bool Secret)
{
    /// <summary>The value as the database stores it.</summary>
    public object? Stored(object row) => Value(row) is { } value ? Converter?.ConvertToProvider(value) ?? value : null;

    /// <summary>The value as the audit trail shows it; null when there is none.</summary>
    internal string? Shown(object row) => Value(row) is { } value ? AuditText.Of(value, Converter) : null;
}

/// <summary>The table and columns of an entity, read off the model once: for bulk inserts, and to describe what was added.</summary>
public sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    private static readonly ConcurrentDictionary<IEntityType, BulkTable> Known = [];

    /// <summary>The columns that the audit trail names.</summary>
    internal IReadOnlyList<BulkColumn> Audited { get; } = [.. Columns.Where(c => !c.Secret && c.Path != "Version")];

    internal static BulkTable Of(IEntityType entity) => Known.GetOrAdd(entity, static e => new BulkTable(e.GetTableName()!,
        [.. e.GetFlattenedProperties().Where(p => !p.IsShadowProperty() && (!p.ValueGenerated.HasFlag(ValueGenerated.OnAdd) || p.Name == "Id")).Select(Column)]));

    /// <summary>The rows of these entities as the database stores them.</summary>
    internal BulkRows Rows(IEnumerable<object> entities) => new(this, [.. entities.Select(row => Columns.Select(c => c.Stored(row)).ToArray())]);

    private static BulkColumn Column(IProperty property)
    {
        var row = Expression.Parameter(typeof(object), "row");
        var value = Expression.Convert(Expression.Property(Owner(property.DeclaringType, row), property.PropertyInfo!), typeof(object));
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        return new BulkColumn(property.GetColumnName(), AuditText.Path(property), Nullable.GetUnderlyingType(type) ?? type,
            Expression.Lambda<Func<object, object?>>(value, row).Compile(), converter, property.FindAnnotation(Secret.Annotation) is not null);
    }

    private static Expression Owner(ITypeBase type, Expression row) => type is IComplexType complex
        ? Expression.Property(Owner(complex.ComplexProperty.DeclaringType, row), complex.ComplexProperty.PropertyInfo!)
        : Expression.Convert(row, type.ClrType);
}

/// <summary>Rows of one table, column by column as the table names them.</summary>
public sealed record BulkRows(BulkTable Table, IReadOnlyList<object?[]> Rows) : Statement;

/// <summary>Inserts many new rows at the speed of the database. Guarded and audited like everything else, but not tracked.</summary>
public static class BulkInsert
{
    /// <summary>Writes the rows at once, and for documents one audit entry each with this action.</summary>
    public static async Task InsertMany<T>(this Tx tx, IReadOnlyList<T> rows, string action = "created") where T : class
    {
        if (rows.Count == 0)
            return;
        var entity = tx.Context.Model.FindEntityType(typeof(T))!;
        var inserts = new List<BulkRows> { Rows(tx, rows) };
        if (entity.FindAnnotation(Seen.DocumentAnnotation)?.Value is string document)
            inserts.Add(Rows(tx, Audit(tx, entity, document, action, rows)));
        await tx.Engine.Execute(tx.Context, inserts, tx.Cancel);
    }

    /// <summary>The rows as the database stores them; refuses those that do not belong to the actor.</summary>
    internal static BulkRows Rows<T>(Tx tx, IReadOnlyList<T> rows) where T : class
    {
        var entity = tx.Context.Model.FindEntityType(typeof(T))!;
        Demand(tx, entity, rows);
        return BulkTable.Of(entity).Rows(rows);
    }

    private static void Demand<T>(Tx tx, IEntityType entity, IReadOnlyList<T> rows) where T : class
    {
        var seen = Seen.Of(entity)!;
        if (tx.Context.Scope == Scope.Platform || seen.WrittenByAll || seen.AddedByAll || (tx.Context.Scope == Scope.Operator && seen.Operator))
            return;
        var parties = seen.Parties.Select(p => entity.FindProperty(p)!.PropertyInfo!).ToList();
        if (rows.Any(row => !parties.Any(p => p.GetValue(row) is OrganizationId party && party == tx.Actor.Organization)))
            throw Refused.With(KernelErrors.NotFound);
    }

    private static List<AuditEntry> Audit<T>(Tx tx, IEntityType entity, string document, string action, IReadOnlyList<T> rows) where T : class
    {
        var (seen, table) = (Seen.Of(entity)!, BulkTable.Of(entity));
        var root = entity.FindProperty((string)entity.FindAnnotation(Seen.DocumentKeyAnnotation)!.Value!)!.PropertyInfo!;
        OrganizationId? Party(T row, string name) => seen.Parties.Contains(name) ? entity.FindProperty(name)!.PropertyInfo!.GetValue(row) as OrganizationId? : null;
        return [.. rows.Select(row => new AuditEntry
        {
            At = tx.Now, PersonId = tx.Actor.Person, PersonName = tx.Actor.Name, MembershipId = tx.Actor.Membership, OrganizationId = tx.Actor.Organization, Via = tx.Actor.Via,
            Document = document, DocumentId = ((IId)root.GetValue(row)!).Value, Action = action,
            Changes = $"[{AuditText.Added(typeof(T).Name, ((IId)root.GetValue(row)!).Value.ToString(), table, row)}]",
            BuyerId = Party(row, "BuyerId"), SupplierId = Party(row, "SupplierId"), ProviderId = Party(row, "ProviderId") ?? Party(row, "OrganizationId"), OperatorSees = seen.Operator,
        })];
    }
}
