namespace Hecai.Control;

/// <summary>What a document says of itself that a level may look at.</summary>
public enum ApprovalFact
{
    /// <summary>A category of what is bought, or one above it.</summary>
    Category,
    /// <summary>Whoever sells some of it.</summary>
    Supplier,
    /// <summary>A cost centre that bears some of it.</summary>
    CostCentre,
    /// <summary>Some of it is bought at list price, under no agreement.</summary>
    OffAgreement,
}

/// <summary>A value that a condition names, under the name that it had when it was set.</summary>
public sealed record NamedFact(string Value, Text Name);

/// <summary>A condition of a level: one of these is among what the document says of this kind.</summary>
public sealed record ApprovalCondition(ApprovalFact Fact, IReadOnlyList<NamedFact> AnyOf);

/// <summary>All that a document says of itself. Who owns the document says it; the engine only compares.</summary>
public sealed record ApprovalFacts(ILookup<ApprovalFact, string> Values)
{
    /// <summary>True when every condition is met; without any, always.</summary>
    public bool Meet(IEnumerable<ApprovalCondition> conditions) => conditions.All(c => Of(c).Any());

    /// <summary>What of the document meets the conditions, for the explanation of the route: 含 商用厨房，协议外; null without any.</summary>
    public Text? Why(IReadOnlyList<ApprovalCondition> conditions)
    {
        var met = conditions.SelectMany(Of).Select(v => v.Name).ToList();
        return met.Count == 0 ? null : new Text($"含{string.Join("、", met.Select(m => m.Zh))}", $"with {string.Join(", ", met.Select(m => m.En))}");
    }

    private IEnumerable<NamedFact> Of(ApprovalCondition condition) => condition.AnyOf.Where(v => Values[condition.Fact].Contains(v.Value));
}

/// <summary>What conditions may name, and under which names. Whoever owns the documents that are approved knows it.</summary>
public interface IApprovalVocabulary
{
    /// <summary>All values of each kind that the actor's organization may name.</summary>
    Task<ILookup<ApprovalFact, NamedFact>> Words(Reading read);
}
