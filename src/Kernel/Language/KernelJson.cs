using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>JSON as the kernel keeps it in its own tables: readable Chinese, enums by name, ids as plain UUIDs.</summary>
public static class KernelJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new IdJson());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
