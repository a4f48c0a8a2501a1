using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>An open view of the database through the eyes of one actor. Only <see cref="AppDb"/> makes one.</summary>
public class Reading
{
    private protected Reading(HecaiContext context, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        Context = context;
        Actor = actor;
        Now = now;
        Cancel = cancel;
    }

    internal static Reading Over(HecaiContext context, Actor actor, DateTimeOffset now, CancellationToken cancel) => new(context, actor, now, cancel);

    internal HecaiContext Context { get; }
    public Actor Actor { get; }

    /// <summary>The instant at which this unit of work began; one for all its rows.</summary>
    public DateTimeOffset Now { get; }
    public CancellationToken Cancel { get; }

    /// <summary>
    /// True where something is decided by what is read: in a transaction that writes, or that is run ahead. What is remembered for pages, if
    /// only for a moment, is not good enough there.
    /// </summary>
    public bool Decides { get; private protected init; }

    /// <summary>When this view was opened, in milliseconds of the machine's own clock: what was remembered later than this it may not have seen.</summary>
    public long OpenedAt { get; } = Environment.TickCount64;

    /// <summary>The rows of <typeparamref name="T"/> that the actor may see.</summary>
    public virtual IQueryable<T> Set<T>() where T : class => Context.Set<T>().AsNoTracking();

    /// <summary>
    /// The rows of a log (<c>Xid</c>, <c>Seq</c>) before which nothing can appear any more, so that a reader who goes on from the last
    /// pair it saw misses none.
    /// </summary>
    public IQueryable<T> Finished<T>() where T : class
    {
        // Both parts are names of the program's own, not input.
        var sql = "SELECT * FROM " + Context.Model.FindEntityType(typeof(T))!.GetTableName() + " " + Context.Ended;
        return Context.Set<T>().FromSqlRaw(sql).AsNoTracking();
    }

    /// <summary>The entity with this id, or null; a foreign one answers exactly as one that does not exist.</summary>
    public Task<T?> Find<T>(IId id) where T : class => Set<T>().FirstOrDefaultAsync(ById<T>(id), Cancel);

    /// <summary>The entity with this id, or refuses with <c>not_found</c>.</summary>
    public async Task<T> Load<T>(IId id) where T : class => await Find<T>(id) ?? throw Refused.With(KernelErrors.NotFound);

    private static Expression<Func<T, bool>> ById<T>(IId id)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var property = Expression.Property(row, "Id");
        if (property.Type != id.GetType())
            throw new InvalidOperationException($"{typeof(T).Name} is not identified by a {id.GetType().Name}.");
        // A field of a constant becomes a query parameter, so that EF caches one query per entity.
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(property.Type), id)!;
        var value = Expression.Field(Expression.Constant(box), nameof(Box<int>.Value));
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(property, value), row);
    }

    private sealed class Box<TValue>(TValue value) { public readonly TValue Value = value; }
}
