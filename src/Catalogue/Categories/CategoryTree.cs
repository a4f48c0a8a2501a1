namespace Hecai.Catalogue;

/// <summary>How the values of an attribute are written and compared.</summary>
public enum AttributeType { Number, Text, Choice, Flag }

/// <summary>One allowed value of a choice.</summary>
public sealed record AttributeChoice(string Code, string Zh, string En)
{
    public Text Name => (Zh, En);
}

/// <summary>A typed property of the products of a category. The same code means the same in every category.</summary>
public sealed record AttributeDefinition
{
    public required string Code { get; init; }
    public required string Zh { get; init; }
    public required string En { get; init; }
    public required AttributeType Type { get; init; }

    /// <summary>Unit of a number: the values are in it.</summary>
    public string? Unit { get; init; }

    /// <summary>Shown in list rows.</summary>
    public bool Key { get; init; }

    /// <summary>A filter of the search page.</summary>
    public bool Facet { get; init; }
    public int Order { get; init; }
    public IReadOnlyList<AttributeChoice> Choices { get; init; } = [];

    public Text Name() => (Zh, En);
    public AttributeChoice? Choice(string? code) => Choices.FirstOrDefault(c => c.Code == code);
}

/// <summary>A node of the category tree as everyone reads it.</summary>
public sealed record CategoryNode
{
    public required string Code { get; init; }
    public string? Parent { get; init; }
    public required Text Name { get; init; }
    public bool Leaf { get; init; }
    public int Order { get; init; }
    public string Unspsc { get; init; } = "";
    public string Picture { get; init; } = "";

    /// <summary>Unit of sale of the products in it; null above the leaves.</summary>
    public string? Unit { get; init; }
    public IReadOnlyList<string> Synonyms { get; init; } = [];
    public IReadOnlyList<AttributeDefinition> Attributes { get; init; } = [];

    /// <summary>Codes of the services that may be sold with a product (<see cref="ServiceKinds"/>).</summary>
    public IReadOnlyList<string> ServiceOptions { get; init; } = [];

    /// <summary>What a technician checks when commissioning; null where nothing is commissioned.</summary>
    public string? Checklist { get; init; }

    public AttributeDefinition? Attribute(string code) => Attributes.FirstOrDefault(a => a.Code == code);
}

/// <summary>All categories, immutable: lookups cost nothing once it is loaded.</summary>
public sealed class CategoryTree
{
    private readonly Dictionary<string, CategoryNode> byCode;
    private readonly ILookup<string, CategoryNode> children;
    private readonly Dictionary<string, IReadOnlyList<string>> paths = [];
    private readonly Dictionary<string, CategoryNode> byName = new(StringComparer.OrdinalIgnoreCase);

    public CategoryTree(IEnumerable<CategoryNode> nodes)
    {
        byCode = nodes.ToDictionary(n => n.Code);
        children = byCode.Values.OrderBy(n => n.Order).ThenBy(n => n.Code, StringComparer.Ordinal).ToLookup(n => n.Parent ?? "");
        foreach (var node in byCode.Values)
        {
            var path = new List<string>();
            // A chain longer than the tree would be a circle; it ends there.
            for (var at = node; at is not null && path.Count <= byCode.Count; at = at.Parent is null ? null : Find(at.Parent))
                path.Insert(0, at.Code);
            paths[node.Code] = path;
        }
        foreach (var leaf in byCode.Values.Where(n => n.Leaf).OrderBy(n => n.Order))
            foreach (var name in new[] { leaf.Name.Zh, leaf.Name.En })
                byName.TryAdd(name, leaf);
        Roots = [.. children[""]];
        All = [.. Roots.SelectMany(WithDescendants)];
    }

    public IReadOnlyList<CategoryNode> Roots { get; }

    /// <summary>Every category, parents before their children, in their order.</summary>
    public IReadOnlyList<CategoryNode> All { get; }

    public CategoryNode? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>The leaf of a code or of a name in either language.</summary>
    public CategoryNode? FindLeaf(string? codeOrName) => Find(codeOrName) ?? (codeOrName is null ? null : byName.GetValueOrDefault(codeOrName));

    public IReadOnlyList<CategoryNode> Children(string? code) => [.. children[code ?? ""]];

    /// <summary>The codes from the root to the category itself; empty when unknown.</summary>
    public IReadOnlyList<string> Path(string code) => paths.GetValueOrDefault(code) ?? [];

    /// <summary>The category and everything below it.</summary>
    public IEnumerable<CategoryNode> WithDescendants(CategoryNode node) => children[node.Code].SelectMany(WithDescendants).Prepend(node);

    /// <summary>The facet attributes of a leaf, or those that all leaves below a category have in common.</summary>
    public IReadOnlyList<AttributeDefinition> Facets(string? code)
    {
        if (Find(code) is not { } node)
            return [];
        var leaves = WithDescendants(node).Where(n => n.Leaf).ToList();
        if (leaves.Count == 0)
            return [];
        return [.. leaves[0].Attributes.Where(a => a.Facet && leaves.All(l => l.Attribute(a.Code) is { Facet: true }))
            .Select(a => a.Type != AttributeType.Choice ? a : a with { Choices = [.. leaves.SelectMany(l => l.Attribute(a.Code)!.Choices).DistinctBy(c => c.Code)] })
            .OrderBy(a => a.Order)];
    }
}
