using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>
/// A product with its terms as it comes from outside: one form, one line of a file, one request. JSON names are those of
/// Seed/README.md; texts may be <c>{zh, en}</c> or one string for both.
/// </summary>
public sealed record ProductInput
{
    /// <summary>The manufacturer's part number. Without it <see cref="Model"/>, brand and name identify the product.</summary>
    [JsonPropertyName("sku")] public string? PartNumber { get; init; }
    public string? Model { get; init; }

    /// <summary>The supplier's key in seed files.</summary>
    public string? Supplier { get; init; }
    [JsonConverter(typeof(LenientText))] public Text? Brand { get; init; }

    /// <summary>A leaf's code or name, or the category name of a known external source.</summary>
    public string? Category { get; init; }
    [JsonConverter(typeof(LenientText))] public Text? Name { get; init; }
    [JsonConverter(typeof(LenientText))] public Text? Description { get; init; }
    public IReadOnlyList<Text>? Highlights { get; init; }
    public IReadOnlyDictionary<string, AttributeValue>? Attributes { get; init; }

    /// <summary>Tax-inclusive, in minor units of <see cref="Currency"/>; null for a draft without a price.</summary>
    public long? ListPrice { get; init; }
    public string? Currency { get; init; }

    /// <summary>Value-added tax in per cent; 13 when not given.</summary>
    public int? Vat { get; init; }
    public string? Unit { get; init; }
    public int? MinQuantity { get; init; }
    public int? PackSize { get; init; }
    public int? MakeToOrderDays { get; init; }
    public ProductWarranty? Warranty { get; init; }
    public IReadOnlyList<Dimensions>? Dimensions { get; init; }
    public Freight? Freight { get; init; }
    public IReadOnlyList<ProductService>? Services { get; init; }

    /// <summary>What goes with it, by part numbers of the same supplier; null leaves what is known of a product.</summary>
    public IReadOnlyList<SkuLink>? Links { get; init; }
    public IReadOnlyList<SkuDocument>? Documents { get; init; }
    public IReadOnlyList<string>? Pictures { get; init; }
    public IReadOnlyList<string>? Marks { get; init; }
    public string? Source { get; init; }
    public string? Licence { get; init; }
}

public sealed record ProductWarranty(int? Months, int? CompressorMonths);

/// <summary>A service option with its price in minor units; zero means included.</summary>
public sealed record ProductService(string Code, long Price, int? Vat);

/// <summary>A text in both languages, or one string that stands for both.</summary>
public sealed class LenientText : JsonConverter<Text?>
{
    public override bool HandleNull => true;

    public override Text? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } both)
            return new Text(both, both);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        try
        {
            var text = JsonSerializer.Deserialize<Text>(ref reader, options);
            return new Text(text.Zh ?? text.En ?? "", text.En ?? text.Zh ?? "");
        }
        catch (JsonException json)
        {
            // Its place is told from here on; the reader around it knows where that is.
            throw new JsonException(null, ValueJson.Refusal(json));
        }
    }

    public override void Write(Utf8JsonWriter writer, Text? value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}
