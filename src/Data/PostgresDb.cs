using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai.Data;

/// <summary>The model on PostgreSQL: instants as timestamptz, always written in UTC.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : HecaiContext(options)
{
    protected override IReadOnlyList<Module> Modules => HecaiModules.All;

    internal override string Ended => "WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        foreach (var log in model.Model.GetEntityTypes().Where(e => e.FindProperty("Xid") is not null).ToList())
            model.Entity(log.ClrType).Property("Xid").HasDefaultValueSql("pg_current_xact_id()::text::bigint");
    }
}

/// <summary>The driver refuses an offset other than zero.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), stored => stored);
