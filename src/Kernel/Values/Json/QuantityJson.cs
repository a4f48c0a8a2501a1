using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary><c>{"value":"7.2","unit":"kW"}</c>.</summary>
internal sealed class QuantityJson : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var members = ValueJson.Members(ref reader, """{"value":"7.2","unit":"kW"}""", "value", "unit");
        return ValueJson.Read(() => Quantity.Of(members[0], members[1]));
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("value", value.Number);
        writer.WriteString("unit", value.Unit.Symbol);
        writer.WriteEndObject();
    }
}
