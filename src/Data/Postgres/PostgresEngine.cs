using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Hecai.Data;

/// <summary>The production database. Every unit of work tells the server whose eyes it has; row-level security repeats the filter.</summary>
public sealed class PostgresEngine : Engine
{
    private const int MaxAttempts = 12;
    private const int FewRows = 32;
    private static readonly ConcurrentDictionary<BulkTable, string> Unnested = [], Counted = [];
    private static readonly ConcurrentDictionary<string, string> Updates = [];
    private readonly NpgsqlDataSource owner;
    private readonly NpgsqlDataSource application;
    private readonly NpgsqlDataSource aside;
    private readonly PooledDbContextFactory<PostgresDb>[] contexts;
    private readonly PooledDbContextFactory<PostgresDb> asideContexts;

    /// <param name="connectionString">As the operator gave it. A superuser's connection is used for migrations only; work runs under the role hecai_app.</param>
    public PostgresEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = true };
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 200;
        // What a unit of work tells its connection ends with its transaction, so there is nothing to reset between two of them.
        settings.NoResetOnClose = true;
        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        owner = NpgsqlDataSource.Create(settings);
        settings.Options = $"{settings.Options} -c role={RowSecurity.Role}".Trim();
        application = NpgsqlDataSource.Create(settings);
        contexts = [.. Enum.GetValues<Scope>().Select(scope => Factory(application, scope))];
        settings.MaxPoolSize = 4;
        aside = NpgsqlDataSource.Create(settings);
        asideContexts = Factory(aside, Scope.Platform);
    }

    public override bool SingleWriter => false;
    public override string Name => "postgres";
    public override string Place { get; }
    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";
    public override string FinishedAuditEntries =>
        "SELECT * FROM audit_entries WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static PooledDbContextFactory<PostgresDb> Factory(NpgsqlDataSource application, Scope scope)
    {
        return new PooledDbContextFactory<PostgresDb>(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(application).UseScope(scope).Options, 256);
    }

    public override Task<T> Write<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct) =>
        Write(contexts[(int)scope], scope, organization, closure, ct);

    public override Task<T> Aside<T>(Func<HecaiContext, Task<T>> closure, CancellationToken ct) => Write(asideContexts, Scope.Platform, default, closure, ct);

    private static async Task<T> Write<T>(PooledDbContextFactory<PostgresDb> contexts, Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = contexts.CreateDbContext();
            try
            {
                context.Organization = organization;
                await using var transaction = await context.Database.BeginTransactionAsync(ct);
                await RowSecurity.Enter((NpgsqlTransaction)transaction.GetDbTransaction(), scope, organization, writes: true, ct);
                var result = await closure(context);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                if (attempt >= MaxAttempts)
                    throw exception is DbUpdateConcurrencyException ? Refused.With(KernelErrors.Changed) : exception;
                // Spread the contenders; the whole closure runs again and sees what the others did.
                await Task.Delay(Random.Shared.Next(1, 4 << Math.Min(attempt, 6)), ct);
            }
        }
    }

    public override async Task<T> Read<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct)
    {
        await using var context = contexts[(int)scope].CreateDbContext();
        context.Organization = organization;
        // One snapshot for all statements of the read.
        await using var snapshot = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await RowSecurity.Enter((NpgsqlTransaction)snapshot.GetDbTransaction(), scope, organization, writes: false, ct);
        var result = await closure(context);
        await snapshot.CommitAsync(ct);
        return result;
    }

    private static bool IsPassing(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation } => true,
        { InnerException: PostgresException inner } => IsPassing(inner),
        _ => false,
    };

    public override object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        IId id => id.Value,
        DateTimeOffset instant => instant.ToUniversalTime(),
        Enum state => state.ToString(),
        _ => value,
    };

    public override async Task<int[]> Execute(HecaiContext context, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        if (statements.Count == 0)
            return [];
        await using var batch = context.Database.GetDbConnection().CreateBatch();
        batch.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement is BulkRows(var table, var rows) ? Insert(table, rows) : Update(((Update)statement).Text));
        await batch.ExecuteNonQueryAsync(ct);
        return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
    }

    private NpgsqlBatchCommand Update(FormattableString text)
    {
        var update = new NpgsqlBatchCommand(Updates.GetOrAdd(text.Format, static (format, count) =>
            string.Format(CultureInfo.InvariantCulture, format, [.. Enumerable.Range(1, count).Select(i => $"${i}")]), text.ArgumentCount));
        foreach (var value in text.GetArguments())
            update.Parameters.Add(new NpgsqlParameter { Value = Stored(value) });
        return update;
    }

    // Row-level security forbids COPY FROM; one array a column comes close to it. Unnesting sets up a store for each column, which is dearer
    // than a few rows; to count through the arrays is dear for many.
    private static NpgsqlBatchCommand Insert(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        var insert = new NpgsqlBatchCommand(rows.Count > FewRows ? Unnested.GetOrAdd(table, Unnest) : Counted.GetOrAdd(table, Count));
        for (var i = 0; i < table.Columns.Count; i++)
            insert.Parameters.Add(new NpgsqlParameter { Value = table.Columns[i].Gather(rows, i) });
        return insert;
    }

    private static string Unnest(BulkTable table) => $"{Into(table)} SELECT * FROM unnest({string.Join(',', table.Columns.Select((_, i) => $"${i + 1}"))})";
    private static string Count(BulkTable table) => $"{Into(table)} SELECT {string.Join(',', table.Columns.Select((_, i) => $"${i + 1}[n]"))} FROM generate_series(1, array_length($1, 1)) n";
    private static string Into(BulkTable table) => $"INSERT INTO {table.Name} ({string.Join(',', table.Columns.Select(c => $"\"{c.Name}\""))})";

    public override async Task<DbConnection> Connect(CancellationToken ct) => await owner.OpenConnectionAsync(ct);

    public override async Task Migrate(CancellationToken ct)
    {
        var builder = new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(owner);
        await using var context = new PostgresDb(builder.Options);
        await Migrator.Apply(context, ct);
        await RowSecurity.Install(context, ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await aside.DisposeAsync();
        await application.DisposeAsync();
        await owner.DisposeAsync();
    }
}
