using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Service;

/// <summary>Finds the checklist of a product and fixes it for a work order: names, limits and edition as they stand now.</summary>
public sealed class ChecklistLibrary(CatalogueQueries catalogue, SkuFactQueries facts)
{
    // What is unpacked and plugged in: the least that is checked of anything.
    private const string Fallback = "plug";

    /// <summary>The checklists of products, by SKU: two queries, whatever their number.</summary>
    public async Task<IReadOnlyDictionary<SkuId, Checklist>> For(Reading read, IReadOnlyCollection<(SkuId Sku, string Category)> products)
    {
        var tree = await catalogue.Categories(read);
        var numbers = await facts.Numbers(read, [.. products.Select(p => p.Sku).Distinct()]);
        return products.DistinctBy(p => p.Sku).ToDictionary(p => p.Sku, p => Checklists.Fix(
            ServiceKinds.Checklist(tree.Find(p.Category)?.Checklist) ?? ServiceKinds.Checklist(Fallback)!,
            attribute => numbers.TryGetValue(p.Sku, out var own) && own.TryGetValue(attribute, out var value) ? value : null));
    }
}

/// <summary>Makes a checklist definite: pure.</summary>
internal static class Checklists
{
    /// <summary>
    /// Resolves the limits: a reading relative to an attribute is limited by it times the ratios, and has no limit where the product
    /// lacks the attribute. Every list begins with the place, which the equipment register keeps.
    /// </summary>
    public static Checklist Fix(Catalogue.Checklist list, Func<string, decimal?> attribute) =>
        new(list.Code, Edition(list), (list.Zh, list.En), [Place, .. list.Items.Select(item => Fix(item, attribute))]);

    private static CheckItem Place => new("place", ("安装位置", "Place"), CheckKind.Text, Required: false);

    private static CheckItem Fix(ChecklistItem item, Func<string, decimal?> attribute)
    {
        var (min, max) = item.RelativeTo is { } name
            ? attribute(name) is { } rated ? (rated * item.MinRatio, rated * item.MaxRatio) : (null, null)
            : (item.Min, item.Max);
        return new CheckItem(item.Code, (item.Zh, item.En), Enum.Parse<CheckKind>(item.Kind, ignoreCase: true), item.Required, item.Unit, Rounded(min), Rounded(max));
    }

    private static decimal? Rounded(decimal? limit) => limit is { } value ? Math.Round(value, 2, MidpointRounding.AwayFromZero) : null;

    // Two work orders with the same edition were checked against the same list.
    private static string Edition(Catalogue.Checklist list) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(list, KernelJson.Options))))[..8];
}
