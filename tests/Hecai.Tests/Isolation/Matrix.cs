using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Hecai.Tests.Stories;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Isolation;

/// <summary>
/// Every endpoint and page with an id × every role × own, foreign and random ids. The cells are those of the reviewed file
/// matrix.tsv; a missing or different one fails. A foreign id answers exactly as a random one: status, headers and body. HECAI_MATRIX
/// names a file to write what was found to, for review.
/// </summary>
public sealed partial class Matrix
{
    /// <summary>Bodies that pass the form of their endpoint, so that the object itself is asked for.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["POST /requisitions/submission"] = "{}", ["POST /requisitions/withdrawal"] = "{}", ["POST /approvals/decision"] = """{"decision":"Approved"}""",
        ["POST /approvals/handover"] = $$"""{"who":"{{Objects.Nobody}}","reason":"x"}""", ["POST /approvals/approvers"] = $$"""{"who":"{{Objects.Nobody}}","first":true,"reason":"x"}""",
        ["PUT /stand-ins"] = $$"""{"substitute":"{{Objects.Nobody}}","from":"2026-11-20","to":"2026-11-21"}""",
        ["POST /supplier-orders/confirmation"] = "{}", ["POST /supplier-orders/rejection"] = """{"reason":"x"}""", ["POST /supplier-orders/cancellation"] = """{"reason":"x"}""",
        ["POST /supplier-orders/shipments"] = """{"lines":[{"line":1,"quantity":1}],"carrier":"x"}""", ["POST /supplier-orders/acceptance"] = "{}",
        ["POST /shipments/delivery"] = "{}", ["POST /shipments/failure"] = """{"reason":"x"}""",
        ["POST /work-orders/provider"] = $$"""{"provider":"{{Objects.Nobody}}"}""", ["POST /work-orders/visit"] = """{"start":"2026-11-23T01:00:00Z","end":"2026-11-23T03:00:00Z"}""",
        ["POST /work-orders/technician"] = $$"""{"technician":"{{Objects.Nobody}}"}""", ["POST /work-orders/checks"] = """{"checks":[]}""", ["POST /work-orders/completion"] = """{"signer":"x","signature":"M1 1L2 2L3 3L4 4"}""",
        ["POST /work-orders/rework"] = """{"reason":"x"}""", ["POST /work-orders/cancellation"] = """{"reason":"x"}""",
        ["PUT /members"] = """{"roles":["buyer.requester"],"active":true}""", ["PUT /departments/name"] = """{"name":"x"}""", ["PUT /departments/parent"] = """{"parent":null}""", ["PUT /departments/manager"] = """{"manager":null}""",
        ["POST /agreements/termination"] = """{"reason":"x"}""", ["POST /agreements/return"] = """{"reason":"x"}""", ["PUT /warehouses/areas"] = """{"areas":[]}""", ["PUT /listings/areas"] = "{}",
        ["PUT /agreements"] = $$"""{"buyer":"{{Objects.Nobody}}","number":"X-1","title":"x","validFrom":"2026-01-01","validTo":"2026-12-31","lines":[]}""",
        ["PUT /shopping-lists"] = """{"name":"x","sharing":"Organization"}""", ["POST /shopping-lists/lines"] = "{}", ["POST /shopping-lists/cart"] = $$"""{"regionCode":"{{Places.Pingjiang}}"}""",
        ["PUT /pools"] = """{"name":"x"}""", ["POST /listings/review"] = """{"returnedFor":"x"}""", ["POST /listings/suspension"] = """{"reason":"x"}""", ["PUT /listings"] = """{"sku":"DRAFT-1"}""",
        ["PUT /packages"] = """{"name":{"zh":"x","en":"x"},"text":{"zh":"","en":""},"scenario":"Office","measure":"Site","lines":[]}""", ["POST /packages/cart"] = $$"""{"units":1,"regionCode":"{{Places.Pingjiang}}"}""",
        ["PUT /listings/links"] = """{"links":[]}""", ["PUT /listings/schedule"] = """{"reason":"x"}""", ["POST /cart/lines/replacement"] = $$"""{"by":"{{Objects.Nobody}}"}""",
        ["POST /organizations/decision"] = """{"approve":false,"reason":"x"}""", ["POST /organizations/suspension"] = """{"reason":"x"}""",
        ["PUT /billing-parties"] = $$"""{"name":"x","taxNumber":"{{CreditCode.Generate("matrix")}}"}""",
        ["PUT /sites/receiving"] = """{"days":[]}""", ["POST /work-orders/release"] = "{}",
        ["PUT /sites"] = $$"""{"name":"x","address":{"regionCode":"{{Places.Pingjiang}}","detail":"x 1","contact":"x","phone":"13800138000"} }""",
        ["PUT /requisitions"] = $$"""{"purpose":"x","costCentre":"{{Objects.Nobody}}","shipTo":{"regionCode":"{{Places.Pingjiang}}","detail":"x 1","contact":"x","phone":"13800138000"},"lines":[]}""",
    };

    [Fact]
    public async Task Every_cell_is_the_reviewed_one_and_foreign_ids_answer_as_random_ones()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false);
        var (cells, leaks) = await Asked(world, everyCell: 1);
        if (Environment.GetEnvironmentVariable("HECAI_MATRIX") is { } file)
            await File.WriteAllLinesAsync(file, cells);
        Assert.Empty(leaks);
        var reviewed = await Reviewed();
        var differences = cells.Where(cell => !reviewed.Contains(cell)).Select(cell => "+ " + cell).Concat(reviewed.Except(cells).Select(cell => "- " + cell)).Order(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} cells differ from the reviewed matrix:\n{string.Join('\n', differences.Take(60))}");
    }

    [Fact]
    public async Task A_fifth_of_the_cells_on_Postgres_are_the_same()
    {
        await using var world = await World.Open(Database.Postgres, workers: false);
        var (cells, leaks) = await Asked(world, everyCell: 5);
        Assert.Empty(leaks);
        Assert.Empty(cells.Except(await Reviewed()));
        Assert.True(cells.Count > 250, $"Only {cells.Count} cells.");
    }

    private static async Task<HashSet<string>> Reviewed() =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Isolation", "matrix.tsv"))).Where(line => !line.StartsWith('#'))];

    private static async Task<(List<string> Cells, List<string> Leaks)> Asked(World world, int everyCell)
    {
        var (objects, leaks, found) = (new Objects(world), new List<string>(), new List<Cell>());
        await objects.Complete();
        foreach (var (organization, person, role) in People())
        {
            var (program, pages) = ((await world.As(person)).Http, await SignedIn(world, $"{person}@{organization.Domain}"));
            foreach (var (method, pattern) in Endpoints(world).Where((_, i) => (i + role.Length) % everyCell == 0))
            {
                var (own, foreign) = await objects.Of(pattern, organization);
                var cell = new Cell(method, pattern, role, pattern.StartsWith("/api", StringComparison.Ordinal) ? program : pages, own);
                var random = await cell.Ask(Objects.Nobody);
                if (foreign is not null && await cell.Ask(foreign) is var answer && answer != random)
                    leaks.Add($"{role} {method} {pattern}: {answer.Status} {Difference(answer.Text, random.Text)} instead of {random.Status} {Difference(random.Text, answer.Text)}");
                cell.Theirs = foreign is not null ? "=" : organization.Kind == OrganizationKind.Operator && Objects.AllForOperator(pattern) ? "sees all" : "·";
                cell.Random = random.Status;
                found.Add(cell);
            }
        }
        // Last, because it changes things: one's own objects. What only looks comes first, whatever else is asked, and deleting after everything else. That the door opens is what counts; what is done behind it, the stories tell.
        foreach (var cell in found.Where(c => c.Own is not null).OrderBy(c => c.Method switch { "GET" => 0, "DELETE" => 2, _ => 1 }))
        {
            var (status, text) = await cell.Ask(cell.Own!);
            cell.Mine = cell.Method == "GET" || status == 404 || text.Contains("permission.missing", StringComparison.Ordinal) ? status.ToString() : "opens";
            if (status >= 500)
                leaks.Add($"{cell}: {text}");
        }
        return ([.. found.Select(c => c.ToString())], leaks);
    }

    /// <summary>Everything whose address holds an id, and how it is asked.</summary>
    private static List<(string Method, string Pattern)> Endpoints(World world) =>
        [.. world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.Contains(":guid}", StringComparison.OrdinalIgnoreCase) == true)
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, Pattern: "/" + e.RoutePattern.RawText!.TrimStart('/'))))
            .Where(e => e.Pattern.StartsWith("/api", StringComparison.Ordinal) || e.m == "GET")
            .Distinct().OrderBy(e => e.Pattern, StringComparer.Ordinal).ThenBy(e => e.m, StringComparer.Ordinal)];

    /// <summary>The first person of each role, administrators after their people and the operator after everybody.</summary>
    private static IEnumerable<(DemoOrganization, string Person, string Role)> People() =>
        from organization in (DemoOrganization[])[DemoPeople.Suppliers[0], DemoPeople.Buyers[0], DemoPeople.Providers[0], DemoPeople.Operator]
        from role in organization.People.SelectMany(p => p.Roles).Distinct()
        select (organization, organization.People.OrderBy(p => p.Roles.Length).First(p => p.Roles.Contains(role)).Key, role.Code);

    private static async Task<HttpClient> SignedIn(World world, string email)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = world.Root };
        using var answer = await IdentityHost.Post(browser, "/sign-in", "sign-in", ("email", email), ("password", DemoPeople.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    private static string Difference(string text, string other)
    {
        var at = text.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return text.Substring(Math.Max(0, at - 20), Math.Min(120, text.Length - Math.Max(0, at - 20))).ReplaceLineEndings(" ");
    }

    /// <summary>What takes a file, and what it must be told of it.</summary>
    private static readonly (string Path, string Query)[] Uploads = [("/photos", "?line=1&unit=1&item=photo_out"), ("/files", "?kind=Picture"), ("/attachments", "?name=x.png")];

    /// <summary>One endpoint asked by one role.</summary>
    private sealed record Cell(string Method, string Pattern, string Role, HttpClient Client, string? Own)
    {
        public string Mine { get; set; } = "·";
        public string Theirs { get; set; } = "·";
        public int Random { get; set; }

        public override string ToString() => $"{Method} {Pattern}\t{Role}\t{Mine}\t{Theirs}\t{Random}";

        /// <summary>The status, and the headers and the body without what is never the same twice.</summary>
        public async Task<(int Status, string Text)> Ask(string id)
        {
            var upload = Method == "POST" && Uploads.Any(u => Pattern.EndsWith(u.Path, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(new HttpMethod(Method), Id().Replace(Pattern, "/" + id) + (upload ? Uploads.First(u => Pattern.EndsWith(u.Path, StringComparison.Ordinal)).Query : ""));
            if (Method == "POST")
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            if (upload)
                request.Content = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
            else if (Bodies.GetValueOrDefault($"{Method} {Id().Replace(Pattern.Replace("/api/v1", "", StringComparison.Ordinal), "")}") is { } body)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await Client.SendAsync(request);
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie")).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            return ((int)answer.StatusCode, Noise().Replace((string.Join('\n', headers) + "\n\n" + await answer.Content.ReadAsStringAsync()).Replace(id, "ID", StringComparison.OrdinalIgnoreCase), "~"));
        }
    }

    // The number of a request, the token of a form and the nonce of a page are never the same twice.
    [GeneratedRegex("\"traceId\":\"[^\"]*\"|__RequestVerificationToken\" value=\"[^\"]*\"|nonce=\"[^\"]*\"|'nonce-[^']*'|(?<=doc-no\">)[0-9A-Z:]+(?=<)|<!--Blazor[^>]*-->|token=\"[^\"]*\"")]
    private static partial Regex Noise();

    [GeneratedRegex(@"/\{[A-Za-z]+:guid\}")]
    private static partial Regex Id();
}
