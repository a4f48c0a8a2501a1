using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Components;

/// <summary>The drawings that stand in for missing product pictures.</summary>
public static class Pictures
{
    public static IReadOnlyList<string> Known { get; } =
        ["ac-cabinet", "ac-cassette", "ac-duct", "ac-wall", "air-purifier", "boiler", "bracket", "chiller", "controller", "cooktop", "dehumidifier",
            "dishwasher", "display-cooler", "dryer", "electric-water-heater", "fan", "freezer", "freight", "fresh-air", "gas-water-heater", "heat-pump",
            "ice-maker", "kettle", "microwave", "pipe", "precision-ac", "range-hood", "refrigerator", "rice-cooker", "service", "small-appliance",
            "vacuum", "vrf-indoor", "vrf-outdoor", "washing-machine", "water-heater"];

    /// <summary>The drawing of a category, the generic one when it has none.</summary>
    public static string Of(string? category) => Known.Contains(category) ? category! : "generic";

    /// <summary>The address of that drawing, with its fingerprint.</summary>
    public static string Src(ResourceAssetCollection assets, string? category) => assets[$"illustrations/{Of(category)}.svg"];
}
