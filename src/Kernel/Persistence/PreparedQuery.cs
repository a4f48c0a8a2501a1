using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>
/// A query on a hot path, translated once for each scope instead of being looked up by its whole expression at every call, which
/// costs more than a point read does. Filters of visibility apply as they do everywhere. Keep it in a static field.
/// </summary>
/// <param name="query">The rows for one argument; untracked.</param>
public sealed class PreparedQuery<TArgument, TRow>(Expression<Func<HecaiContext, TArgument, IQueryable<TRow>>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HecaiContext, TArgument, IAsyncEnumerable<TRow>>> byScope = [];

    public async Task<List<TRow>> Rows(Reading read, TArgument argument)
    {
        var rows = new List<TRow>();
        await foreach (var row in byScope.GetOrAdd(read.Context.Model, static (_, text) => EF.CompileAsyncQuery(text), query)(read.Context, argument).WithCancellation(read.Cancel))
            rows.Add(row);
        return rows;
    }
}

/// <summary>The same with two arguments.</summary>
/// <param name="query">The rows for both arguments; untracked.</param>
public sealed class PreparedQuery<TFirst, TSecond, TRow>(Expression<Func<HecaiContext, TFirst, TSecond, IQueryable<TRow>>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HecaiContext, TFirst, TSecond, IAsyncEnumerable<TRow>>> byScope = [];

    public async Task<List<TRow>> Rows(Reading read, TFirst first, TSecond second)
    {
        var rows = new List<TRow>();
        await foreach (var row in byScope.GetOrAdd(read.Context.Model, static (_, text) => EF.CompileAsyncQuery(text), query)(read.Context, first, second).WithCancellation(read.Cancel))
            rows.Add(row);
        return rows;
    }
}
