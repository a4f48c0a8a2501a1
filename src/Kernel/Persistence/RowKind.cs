using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hecai;

/// <summary>The organizations that see a document, so that they also see what was done to it.</summary>
internal readonly record struct DocumentParties(OrganizationId? Buyer, OrganizationId? Supplier, OrganizationId? Provider, bool Operator);

/// <summary>What the mapping of an entity says of its rows: whose they are, and of which document they are a part.</summary>
internal sealed class RowKind
{
    private static readonly ConcurrentDictionary<IEntityType, RowKind> Known = [];

    private readonly Seen seen;
    private readonly (string Name, Func<object, object?> Value)[] parties;
    private readonly Func<object, object?>? root;
    private readonly Func<object, object?>? operatorSees;
    private readonly Lazy<Func<object, object?>[]> key;
    private readonly Func<object, object?>[] children;

    private RowKind(IEntityType entity)
    {
        Entity = entity;
        seen = Seen.Of(entity)!;
        Document = entity.FindAnnotation(Seen.DocumentAnnotation)?.Value as string;
        parties = [.. seen.Parties.Select(name => (name, Value(entity, name)))];
        root = entity.FindAnnotation(Seen.DocumentKeyAnnotation)?.Value is string property ? Value(entity, property) : null;
        operatorSees = seen.OperatorWhen is { } when ? Value(entity, when) : null;
        key = new(() => [.. entity.FindPrimaryKey()!.Properties.Select(p => Value(entity, p.Name))]);
        children = [.. entity.GetNavigations().Where(n => n.IsCollection && n.PropertyInfo is not null).Select(n => Value(entity, n.Name))];
    }

    public IEntityType Entity { get; }
    public BulkTable Table => BulkTable.Of(Entity);

    /// <summary>The document that the row is, or is a part of; null where the audit trail leaves the table out.</summary>
    public string? Document { get; }

    public static RowKind Of(IEntityType entity) => Known.GetOrAdd(entity, static e => new RowKind(e));
    public static RowKind Of(HecaiContext context, Type type) => Of(context.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not mapped."));

    /// <summary>The identifier of the row's document.</summary>
    public Guid RootOf(object row) => root?.Invoke(row) is IId id ? id.Value : Guid.Empty;

    /// <summary>The primary key as the audit trail names it.</summary>
    public string KeyOf(object row) => string.Join('/', key.Value.Select(part => part(row) is { } value ? AuditText.Shown(value) : ""));

    /// <summary>What the row brings along: the lines of a document.</summary>
    public IEnumerable<object> ChildrenOf(object row) => children.SelectMany(child => ((IEnumerable?)child(row))?.Cast<object>() ?? []);

    /// <summary>Whether this scope may add the row, acting for this organization.</summary>
    public bool MayAdd(object row, Scope scope, OrganizationId acting) => MayWriteAll(scope) || seen.AddedByAll || Belongs(row, acting);

    /// <summary>Whether this scope writes every row of the table, whoever its parties are.</summary>
    public bool MayWriteAll(Scope scope) => scope == Scope.Platform || seen.WrittenByAll || (scope == Scope.Operator && seen.Operator);

    /// <summary>Whether the organization is one of the row's parties.</summary>
    public bool Belongs(object row, OrganizationId acting) => Array.Exists(parties, party => party.Value(row) is OrganizationId organization && organization == acting);

    /// <summary>The properties that name the row's parties.</summary>
    public IReadOnlyList<string> Parties => seen.Parties;

    public DocumentParties PartiesOf(object row) => new(Party(row, "BuyerId"), Party(row, "SupplierId"), Party(row, "ProviderId") ?? Party(row, "OrganizationId"),
        seen.Operator || operatorSees?.Invoke(row) is true);

    private OrganizationId? Party(object row, string name) => Array.Find(parties, party => party.Name == name).Value?.Invoke(row) as OrganizationId?;

    private static Func<object, object?> Value(IEntityType entity, string property)
    {
        var row = Expression.Parameter(typeof(object), "row");
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(row, entity.ClrType), property), typeof(object)), row).Compile();
    }
}
