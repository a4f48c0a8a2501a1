using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hecai.Catalogue;

/// <summary>A checked product: what it is, on what terms it is sold, and what it goes with; null where that was not said.</summary>
internal sealed record ReadProduct(SkuContent Content, ListingTerms Terms, IReadOnlyList<SkuLink>? Links = null);

/// <summary>Checks a <see cref="ProductInput"/> against the category tree, all faults at once.</summary>
internal sealed class ProductReader(CategoryTree tree)
{
    private static readonly JsonSerializerOptions Canonical = KernelJson.Options;
    private static readonly Dictionary<string, SourceMapping> Sources = Reference.Categories.Sources.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The product, or refused with every field at fault. <paramref name="ordinal"/> tells repetitions of an unnumbered product apart.</summary>
    public ReadProduct Read(ProductInput input, Func<string, int>? ordinal = null)
    {
        var fields = new FieldErrors();
        var source = input.Category is { } external ? Sources.GetValueOrDefault(external) : null;
        var node = fields.Read("category", f => Leaf(f, source?.Category ?? input.Category));
        var brand = fields.Read("brand", f => Both(f, input.Brand, 80));
        var name = fields.Read("name", f => Both(f, input.Name, 200));
        var (partNumber, key) = fields.Read("sku", f => Identity(f, input, brand, name, ordinal));
        var unit = fields.Read("unit", f => PlainText.Line(f, input.Unit ?? node?.Unit ?? "台", 10)) ?? "";
        var attributes = new SortedDictionary<string, AttributeValue>(StringComparer.Ordinal);
        var extras = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, raw) in input.Attributes ?? new Dictionary<string, AttributeValue>())
            fields.Read<object?>($"attributes.{code}", f => { Attribute(f, node, source, code, raw, attributes, extras); return null; });
        var warranty = fields.Read("warranty", f => Range(f, input.Warranty?.Months, 0, 600, 12));
        var details = Details(fields, input);
        var terms = Terms(fields, input, node);
        var links = fields.Read<IReadOnlyList<SkuLink>?>("links", _ => input.Links is { } given ? LinkReader.Read(key ?? "", given) : null);
        fields.Demand();
        var content = new SkuContent(key, partNumber, brand, name, node!.Code, unit, warranty, Short(input.Source), Short(input.Licence), details, attributes, extras, "");
        return new ReadProduct(content with { Hash = Hash(content, terms) }, terms, links);
    }

    private CategoryNode Leaf(string field, string? category)
    {
        var node = tree.FindLeaf(PlainText.Line(field, category, 100)) ?? throw Refused.Field(field, CatalogueErrors.UnknownCategory, category);
        return node.Leaf ? node : throw Refused.Field(field, CatalogueErrors.NotLeaf, node.Name);
    }

    private static Text Both(string field, Text? text, int max) =>
        text is { } both ? new Text(PlainText.Line(field, both.Zh, max), PlainText.Line(field, both.En, max)) : throw Refused.Field(field, KernelErrors.Required);

    private static (string PartNumber, string Key) Identity(string field, ProductInput input, Text brand, Text name, Func<string, int>? ordinal)
    {
        if (!string.IsNullOrWhiteSpace(input.PartNumber))
        {
            var partNumber = PlainText.Identifier(field, input.PartNumber, 120);
            return (partNumber, Sku.KeyOf(partNumber));
        }
        if (string.IsNullOrWhiteSpace(input.Model))
            throw Refused.Field(field, KernelErrors.Required);
        var model = PlainText.Line("model", input.Model, 200);
        // A series name is not what is on the nameplate: where the name does not repeat it, the name is.
        var shown = name.En is null || name.En.Contains(model, StringComparison.OrdinalIgnoreCase) || input.Source?.Contains("keymark", StringComparison.Ordinal) != true ? model : name.En;
        var same = $"{brand.En}\n{model}\n{name.En}\n{input.Category}";
        var repeated = ordinal?.Invoke(same) ?? 1;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repeated == 1 ? same : $"{same}\n{repeated}")));
        return (shown.Length > 120 ? shown[..120] : shown, $"model:{hash}");
    }

    private static void Attribute(string field, CategoryNode? node, SourceMapping? source, string code, AttributeValue raw,
        SortedDictionary<string, AttributeValue> attributes, SortedDictionary<string, string> extras)
    {
        if (code.Length is 0 or > 100)
            throw Refused.Field(field, KernelErrors.TooLong, 100);
        if (source is not null)
        {
            // Foreign data is taken over where it fits; what does not is kept as it was written rather than lost.
            if (source.Attributes.FirstOrDefault(a => a.From == code) is { } mapped && node?.Attribute(mapped.To) is { } target && Mapped(target, mapped, raw) is { } value)
                attributes[mapped.To] = value;
            else if (Text(field, raw) is { Length: > 0 } text)
                extras[code] = text;
        }
        else if (node?.Attribute(code) is { } definition)
            attributes[code] = AttributeTyping.Read(definition, field, raw);
        else if (Text(field, raw) is { Length: > 0 } text)
            extras[code] = text;
    }

    private static AttributeValue? Mapped(AttributeDefinition target, SourceAttribute mapped, AttributeValue raw)
    {
        // European sources write a decimal comma.
        if (raw.Text is { } text && target.Type == AttributeType.Number && text.Contains(',', StringComparison.Ordinal) && !text.Contains('.', StringComparison.Ordinal))
            raw = AttributeValue.Of(text.Replace(',', '.'));
        return AttributeTyping.Find(target, mapped.To, raw) is not { } value ? null
            : mapped.Scale is { } scale && value.Number is { } number ? AttributeValue.Of(Math.Round(number * scale, 6)) : value;
    }

    private static string Text(string field, AttributeValue raw) => PlainText.Block(field, raw.ToString(), 2_000).Trim();

    private static SkuDetails Details(FieldErrors fields, ProductInput input) => new()
    {
        Description = input.Description is { } text
            ? new Text(fields.Read("description.zh", f => PlainText.Block(f, text.Zh, 4_000)) ?? "", fields.Read("description.en", f => PlainText.Block(f, text.En, 4_000)) ?? "")
            : new Text("", ""),
        Highlights = fields.Read<IReadOnlyList<Text>>("highlights", f => [.. (input.Highlights ?? []).Take(12).Select(h => Both(f, h, 300))]) ?? [],
        CompressorWarrantyMonths = fields.Read("warranty", f => input.Warranty?.CompressorMonths is { } months ? Range(f, months, 0, 600, 0) : (int?)null),
        Dimensions = input.Dimensions ?? [],
        Freight = input.Freight,
        Documents = input.Documents ?? [],
        Pictures = input.Pictures ?? [],
        Marks = input.Marks ?? [],
    };

    private static ListingTerms Terms(FieldErrors fields, ProductInput input, CategoryNode? node)
    {
        var currency = fields.Read("currency", _ => Hecai.Currency.Of(input.Currency ?? "CNY").Code) ?? "CNY";
        var price = fields.Read("listPrice", f => input.ListPrice is not { } minor ? (Money?)null
            : minor > 0 ? new Money(minor, currency) : throw Refused.Field(f, CatalogueErrors.PricePositive));
        var vat = fields.Read("vat", _ => VatRate.Percent(input.Vat ?? 13));
        var services = fields.Read<IReadOnlyList<ServiceOption>>("services", f => [.. (input.Services ?? []).Select(s => Service(f, s, node, currency))]) ?? [];
        return new ListingTerms(price, vat, fields.Read("minQuantity", f => Range(f, input.MinQuantity, 1, 1_000_000, 1)), fields.Read("packSize", f => Range(f, input.PackSize, 1, 1_000_000, 1)),
            fields.Read("makeToOrderDays", f => input.MakeToOrderDays is { } days ? Range(f, days, 1, 720, 0) : (int?)null), services);
    }

    private static ServiceOption Service(string field, ProductService service, CategoryNode? node, string currency)
    {
        var kind = ServiceKinds.Find(service.Code);
        if (kind is null || node?.ServiceOptions.Contains(service.Code) == false)
            throw Refused.Field(field, CatalogueErrors.UnknownService, node?.Name ?? default, service.Code);
        if (service.Price < 0)
            throw Refused.Field(field, CatalogueErrors.PricePositive);
        return new ServiceOption(kind.Code, kind.Name, new Money(service.Price, currency), service.Vat is { } vat ? VatRate.Percent(vat) : kind.Vat, kind.Unit, kind.Installs);
    }

    private static int Range(string field, int? value, int min, int max, int otherwise) =>
        value is null ? otherwise : value >= min && value <= max ? value.Value : throw Refused.Field(field, KernelErrors.OutOfRange, min, max);

    private static string? Short(string? text) => PlainText.OptionalLine("source", text, 100);

    private static string Hash(SkuContent content, ListingTerms terms) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { content, terms }, Canonical)));
}
