using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai;

/// <summary>One column of a table: where its value is in the entity (<c>Total.Minor</c>), and how the database stores it.</summary>
public sealed class BulkColumn
{
    private readonly Func<object, object?>? value;

    internal BulkColumn(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        var row = Expression.Parameter(typeof(object), "row");
        var member = Expression.Property(Owner(property.DeclaringType, row), property.PropertyInfo!);
        (Name, Path, Type) = (property.GetColumnName(), AuditText.Path(property), Nullable.GetUnderlyingType(type) ?? type);
        Audited = property.FindAnnotation(Secret.Annotation) is null && Path != "Version";
        Gather = (Func<IReadOnlyList<object?[]>, int, Array>)typeof(BulkColumn).GetMethod(Type.IsValueType ? nameof(Values) : nameof(References), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Type).CreateDelegate(typeof(Func<IReadOnlyList<object?[]>, int, Array>));
        Stored = Reader(converter is null ? member : Converted(member, converter), row);
        // People read identifiers and texts as they are stored, and all else as it is in the entity.
        if (converter is not null && Type != typeof(string) && !typeof(IId).IsAssignableFrom(converter.ModelClrType))
            value = Reader(member, row);
    }

    public string Name { get; }
    public string Path { get; }
    public Type Type { get; }

    /// <summary>The value of an entity as the database stores it.</summary>
    public Func<object, object?> Stored { get; }

    /// <summary>The values of the column with this place in all rows, as an array of its type.</summary>
    public Func<IReadOnlyList<object?[]>, int, Array> Gather { get; }

    /// <summary>Whether the audit trail names the column.</summary>
    internal bool Audited { get; }

    /// <summary>The value that the audit trail shows.</summary>
    internal object? Shown(object row, object? stored) => value is null ? stored : value(row);

    private static Array Values<T>(IReadOnlyList<object?[]> rows, int place) where T : struct
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)rows[i][place];
        return values;
    }

    private static Array References<T>(IReadOnlyList<object?[]> rows, int place) where T : class
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)rows[i][place];
        return values;
    }

    private static Func<object, object?> Reader(Expression value, ParameterExpression row) =>
        Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();

    // The converter's own expression within ours: no value is boxed on its way. What is absent stays absent.
    private static Expression Converted(Expression member, ValueConverter converter)
    {
        var there = member.Type == converter.ModelClrType ? member : Expression.Convert(member, converter.ModelClrType);
        var stored = Expression.Convert(Expression.Invoke(converter.ConvertToProviderExpression, there), typeof(object));
        return member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null
            ? stored
            : Expression.Condition(Expression.Equal(member, Expression.Constant(null, member.Type)), Expression.Constant(null), stored);
    }

    private static Expression Owner(ITypeBase type, Expression row) => type is IComplexType complex
        ? Expression.Property(Owner(complex.ComplexProperty.DeclaringType, row), complex.ComplexProperty.PropertyInfo!)
        : Expression.Convert(row, type.ClrType);
}

/// <summary>The table and columns of an entity, read off the model once: to write its rows, and to describe what was added.</summary>
public sealed class BulkTable
{
    private static readonly ConcurrentDictionary<IEntityType, BulkTable> Known = [];

    private BulkTable(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        Columns = [.. entity.GetFlattenedProperties().Where(p => !p.IsShadowProperty() && (!p.ValueGenerated.HasFlag(ValueGenerated.OnAdd) || p.Name == "Id")).Select(p => new BulkColumn(p))];
    }

    public string Name { get; }
    public IReadOnlyList<BulkColumn> Columns { get; }

    internal static BulkTable Of(IEntityType entity) => Known.GetOrAdd(entity, static e => new BulkTable(e));

    /// <summary>An entity as the database stores it, column by column.</summary>
    internal object?[] Row(object entity)
    {
        var row = new object?[Columns.Count];
        for (var i = 0; i < row.Length; i++)
            row[i] = Columns[i].Stored(entity);
        return row;
    }
}

/// <summary>Rows of one table, column by column as the table names them.</summary>
public sealed record BulkRows(BulkTable Table, IReadOnlyList<object?[]> Rows) : Statement
{
    internal static BulkRows Of(RowKind kind, IEnumerable<NewRow> rows) => new(kind.Table, [.. rows.Select(row => row.Values)]);
}
