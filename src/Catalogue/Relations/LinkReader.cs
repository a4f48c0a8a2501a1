namespace Hecai.Catalogue;

/// <summary>Checks what a product is said to go with, as far as its own words tell: that the others exist is for <see cref="RelationBook"/>.</summary>
internal static class LinkReader
{
    public const int Max = 100, MaxReason = 200, MaxQuantity = 10_000;

    /// <summary>The links with every part number once; refuses with every one at fault (<c>links[2].sku</c>).</summary>
    /// <param name="key">Of the product itself.</param>
    /// <param name="links">As they were written.</param>
    public static IReadOnlyList<SkuLink> Read(string key, IReadOnlyList<SkuLink> links)
    {
        if (links.Count > Max)
            throw Refused.Field("links", RelationErrors.TooMany, Max);
        var fields = new FieldErrors();
        var (seen, successor, read) = (new HashSet<string>(), false, new List<SkuLink>(links.Count));
        for (var i = 0; i < links.Count; i++)
        {
            var link = links[i];
            var part = fields.Read($"links[{i}].sku", f => PlainText.Line(f, link.Sku, PartQueries.MaxText)) ?? "";
            var quantity = fields.Read($"links[{i}].quantity", f => link.Quantity is >= 1 and <= MaxQuantity ? link.Quantity : throw Refused.Field(f, KernelErrors.OutOfRange, 1, MaxQuantity));
            var reason = fields.Read<Text?>($"links[{i}].reason", f => link.Reason is { } why ? new Text(PlainText.OptionalLine(f, why.Zh, MaxReason) ?? "", PlainText.OptionalLine(f, why.En, MaxReason) ?? "") : null);
            if (part.Length > 0 && Fault(part) is { } fault)
                fields.Read<object?>($"links[{i}].sku", f => throw Refused.Field(f, fault, part));
            successor |= link.Kind == RelationKind.Successor;
            read.Add(new SkuLink(link.Kind, part, quantity, reason));

            Error? Fault(string sku) => Sku.KeyOf(sku) == key ? RelationErrors.Self
                : !seen.Add(Sku.KeyOf(sku)) ? RelationErrors.Repeated
                : successor && link.Kind == RelationKind.Successor ? RelationErrors.SecondSuccessor
                : null;
        }
        fields.Demand();
        return read;
    }
}
