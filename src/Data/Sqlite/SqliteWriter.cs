using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Data;

/// <summary>
/// The write gate: one connection, one loop. Waiting closures are run one after the other as savepoints of one transaction
/// and made durable by one commit (group commit); a closure that fails rolls back to its own savepoint and takes nobody along.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int GroupSize = 64;

    // Every commit is durable. What a savepoint may have to give back stays in memory, the pages that are written all the time (32 MB) stay
    // in the cache, and the log is folded into the file every 8,000 pages: a page that every order changes is then copied once for many.
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=8000;";

    private readonly Channel<Work> queue = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteSession session;
    private readonly Task loop;

    public SqliteWriter(string connectionString)
    {
        session = new SqliteSession(connectionString);
        loop = Task.Run(Loop);
    }

    public async Task<T> Run<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken ct)
    {
        var work = new Work<T>(scope, organization, closure, ct);
        if (!queue.Writer.TryWrite(work))
            throw new ObjectDisposedException(nameof(SqliteWriter), "The database is closing.");
        return await work.Result;
    }

    private async Task Loop()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var group = new List<Work>();
            try
            {
                await Open();
                await using var transaction = session.Connection.BeginTransaction();   // BEGIN IMMEDIATE
                while (group.Count < GroupSize && queue.Reader.TryRead(out var work))
                    if (await RunInSavepoint(work, transaction))
                        group.Add(work);
                await transaction.CommitAsync();
                foreach (var work in group)
                    work.Succeed();
            }
            catch (Exception exception)
            {
                // Nothing of the group is durable: every caller must hear it.
                foreach (var work in group)
                    work.Fail(exception);
                if (group.Count == 0 && queue.Reader.TryRead(out var waiting))
                    waiting.Fail(exception);
            }
        }
    }

    private async Task<bool> RunInSavepoint(Work work, SqliteTransaction transaction)
    {
        if (work.Cancel.IsCancellationRequested)
        {
            work.Fail(new OperationCanceledException(work.Cancel));
            return false;
        }
        for (var attempt = 1; ; attempt++)
        {
            transaction.Save("one");
            await using var context = session.Context(work.Scope, work.Organization);
            try
            {
                await context.Database.UseTransactionAsync(transaction);
                await work.Execute(context);
                transaction.Release("one");
                return true;
            }
            catch (Exception exception)
            {
                transaction.Rollback("one");
                transaction.Release("one");
                if (attempt < 3 && (exception as SqliteException ?? exception.InnerException) is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 })
                    continue;   // Lost a race for a unique key to an earlier member of the group: the closure will now find it.
                // Nobody else writes meanwhile, so running again would meet the same row: it was read before this transaction.
                work.Fail(exception is DbUpdateConcurrencyException ? Refused.With(KernelErrors.Changed) : exception);
                return false;
            }
            finally
            {
                await context.Database.UseTransactionAsync(null);
            }
        }
    }

    private async Task Open()
    {
        if (session.Connection.State == System.Data.ConnectionState.Open)
            return;
        await session.Connection.OpenAsync();
        await using var pragma = session.Connection.CreateCommand();
        pragma.CommandText = Settings;
        await pragma.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await session.DisposeAsync();
    }

    private abstract class Work(Scope scope, OrganizationId organization, CancellationToken cancel)
    {
        public Scope Scope => scope;
        public OrganizationId Organization => organization;
        public CancellationToken Cancel => cancel;
        public abstract Task Execute(HecaiContext context);
        public abstract void Succeed();
        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Scope scope, OrganizationId organization, Func<HecaiContext, Task<T>> closure, CancellationToken cancel)
        : Work(scope, organization, cancel)
    {
        // Callers continue on their own threads; the gate must not run their code.
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? caller = ExecutionContext.Capture();
        private T value = default!;

        public Task<T> Result => done.Task;

        public override async Task Execute(HecaiContext context)
        {
            // The caller's culture and trace flow with its closure.
            Task<T>? running = null;
            if (caller is null)
                running = closure(context);
            else
                ExecutionContext.Run(caller, _ => running = closure(context), null);
            value = await running!;
        }

        public override void Succeed() => done.TrySetResult(value);
        public override void Fail(Exception exception) => done.TrySetException(exception);
    }
}
