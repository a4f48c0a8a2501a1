using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Hecai;

/// <summary>A page of a list: its rows, and the cursor with which the next one begins; null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The same page of other rows.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> row) => new([.. Items.Select(row)], Next);
}

/// <summary>
/// A place in a list that is sorted by one value and, where that is equal, by id: the value and the id of the last row shown. A page begins
/// after its place, not after so many rows, so that nothing is shown twice or passed over when rows come and go meanwhile.
/// </summary>
public static class Cursor
{
    /// <summary>The place of a row, as text that says nothing to its reader.</summary>
    public static string Of<TKey>(TKey sorted, IId id) where TKey : struct, IFormattable =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sorted:O}|{id.Value:N}")));

    /// <summary>The rows with the greatest value first, beginning after a place; refused at <c>after</c> with <c>paging.cursor</c> when it is none of such a list.</summary>
    public static IQueryable<T> NewestFirst<T, TKey, TId>(this IQueryable<T> rows, Expression<Func<T, TKey>> by, Expression<Func<T, TId>> id, string? after) where TKey : struct, IParsable<TKey>, IFormattable where TId : struct, IId =>
        After(rows, by, id, after, Expression.LessThan).OrderByDescending(by).ThenBy(id);

    /// <summary>The rows with the smallest value first, beginning after a place; refused at <c>after</c> with <c>paging.cursor</c> when it is none of such a list.</summary>
    public static IQueryable<T> OldestFirst<T, TKey, TId>(this IQueryable<T> rows, Expression<Func<T, TKey>> by, Expression<Func<T, TId>> id, string? after) where TKey : struct, IParsable<TKey>, IFormattable where TId : struct, IId =>
        After(rows, by, id, after, Expression.GreaterThan).OrderBy(by).ThenBy(id);

    /// <summary>At most <paramref name="size"/> of the sorted rows.</summary>
    /// <param name="place">The cursor of a row, made of the value and the id that the rows are sorted by.</param>
    public static async Task<Page<T>> Page<T>(this IQueryable<T> sorted, int size, Func<T, string> place, CancellationToken cancel)
    {
        // One more than is shown tells whether there is a next page.
        var rows = await sorted.Take(size + 1).ToListAsync(cancel);
        return rows.Count > size ? new(rows[..size], place(rows[size - 1])) : new(rows, null);
    }

    private static IQueryable<T> After<T, TKey, TId>(IQueryable<T> rows, Expression<Func<T, TKey>> by, Expression<Func<T, TId>> id, string? after, Func<Expression, Expression, Expression> beyond)
        where TKey : struct, IParsable<TKey>, IFormattable where TId : struct, IId
    {
        if (after is null)
            return rows;
        // Members of a constant become parameters: one statement for all places.
        var place = Expression.Constant(Place<TKey, TId>.Parse(after));
        var (key, last) = (Expression.Property(place, nameof(Place<,>.Key)), Expression.Property(place, nameof(Place<,>.Id)));
        var row = by.Parameters[0];
        var rowId = ReplacingExpressionVisitor.Replace(id.Parameters[0], row, id.Body);
        var equal = Expression.AndAlso(Expression.Equal(by.Body, key), Expression.GreaterThan(rowId, last, false, ((Func<TId, TId, bool>)IsAfter).Method));
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.OrElse(beyond(by.Body, key), equal), row));
    }

    // Ids are compared by the database, each in its own order; this names the comparison for the translation.
    private static bool IsAfter<TId>(TId one, TId other) where TId : struct, IId => one.Value.CompareTo(other.Value) > 0;

    private sealed record Place<TKey, TId>(TKey Key, TId Id) where TKey : struct, IParsable<TKey>, IFormattable where TId : struct, IId
    {
        // Only what was given out: PostgreSQL takes no moment of another offset, and a day of another list would be read as a moment.
        public static Place<TKey, TId> Parse(string cursor)
        {
            Span<byte> bytes = stackalloc byte[200];
            return cursor.Length <= 200 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var length) && Encoding.UTF8.GetString(bytes[..length]).Split('|') is [var sorted, var id]
                && TKey.TryParse(sorted, CultureInfo.InvariantCulture, out var key) && key is not DateTimeOffset { Offset.Ticks: not 0 } && Guid.TryParseExact(id, "N", out var guid)
                && Hecai.Id.Of<TId>(guid) is var last && Of(key, last) == cursor
                ? new(key, last)
                : throw Refused.Field("after", KernelErrors.Cursor);
        }
    }
}
