using System.Globalization;
using Hecai.Catalogue;

namespace Hecai.Web.Portals.Shared;

/// <summary>The posted rows of <see cref="RelationsBlock"/>.</summary>
internal static class LinkForm
{
    public const int MaxRows = 200, EmptyRows = 3;

    /// <summary>The rows with a part number; the fields of a refusal are numbered without the empty ones, and so is the form that shows it.</summary>
    /// <param name="form">What was posted.</param>
    /// <param name="before">What there is: a reason that was not changed keeps its other language.</param>
    /// <param name="byOperator">Equivalents of other suppliers.</param>
    public static IReadOnlyList<SkuLink> Read(IFormCollection form, IReadOnlyList<RelationRow> before, bool byOperator)
    {
        var (fields, links) = (new FieldErrors(), new List<SkuLink>());
        for (var i = 0; i < MaxRows && form.TryGetValue($"links[{i}].sku", out var part); i++)
            if (part.ToString().Trim() is { Length: > 0 } sku)
                links.Add(new SkuLink(byOperator ? RelationKind.Equivalent : Kind(form[$"links[{i}].kind"]), sku, byOperator ? 1 : Quantity(fields, $"links[{links.Count}].quantity", form[$"links[{i}].quantity"]), Reason(form[$"links[{i}].reason"].ToString().Trim(), sku, before)));
        fields.Demand();
        return links;
    }

    /// <summary>The same rows to show again after a refusal, as they were typed.</summary>
    public static IEnumerable<(string Sku, RelationKind Kind, string Quantity, string Reason)> Typed(IFormCollection form)
    {
        for (var i = 0; i < MaxRows && form.TryGetValue($"links[{i}].sku", out var part); i++)
            if (part.ToString().Trim() is { Length: > 0 } sku)
                yield return (sku, Kind(form[$"links[{i}].kind"]), form[$"links[{i}].quantity"].ToString(), form[$"links[{i}].reason"].ToString());
    }

    public static RelationKind Kind(string? text) => Enum.TryParse<RelationKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : RelationKind.Accessory;

    private static int Quantity(FieldErrors fields, string field, string? said) => fields.Read(field, f => said?.Trim() is not { Length: > 0 } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refused.Field(f, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text));

    private static Text? Reason(string text, string sku, IReadOnlyList<RelationRow> before) => text.Length == 0 ? null
        : before.FirstOrDefault(r => r.PartNumber == sku && r.Reason.ToString() == text)?.Reason ?? new Text(text, text);
}
