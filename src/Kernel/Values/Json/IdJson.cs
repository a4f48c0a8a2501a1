using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>
/// Every typed identifier as a string, <c>"0198f2c4-…"</c>, also as the key of a dictionary. Only the form with hyphens is read;
/// an identifier of nobody is read as well, since it answers like any that does not exist.
/// </summary>
internal sealed class IdJson : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsValueType && typeof(IId).IsAssignableFrom(type);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

    private sealed class Converter<TId> : JsonConverter<TId> where TId : struct, IId
    {
        private const string Shape = "\"0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d\"";

        public override TId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) ? Id.Of<TId>(value) : throw ValueJson.Expected(Shape);

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out Guid value, out var read, 'D') && read == reader.ValueSpan.Length
                ? Id.Of<TId>(value)
                : throw ValueJson.Expected(Shape);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value.ToString());
    }
}
