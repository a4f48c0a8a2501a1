using System.Globalization;

namespace Hecai.Catalogue;

/// <summary>The facets of one search: what is counted, and how it is shown.</summary>
internal sealed class SearchFacets
{
    private const int MaxNumbers = 15;
    private readonly SearchRequest request;
    private readonly CategoryTree tree;
    private readonly ValueGroup category;
    private readonly ValueGroup brand;
    private readonly PriceGroup price;
    private readonly List<(AttributeDefinition Definition, ValueGroup Group)> attributes = [];

    public SearchFacets(SearchRequest request, CategoryTree tree)
    {
        (this.request, this.tree) = (request, tree);
        var below = request.Category is { Length: > 0 } code ? (tree.Find(code) is { } node ? tree.WithDescendants(node).Select(n => n.Code).ToHashSet() : []) : null;
        category = new ValueGroup(Fields.Category, below is null ? null : below.Contains);
        var brands = request.Brands.ToHashSet();
        brand = new ValueGroup(Fields.Brand, brands.Count == 0 ? null : value => brands.Contains(value.Split('\u001f')[0]));
        price = new PriceGroup(request.Price);
        var shown = tree.Facets(request.Category);
        foreach (var definition in shown)
            attributes.Add((definition, Group(definition)));
        // A selection that the category does not show is still obeyed.
        foreach (var hidden in request.Values.Keys.Concat(request.Ranges.Keys).Distinct().Where(c => shown.All(a => a.Code != c)).Take(20))
            attributes.Add((tree.All.Select(n => n.Attribute(hidden)).FirstOrDefault(a => a is not null) ?? new AttributeDefinition { Code = hidden, Zh = hidden, En = hidden, Type = AttributeType.Text }, Group(new AttributeDefinition { Code = hidden, Zh = "", En = "", Type = AttributeType.Number })));
        Groups = [category, brand, price, .. attributes.Select(a => a.Group)];
    }

    public IReadOnlyList<FacetGroup> Groups { get; }

    public IReadOnlyList<Facet> Result() =>
        [Categories(), Brands(), .. attributes.Select(a => Attribute(a.Definition, a.Group)).Where(f => f.Values.Count > 0 || f.Min is not null || f.Range is not null), Prices()];

    private ValueGroup Group(AttributeDefinition definition)
    {
        var chosen = request.Values.TryGetValue(definition.Code, out var values) && values.Count > 0 ? values.Select(Canonical).ToHashSet() : null;
        return new ValueGroup(Fields.Facet(definition.Code), chosen is null ? null : chosen.Contains,
            definition.Type == AttributeType.Number ? Fields.Number(definition.Code) : null, request.Ranges.GetValueOrDefault(definition.Code));
    }

    // "7.20" and "7.2" are one number.
    private static string Canonical(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? AttributeValue.Of(number).ToString() : value;

    private Facet Categories()
    {
        var sums = new Dictionary<string, int>();
        foreach (var (leaf, count) in category.Counts)
            foreach (var above in tree.Path(leaf))
                sums[above] = sums.GetValueOrDefault(above) + count;
        return new Facet("category", ("类目", "Category"), AttributeType.Choice, null,
            [.. tree.All.Where(n => sums.ContainsKey(n.Code) || n.Code == request.Category).Select(n => new FacetValue(n.Code, n.Name, sums.GetValueOrDefault(n.Code), n.Code == request.Category, n.Parent))]);
    }

    private Facet Brands()
    {
        var values = brand.Counts.Select(b => (Names: b.Key.Split('\u001f'), b.Value)).GroupBy(b => b.Names[0])
            .Select(g => new FacetValue(g.Key, (g.Key, g.First().Names[^1]), g.Sum(b => b.Value), request.Brands.Contains(g.Key))).ToList();
        values.AddRange(request.Brands.Distinct().Where(b => values.All(v => v.Code != b)).Select(b => new FacetValue(b, (b, b), 0, true)).ToList());
        return new Facet("brand", ("品牌", "Brand"), AttributeType.Choice, null, [.. values.OrderByDescending(v => v.Count).ThenBy(v => v.Code, StringComparer.Ordinal)]);
    }

    private Facet Attribute(AttributeDefinition definition, ValueGroup group)
    {
        var chosen = request.Values.GetValueOrDefault(definition.Code)?.Select(Canonical).ToHashSet() ?? [];
        var codes = group.Counts.Keys.Union(chosen);
        var values = codes.Select(code => new FacetValue(code, Name(definition, code), group.Counts.GetValueOrDefault(code), chosen.Contains(code)));
        var number = definition.Type == AttributeType.Number;
        var sorted = definition.Type switch
        {
            AttributeType.Number => values.OrderBy(v => decimal.TryParse(v.Code, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList(),
            AttributeType.Choice => [.. values.OrderBy(v => definition.Choices.Select((c, i) => (c.Code, i)).FirstOrDefault(c => c.Code == v.Code, (v.Code, int.MaxValue)).Item2)],
            _ => [.. values.OrderByDescending(v => v.Count)],
        };
        // Many different numbers are a range, not a list; what is selected stays visible.
        var shown = number && sorted.Count > MaxNumbers ? sorted.Where(v => v.Selected).ToList() : sorted;
        var bounded = number && group.Min <= group.Max;
        return new Facet(definition.Code, definition.Name(), definition.Type, definition.Unit, shown, bounded ? (decimal)group.Min : null, bounded ? (decimal)group.Max : null, request.Ranges.GetValueOrDefault(definition.Code));
    }

    private static Text Name(AttributeDefinition definition, string code) => definition.Type switch
    {
        AttributeType.Number when decimal.TryParse(code, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => SkuPageQueries.Shown(definition, AttributeValue.Of(number)),
        AttributeType.Flag => SkuPageQueries.Shown(definition, AttributeValue.Of(code == "true")),
        _ => SkuPageQueries.Shown(definition, AttributeValue.Of(code)),
    };

    private Facet Prices() => new("price", ("目录价", "List price"), AttributeType.Number, null, [], price.Min <= price.Max ? price.Min : null, price.Min <= price.Max ? price.Max : null, request.Price);
}
