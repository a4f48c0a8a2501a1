using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>JSON as every surface reads and writes it: strict, camel case, values in their own forms.</summary>
public static class ValueJson
{
    /// <summary>
    /// The options of the product: unknown and repeated members, nulls where none may be, comments and trailing commas are refused;
    /// depth at most 32; Chinese stays readable.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Frozen();

    /// <summary>Applies the same to options that somebody else made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new IdJson());
        options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
    }

    /// <summary>
    /// What a failed read refused, with the place in the document as its field (<c>lines[2].quantity</c>); a shape that no value
    /// type knows is <c>input.malformed</c>.
    /// </summary>
    public static Refused Refusal(JsonException exception)
    {
        var field = (exception.Path ?? "$").TrimStart('$').TrimStart('.');
        return exception.InnerException is Refused refused
            ? Refused.Field(field, refused.Error, refused.Args)
            : Refused.Field(field, KernelErrors.Malformed, field);
    }

    /// <summary>Reads by a function that may refuse; the refusal becomes the inner exception of a JsonException that knows the place.</summary>
    internal static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Refused refused)
        {
            throw new JsonException(refused.Message, refused);
        }
    }

    internal static JsonException Expected(string shape)
    {
        var refused = Refused.With(ValueErrors.JsonShape, shape);
        return new JsonException(refused.Message, refused);
    }

    /// <summary>A string, or refused with <c>json.shape</c>.</summary>
    internal static string Text(ref Utf8JsonReader reader, string shape) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Expected(shape);

    /// <summary>An object of exactly these members, all strings, in any order; otherwise refused with <c>json.shape</c> or <c>json.member</c>.</summary>
    internal static string[] Members(ref Utf8JsonReader reader, string shape, params ReadOnlySpan<string> names)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Expected(shape);
        var values = new string?[names.Length];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var place = names.IndexOf(name);
            if (place < 0 || values[place] is not null)
            {
                var refused = Refused.With(ValueErrors.JsonMember, PlainText.Shown(name));
                throw new JsonException(refused.Message, refused);
            }
            reader.Read();
            values[place] = Text(ref reader, shape);
        }
        return Array.ConvertAll(values, value => value ?? throw Expected(shape));
    }

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
