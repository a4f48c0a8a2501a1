using System.Text.Json;

namespace Hecai.Service;

/// <summary>The checklists of the product lines: data, read once. The version is that of the file.</summary>
public sealed class ChecklistLibrary
{
    private const string Fallback = "plug";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lazy<Source> source = new(Load);

    /// <summary>
    /// The checklist of a leaf category, with limits that follow from the product: a reading relative to an attribute is limited by
    /// it times the ratios, and has no limit where the product lacks the attribute. Categories without one of their own, and unknown
    /// ones, get the unpacking check. Every list begins with the place, which the equipment register keeps.
    /// </summary>
    public Checklist For(string category, Func<string, decimal?> attribute)
    {
        var file = source.Value;
        var code = file.ByCategory.GetValueOrDefault(category) ?? Fallback;
        var list = file.Lists[code];
        return new Checklist(code, file.Version, (list.Zh, list.En), [Place, .. list.Items.Select(item => Resolve(item, attribute))]);
    }

    private static CheckItem Place => new("place", ("安装位置", "Place"), CheckKind.Text, Required: false);

    private static CheckItem Resolve(ItemData item, Func<string, decimal?> attribute)
    {
        var (min, max) = item.RelativeTo is { } name
            ? attribute(name) is { } rated ? (rated * item.MinRatio, rated * item.MaxRatio) : (null, null)
            : (item.Min, item.Max);
        return new CheckItem(item.Code, (item.Zh, item.En), Enum.Parse<CheckKind>(item.Kind, ignoreCase: true), item.Required, item.Unit, Rounded(min), Rounded(max));
    }

    private static decimal? Rounded(decimal? limit) => limit is { } value ? Math.Round(value, 2, MidpointRounding.AwayFromZero) : null;

    private static Source Load()
    {
        using var stream = typeof(ChecklistLibrary).Assembly.GetManifestResourceStream("categories.json")!;
        var file = JsonSerializer.Deserialize<FileData>(stream, Json)!;
        return new Source(file.Version, file.Checklists.ToDictionary(c => c.Code),
            file.Categories.Where(c => c.Checklist is not null).ToDictionary(c => c.Code, c => c.Checklist!));
    }

    private sealed record Source(int Version, IReadOnlyDictionary<string, ListData> Lists, IReadOnlyDictionary<string, string> ByCategory);
    private sealed record FileData(int Version, IReadOnlyList<CategoryData> Categories, IReadOnlyList<ListData> Checklists);
    private sealed record CategoryData(string Code, string? Checklist);
    private sealed record ListData(string Code, string Zh, string En, IReadOnlyList<ItemData> Items);
    private sealed record ItemData(string Code, string Zh, string En, string Kind, bool Required, string? Unit, decimal? Min, decimal? Max, string? RelativeTo, decimal? MinRatio, decimal? MaxRatio);
}
