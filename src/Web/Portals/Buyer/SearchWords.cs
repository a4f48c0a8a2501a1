using System.Globalization;
using Hecai.Catalogue;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>A search in words.</summary>
internal static class SearchWords
{
    /// <summary>All that it asks for: “变频，嵌入式天花机，云岭，制冷量 5–8 kW”.</summary>
    public static string Said(SearchRequest request, CategoryTree tree) => string.Join(L("，", ", "), Parts(request, tree));

    /// <summary>A name to begin with: the words that were typed, else the first thing that it asks for.</summary>
    public static string Name(SearchRequest request, CategoryTree tree) => string.Join(' ', Parts(request, tree).Take(2)).Trim('“', '”').Replace("” ", " ", StringComparison.Ordinal) is var name && name.Length > 60 ? name[..60] : name;

    private static IEnumerable<string> Parts(SearchRequest request, CategoryTree tree)
    {
        if (!string.IsNullOrWhiteSpace(request.Text))
            yield return $"“{request.Text.Trim()}”";
        if (request.Category is { } category)
            yield return tree.Find(category)?.Name.ToString() ?? category;
        foreach (var brand in request.Brands)
            yield return brand;
        if (request.Suppliers.Count > 0)
            yield return L($"{request.Suppliers.Count} 家供应商", Many(request.Suppliers.Count, "supplier"));
        foreach (var (code, values) in request.Values)
        {
            var attribute = Attribute(request, tree, code);
            yield return $"{attribute?.Name().ToString() ?? code} {string.Join("/", values.Select(v => attribute?.Choice(v)?.Name.ToString() ?? Flag(attribute, v)))}";
        }
        foreach (var (code, range) in request.Ranges)
            yield return $"{Attribute(request, tree, code)?.Name().ToString() ?? code} {Range(range, 1)} {Attribute(request, tree, code)?.Unit}".TrimEnd();
        if (request.Price is { } price)
            yield return L($"目录价 {Range(price, 100)} 元", $"list price CNY {Range(price, 100)}");
    }

    private static AttributeDefinition? Attribute(SearchRequest request, CategoryTree tree, string code) =>
        (tree.Find(request.Category) is { } node ? tree.WithDescendants(node) : tree.All).Select(c => c.Attribute(code)).FirstOrDefault(a => a is not null);

    private static string Flag(AttributeDefinition? attribute, string value) => attribute?.Type == AttributeType.Flag ? value == "true" ? L("是", "yes") : L("否", "no") : value;

    private static string Range(NumberRange range, int scale) => range switch
    {
        { From: { } from, To: { } to } => $"{Number(from, scale)}–{Number(to, scale)}",
        { From: { } from } => $"≥ {Number(from, scale)}",
        { To: { } to } => $"≤ {Number(to, scale)}",
        _ => "",
    };

    private static string Number(decimal number, int scale) => (number / scale).ToString("0.##", CultureInfo.InvariantCulture);
}
