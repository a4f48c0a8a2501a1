namespace Hecai.Catalogue;

/// <summary>One figure of several products, in the order of the products; null where one has none.</summary>
public sealed record ComparedRow(Text Name, IReadOnlyList<Text?> Values)
{
    public bool Differs => Values.Distinct().Count() > 1;
}

/// <summary>Sets the figures of several products side by side, each in one unit.</summary>
public sealed class CompareQueries(Categories categories)
{
    /// <summary>The most products that a person can look at together.</summary>
    public const int Max = 6;

    /// <summary>The figures that at least one of these offers has, in the order of their categories. One query.</summary>
    public async Task<IReadOnlyList<ComparedRow>> Figures(Reading read, IReadOnlyList<Offer> offers)
    {
        if (offers.Count == 0)
            return [];
        var tree = await categories.Tree(read);
        var values = (await OfferRows.Attributes.Rows(read, [.. offers.Select(o => o.Sku).Distinct()])).ToDictionary(a => a.Id, a => a.Values);
        var definitions = offers.Select(o => o.Category).Distinct().SelectMany(c => (tree.Find(c)?.Attributes ?? []).OrderBy(a => a.Order)).DistinctBy(a => a.Code);
        return [.. definitions.Select(d => new ComparedRow(d.Name(), [.. offers.Select(o => Value(d, tree.Find(o.Category)?.Attribute(d.Code), values.GetValueOrDefault(o.Sku)))])).Where(r => r.Values.Any(v => v is not null))];
    }

    private static Text? Value(AttributeDefinition common, AttributeDefinition? own, IReadOnlyDictionary<string, AttributeValue>? values) =>
        own is null || values is null || !values.TryGetValue(own.Code, out var value) ? null
        : value.Number is { } number && InUnit(common, own, number) is { } converted ? SkuPageQueries.Shown(common, AttributeValue.Of(converted))
        : SkuPageQueries.Shown(own, value);

    /// <summary>A number of one category in the unit that another has for the same attribute; null where one does not become the other.</summary>
    internal static decimal? InUnit(AttributeDefinition common, AttributeDefinition own, decimal number) =>
        common.Type == AttributeType.Number && own.Unit == common.Unit ? number
        : Unit.Find(own.Unit) is { IsNominal: false } from && Unit.Find(common.Unit) is { IsNominal: false } to && from.ConvertsTo(to) ? Math.Round(new Quantity(number, from).To(to).Value, 6)
        : null;
}
