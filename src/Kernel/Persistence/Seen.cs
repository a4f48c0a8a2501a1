using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>
/// Which organizations may see and write a row. Declared once in the entity's mapping; the query filter, the save guard
/// and PostgreSQL's row-level security are all made from it. An entity without a declaration fails at start.
/// </summary>
public sealed record Seen
{
    /// <summary>Properties of type <see cref="OrganizationId"/> whose organization sees and writes the row.</summary>
    public List<string> Parties { get; init; } = [];

    /// <summary>Every organization reads the row (reference data, published offers).</summary>
    public bool Everyone { get; set; }

    /// <summary>The operator sees and writes every row.</summary>
    public bool Operator { get; set; }

    /// <summary>A boolean property that says row by row whether the operator sees it.</summary>
    public string? OperatorWhen { get; set; }

    /// <summary>Any organization may change the row: only for shared counters that conditional updates guard.</summary>
    public bool WrittenByAll { get; set; }

    /// <summary>Any organization adds rows, which it does not see afterwards: messages that leave with what it did.</summary>
    public bool AddedByAll { get; set; }

    /// <summary>No organization sees it: outbox, keys, numbers, which only the platform itself handles.</summary>
    public bool PlatformOnly { get; set; }

    internal const string Annotation = "Hecai:Seen";
    internal const string DocumentAnnotation = "Hecai:Document";
    internal const string DocumentKeyAnnotation = "Hecai:DocumentKey";

    private static readonly ConcurrentDictionary<string, Seen> Parsed = [];

    internal static Seen? Of(IReadOnlyTypeBase type) =>
        type.FindAnnotation(Annotation)?.Value is string json ? Parsed.GetOrAdd(json, static text => JsonSerializer.Deserialize<Seen>(text)!) : null;
}

/// <summary>Fluent declaration of <see cref="Hecai.Seen"/>.</summary>
public sealed class SeenBuilder<T> where T : class
{
    internal Seen Seen { get; } = new();

    /// <summary>The organization in this property sees and writes the row.</summary>
    public SeenBuilder<T> By<TId>(Expression<Func<T, TId>> party)
    {
        Seen.Parties.Add(((MemberExpression)party.Body).Member.Name);
        return this;
    }

    public SeenBuilder<T> ByOperator() { Seen.Operator = true; return this; }
    public SeenBuilder<T> ByOperatorWhen(Expression<Func<T, bool>> when) { Seen.OperatorWhen = ((MemberExpression)when.Body).Member.Name; return this; }

    /// <summary>Everyone reads; writing stays with the parties and the operator named beside.</summary>
    public SeenBuilder<T> ByEveryone() { Seen.Everyone = true; return this; }

    /// <summary>Everyone reads and may write, because only guarded conditional updates do.</summary>
    public SeenBuilder<T> WrittenByAll() { Seen.Everyone = Seen.WrittenByAll = true; return this; }

    /// <summary>Everyone adds rows, blindly (<see cref="Tx.Append{T}"/>); reading and changing them stays with those named beside.</summary>
    public SeenBuilder<T> AddedByAll() { Seen.AddedByAll = true; return this; }

    public SeenBuilder<T> ByPlatformOnly() { Seen.PlatformOnly = true; return this; }
}

public static class SeenMapping
{
    /// <summary>Declares an aggregate root: its document name in the audit trail, and who sees it.</summary>
    public static EntityTypeBuilder<T> Document<T>(this EntityTypeBuilder<T> entity, string name, Action<SeenBuilder<T>> seen) where T : class =>
        Declare(entity, name, "Id", seen);

    /// <summary>Declares a part of a document: the property that holds the root's id, and who sees it.</summary>
    public static EntityTypeBuilder<T> PartOf<T, TId>(this EntityTypeBuilder<T> entity, string document, Expression<Func<T, TId>> root, Action<SeenBuilder<T>> seen) where T : class =>
        Declare(entity, document, ((MemberExpression)root.Body).Member.Name, seen);

    /// <summary>Declares a table that the audit trail leaves out because it is itself a journal or the platform's machinery.</summary>
    public static EntityTypeBuilder<T> Unaudited<T>(this EntityTypeBuilder<T> entity, Action<SeenBuilder<T>> seen) where T : class =>
        Declare(entity, null, null, seen);

    private static EntityTypeBuilder<T> Declare<T>(EntityTypeBuilder<T> entity, string? document, string? key, Action<SeenBuilder<T>> seen) where T : class
    {
        var builder = new SeenBuilder<T>();
        seen(builder);
        entity.HasAnnotation(Seen.Annotation, JsonSerializer.Serialize(builder.Seen));
        if (document is not null)
        {
            entity.HasAnnotation(Seen.DocumentAnnotation, document);
            entity.HasAnnotation(Seen.DocumentKeyAnnotation, key);
        }
        return entity;
    }
}
