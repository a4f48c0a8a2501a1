using System.Globalization;

namespace Hecai;

/// <summary>Looks administrative divisions up. The table is loaded on first use and kept.</summary>
public static class Regions
{
    public static IReadOnlyList<Region> Provinces => RegionTable.Shared.Level(RegionLevel.Province);

    /// <summary>How many divisions a level has.</summary>
    public static int Count(RegionLevel level) => RegionTable.Shared.Count(level);

    /// <summary>The division of a code of 2, 4, 6 or 9 digits, or refused with <c>region.unknown</c>.</summary>
    public static Region Of(string? code) => Find(code) ?? throw Refused.With(ValueErrors.Region, PlainText.Shown(code));

    /// <summary>As <see cref="Of"/>, null when unknown.</summary>
    public static Region? Find(string? code) =>
        code is { Length: 2 or 4 or 6 or 9 } && code[0] != '0'
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && RegionTable.Shared.Has(key) ? new Region(key) : null;

    /// <summary>True when the second lies in the first or is the same; false for codes that do not exist, so that unknown is never allowed.</summary>
    public static bool Contains(string? ancestor, string? descendant) =>
        Find(ancestor) is { } outer && Find(descendant) is { } inner && outer.Contains(inner);

    /// <summary>The division of a written path, with or without fillers such as 市辖区, or refused with <c>region.unknown</c>.</summary>
    public static Region ByPath(string? path)
    {
        var names = (path ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Region? region = null;
        foreach (var name in names)
            region = Step(region, name) ?? throw Refused.With(ValueErrors.Region, PlainText.Shown(path));
        return region ?? throw Refused.With(ValueErrors.Region, PlainText.Shown(path));
    }

    /// <summary>
    /// Divisions by name, for a field that completes as one types: "姑苏", "苏州 平江". The last word is part of the division's own name, earlier
    /// ones of those it lies in. Exact names first, then beginnings, then the rest; within these the higher level, then the code.
    /// </summary>
    public static IReadOnlyList<Region> Search(string? text, int limit = 20)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is not [.. var above, var own])
            return [];
        return [.. RegionTable.Shared.Named(own)
            .Where(region => above.All(word => region.Parents.SkipLast(1).Any(parent => parent.Name.Contains(word, StringComparison.Ordinal))))
            .OrderBy(region => region.Name == own ? 0 : region.Name.StartsWith(own, StringComparison.Ordinal) ? 1 : 2)
            .Take(limit)];
    }

    private static Region? Step(Region? from, string name)
    {
        var children = from?.Children ?? Provinces;
        foreach (var child in children)
            if (child.Name == name)
                return child;
        foreach (var filler in children.Where(child => child.IsFiller))
            if (Step(filler, name) is { } found)
                return found;
        return null;
    }
}
