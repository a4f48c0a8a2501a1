using System.Text.Json.Nodes;

namespace Hecai.Tests.Stories;

/// <summary>An operation of the API that takes a JSON body, and the schema of that body.</summary>
internal sealed record Operation(string Method, string Path, JsonObject Schema);

/// <summary>The API as it describes itself, and bodies made from that description alone.</summary>
internal sealed class ApiDescription(JsonObject document)
{
    public static async Task<ApiDescription> Of(World world)
    {
        using var http = world.Anonymous();
        return new(JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!.AsObject());
    }

    /// <summary>Every operation as "GET /path/{id}", under /api/v1.</summary>
    public IReadOnlyList<string> All => [.. Each().Select(o => $"{o.Method} {o.Path}")];

    public IReadOnlyList<Operation> WithBody => [.. Each().Where(o => o.Schema is not null).Select(o => new Operation(o.Method, o.Path, o.Schema!))];

    private IEnumerable<(string Method, string Path, JsonObject? Schema)> Each() =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Key.ToUpperInvariant(), path.Key["/api/v1".Length..], operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject());

    /// <summary>A schema without its reference and without its null.</summary>
    public JsonObject Plain(JsonObject schema)
    {
        while (true)
            if (schema["$ref"]?.GetValue<string>() is { } reference)
                schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject();
            else if (schema["oneOf"] is JsonArray choices)
                schema = choices.Select(c => c!.AsObject()).First(c => c["type"]?.ToString() != "null");
            else
                return schema;
    }

    public static string TypeOf(JsonObject plain) => plain["enum"] is not null ? "string" : plain["type"] switch
    {
        JsonArray types => types.Select(t => t!.GetValue<string>()).First(t => t != "null"),
        JsonValue type => type.GetValue<string>(),
        _ => throw new InvalidOperationException($"The description does not say what this is: {plain.ToJsonString()}"),
    };

    /// <summary>May it be null? Then a null is no mistake.</summary>
    public bool Nullable(JsonObject schema) => schema["oneOf"] is not null || (Plain(schema)["enum"] is JsonArray values && values.Any(v => v is null)) || (schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null"));

    /// <summary>A body of this schema with every member, right in form; the ids in it are nobody's.</summary>
    public JsonNode Example(JsonObject schema, string name = "")
    {
        var plain = Plain(schema);
        if (plain["enum"] is JsonArray values)
            return (values.FirstOrDefault(v => v?.GetValue<string>() == "Approved") ?? values[0])!.DeepClone();
        return TypeOf(plain) switch
        {
            "object" => new JsonObject((plain["properties"] as JsonObject ?? []).Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Example(p.Value!.AsObject(), p.Key)))),
            "array" => new JsonArray(Example(plain["items"]!.AsObject(), name)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create(Text(plain["format"]?.GetValue<string>(), name)),
        };
    }

    private static string Text(string? format, string name) => (format, name) switch
    {
        ("uuid", _) => Isolation.Objects.Nobody,
        ("date", _) => "2026-12-01",
        ("date-time", _) => "2026-12-01T01:00:00Z",
        (_, "regionCode") => Tests.Places.Pingjiang,
        (_, "phone") => "13800138000",
        (_, "amount") => "1.00",
        (_, "currency") => "CNY",
        (_, "email") => "somebody@example.com",
        (_, "reading") => "1.5",
        _ => "x",
    };

    /// <summary>Every place in a body of this schema, as <c>lines[0].quantity</c>, with the schema that holds there.</summary>
    public IEnumerable<(string Place, JsonObject Schema)> Places(JsonObject schema, string at = "")
    {
        var plain = Plain(schema);
        if (at.Length > 0)
            yield return (at, schema);
        if (TypeOf(plain) == "object")
            foreach (var (name, member) in plain["properties"] as JsonObject ?? [])
                foreach (var place in Places(member!.AsObject(), at.Length == 0 ? name : $"{at}.{name}"))
                    yield return place;
        if (TypeOf(plain) == "array")
            foreach (var place in Places(plain["items"]!.AsObject(), $"{at}[0]"))
                yield return place;
    }
}
