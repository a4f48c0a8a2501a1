using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hecai.Data;

/// <summary>
/// A statement of the write gate, prepared once in its life; its values are bound by their place. The driver looks every parameter up
/// by name at each execution and wraps it three times, which takes longer than the row.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[1024];

    public SqliteStatement(SqliteConnection gate, string sql)
    {
        database = gate.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <summary>Executes it with these values, as the entity or an update has them; returns how many rows it wrote.</summary>
    public int Run(object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), database);
        var answer = raw.sqlite3_step(statement);
        var written = raw.sqlite3_changes(database);
        // Resetting repeats the error of the step and releases what the statement holds.
        var reset = raw.sqlite3_reset(statement);
        if (answer != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(reset, database);
        return written;
    }

    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(statement, place),
        // An empty span has no address, and what has none is NULL to SQLite.
        "" => raw.sqlite3_bind_text(statement, place, ""),
        string content => Text(place, content),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
        Guid id => Identifier(place, id),
        IId id => Identifier(place, id.Value),
        double number => raw.sqlite3_bind_double(statement, place, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        decimal number => Text(place, number.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => raw.sqlite3_bind_int64(statement, place, Micros(instant)),
        DateOnly date => Text(place, Day(date)),
        Enum state => Text(place, state.ToString()),
        _ => throw new NotSupportedException($"SQLite has no form of its own for a {value.GetType().Name}."),
    };

    private int Text(int place, string content)
    {
        var most = Encoding.UTF8.GetMaxByteCount(content.Length);
        if (most > text.Length)
            text = new byte[most];
        return raw.sqlite3_bind_text(statement, place, text.AsSpan(0, Encoding.UTF8.GetBytes(content, text)));
    }

    // Upper-case with hyphens, as the driver writes them.
    private int Identifier(int place, Guid id)
    {
        Span<char> letters = stackalloc char[36];
        id.TryFormat(letters, out _);
        Span<byte> bytes = stackalloc byte[36];
        Ascii.ToUpper(letters, bytes, out _);
        return raw.sqlite3_bind_text(statement, place, bytes);
    }

    /// <summary>Instants are stored as microseconds since 1970, UTC.</summary>
    public static long Micros(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    /// <summary>Days are stored as ISO 8601 writes them.</summary>
    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose() => statement.Dispose();
}
