using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Hecai.Tests;

/// <summary>Somebody's program at the REST API: a token, and short ways to ask.</summary>
public sealed class Caller(HttpClient http) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HttpClient Http => http;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <param name="path">Under /api/v1.</param>
    /// <param name="body">An object, or a string that is already JSON; null for an empty body.</param>
    /// <param name="key">The idempotency key; null takes a new one.</param>
    public Task<Answer> Post(string path, object? body = null, string? key = null) => Send(HttpMethod.Post, path, body, key ?? Guid.NewGuid().ToString());

    /// <param name="path">Under /api/v1.</param>
    /// <param name="body">As for a POST.</param>
    /// <param name="ifMatch">The ETag that was seen.</param>
    public Task<Answer> Put(string path, object body, string? ifMatch = null) => Send(HttpMethod.Put, path, body, ifMatch: ifMatch);

    /// <summary>A file, expected to be there.</summary>
    public async Task<byte[]> Bytes(string path)
    {
        var bytes = await http.GetByteArrayAsync("/api/v1" + path);
        WholeRun.Answered(HttpMethod.Get, path, 200);
        return bytes;
    }

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public async Task<Answer> Send(HttpMethod method, string path, object? body, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        // The server says no to too much before it is all sent; a sender who does not ask first may lose the answer with the connection.
        request.Headers.ExpectContinue = body is string { Length: > 1_000_000 };
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            byte[] bytes => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } },
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json"),
        };
        using var sent = await http.SendAsync(request);
        var answer = new Answer((int)sent.StatusCode, await sent.Content.ReadAsStringAsync(), sent.Headers.ETag?.Tag);
        WholeRun.Refused(answer.Code);
        WholeRun.Answered(method, path, answer.Status);
        return answer;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the API answered.</summary>
public sealed record Answer(int Status, string Raw, string? ETag)
{
    /// <summary>The body as JSON; undefined when there is none.</summary>
    public JsonElement Body { get; } = Raw.StartsWith('{') || Raw.StartsWith('[') ? JsonDocument.Parse(Raw).RootElement : default;

    /// <summary>The stable code of a problem.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The fields of a problem, as "field code".</summary>
    public IReadOnlyList<string> Fields => Code is null ? [] : [.. Body.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}")];

    /// <summary>A place in the body, as "requisition.lines.0.amount".</summary>
    public JsonElement this[string path] => path.Split('.').Aggregate(Body, (at, name) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(name));

    public Guid Id => this["id"].GetGuid();

    /// <summary>Expects success.</summary>
    public Answer Ok()
    {
        Assert.True(Status is >= 200 and < 300, $"{Status}: {Raw}");
        return this;
    }

    /// <summary>Expects this refusal, with this field at fault where one is named.</summary>
    public Answer Refused(int status, string code, string? field = null)
    {
        Assert.True(Status == status && (Code == code || Fields.Any(f => f.EndsWith(" " + code, StringComparison.Ordinal))), $"Expected {status} {code}, got {Status}: {Raw}");
        if (field is not null)
            Assert.Contains($"{field} {code}", Fields);
        return this;
    }
}
