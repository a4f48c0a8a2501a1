using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary><c>{"regionCode":"320508018","detail":"…","contact":"…","phone":"…"}</c>, validated as <see cref="Address.Of"/> does.</summary>
internal sealed class AddressJson : JsonConverter<Address>
{
    private const string Shape = """{"regionCode":"","detail":"","contact":"","phone":""}""";

    public override Address Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var members = ValueJson.Members(ref reader, Shape, "regionCode", "detail", "contact", "phone");
        return ValueJson.Read(() => Address.Of(members[0], members[1], members[2], members[3]));
    }

    public override void Write(Utf8JsonWriter writer, Address value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("regionCode", value.RegionCode);
        writer.WriteString("detail", value.Detail);
        writer.WriteString("contact", value.Contact);
        writer.WriteString("phone", value.Phone);
        writer.WriteEndObject();
    }
}
