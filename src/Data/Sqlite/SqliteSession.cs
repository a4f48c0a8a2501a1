using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Hecai.Data;

/// <summary>
/// A connection of its own with a context for each scope on it, for one unit of work at a time. It stays open from one to the next: to
/// open a connection is to tell it anew what the model's queries need, and its prepared statements end with it.
/// </summary>
internal sealed class SqliteSession : IAsyncDisposable
{
    private readonly Lazy<PooledDbContextFactory<SqliteDb>>[] contexts;

    public SqliteSession(string connectionString)
    {
        Connection = new PreparingConnection(connectionString);
        contexts = [.. Enum.GetValues<Scope>().Select(scope => new Lazy<PooledDbContextFactory<SqliteDb>>(() => Contexts(scope)))];
    }

    public PreparingConnection Connection { get; }

    /// <summary>A context on the open connection, through the eyes of a scope and an organization.</summary>
    public SqliteDb Context(Scope scope, OrganizationId organization)
    {
        var context = contexts[(int)scope].Value.CreateDbContext();
        context.Organization = organization;
        return context;
    }

    // Lists travel as one parameter: the statement's text stays the same whatever their length, and is prepared once.
    private PooledDbContextFactory<SqliteDb> Contexts(Scope scope) => new(new DbContextOptionsBuilder<SqliteDb>()
        .UseSqlite(Connection, options => options.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).UseScope(scope).Options, poolSize: 1);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
