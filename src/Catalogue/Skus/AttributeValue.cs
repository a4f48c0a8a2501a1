using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>The value of an attribute: a number in the attribute's unit, a text or the code of a choice, or yes and no.</summary>
[JsonConverter(typeof(AttributeValueJson))]
public readonly record struct AttributeValue
{
    private AttributeValue(decimal? number, string? text, bool? flag) => (Number, Text, Flag) = (number, text, flag);

    public decimal? Number { get; }
    public string? Text { get; }
    public bool? Flag { get; }

    public static AttributeValue Of(decimal number) => new(number, null, null);
    public static AttributeValue Of(string text) => new(null, text, null);
    public static AttributeValue Of(bool flag) => new(null, null, flag);

    /// <summary>For filters and hashes: 7.2, <c>r32</c>, true.</summary>
    public override string ToString() => Number?.ToString("0.############", CultureInfo.InvariantCulture) ?? Text ?? (Flag == true ? "true" : "false");
}

/// <summary>A bare JSON number, string or boolean.</summary>
public sealed class AttributeValueJson : JsonConverter<AttributeValue>
{
    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDecimal(out var number) ? AttributeValue.Of(number) : throw new JsonException(),
        JsonTokenType.String => AttributeValue.Of(reader.GetString()!),
        JsonTokenType.True or JsonTokenType.False => AttributeValue.Of(reader.GetBoolean()),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
            writer.WriteNumberValue(number);
        else if (value.Flag is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteStringValue(value.Text ?? "");
    }
}

/// <summary>Makes what a person or a file wrote into the typed value of an attribute.</summary>
internal static class AttributeTyping
{
    /// <summary>
    /// Numbers may carry a unit that converts to the attribute's; choices are found by code or by name in either language.
    /// Refused with <c>attribute.not_number</c>, <c>attribute.not_choice</c> or <c>attribute.not_flag</c>.
    /// </summary>
    public static AttributeValue Read(AttributeDefinition definition, string field, AttributeValue raw) => Find(definition, field, raw) ?? throw (definition.Type switch
    {
        AttributeType.Number => Refused.Field(field, CatalogueErrors.NotNumber, Shown(raw), definition.Unit is { } unit ? $" {unit}" : ""),
        AttributeType.Choice => Refused.Field(field, CatalogueErrors.NotChoice, Shown(raw), Choices(definition)),
        _ => Refused.Field(field, CatalogueErrors.NotFlag, Shown(raw)),
    });

    /// <summary>As <see cref="Read"/>, null where it would refuse a number, a choice or a flag.</summary>
    public static AttributeValue? Find(AttributeDefinition definition, string field, AttributeValue raw) => definition.Type switch
    {
        AttributeType.Number => Number(definition, raw) is { } number ? AttributeValue.Of(number) : null,
        AttributeType.Choice => Choice(definition, raw) is { } choice ? AttributeValue.Of(choice) : null,
        AttributeType.Flag => Flag(raw) is { } flag ? AttributeValue.Of(flag) : null,
        _ => AttributeValue.Of(PlainText.Line(field, raw.ToString(), 400)),
    };

    private static decimal? Number(AttributeDefinition definition, AttributeValue raw)
    {
        if (raw.Number is { } number)
            return Fits(number);
        if (raw.Text?.Trim() is not { Length: > 0 and <= 40 } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var plain) && !BadGroups(text))
            return Fits(plain);
        if (definition.Unit is not { } symbol || Split(text) is not var (value, unit))
            return null;
        if (string.Equals(unit, symbol, StringComparison.OrdinalIgnoreCase))
            return Fits(value);
        return Unit.Find(unit) is { IsNominal: false } from && Unit.Find(symbol) is { } to && from.ConvertsTo(to) ? Fits(new Quantity(value, from).To(to).Value) : null;
    }

    private static decimal? Fits(decimal value) => value is > -1_000_000_000_000m and < 1_000_000_000_000m ? Math.Round(value, 6) : null;

    // "7,2" is a decimal comma to some and a thousands separator to nobody: only whole groups of three are read.
    private static bool BadGroups(string text) => text.Contains(',', StringComparison.Ordinal) &&
        (text.IndexOf('.', StringComparison.Ordinal) is var dot && text[..(dot < 0 ? text.Length : dot)].TrimStart('-').Split(',') is var groups) &&
        (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3));

    private static (decimal Value, string Unit)? Split(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' || (end == 0 && text[end] == '-')))
            end++;
        return end > 0 && !BadGroups(text[..end]) && decimal.TryParse(text[..end], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
            ? (value, text[end..].Trim())
            : null;
    }

    private static string? Choice(AttributeDefinition definition, AttributeValue raw)
    {
        var text = raw.ToString().Trim();
        return definition.Choices.FirstOrDefault(c => c.Code == text)?.Code ?? definition.Choices.FirstOrDefault(c => Same(c.Code, text) || Same(c.Zh, text) || Same(c.En, text))?.Code;
    }

    private static bool? Flag(AttributeValue raw) => raw.Flag ?? raw.ToString().Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" or "是" or "有" or "√" => true,
        "FALSE" or "NO" or "N" or "0" or "否" or "无" or "×" => false,
        _ => null,
    };

    private static bool Same(string left, string right) => string.Equals(left.Replace(" ", "", StringComparison.Ordinal), right.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    private static string Choices(AttributeDefinition definition) => string.Join(Hecai.Text.IsChinese ? "、" : ", ", definition.Choices.Take(12).Select(c => c.Name));
    private static string Shown(AttributeValue raw) => raw.ToString() is { Length: > 40 } text ? text[..40] + "…" : raw.ToString();
}
