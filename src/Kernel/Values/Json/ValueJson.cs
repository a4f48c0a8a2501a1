using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Hecai;

/// <summary>JSON as every surface reads and writes it: strict, camel case, values in their own forms.</summary>
public static partial class ValueJson
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
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(NoNullElements);
    }

    // The reader keeps nulls out of members that may not be null, but not out of lists.
    private static void NoNullElements(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var lists = type.Properties.Where(p => p.Get is not null && p.PropertyType.IsGenericType && typeof(IEnumerable).IsAssignableFrom(p.PropertyType) && p.PropertyType.GenericTypeArguments is [{ IsValueType: false }]).ToList();
        if (lists.Count > 0)
            type.OnDeserialized = made =>
            {
                foreach (var list in lists)
                    if (list.Get!(made) is IEnumerable elements && elements.Cast<object?>().TakeWhile(e => e is not null).Count() is var place && elements.Cast<object?>().Skip(place).Any())
                        throw new JsonException(null, Refused.Field($"{list.Name}[{place}]", KernelErrors.Required));
            };
    }

    /// <summary>
    /// What a failed read refused, with the place in the document as its field (<c>lines[2].quantity</c>); a shape that no value
    /// type knows is <c>input.malformed</c>; members that are missing are <c>input.required</c>.
    /// </summary>
    public static Refused Refusal(JsonException exception)
    {
        var field = (exception.Path ?? "$").TrimStart('$').TrimStart('.');
        // The reader says which are missing in its message alone.
        if (exception.Message.Split("missing required properties including:") is [_, var missing])
            return Refused.Many([.. Quoted().Matches(missing).Select(m => new FieldError(Join(field, m.Groups[1].Value), KernelErrors.Required, []))])!;
        if (exception.InnerException is not Refused refused)
            return Refused.Field(field, KernelErrors.Malformed, field);
        return Refused.Many([.. refused.Fields.Select(f => f with { Field = Join(field, f.Field) })]) ?? Refused.Field(field, refused.Error, refused.Args);
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

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

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
