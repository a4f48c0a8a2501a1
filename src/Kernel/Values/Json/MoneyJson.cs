using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary><c>{"amount":"32990.00","currency":"CNY"}</c>; the amount is a string, so that no reader makes a binary fraction of it.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    private const string Shape = """{"amount":"32990.00","currency":"CNY"}""";

    public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var members = ValueJson.Members(ref reader, Shape, "amount", "currency");
        return ValueJson.Read(() => Money.ParseStrict(members[0], members[1]));
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToPlainString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
