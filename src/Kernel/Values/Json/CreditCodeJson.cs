using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>The 18 characters as a string.</summary>
internal sealed class CreditCodeJson : JsonConverter<CreditCode>
{
    public override CreditCode Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var text = ValueJson.Text(ref reader, "\"91440606722473344C\"");
        return ValueJson.Read(() => CreditCode.Parse(text));
    }

    public override void Write(Utf8JsonWriter writer, CreditCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
