using System.Globalization;
using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>
/// One rule of a pool: everything that meets all of its conditions is taken in, or left out. A condition that is not given holds.
/// </summary>
public sealed record PoolRule
{
    /// <summary>True for a rule that leaves out.</summary>
    public bool Excludes { get; init; }

    /// <summary>A category of any level.</summary>
    public string? Category { get; init; }

    /// <summary>A brand by its Chinese name, as facets give it.</summary>
    public string? Brand { get; init; }
    public OrganizationId? Supplier { get; init; }

    /// <summary>The code of an attribute; with <see cref="Values"/> for choices and flags, with bounds for numbers.</summary>
    public string? Attribute { get; init; }

    /// <summary>One of these: codes of choices, <c>true</c> or <c>false</c>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Bounds of a number in the attribute's unit, both included. A product that does not say meets neither.</summary>
    public decimal? From { get; init; }
    public decimal? To { get; init; }

    /// <summary>Only what the buyer has a price or a discount for in an agreement in force.</summary>
    public bool Agreed { get; init; }

    /// <summary>False for a rule without any condition, which would be all or nothing.</summary>
    [JsonIgnore]
    public bool SaysSomething => Category is not null || Brand is not null || Supplier is not null || Attribute is not null || Agreed;

    /// <summary>True when a value of <see cref="Attribute"/> meets the rule.</summary>
    public bool Meets(AttributeValue value) => value.Number is { } number && (From is not null || To is not null)
        ? (From is not { } from || number >= from) && (To is not { } to || number <= to)
        : Values.Contains(value.ToString());

    internal bool Meets(PoolSubject subject) => (Category is null || subject.CategoryPath.Contains(Category))
        && (Brand is null || subject.Brand == Brand)
        && (Supplier is null || subject.Supplier == Supplier)
        && (Attribute is null || (subject.Attributes.TryGetValue(Attribute, out var value) && Meets(value)))
        && (!Agreed || subject.Agreed);
}

/// <summary>What a pool judges: one supplier's offer of one product.</summary>
internal sealed record PoolSubject(SkuId Sku, IReadOnlyList<string> CategoryPath, string Brand, OrganizationId Supplier, IReadOnlyDictionary<string, AttributeValue> Attributes, bool Agreed);

/// <summary>
/// What is in a pool. What somebody put in or took out by hand counts before every rule, and leaving out before taking in; a pool that
/// takes in nothing by rule or hand holds all that is not left out.
/// </summary>
internal sealed record PoolContent(PoolId Id, IReadOnlyList<PoolRule> Rules, IReadOnlySet<SkuId> Included, IReadOnlySet<SkuId> Excluded)
{
    public bool TakesIn => Included.Count > 0 || Rules.Any(r => !r.Excludes);
    public bool LooksAtAttributes => Rules.Any(r => r.Attribute is not null);
    public bool LooksAtAgreements => Rules.Any(r => r.Agreed);

    public bool Holds(PoolSubject subject) => !Excluded.Contains(subject.Sku) && (Included.Contains(subject.Sku)
        || (!Rules.Any(r => r.Excludes && r.Meets(subject)) && (!TakesIn || Rules.Any(r => !r.Excludes && r.Meets(subject)))));
}

/// <summary>The values of attributes as rules write them, in one spelling.</summary>
internal static class RuleValues
{
    public static string Canonical(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? AttributeValue.Of(number).ToString()
        : value;
}
