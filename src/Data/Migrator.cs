using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hecai.Data;

public static class DataErrors
{
    public static readonly Error NewerDatabase = Error.Conflict("database.newer",
        "数据库由更新的版本建立（{0}），请升级程序", "The database was made by a newer version ({0}); upgrade the program");
}

internal static class Migrator
{
    /// <summary>Applies what is missing; refuses a database that a newer version has migrated.</summary>
    public static async Task Apply(DbContext context, CancellationToken ct)
    {
        var known = context.Database.GetMigrations().ToHashSet();
        var applied = (await context.Database.GetAppliedMigrationsAsync(ct)).ToHashSet();
        if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer)
            throw Refused.With(DataErrors.NewerDatabase, newer);
        // Applying compares the whole model first, which a start with nothing to apply need not wait for.
        if (!known.IsSubsetOf(applied))
            await context.Database.MigrateAsync(ct);
    }
}

/// <summary>For the migration tool only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>For the migration tool only.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=localhost").Options);
}
