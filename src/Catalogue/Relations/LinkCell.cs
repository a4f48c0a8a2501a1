using System.Globalization;

namespace Hecai.Catalogue;

/// <summary>A cell of a sheet with the part numbers that a product goes with: <c>YL-XK-01; YL-TG-0609*2</c>.</summary>
internal static class LinkCell
{
    private static readonly char[] Separators = [';', '；', '、', '\n'], Times = ['*', '×'];

    /// <summary>The links of a cell; refused with <c>input.malformed</c> where a quantity is none.</summary>
    public static IEnumerable<SkuLink> Read(string field, RelationKind kind, string cell) =>
        [.. cell.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => Item(field, kind, item))];

    private static SkuLink Item(string field, RelationKind kind, string item)
    {
        var at = item.LastIndexOfAny(Times);
        if (at <= 0)
            return new SkuLink(kind, item);
        return int.TryParse(item[(at + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            ? new SkuLink(kind, item[..at].Trim(), quantity)
            : throw Refused.Field(field, KernelErrors.Malformed, item.Length > 40 ? item[..40] : item);
    }
}
