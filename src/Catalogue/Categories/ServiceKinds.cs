using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>A kind of service that can be sold with a product.</summary>
/// <param name="Installs">True when a technician comes for it: it opens a work order.</param>
public sealed record ServiceKind(string Code, Text Name, string Unit, VatRate Vat, bool Installs);

/// <summary>One item of a commissioning checklist.</summary>
public sealed record ChecklistItem(string Code, string Zh, string En, string Kind, bool Required, string? Unit = null, decimal? Min = null, decimal? Max = null,
    string? RelativeTo = null, decimal? MinRatio = null, decimal? MaxRatio = null);

/// <summary>What a technician checks and measures when commissioning products of a category.</summary>
public sealed record Checklist(string Code, string Zh, string En, IReadOnlyList<ChecklistItem> Items);

/// <summary>The kinds of service of the platform and their checklists; reference data that comes with the program.</summary>
public static class ServiceKinds
{
    private static readonly HashSet<string> TechnicianComes = ["install", "commission", "hoist"];
    private static readonly Lazy<Dictionary<string, ServiceKind>> Kinds = new(() => Reference.Categories.ServiceOptions.ToDictionary(s => s.Code,
        s => new ServiceKind(s.Code, (s.Zh, s.En), s.Unit, VatRate.Percent(s.Vat), TechnicianComes.Contains(s.Code))));
    private static readonly Lazy<Dictionary<string, Checklist>> Lists = new(() => Reference.Categories.Checklists.ToDictionary(c => c.Code));

    public static IReadOnlyCollection<ServiceKind> All => Kinds.Value.Values;
    public static ServiceKind? Find(string code) => Kinds.Value.GetValueOrDefault(code);

    /// <summary>The checklist of a category's <see cref="CategoryNode.Checklist"/>.</summary>
    public static Checklist? Checklist(string? code) => code is null ? null : Lists.Value.GetValueOrDefault(code);
}

/// <summary>categories.json as it is embedded.</summary>
internal static class Reference
{
    private static readonly Lazy<CategoryFile> File = new(() => JsonSerializer.Deserialize<CategoryFile>(Open("categories.json"), Options)!);

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static CategoryFile Categories => File.Value;

    public static Stream Open(string name) => typeof(Reference).Assembly.GetManifestResourceStream($"seed/{name}")
        ?? throw new InvalidOperationException($"The seed {name} is not embedded.");
}

internal sealed record CategoryFile(IReadOnlyList<SourceMapping> Sources, IReadOnlyList<SeedCategory> Categories, IReadOnlyList<SeedService> ServiceOptions, IReadOnlyList<Checklist> Checklists);

internal sealed record SeedCategory(string Code, string? Parent, string Zh, string En, bool Leaf, int Order, string Unspsc, string Picture, string? Unit, string? Checklist,
    IReadOnlyList<string>? Synonyms, IReadOnlyList<AttributeDefinition>? Attributes, IReadOnlyList<string>? ServiceOptions)
{
    public CategoryNode Node() => new()
    {
        Code = Code, Parent = Parent, Name = (Zh, En), Leaf = Leaf, Order = Order, Unspsc = Unspsc, Picture = Picture, Unit = Unit, Checklist = Checklist,
        Synonyms = Synonyms ?? [], Attributes = Attributes ?? [], ServiceOptions = ServiceOptions ?? [],
    };
}

internal sealed record SeedService(string Code, string Zh, string En, string Unit, int Vat);

/// <summary>How an external category name and its attributes become ours.</summary>
internal sealed record SourceMapping(string Name, string Category, IReadOnlyList<SourceAttribute> Attributes);

internal sealed record SourceAttribute(string From, string To, decimal? Scale);
