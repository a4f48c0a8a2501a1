using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai.Data;

/// <summary>The model on SQLite: instants as microseconds since 1970, which sort and compare.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : HecaiContext(options)
{
    protected override IReadOnlyList<Module> Modules => HecaiModules.All;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<MicrosecondConverter>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // One writer makes the sequence enough to order the chain.
        foreach (var log in model.Model.GetEntityTypes().Where(e => e.FindProperty("Xid") is not null).ToList())
            model.Entity(log.ClrType).Property("Xid").HasDefaultValue(0L);
    }
}

/// <summary>UTC microseconds since 1970.</summary>
public sealed class MicrosecondConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10,
    stored => DateTimeOffset.UnixEpoch.AddTicks(stored * 10));
