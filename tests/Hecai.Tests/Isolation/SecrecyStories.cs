using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Isolation;

/// <summary>What others pay stays theirs: neither an answer nor a count, a sorting or a filter says it (A09, A12, A13, A34, A39).</summary>
public sealed partial class SecrecyStories
{
    private const string Cabinet = "YL-KFR-72LW/A1";
    private static readonly Guid Listing = Id.Named<ListingId>(Cabinet).Value, Bank = Id.Named<OrganizationId>("jiangnan-bank").Value;

    [Theory, EveryDatabase]
    public async Task A_price_agreed_with_one_buyer_changes_nothing_that_another_sees(Database database)
    {
        await using var world = await World.Open(database);
        await world.Get<SearchIndex>().CatchUp();
        var (he, jiang) = (await world.As("he.jiayi"), await world.As("jiang.tao"));
        using var pages = await Pages.As(world, "jiang.tao");
        var (before, ours) = (await Seen(jiang, pages), await Price(he));

        // Cheaper than everything like it, and with a quota: both would show in a sorting, a range or a count.
        var mei = await world.As("mei.lin");
        var id = (await mei.Post("/agreements", new { buyer = Bank, number = "SECRET-77", title = "江南银行专供", validFrom = "2026-11-20", validTo = "2027-11-19", lines = new[] { new { partNumber = Cabinet, price = new { amount = "123.47", currency = "CNY" }, quota = 71 } } })).Ok().Id;
        (await mei.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await (await world.As("lin.xiaowen")).Post($"/agreements/{id}/confirmation", new { })).Ok();
        await world.Settle();
        await world.Get<SearchIndex>().CatchUp();
        world.Forward(TimeSpan.FromSeconds(2));

        Assert.NotEqual(ours, await Price(he));
        Assert.Equal("123.47", await Price(he));
        var after = await Seen(jiang, pages);
        Assert.Equal(before.Keys, after.Keys);
        foreach (var (asked, answer) in after)
        {
            Assert.Equal(before[asked], answer);
            Assert.DoesNotMatch("123\\.47|12347|SECRET-77|江南银行", answer);
        }
        // Nor does a filter by price find it: it goes by the list price, for everybody.
        foreach (var buyer in (Caller[])[he, jiang])
            Assert.Equal(0, (await buyer.Get("/products?priceFrom=123&priceTo=124")).Ok()["total"].GetInt32());
    }

    [Theory, EveryDatabase]
    public async Task Who_tries_ids_finds_none_and_is_slowed_down(Database database)
    {
        const int allowed = 60;
        var probes = Environment.GetEnvironmentVariable("HECAI_FULL") == "1" ? 10_000 : 300;
        await using var world = await World.Open(database, workers: false);
        var (he, jiang) = (await world.As("he.jiayi"), await world.As("jiang.tao"));
        var real = await he.Draft(new Want(Cabinet, 1));
        Assert.Equal(7, real.Version);
        // The neighbours of a real one: made in the same millisecond, and the ones that differ from it by a single bit.
        var bytes = real.ToByteArray(bigEndian: true);
        var random = new Random(7);
        for (var i = 0; i < probes; i++)
        {
            var near = (byte[])bytes.Clone();
            if (i < 62)
                near[15 - (i / 8)] ^= (byte)(1 << (i % 8));
            else
                random.NextBytes(near.AsSpan(9));
            Assert.Equal(404, (await he.Get($"/requisitions/{new Guid(near, bigEndian: true)}")).Status);
        }
        (await jiang.Get($"/requisitions/{real}")).Refused(404, "not_found");

        await using var strict = await World.Open(database, workers: false, limits: allowed);
        var prober = await strict.As("jiang.tao");
        for (var i = 0; i < allowed; i++)
            Assert.Equal(404, (await prober.Get($"/requisitions/{Guid.CreateVersion7()}")).Status);
        (await prober.Get($"/requisitions/{Guid.CreateVersion7()}")).Refused(429, "access.too_many_misses");
        // A colleague is not held up by it, nor is who looks for a number of his own.
        Assert.Equal(404, (await (await strict.As("he.jiayi")).Get($"/requisitions/{Guid.CreateVersion7()}")).Status);
        Assert.Equal(404, (await prober.Get("/requisitions/by-reference/ERP-1")).Status);
        (await prober.Get("/requisitions")).Ok();
        using var pages = await Pages.As(strict, "he.jiayi");
        for (var i = 1; i < allowed; i++)
            Assert.Equal(404, (await pages.Get($"/requisitions/{Guid.CreateVersion7()}")).Status);
        var slowed = await pages.Get($"/requisitions/{Guid.CreateVersion7()}");
        Assert.Equal(429, slowed.Status);
        Assert.Contains("请一分钟后再试", slowed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_more_than_the_work_needs()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false);
        var objects = new Objects(world);
        await objects.Complete();
        var told = new List<string>();
        foreach (var (organization, forbidden) in new[] { (DemoPeople.Providers[0], Money()), (DemoPeople.Suppliers[0], Purse()), (DemoPeople.Buyers[0], Secrets()), (DemoPeople.Operator, Secrets()) })
            foreach (var person in organization.People.DistinctBy(p => string.Join(',', p.Roles.Select(r => r.Code))))
                foreach (var pattern in Readable(world))
                {
                    var path = pattern["/api/v1".Length..];
                    if (AnyId().IsMatch(path))
                        path = (await objects.Of(pattern, organization)).Own is { } own ? AnyId().Replace(path, own) : "";
                    if (path.Length == 0 || path.Contains('{', StringComparison.Ordinal) || await (await world.As(person.Key)).Get(path) is not { Status: 200 } answer)
                        continue;
                    told.AddRange(Names(answer.Body).Distinct().Where(name => forbidden.IsMatch(name) || Secrets().IsMatch(name)).Select(name => $"{person.Key} GET {path}: {name}"));
                }
        Assert.True(told.Count == 0, string.Join('\n', told));
    }

    [Theory, EveryDatabase]
    public async Task A_price_that_a_client_sends_is_refused_and_not_ignored(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        var body = await he.Body([new(Cabinet, 2)], "SZ-0312");
        foreach (var (name, value) in new (string, object)[] { ("unitPrice", "1.00"), ("discount", 99), ("discountBasisPoints", 9_900), ("vat", 0), ("currency", "IDR"), ("amount", "1.00") })
        {
            var line = new Dictionary<string, object> { ["listing"] = Listing, ["quantity"] = 2, [name] = value };
            (await he.Post("/cart/lines", line)).Refused(400, "input.malformed", name);
            (await he.Post("/quotes", new { lines = new[] { line }, regionCode = Places.Pingjiang })).Refused(400, "input.malformed", $"lines[0].{name}");
            (await he.Post("/requisitions", new Dictionary<string, object?>(body) { ["lines"] = new[] { line } })).Refused(400, "input.malformed", $"lines[0].{name}");
            (await he.Post("/requisitions", new Dictionary<string, object?>(body) { [name] = value })).Refused(400, "input.malformed", name);
        }
        Assert.Empty((await he.Get("/cart")).Ok().Body.EnumerateArray());

        // The total is sent along only to be compared; in another currency it is another total.
        var id = (await he.Post("/requisitions", body)).Ok().Id;
        var total = (await he.Requisition(id))["requisition.total"].Amount();
        foreach (var seen in (object[])[new { amount = "0.01", currency = "CNY" }, new { amount = total, currency = "USD" }])
            (await he.Post($"/requisitions/{id}/submission", new { seenTotal = seen })).Refused(409, "price.changed", "total");
        Assert.Equal("Draft", await he.State(id));
    }

    /// <summary>All that a buyer can ask about a product, its neighbours and its price.</summary>
    private static async Task<SortedDictionary<string, string>> Seen(Caller buyer, Pages pages)
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in (string[])[$"/products?q={Cabinet}", "/products?q=柜机&sort=PriceUp", "/products?category=hvac.cabinet&sort=PriceDown&priceFrom=1000&priceTo=9000", "/products?priceFrom=123&priceTo=124", "/products/suggestions?q=YL-KFR-72L", $"/products/{Listing}", $"/products/{Listing}?quantity=50", $"/products/{Listing}/matches?q=柜机", "/agreements", "/agreements?q=SECRET", "/cart"])
            seen["GET " + path] = (await buyer.Get(path)).Ok().Raw;
        object[] lines = [new { partNumber = Cabinet, quantity = 3 }];
        seen["check"] = (await buyer.Post("/line-checks", new { lines, regionCode = Places.Pingjiang })).Ok().Raw;
        seen["quote"] = (await buyer.Post("/quotes", new { lines = new[] { new { listing = Listing, quantity = 3 } }, regionCode = Places.Pingjiang })).Ok().Raw;
        foreach (var path in (string[])["/catalogue?q=柜机&sort=PriceUp", $"/catalogue/{Listing}", $"/compare?p={Listing}&p={Id.Named<ListingId>("YL-KFR-120LW/A1").Value}", "/agreements", "/search?q=SECRET-77"])
            seen["page " + path] = Token().Replace(MainPart().Match((await pages.Get(path)).Html).Value, "").Replace("SECRET-77", "", StringComparison.Ordinal);
        return seen;
    }

    private static async Task<string> Price(Caller buyer) => (await buyer.Get($"/products/{Listing}")).Ok()["offer.unitPrice"].Amount();

    private static IEnumerable<string> Readable(World world) => world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => p.StartsWith("/api/v1/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    [GeneratedRegex("(?i)price|amount|total|budget|agreement|credit(?!Code)")]
    private static partial Regex Money();

    [GeneratedRegex("(?i)budget|costCentre|approv|route")]
    private static partial Regex Purse();

    [GeneratedRegex("(?i)password|hash|secret|stamp|salt|privateKey|bankAccount|costPrice|tenant")]
    private static partial Regex Secrets();

    [GeneratedRegex("\\{[^}]*:guid\\}")]
    private static partial Regex AnyId();

    [GeneratedRegex("<input[^>]*name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();

    [GeneratedRegex("(?s)<main.*?</main>")]
    private static partial Regex MainPart();
}
