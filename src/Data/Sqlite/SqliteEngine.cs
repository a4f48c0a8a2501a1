using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Hecai.Data;

/// <summary>
/// The embedded database: readers beside one writer. Writes go through one gate and are committed in groups
/// (<see cref="SqliteWriter"/>), each still atomic by itself and durable before its caller continues.
/// </summary>
public sealed class SqliteEngine : Engine
{
    private const int MaxIdleReaders = 16;
    private readonly string connectionString;
    private readonly string alone;
    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly SqliteWriter writer;

    // By table, or by the text of an update. Only the gate writes, and it has one connection: each statement is prepared once in its life.
    private readonly Dictionary<object, SqliteStatement> prepared = [];

    // By default the library counts the memory that it hands out, under one lock for the whole process: readers and the gate then wait for
    // each other's allocations, which halves the rate of orders on two cores. It can be told only while it is not in use, hence so early.
    static SqliteEngine()
    {
        Batteries_V2.Init();
        SqliteException.ThrowExceptionForRC(raw.sqlite3_shutdown(), null);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0), null);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_initialize(), null);
    }

    /// <param name="file">The database file; made with its folder when absent.</param>
    public SqliteEngine(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 15 }.ToString();
        alone = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        writer = new SqliteWriter(alone);
        Place = Path.GetFullPath(file);
    }

    public override bool SingleWriter => true;
    public override string Name => "sqlite";
    public override string Place { get; }
    public override string SkipLocked => "";
    public override string FinishedAuditEntries => "SELECT * FROM audit_entries";

    public override Task<T> Write<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct) =>
        writer.Run(scope, organization, closure, ct);

    public override async Task<T> Read<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct)
    {
        var session = await Reader(ct);
        try
        {
            await using var context = session.Context(scope, organization);
            // A deferred transaction pins one snapshot for all statements of the read and takes no lock.
            await using var snapshot = session.Connection.BeginTransaction(deferred: true);
            return await closure(context);
        }
        finally
        {
            if (readers.Count < MaxIdleReaders)
                readers.Add(session);
            else
                await session.DisposeAsync();
        }
    }

    private async Task<SqliteSession> Reader(CancellationToken ct)
    {
        if (readers.TryTake(out var idle))
            return idle;
        var session = new SqliteSession(alone);
        await session.Connection.OpenAsync(ct);
        // Nothing is written here, whatever a closure tries: that is what the gate is for.
        await using var pragma = session.Connection.CreateCommand();
        pragma.CommandText = "PRAGMA query_only=ON";
        await pragma.ExecuteNonQueryAsync(ct);
        return session;
    }

    public override object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        IId id => id.Value.ToString().ToUpperInvariant(),
        Guid id => id.ToString().ToUpperInvariant(),
        DateTimeOffset instant => SqliteStatement.Micros(instant),
        DateOnly date => SqliteStatement.Day(date),
        Enum state => state.ToString(),
        _ => value,
    };

    public override Task<int[]> Execute(HecaiContext context, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var gate = (SqliteConnection)context.Database.GetDbConnection();
        var written = new int[statements.Count];
        for (var i = 0; i < written.Length; i++)
            if (statements[i] is BulkRows(var table, var rows))
                foreach (var row in rows)
                    written[i] += Prepared(gate, table, table.Columns.Count).Run(row);
            else if (statements[i] is Update(var text))
                written[i] = Prepared(gate, text.Format, text.ArgumentCount).Run(text.GetArguments());
        return Task.FromResult(written);
    }

    private SqliteStatement Prepared(SqliteConnection gate, object statement, int count)
    {
        if (!prepared.TryGetValue(statement, out var known))
            prepared.Add(statement, known = new SqliteStatement(gate, string.Format(CultureInfo.InvariantCulture, statement as string ?? Insert((BulkTable)statement),
                [.. Enumerable.Range(1, count).Select(i => $"?{i}")])));
        return known;
    }

    private static string Insert(BulkTable table) =>
        $"INSERT INTO {table.Name} ({string.Join(',', table.Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(',', table.Columns.Select((_, i) => $"{{{i}}}"))})";

    public override async Task<DbConnection> Connect(CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async Task Migrate(CancellationToken ct)
    {
        await using var session = new SqliteSession(alone);
        await session.Connection.OpenAsync(ct);
        await using var context = session.Context(Scope.Platform, default);
        await Migrator.Apply(context, ct);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
        await context.Database.ExecuteSqlRawAsync(AppendOnly, ct);
    }

    // The audit trail is append-only for everyone who comes through the database.
    private const string AppendOnly = """
        CREATE TRIGGER IF NOT EXISTS audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
        CREATE TRIGGER IF NOT EXISTS audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
        CREATE TRIGGER IF NOT EXISTS audit_blocks_no_update BEFORE UPDATE ON audit_blocks BEGIN SELECT RAISE(ABORT, 'audit blocks are append-only'); END;
        CREATE TRIGGER IF NOT EXISTS audit_blocks_no_delete BEFORE DELETE ON audit_blocks BEGIN SELECT RAISE(ABORT, 'audit blocks are append-only'); END;
        """;

    public override async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        foreach (var statement in prepared.Values)
            statement.Dispose();
        while (readers.TryTake(out var idle))
            await idle.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
    }
}
