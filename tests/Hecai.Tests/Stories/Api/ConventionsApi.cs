using System.Text;
using System.Text.Json;

namespace Hecai.Tests.Stories;

/// <summary>What all of the API has in common, and that its description says so.</summary>
public sealed class ConventionsApi
{
    [Fact]
    public async Task What_routing_answers_by_itself_is_a_problem_too()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false);
        var he = await world.As("he.jiayi");
        (await he.Get("/nonsense")).Refused(404, "not_found");
        (await he.Delete("/quotes")).Refused(405, "request.method");
        using var text = new HttpRequestMessage(HttpMethod.Post, "/api/v1/quotes") { Content = new StringContent("{}", Encoding.UTF8, "text/plain"), Headers = { { "Idempotency-Key", "text" } } };
        using var answer = await he.Http.SendAsync(text);
        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Contains("request.content_type", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        WholeRun.Refused("request.content_type");
        (await he.Post("/requisitions")).Refused(400, "json.malformed");
    }

    [Fact]
    public async Task Whoever_asks_only_for_the_head_is_told_what_asking_for_the_whole_tells()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false);
        var he = await world.As("he.jiayi");
        foreach (var (path, status) in new[] { ("/api/v1/requisitions", 200), ("/api/v1/nonsense", 404), ("/sign-in", 200), ("/nonsense", 404) })
        {
            using var answer = await he.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            using var whole = await he.Http.GetAsync(path);
            Assert.Equal((status, status), ((int)answer.StatusCode, (int)whole.StatusCode));
            Assert.Equal(whole.Content.Headers.ContentType, answer.Content.Headers.ContentType);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_description_says_rights_headers_answers_and_refusals()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false);
        using var nobody = world.Anonymous();
        using var description = JsonDocument.Parse(await nobody.GetStringAsync("/openapi/v1.json"));
        var operations = description.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name.ToUpperInvariant()} {p.Name["/api/v1".Length..]}", o.Value))).ToDictionary();
        foreach (var (name, operation) in operations)
        {
            Assert.True(operation.GetProperty("responses").TryGetProperty("default", out _), name);
            Assert.Equal("oauth2", operation.GetProperty("security")[0].EnumerateObject().Single().Name);
            Assert.Equal(name.StartsWith("POST ", StringComparison.Ordinal), Headers(operation).Contains("Idempotency-Key"));
        }
        Assert.Equal(["DELETE /packages/{id}", "DELETE /shopping-lists/{id}", "POST /agreements/{id}/confirmation", "POST /agreements/{id}/prices", "POST /arrivals/{id}/receipt", "POST /arrivals/{id}/withdrawal", "POST /listings/sheet", "POST /warehouses/{id}/areas/sheet", "PUT /agreements/{id}", "PUT /arrivals/{id}/day", "PUT /freight-rules", "PUT /listings/{id}", "PUT /listings/{id}/areas", "PUT /listings/{id}/links", "PUT /listings/{id}/schedule", "PUT /members/{id}", "PUT /packages/{id}", "PUT /pools/{id}", "PUT /requisitions/{id}", "PUT /shopping-lists/{id}"], operations.Where(o => Headers(o.Value).Contains("If-Match")).Select(o => o.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "201", "default"], Answers(operations["POST /requisitions"]));
        Assert.Equal(["204", "default"], Answers(operations["PUT /requisitions/{id}"]));
        Assert.Equal("requisition.submit", operations["PUT /requisitions/{id}"].GetProperty("security")[0].GetProperty("oauth2")[0].GetString());
        Assert.Equal("Work order", operations["GET /work-orders"].GetProperty("tags")[0].GetString());
    }

    private static IEnumerable<string?> Headers(JsonElement operation) => operation.TryGetProperty("parameters", out var all)
        ? all.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "header").Select(p => p.GetProperty("name").GetString())
        : [];

    private static IEnumerable<string> Answers(JsonElement operation) => operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal);
}
