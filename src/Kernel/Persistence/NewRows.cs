using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>A row that is about to be written, and its values as the database stores them.</summary>
internal readonly record struct NewRow(RowKind Kind, object Entity, object?[] Values)
{
    public static NewRow Of(RowKind kind, object entity) => new(kind, entity, kind.Table.Row(entity));
}

/// <summary>
/// What a transaction adds. Most of what a use case writes is new, and the tracker, which is made to find out what has changed, is the
/// dearest part of it: so what was added is kept beside it and written by one statement a table, parents first (ADR 0010). The tracker
/// knows of it from the moment it is written, for what comes after.
/// </summary>
internal sealed class NewRows(HecaiContext context)
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyDictionary<IEntityType, int>> Orders = [];

    private readonly List<object> added = [];
    private readonly IReadOnlyDictionary<IEntityType, int> order = Orders.GetOrAdd(context.Model, ParentsFirst);

    public void Add(object entity) => added.Add(entity);
    public bool Remove(object entity) => added.Remove(entity);
    public bool Contains(object entity) => added.Contains(entity) || context.Entry(entity).State == EntityState.Added;
    public IEnumerable<T> OfType<T>() => added.OfType<T>();

    /// <summary>What was added with all that it brings along, and what the tracker found: lines that a loaded document got.</summary>
    public List<NewRow> Take(IEnumerable<EntityEntry> pending)
    {
        var rows = pending.Where(e => e.State == EntityState.Added).Select(e => NewRow.Of(RowKind.Of(e.Metadata), e.Entity)).ToList();
        var known = new HashSet<object>(rows.Select(row => row.Entity), ReferenceEqualityComparer.Instance);
        foreach (var entity in added)
            Take(entity, known, rows);
        added.Clear();
        return rows;
    }

    private void Take(object entity, HashSet<object> known, List<NewRow> rows)
    {
        if (!known.Add(entity))
            return;
        var kind = RowKind.Of(context, entity.GetType());
        rows.Add(NewRow.Of(kind, entity));
        foreach (var child in kind.ChildrenOf(entity))
            Take(child, known, rows);
    }

    /// <summary>
    /// The inserts for these rows; null where only EF can say them: a value that the database makes, a row that points to a row of its own
    /// table, or a removal beside them, which has to come first.
    /// </summary>
    public IReadOnlyList<BulkRows>? Inserts(IReadOnlyList<NewRow> rows, IReadOnlyList<EntityEntry> pending) =>
        rows.Any(row => !order.ContainsKey(row.Kind.Entity)) || (rows.Count > 0 && pending.Any(e => e.State == EntityState.Deleted))
            ? null
            : [.. rows.GroupBy(row => row.Kind).OrderBy(g => order[g.Key.Entity]).Select(g => BulkRows.Of(g.Key, g))];

    /// <summary>Gives the rows to the tracker: to be written by it, or as written.</summary>
    public void Track(IEnumerable<NewRow> rows, EntityState state)
    {
        foreach (var row in rows)
            context.Entry(row.Entity).State = state;
    }

    /// <summary>The entities whose rows can be written whole, each with a place after those that it points to.</summary>
    private static Dictionary<IEntityType, int> ParentsFirst(IModel model)
    {
        var places = new Dictionary<IEntityType, int>();
        var open = model.GetEntityTypes().Where(IsWhole).ToHashSet();
        // Every round places those whose parents are placed; what remains points in a circle.
        while (open.Where(e => !e.GetForeignKeys().Any(k => open.Contains(k.PrincipalEntityType))).ToList() is { Count: > 0 } round)
            foreach (var entity in round)
            {
                open.Remove(entity);
                places.Add(entity, places.Count);
            }
        return places;
    }

    private static bool IsWhole(IEntityType entity) => !entity.IsOwned() && entity.BaseType is null
        && entity.GetFlattenedProperties().All(p => p.PropertyInfo is not null && p.GetElementType() is null && (p.Name == "Id" || !p.ValueGenerated.HasFlag(ValueGenerated.OnAdd)));
}
