using System.Net;
using System.Text.RegularExpressions;
using Hecai.Tests.Stories;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Isolation;

/// <summary>
/// Every endpoint and page with an id × every role × own, foreign and random ids. The statuses are those of the reviewed file
/// matrix.tsv; a missing or different cell fails. A foreign id answers exactly as a random one. HECAI_MATRIX names a file to write
/// what was found to, for review.
/// </summary>
public sealed partial class Matrix
{
    private const string Nobody = "7f3b9c52-0d1e-7a44-8c11-5e0f2a9b6d31";

    /// <summary>Where the objects of a path are, and the columns of their parties.</summary>
    private static readonly (string Path, string Table, string[] Parties)[] Objects =
    [
        ("/api/v1/files", "files", ["buyer_id", "supplier_id", "provider_id"]), ("/files", "files", ["buyer_id", "supplier_id", "provider_id"]),
        ("/api/v1/equipment", "equipment", ["buyer_id", "supplier_id"]), ("/api/v1/members", "memberships", ["organization_id"]),
        ("/api/v1/budgets", "budgets", ["buyer_id"]), ("/api/v1/organizations", "organizations", ["id"]), ("/api/v1/purchase-orders", "purchase_orders", ["buyer_id"]),
        ("/api/v1/sites", "sites", ["organization_id"]), ("/api/v1/departments", "departments", ["organization_id"]), ("/api/v1/invitations", "invitations", ["organization_id"]),
        ("/api/v1/supplier-orders", "supplier_orders", ["buyer_id", "supplier_id"]), ("/api/v1/approvals", "approval_tasks", ["buyer_id"]),
        ("/api/v1/requisitions", "requisitions", ["buyer_id"]), ("/api/v1/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
        ("/api/v1/shipments", "shipments", ["buyer_id", "supplier_id"]), ("/api/v1/cart", "listings", []),
        // What is on sale is everybody's to read; that only its supplier may change it is told by the catalogue's stories.
        ("/api/v1/listings", "listings", []), ("/api/v1/products", "listings", []), ("/operator/listings", "listings", []), ("/supplier/products", "listings", []),
        ("/api/v1/agreements", "agreements", ["buyer_id", "supplier_id"]), ("/agreements", "agreements", ["buyer_id", "supplier_id"]), ("/api/v1/media", "sku_files", []), ("/media", "sku_files", []),
        ("/api/v1/messages", "messages", ["organization_id"]), ("/messages", "messages", ["organization_id"]), ("/api/v1/warehouses", "warehouses", ["supplier_id"]), ("/supplier/stock/warehouses", "warehouses", ["supplier_id"]), ("/supplier/agreements", "agreements", ["buyer_id", "supplier_id"]), ("/operator/agreements", "agreements", ["buyer_id", "supplier_id"]),
        ("/acceptance", "supplier_orders", ["buyer_id", "supplier_id"]), ("/approvals", "approval_tasks", ["buyer_id"]), ("/budgets", "budgets", ["buyer_id"]), ("/catalogue", "listings", []),
        ("/operator/organizations", "organizations", ["id"]), ("/orders", "purchase_orders", ["buyer_id"]), ("/provider/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
        ("/requisitions", "requisitions", ["buyer_id"]), ("/settings/members", "memberships", ["organization_id"]), ("/shipments", "shipments", ["buyer_id", "supplier_id"]),
        ("/supplier/orders", "supplier_orders", ["buyer_id", "supplier_id"]), ("/tech", "work_orders", ["buyer_id", "supplier_id", "provider_id"]), ("/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
    ];

    /// <summary>Bodies that pass the form of their endpoint, so that the object itself is asked for.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["POST /requisitions/submission"] = "{}", ["POST /requisitions/withdrawal"] = "{}", ["POST /approvals/decision"] = """{"decision":"Approved"}""",
        ["POST /supplier-orders/confirmation"] = "{}", ["POST /supplier-orders/rejection"] = """{"reason":"x"}""", ["POST /supplier-orders/cancellation"] = """{"reason":"x"}""",
        ["POST /supplier-orders/shipments"] = """{"lines":[{"line":1,"quantity":1}],"carrier":"x"}""", ["POST /supplier-orders/acceptance"] = "{}",
        ["POST /shipments/delivery"] = "{}", ["POST /shipments/failure"] = """{"reason":"x"}""",
        ["POST /work-orders/provider"] = $$"""{"provider":"{{Nobody}}"}""", ["POST /work-orders/visit"] = """{"start":"2026-11-23T01:00:00Z","end":"2026-11-23T03:00:00Z"}""",
        ["POST /work-orders/technician"] = $$"""{"technician":"{{Nobody}}"}""", ["POST /work-orders/checks"] = """{"checks":[]}""", ["POST /work-orders/completion"] = """{"signer":"x","signature":"M1 1L2 2L3 3L4 4"}""",
        ["POST /work-orders/rework"] = """{"reason":"x"}""", ["POST /work-orders/cancellation"] = """{"reason":"x"}""",
        ["PUT /members"] = """{"roles":["buyer.requester"],"active":true}""", ["PUT /departments/name"] = """{"name":"x"}""", ["PUT /departments/parent"] = """{"parent":null}""", ["PUT /departments/manager"] = """{"manager":null}""",
        ["POST /organizations/decision"] = """{"approve":false,"reason":"x"}""", ["POST /organizations/suspension"] = """{"reason":"x"}""",
        ["PUT /sites"] = """{"name":"x","address":{"regionCode":"320508003","detail":"x 1","contact":"x","phone":"13800138000"}}""",
        ["PUT /agreements"] = $$$"""{"buyer":"{{{Nobody}}}","number":"x","title":"x","validFrom":"2026-01-01","validTo":"2026-12-31","lines":[{"partNumber":"x","price":{"amount":"1.00","currency":"CNY"}}]}""",
        ["PUT /warehouses/areas"] = """{"areas":[]}""",
        ["POST /agreements/termination"] = """{"reason":"x"}""",
        ["PUT /requisitions"] = $$"""{"purpose":"x","costCentre":"{{Nobody}}","shipTo":{"regionCode":"320508003","detail":"x 1","contact":"x","phone":"13800138000"},"lines":[]}""",
    };

    /// <summary>What is uploaded as it is, and what its address must say beside the id.</summary>
    private static readonly Dictionary<string, string> Uploads = new() { ["photos"] = "?line=1&unit=1&item=photo_out", ["attachments"] = "?name=x.png", ["files"] = "?kind=Picture&name=x.png" };

    [Fact]
    public async Task Foreign_ids_answer_as_random_ones_and_every_cell_is_the_reviewed_one()
    {
        await using var world = await World.Open(Database.Sqlite);
        var endpoints = Endpoints(world);
        var (found, leaks) = (new List<string>(), new List<string>());
        foreach (var (organization, person, role) in People())
        {
            var api = await world.As(person);
            using var pages = await SignedIn(world, $"{person}@{organization.Domain}");
            foreach (var (method, pattern) in endpoints)
            {
                var (own, foreign) = await Ids(world, pattern, organization);
                var program = pattern.StartsWith("/api", StringComparison.Ordinal);
                Task<(int Status, string Body)> Ask(string id) => program ? AskApi(api, method, pattern, id) : AskPage(pages, pattern, id);
                // What changes things is not done to one's own objects here: the stories do that.
                var mine = own is null || method != "GET" ? "·" : (await Ask(own)).Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var random = await Ask(Nobody);
                var theirs = foreign is null ? "·" : "=";
                if (foreign is not null && await Ask(foreign) is var answer && answer != random)
                    leaks.Add($"{role} {method} {pattern}: {answer.Status} {Short(answer.Body, random.Body)} instead of {random.Status} {Short(random.Body, answer.Body)}");
                found.Add($"{method} {pattern}\t{role}\t{mine}\t{theirs}\t{random.Status}");
            }
        }
        if (Environment.GetEnvironmentVariable("HECAI_MATRIX") is { } file)
            await File.WriteAllLinesAsync(file, found);
        Assert.Empty(leaks);
        var reviewed = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Isolation", "matrix.tsv"))).Where(line => !line.StartsWith('#')).ToHashSet();
        var differences = found.Where(cell => !reviewed.Contains(cell)).Select(cell => "+ " + cell).Concat(reviewed.Except(found).Select(cell => "- " + cell)).Order(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} cells differ from the reviewed matrix:\n{string.Join('\n', differences.Take(60))}");
    }

    /// <summary>Everything whose address holds an id, and how it is asked.</summary>
    private static List<(string Method, string Pattern)> Endpoints(World world) =>
        [.. world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.Contains(":guid}", StringComparison.OrdinalIgnoreCase) == true)
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, Pattern: "/" + e.RoutePattern.RawText!.TrimStart('/'))))
            .Where(e => e.Pattern.StartsWith("/api", StringComparison.Ordinal) || e.m == "GET")
            .Distinct().OrderBy(e => e.Pattern, StringComparer.Ordinal).ThenBy(e => e.m, StringComparer.Ordinal)];

    /// <summary>The first person of each role.</summary>
    private static IEnumerable<(DemoOrganization, string Person, string Role)> People() =>
        from organization in (DemoOrganization[])[DemoPeople.Operator, DemoPeople.Suppliers[0], DemoPeople.Buyers[0], DemoPeople.Providers[0]]
        from role in organization.People.SelectMany(p => p.Roles).Distinct()
        select (organization, organization.People.OrderBy(p => p.Roles.Length).First(p => p.Roles.Contains(role)).Key, role.Code);

    private static readonly Dictionary<(string, OrganizationId), (string?, string?)> Known = [];

    private static async Task<(string? Own, string? Foreign)> Ids(World world, string pattern, DemoOrganization organization)
    {
        var (_, table, parties) = Objects.Where(o => pattern.StartsWith(o.Path + "/", StringComparison.Ordinal)).OrderByDescending(o => o.Path.Length).FirstOrDefault();
        Assert.True(table is not null, $"{pattern}: the matrix does not know what this id names.");
        if (Known.TryGetValue((table, organization.Id), out var ids))
            return ids;
        var sees = organization.Kind == OrganizationKind.Operator && table is not ("budgets" or "approval_tasks" or "requisitions" or "memberships" or "departments" or "sites" or "invitations" or "messages") || parties.Length == 0
            ? "1 = 1" : string.Join(" OR ", parties.Select(p => $"lower({p}) = '{organization.Id.Value}'"));
        async Task<string?> First(string where) => (await world.Rows($"SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT 1")).FirstOrDefault()?[0]?.ToString()!.ToLowerInvariant();
        return Known[(table, organization.Id)] = (await First($"({sees})"), await First($"({sees}) IS NOT TRUE"));
    }

    private static async Task<(int, string)> AskApi(Caller api, string method, string pattern, string id)
    {
        var resource = pattern["/api/v1".Length..];
        var body = Bodies.GetValueOrDefault($"{method} {Id().Replace(resource, "")}");
        var query = Uploads.GetValueOrDefault(resource[(resource.LastIndexOf('/') + 1)..], "");
        var answer = await api.Send(new HttpMethod(method), Id().Replace(resource, "/" + id) + query, method == "POST" && query.Length > 0 ? (object)new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A } : body,
            method == "POST" ? Guid.NewGuid().ToString() : null);
        return (answer.Status, Masked(answer.Raw, id));
    }

    private static async Task<(int, string)> AskPage(HttpClient pages, string pattern, string id)
    {
        using var answer = await pages.GetAsync(Id().Replace(pattern, "/" + id));
        return ((int)answer.StatusCode, Masked(await answer.Content.ReadAsStringAsync(), id));
    }

    private static async Task<HttpClient> SignedIn(World world, string email)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = world.Root };
        using var answer = await IdentityHost.Post(browser, "/sign-in", "sign-in", ("email", email), ("password", DemoPeople.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    private static string Masked(string body, string id) => Noise().Replace(body.Replace(id, "ID", StringComparison.OrdinalIgnoreCase), "~");

    private static string Short(string body, string other)
    {
        var at = body.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return body.Substring(Math.Max(0, at - 20), Math.Min(120, body.Length - Math.Max(0, at - 20))).ReplaceLineEndings(" ");
    }

    // The number of a request, the token of a form and the nonce of a page are never the same twice.
    [GeneratedRegex("\"traceId\":\"[^\"]*\"|__RequestVerificationToken\" value=\"[^\"]*\"|nonce=\"[^\"]*\"|(?<=doc-no\">)[0-9A-Z:]+(?=<)|<!--Blazor[^>]*-->|token=\"[^\"]*\"")]
    private static partial Regex Noise();

    [GeneratedRegex(@"/\{[A-Za-z]+:guid\}")]
    private static partial Regex Id();
}
