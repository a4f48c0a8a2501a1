using Hecai.Data;

namespace Hecai.Tests;

/// <summary>The two databases that every story runs on.</summary>
public enum Database { Sqlite, Postgres }

/// <summary>Empty, migrated databases: one template per kind and run, copied for each test.</summary>
public static class Databases
{
    private static readonly Dictionary<(Database, string), Task<string>> Templates = [];
    private static int copies;

    /// <summary>A copy of the template with this name; <paramref name="fill"/> makes the template when it is first asked for.</summary>
    public static async Task<DatabaseCopy> Copy(Database kind, string template, Func<Engine, Task>? fill = null)
    {
        Task<string> making;
        lock (Templates)
            if (!Templates.TryGetValue((kind, template), out making!))
                Templates.Add((kind, template), making = Make(kind, template, fill));
        var source = await making;
        var name = $"{template}_{Interlocked.Increment(ref copies)}";
        if (kind == Database.Postgres)
        {
            var cluster = await PostgresCluster.Shared;
            await cluster.Execute($"CREATE DATABASE {name} TEMPLATE {source}");
            return new DatabaseCopy(kind, cluster.Connection(name), async () => await cluster.Execute($"DROP DATABASE {name} WITH (FORCE)"));
        }
        var directory = Directory.CreateTempSubdirectory("hecai-test-").FullName;
        var file = Path.Combine(directory, "hecai.db");
        File.Copy(source, file);
        return new DatabaseCopy(kind, file, () =>
        {
            Directory.Delete(directory, recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<string> Make(Database kind, string template, Func<Engine, Task>? fill)
    {
        var place = kind == Database.Sqlite
            ? Path.Combine(Directory.CreateTempSubdirectory("hecai-template-").FullName, "hecai.db")
            : template;
        if (kind == Database.Postgres)
            await (await PostgresCluster.Shared).Execute($"CREATE DATABASE {template}");
        await using (var engine = await Open(kind, kind == Database.Postgres ? (await PostgresCluster.Shared).Connection(template) : place))
        {
            await engine.Migrate(default);
            if (fill is not null)
                await fill(engine);
            if (kind == Database.Sqlite)
            {
                await using var connection = await engine.Connect(default);
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await command.ExecuteNonQueryAsync();
            }
        }
        Npgsql.NpgsqlConnection.ClearAllPools();
        return place;
    }

    public static Task<Engine> Open(Database kind, string place) => Task.FromResult<Engine>(kind == Database.Sqlite ? new SqliteEngine(place) : new PostgresEngine(place));
}

/// <summary>One test's own database.</summary>
public sealed record DatabaseCopy(Database Kind, string Place, Func<Task> Drop);
