using System.Globalization;

namespace Hecai.Catalogue;

/// <summary>The facets of one search: what is chosen, what is counted, and how it is shown.</summary>
internal sealed class SearchFacets
{
    private const int MaxNumbers = 15;
    private readonly SearchRequest request;
    private readonly CategoryTree tree;
    private readonly IReadOnlyList<AttributeDefinition> attributes;

    public SearchFacets(SearchRequest request, CategoryTree tree)
    {
        (this.request, this.tree) = (request, tree);
        var shown = tree.Facets(request.Category);
        // A selection that the category does not show is still obeyed.
        var hidden = request.Values.Keys.Concat(request.Ranges.Keys).Distinct().Where(c => shown.All(a => a.Code != c)).Take(20)
            .Select(c => tree.All.Select(n => n.Attribute(c)).FirstOrDefault(a => a is not null) ?? new AttributeDefinition { Code = c, Zh = c, En = c, Type = AttributeType.Text });
        attributes = [.. shown, .. hidden];
        Selections = [.. Chosen()];
    }

    /// <summary>What must be met. A group in which nothing is chosen is not among them.</summary>
    public IReadOnlyList<Selection> Selections { get; }

    public IReadOnlyList<Facet> Result(HitCounter hits) =>
        [Categories(hits), Brands(hits), Suppliers(hits), .. attributes.Select(a => Attribute(a, hits)).Where(f => f.Values.Count > 0 || f.Min is not null || f.Range is not null), Prices(hits)];

    private IEnumerable<Selection> Chosen()
    {
        if (request.Category is { Length: > 0 } code)
            yield return new(Fields.Category, tree.Find(code) is { } node ? tree.WithDescendants(node).Select(n => n.Code).ToHashSet() : [], null);
        if (request.Brands.Count > 0)
            yield return new(Fields.Brand, request.Brands.ToHashSet(), null);
        if (request.Suppliers.Count > 0)
            yield return new(Fields.Supplier, request.Suppliers.Select(s => s.Value.ToString("N")).ToHashSet(), null);
        foreach (var attribute in attributes)
        {
            var values = request.Values.TryGetValue(attribute.Code, out var chosen) && chosen.Count > 0 ? chosen.Select(RuleValues.Canonical).ToHashSet() : null;
            var range = request.Ranges.GetValueOrDefault(attribute.Code) is { } asked && (asked.From is not null || asked.To is not null) ? asked : null;
            if (values is not null || range is not null)
                yield return new(attribute.Code, values, range);
        }
    }

    private Facet Categories(HitCounter hits)
    {
        var sums = new Dictionary<string, int>();
        foreach (var (leaf, (count, _)) in hits.Counts(Fields.Category))
            foreach (var above in tree.Path(leaf))
                sums[above] = sums.GetValueOrDefault(above) + count;
        return new Facet("category", ("类目", "Category"), AttributeType.Choice, null,
            [.. tree.All.Where(n => sums.ContainsKey(n.Code) || n.Code == request.Category).Select(n => new FacetValue(n.Code, n.Name, sums.GetValueOrDefault(n.Code), n.Code == request.Category, n.Parent))]);
    }

    private Facet Brands(HitCounter hits) => Named("brand", ("品牌", "Brand"), hits.Counts(Fields.Brand), request.Brands, names => (names[0], names[^1]));

    private Facet Suppliers(HitCounter hits) => Named("supplier", ("供应商", "Supplier"), hits.Counts(Fields.Supplier), [.. request.Suppliers.Select(s => s.Value.ToString("N"))], names => (names[^1], names[^1]));

    private static Facet Named(string code, Text name, IReadOnlyDictionary<string, (int Count, double Number)> counts, IReadOnlyList<string> chosen, Func<string[], Text> named)
    {
        var values = counts.Select(c => (Names: c.Key.Split(Fields.NameSeparator), c.Value.Count)).GroupBy(c => c.Names[0])
            .Select(g => new FacetValue(g.Key, named(g.First().Names), g.Sum(c => c.Count), chosen.Contains(g.Key))).ToList();
        values.AddRange(chosen.Distinct().Where(c => values.All(v => v.Code != c)).Select(c => new FacetValue(c, (c, c), 0, true)).ToList());
        return new Facet(code, name, AttributeType.Choice, null, [.. values.OrderByDescending(v => v.Count).ThenBy(v => v.Code, StringComparer.Ordinal)]);
    }

    private Facet Attribute(AttributeDefinition definition, HitCounter hits)
    {
        var chosen = request.Values.GetValueOrDefault(definition.Code)?.Select(RuleValues.Canonical).ToHashSet() ?? [];
        var counts = hits.Counts(definition.Code);
        var values = counts.Keys.Union(chosen).Select(code => new FacetValue(code, Name(definition, code), counts.GetValueOrDefault(code).Count, chosen.Contains(code)));
        var number = definition.Type == AttributeType.Number;
        var sorted = definition.Type switch
        {
            AttributeType.Number => values.OrderBy(v => decimal.TryParse(v.Code, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList(),
            AttributeType.Choice => [.. values.OrderBy(v => definition.Choices.Select((c, i) => (c.Code, i)).FirstOrDefault(c => c.Code == v.Code, (v.Code, int.MaxValue)).Item2)],
            _ => [.. values.OrderByDescending(v => v.Count)],
        };
        // Many different numbers are a range, not a list; what is selected stays visible.
        var shown = number && sorted.Count > MaxNumbers ? sorted.Where(v => v.Selected).ToList() : sorted;
        var numbers = number ? counts.Values.Select(c => c.Number).Where(n => !double.IsNaN(n)).ToList() : [];
        return new Facet(definition.Code, definition.Name(), definition.Type, definition.Unit, shown, numbers.Count > 0 ? (decimal)numbers.Min() : null, numbers.Count > 0 ? (decimal)numbers.Max() : null,
            request.Ranges.GetValueOrDefault(definition.Code));
    }

    private static Text Name(AttributeDefinition definition, string code) => definition.Type switch
    {
        AttributeType.Number when decimal.TryParse(code, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => SkuPageQueries.Shown(definition, AttributeValue.Of(number)),
        AttributeType.Flag => SkuPageQueries.Shown(definition, AttributeValue.Of(code == "true")),
        _ => SkuPageQueries.Shown(definition, AttributeValue.Of(code)),
    };

    private Facet Prices(HitCounter hits) => hits.LeastPrice <= hits.HighestPrice
        ? new("price", ("目录价", "List price"), AttributeType.Number, null, [], hits.LeastPrice, hits.HighestPrice, request.Price)
        : new("price", ("目录价", "List price"), AttributeType.Number, null, [], null, null, request.Price);
}
