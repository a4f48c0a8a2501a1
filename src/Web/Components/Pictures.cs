namespace Hecai.Web.Components;

/// <summary>The drawings that stand in for missing product pictures.</summary>
public static class Pictures
{
    public static IReadOnlyList<string> Known { get; } =
        ["ac-wall", "ac-cassette", "vrf-outdoor", "water-heater", "washing-machine", "refrigerator", "dishwasher", "small-appliance", "service"];

    /// <summary>The drawing of a category, the generic one when it has none.</summary>
    public static string Of(string? category) => Known.Contains(category) ? category! : "generic";
}
