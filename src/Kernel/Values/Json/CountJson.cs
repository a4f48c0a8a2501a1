using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>A number of digits only: <c>5</c>; neither <c>"5"</c> nor <c>5.0</c> nor <c>5e0</c>.</summary>
internal sealed class CountJson : JsonConverter<Count>
{
    public override Count Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw ValueJson.Expected("5");
        var digits = Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return ValueJson.Read(() => Count.Parse(digits));
    }

    public override void Write(Utf8JsonWriter writer, Count value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
