using System.Diagnostics;
using Hecai.Tests;
using Hecai.Web;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hecai.Bench;

/// <summary>
/// The limit of an import: the very rows that it wrote, written once more into an empty database of the same schema by nothing but the
/// driver: no file to read, no rule to check, no foreign key to look up.
/// </summary>
internal static class BareRows
{
    // What an import writes: products, what their supplier offers, what the search index is told, and the trail.
    private static readonly string[] Tables = ["skus", "listings", "catalogue_changes", "audit_entries"];

    /// <returns>Seconds for COPY in the server's own binary form.</returns>
    public static async Task<double> Copy(HostSettings full, HostSettings bare)
    {
        await Migrate(bare);
        await using var source = new NpgsqlConnection(full.Database);
        await using var target = new NpgsqlConnection(bare.Database);
        await source.OpenAsync();
        await target.OpenAsync();
        var taken = new List<(string Table, MemoryStream Rows)>();
        foreach (var table in Tables)
        {
            var rows = new MemoryStream();
            await using (var reader = await source.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)"))
                await reader.CopyToAsync(rows);
            taken.Add((table, rows));
        }
        await Execute(target, "SET session_replication_role = replica");
        var clock = Stopwatch.StartNew();
        foreach (var (table, rows) in taken)
        {
            rows.Position = 0;
            await using var writer = await target.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)");
            await rows.CopyToAsync(writer);
        }
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>The same for tables that do not fit into memory: from files of the server's own, products a second.</summary>
    public static async Task<double> CopyRate(HostSettings full, PostgresCluster cluster)
    {
        await cluster.Execute("CREATE DATABASE bare");
        var bare = full with { Database = cluster.Connection("bare") };
        await Migrate(bare);
        await using var source = new NpgsqlConnection(full.Database + ";Command Timeout=0");
        await using var target = new NpgsqlConnection(bare.Database + ";Command Timeout=0");
        await source.OpenAsync();
        await target.OpenAsync();
        var files = Tables.ToDictionary(table => table, table => Path.Combine(Path.GetTempPath(), $"hecai-{Guid.NewGuid():N}-{table}"));
        foreach (var (table, file) in files)
            await Execute(source, $"COPY {table} TO '{file}' (FORMAT BINARY)");
        await Execute(target, "SET session_replication_role = replica");
        var clock = Stopwatch.StartNew();
        foreach (var (table, file) in files)
            await Execute(target, $"COPY {table} FROM '{file}' (FORMAT BINARY)");
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var file in files.Values)
            File.Delete(file);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM skus", target);
        var rows = (long)(await count.ExecuteScalarAsync())!;
        await target.CloseAsync();
        NpgsqlConnection.ClearAllPools();
        await cluster.Execute("DROP DATABASE bare WITH (FORCE)");
        return rows / seconds;
    }

    /// <returns>Seconds for prepared inserts, in as many transactions as the import needs for so many lines.</returns>
    public static async Task<double> Insert(HostSettings full, HostSettings bare, int lines)
    {
        await Migrate(bare);
        using var source = Open(full);
        using var target = Open(bare);
        Execute(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF");
        var tables = Tables.Select(table => (Rows: Read(source, table), Insert: Prepare(source, target, table))).ToList();
        var batches = (lines + new Hecai.Catalogue.ImportOptions().BatchSize - 1) / new Hecai.Catalogue.ImportOptions().BatchSize;
        var clock = Stopwatch.StartNew();
        for (var batch = 0; batch < batches; batch++)
        {
            using var transaction = target.BeginTransaction();
            foreach (var (rows, insert) in tables)
            {
                insert.Transaction = transaction;
                foreach (var row in rows[(batch * rows.Count / batches)..((batch + 1) * rows.Count / batches)])
                {
                    for (var column = 0; column < row.Length; column++)
                        insert.Parameters[column].Value = row[column];
                    insert.ExecuteNonQuery();
                }
            }
            transaction.Commit();
        }
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Migrate(HostSettings settings)
    {
        await using var engine = settings.OpenEngine();
        await engine.Migrate(default);
    }

    private static SqliteConnection Open(HostSettings settings)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(settings.Data, "hecai.db")}");
        connection.Open();
        return connection;
    }

    private static List<object[]> Read(SqliteConnection source, string table)
    {
        using var command = source.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private static SqliteCommand Prepare(SqliteConnection source, SqliteConnection target, string table)
    {
        using var columns = source.CreateCommand();
        columns.CommandText = $"SELECT count(*) FROM pragma_table_info('{table}')";
        var names = Enumerable.Range(0, Convert.ToInt32(columns.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)).Select(i => $"$p{i}").ToList();
        var insert = target.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
        foreach (var name in names)
            insert.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        return insert;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
