using System.Text.Json.Nodes;

namespace Hecai.Tests.Stories;

/// <summary>A body with one mistake: what is wrong, where, and whether its form alone is wrong, so that no use case may even be asked.</summary>
internal sealed record Mistake(string What, string Place, string Body, bool OfForm);

/// <summary>What can be wrong with a body, made from the description of it.</summary>
internal sealed class Mistakes(ApiDescription api)
{
    private const string Mark = "@@here@@";
    private static readonly string TooLong = new('长', 20_000);

    /// <summary>All of them, one by one.</summary>
    public IEnumerable<Mistake> In(JsonObject schema)
    {
        foreach (var (what, body) in Whole)
            yield return new(what, "", body, true);
        foreach (var place in Objects(schema))
        {
            yield return new("unknown member", Join(place, "surplus"), At(schema, place, o => o.AsObject()["surplus"] = 1), true);
            foreach (var name in (api.Plain(SchemaAt(schema, place))["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()))
                yield return new("missing", Join(place, name), At(schema, place, o => o.AsObject().Remove(name)), true);
            if (api.Example(schema) is var body && Find(body, place).AsObject() is { Count: > 0 } found)
                yield return new("member twice", Join(place, found.First().Key), Twice(schema, place), true);
        }
        foreach (var (place, at) in api.Places(schema))
        {
            foreach (var (what, value, form) in Wrong(at).Where(w => !(w.Value == "0" && MayBeZero.Contains(place))))
                yield return new(what, place, Replaced(schema, place, value), form);
            if (ApiDescription.TypeOf(api.Plain(at)) == "array")
                yield return new("null in a list", place + "[0]", Replaced(schema, place, "[null]"), true);
        }
    }

    /// <summary>The body with another text at this place.</summary>
    public string Replaced(JsonObject schema, string place, string raw)
    {
        var body = api.Example(schema);
        Set(body, place, JsonValue.Create(Mark));
        return body.ToJsonString().Replace($"\"{Mark}\"", raw, StringComparison.Ordinal);
    }

    /// <summary>Whole numbers of which zero is no mistake: a warehouse that delivers on the same day.</summary>
    private static readonly string[] MayBeZero = ["areas[0].days"];

    private static readonly (string, string)[] Whole =
    [
        ("nothing", ""), ("half an object", """{"reason":"""), ("a list", "[]"), ("null", "null"), ("a number", "7"), ("a comment", "/* x */ {}"), ("a comma too many", """{"reason":"x",}"""),
        ("a lone surrogate", """{"reason":"\ud800"}"""), ("too deep", string.Concat(Enumerable.Repeat("""{"reason":""", 64)) + "1" + new string('}', 64)),
    ];

    private IEnumerable<(string What, string Value, bool OfForm)> Wrong(JsonObject schema)
    {
        var (plain, integer) = (api.Plain(schema), (ApiDescription.TypeOf(api.Plain(schema)), api.Plain(schema)["maximum"] is not null));
        if (!api.Nullable(schema))
            yield return ("null", "null", true);
        switch (integer)
        {
            case ("object", _):
                yield return ("a list for an object", "[]", true);
                break;
            case ("array", _):
                yield return ("an object for a list", "{}", true);
                break;
            case ("boolean", _):
                yield return ("text for yes or no", "\"true\"", true);
                break;
            case ("integer", var count):
                foreach (var form in new[] { "\"7\"", "1.5", "99999999999999999999", "1e400", "\"５\"", "１", "0x10", "NaN" })
                    yield return ($"{form} for a whole number", form, true);
                foreach (var value in new[] { "0", "-1", "-2147483648" })
                    yield return ($"{value} for a number", value, count);
                break;
            case ("number", _):
                foreach (var form in new[] { "\"7\"", "NaN", "１" })
                    yield return ($"{form} for a number", form, true);
                break;
            default:
                yield return ("a number for text", "7", true);
                var typed = plain["format"] is not null || plain["enum"] is not null;
                if (typed)
                    yield return ("no such text", "\"no such \\u2603\"", true);
                yield return ("over-long text", $"\"{TooLong}\"", typed);
                yield return ("an invisible character", "\"a\\u0000b\"", typed);
                break;
        }
    }

    private IEnumerable<string> Objects(JsonObject schema) =>
        api.Places(schema).Where(p => ApiDescription.TypeOf(api.Plain(p.Schema)) == "object" && api.Plain(p.Schema)["properties"] is not null).Select(p => p.Place).Prepend("");

    private JsonObject SchemaAt(JsonObject schema, string place) => place.Length == 0 ? schema : api.Places(schema).First(p => p.Place == place).Schema;

    private string At(JsonObject schema, string place, Action<JsonNode> change)
    {
        var body = api.Example(schema);
        change(Find(body, place));
        return body.ToJsonString();
    }

    // A node cannot hold a member twice: the text is written with a mark, and the mark becomes the first member again.
    private string Twice(JsonObject schema, string place)
    {
        var body = api.Example(schema);
        var (name, value) = Find(body, place).AsObject().First();
        Find(body, place).AsObject()[Mark] = 1;
        return body.ToJsonString().Replace($"\"{Mark}\":1", $"\"{name}\":{value!.ToJsonString()}", StringComparison.Ordinal);
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static JsonNode Find(JsonNode body, string place) => Steps(place).Aggregate(body, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);

    private static void Set(JsonNode body, string place, JsonNode value)
    {
        var steps = Steps(place);
        var holder = steps[..^1].Aggregate(body, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        if (int.TryParse(steps[^1], out var last))
            holder[last] = value;
        else
            holder[steps[^1]] = value;
    }

    private static string[] Steps(string place) => place.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
}
