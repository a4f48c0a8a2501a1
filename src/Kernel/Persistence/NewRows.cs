using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>
/// The rows that a transaction added, by table and parents first, so that one statement a table writes them: most of what a use case
/// writes is new, and row by row it is the dearest part of an order (ADR 0010).
/// </summary>
internal static class NewRows
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyDictionary<IEntityType, int>> Orders = [];

    /// <summary>
    /// The inserts for what the context tracks as added; null where only EF can say them: a value that the database makes, a row that
    /// points to a row of its own table, or a removal beside them, which has to come first.
    /// </summary>
    public static IReadOnlyList<BulkRows>? Of(IReadOnlyList<EntityEntry> pending)
    {
        if (pending.Any(e => e.State == EntityState.Deleted))
            return null;
        var added = pending.Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata).ToList();
        if (added.Count == 0)
            return [];
        var order = Orders.GetOrAdd(added[0].Key.Model, ParentsFirst);
        return added.Exists(g => !order.ContainsKey(g.Key)) ? null : [.. added.OrderBy(g => order[g.Key]).Select(g => BulkTable.Of(g.Key).Rows(g.Select(e => e.Entity)))];
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
