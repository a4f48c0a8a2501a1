using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hecai;

/// <summary>
/// The one context of the one database. It has no DbSets: each module contributes its mapping, and reaches its tables
/// through <see cref="Tx"/> and <see cref="Reading"/>.
/// </summary>
public abstract partial class HecaiContext : DbContext
{
    private readonly Scope scope;

    protected HecaiContext(DbContextOptions options) : base(options)
    {
        scope = options.FindExtension<ScopeExtension>()?.Scope ?? Scope.Platform;
        // Looking for changes is the dearest part of a save: it is done once, by Tx.Flush, and not by every look at the tracker.
        ChangeTracker.AutoDetectChangesEnabled = false;
        // A save that fails ends its transaction, which is run again as a whole: there is nothing to go back to.
        Database.AutoSavepointsEnabled = false;
    }

    protected abstract IReadOnlyList<Module> Modules { get; }

    /// <summary>A condition on rows with an <c>xid</c> column: their transactions, and all before them, have ended. Empty where one writer makes that so.</summary>
    internal virtual string Ended => "";

    /// <summary>Whose eyes this context looks through.</summary>
    public Scope Scope => scope;

    /// <summary>The organization acted for; read by the query filters of each query.</summary>
    public OrganizationId Organization { get; internal set; }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.ComplexProperties<Money>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        foreach (var id in Modules.Select(m => m.GetType().Assembly).Append(typeof(IId).Assembly).Distinct()
                     .SelectMany(a => a.GetTypes()).Where(t => t.IsValueType && typeof(IId).IsAssignableFrom(t)))
            conventions.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        foreach (var module in Modules)
            module.Map(model);
        DropStrays(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var seen = Seen.Of(entity) ?? throw new InvalidOperationException($"{entity.Name} does not say who may see it.");
            if (Filter(entity, seen) is { } filter)
                entity.SetQueryFilter("visibility", filter);
            if (entity.FindProperty("Version") is { } version && version.ClrType == typeof(long))
                version.IsConcurrencyToken = true;
            Rename(entity);
        }
    }

    // Value types of JSON columns are first taken for entities by convention, before their column is configured.
    private static void DropStrays(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => Seen.Of(e) is null).ToList())
            if (entity.GetForeignKeys().All(k => Seen.Of(k.PrincipalEntityType) is null) && entity.GetReferencingForeignKeys().All(k => Seen.Of(k.DeclaringEntityType) is null))
                model.Ignore(entity.ClrType);
    }

    /// <summary>The rows of an entity that this context's scope may see; null when all.</summary>
    private LambdaExpression? Filter(IMutableEntityType entity, Seen seen)
    {
        if (scope == Scope.Platform || seen.Everyone || (scope == Scope.Operator && seen.Operator))
            return null;
        var row = Expression.Parameter(entity.ClrType, "row");
        var acting = Expression.Property(Expression.Constant(this, typeof(HecaiContext)), nameof(Organization));
        Expression? any = null;
        foreach (var name in seen.Parties)
        {
            var party = Expression.Property(row, name);
            var equal = Expression.Equal(party, party.Type == acting.Type ? acting : Expression.Convert(acting, party.Type));
            any = any is null ? equal : Expression.OrElse(any, equal);
        }
        if (scope == Scope.Operator && seen.OperatorWhen is { } when)
            any = any is null ? Expression.Property(row, when) : Expression.OrElse(any, Expression.Property(row, when));
        return Expression.Lambda(any ?? Expression.Constant(false), row);
    }

    // Snake case everywhere: raw SQL, row-level security and people with psql need no quotes.
    private static void Rename(IMutableEntityType entity)
    {
        entity.SetTableName(Snake(entity.GetTableName()!));
        Rename((IMutableTypeBase)entity, "");
    }

    private static void Rename(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
            property.SetColumnName(prefix + Snake(property.Name));
        foreach (var complex in type.GetComplexProperties())
            Rename(complex.ComplexType, prefix + Snake(complex.Name) + "_");
    }

    internal static string Snake(string name) => CamelBoundary().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex CamelBoundary();
}

/// <summary>Stores a typed identifier as the UUID it wraps.</summary>
public sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, Id.Expression<TId>()) where TId : struct, IId;
