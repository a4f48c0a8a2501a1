using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hecai.Catalogue;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hecai.Tests.Stories;

/// <summary>A listing is sold from a moment and until a moment that its supplier or the operator says; outside of it the offer does not exist for buyers.</summary>
public sealed class ScheduledSaleStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cabinet = "YL-KFR-72LW/A1", Successor = "YL-KFR-35GW/B2", Suzhou = "320508";

    // The clock of a world starts on Friday, 20 November 2026, at 10:00 in China.
    private const string Morning = "2026-11-21T01:00:00Z", Midnight = "2026-11-25T16:00:00Z";

    [Theory, EveryDatabase]
    public async Task Before_its_time_nobody_knows_of_it_and_after_it_leads_to_its_successor(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        var (ding, he) = (await world.As("ding.yi"), await world.As("he.jiayi"));
        await world.Get<ChangeLinks>().Run(new ListingId(Of(Wall)), [new(RelationKind.Successor, Successor)], null, await world.Actor("ding.yi"));
        var all = (await he.Get("/products?limit=1")).Ok()["total"].GetInt32();
        (await he.Get($"/products/{Of(Wall)}?regionCode={Suzhou}")).Ok();

        (await ding.Put($"/listings/{Of(Wall)}/schedule", new { saleFrom = Morning, saleUntil = Midnight })).Ok();
        await Follow(world);
        Assert.Equal((all - 1, false), ((await he.Get("/products?limit=1")).Ok()["total"].GetInt32(), await Found(he, Wall)));
        Assert.Equal(all - 1, Brands(await he.Get("/products?limit=1")));
        (await he.Get($"/products/{Of(Wall)}")).Refused(404, "not_found");
        Assert.Equal("line.not_found", Fault(await Check(he, new { partNumber = Wall, quantity = 1 })));
        (await he.Post("/cart/lines", new { listing = Of(Wall), quantity = 1 })).Refused(409, "offer.not_saleable", "listing");
        (await he.Post("/quotes", new { regionCode = Suzhou, lines = Buying.Lines([new(Wall, 1)]) })).Refused(409, "offer.not_saleable", "lines[0].listing");
        // Its supplier and the operator see it all the while.
        Assert.Equal((Morning, Midnight, false), Schedule((await ding.Get($"/listings/{Of(Wall)}")).Ok()));
        Assert.Equal([Wall], (await ding.Get("/listings?scheduled=true")).Ok()["items"].EnumerateArray().Select(i => i.GetProperty("partNumber").GetString()));

        world.Forward(TimeSpan.FromHours(23));
        (he, ding) = (await world.As("he.jiayi"), await world.As("ding.yi"));
        Assert.Equal(1, await world.Get<SearchIndex>().CatchUp());
        Assert.Equal((all, true), ((await he.Get("/products?limit=1")).Ok()["total"].GetInt32(), await Found(he, Wall)));
        Assert.Equal(JsonValueKind.Object, (await he.Get($"/products/{Of(Wall)}?regionCode={Suzhou}")).Ok()["offer"].ValueKind);
        Assert.Null(Fault(await Check(he, new { partNumber = Wall, quantity = 1 })));
        (await he.Post("/cart/lines", new { listing = Of(Wall), quantity = 2 })).Ok();
        var draft = await he.Draft(new Want(Wall, 2));

        world.Forward(TimeSpan.FromDays(5));
        he = await world.As("he.jiayi");
        Assert.Equal(1, await world.Get<SearchIndex>().CatchUp());
        Assert.Equal((all - 1, false), ((await he.Get("/products?limit=1")).Ok()["total"].GetInt32(), await Found(he, Wall)));
        var gone = (await he.Get($"/products/{Of(Wall)}?regionCode={Suzhou}")).Ok();
        Assert.Equal((JsonValueKind.Null, "Successor"), (gone["offer"].ValueKind, gone["instead.0.kind"].GetString()));
        var line = await Check(he, new { partNumber = Wall, quantity = 2 });
        Assert.Equal("offer.ended", Fault(line));
        Assert.Equal(Successor, line.GetProperty("instead")[0].GetProperty("product").GetProperty("partNumber").GetString());
        (await he.Post("/cart/lines", new { listing = Of(Wall), quantity = 1 })).Refused(409, "offer.ended", "listing");
        (await he.Submit(draft)).Refused(409, "offer.ended", "lines[0].listing");
        (await he.Post($"/cart/lines/{Of(Wall)}/replacement", new { by = Of(Wall) })).Refused(409, "offer.ended", "by");
        using var pages = await Pages.As(world, "he.jiayi", english: true);
        var cart = (await pages.Get("/cart")).Text;
        Assert.Contains($"{Wall} is no longer sold since 2026-11-26 00:00", cart, StringComparison.Ordinal);
        Assert.Contains("offer.ended", cart, StringComparison.Ordinal);
        Assert.Contains($"{Wall} is no longer sold; instead", cart, StringComparison.Ordinal);
        Assert.Contains("No longer sold since 2026-11-26 00:00", (await pages.Get($"/catalogue/{Of(Wall)}")).Text, StringComparison.Ordinal);
        (await he.Post($"/cart/lines/{Of(Wall)}/replacement", new { by = Of(Successor) })).Ok();
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_moment_that_came_while_a_node_was_off_is_caught_up_and_on_a_running_one_nobody_does_anything(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var folder = Directory.CreateTempSubdirectory("hecai-index-").FullName;
        SearchIndex Index() => new(world.Db, world.Get<Categories>(), new OfferShelf(), Options.Create(new SearchOptions { Directory = folder }), NullLogger<SearchIndex>.Instance);
        var ding = await world.Actor("ding.yi");
        await world.Get<ScheduleListing>().Run(new(Of(Wall)), new(At(Morning), null), null, null, ding);
        using (var index = Index())
            await Eventually.Is(true, async () => await index.CatchUp() == 0);
        await Eventually.Is(false, () => Found(he, Wall));

        // Ten seconds before; then it comes by itself.
        world.Forward(At(Morning) - world.Clock.GetUtcNow() - TimeSpan.FromSeconds(10));
        he = await world.As("he.jiayi");
        await Eventually.Is(true, () => Found(he, Wall));
        Assert.InRange(world.Clock.GetUtcNow(), At(Morning), At(Morning).AddSeconds(30));
        using (var index = Index())
        {
            Assert.Equal(1, await index.CatchUp());
            Assert.Equal(0, await index.CatchUp());
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory, EveryDatabase]
    public async Task Who_may_say_so_and_what_cannot_be(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (ding, xu) = (await world.As("ding.yi"), await world.As("xu.ran"));
        var path = $"/listings/{Of(Wall)}/schedule";
        var seen = (await ding.Get($"/listings/{Of(Wall)}")).Ok();
        (await ding.Put(path, new { saleFrom = Midnight, saleUntil = Morning })).Refused(400, "listing.window_order", "saleUntil");
        (await ding.Put(path, new { saleUntil = "2026-11-20T01:59:00Z" })).Refused(400, "listing.window_past", "saleUntil");
        (await (await world.As("he.jiayi")).Put(path, new { })).Refused(403, "permission.missing");
        Assert.Equal(seen.Raw, (await ding.Get($"/listings/{Of(Wall)}")).Raw);
        (await ding.Put(path, new { saleUntil = Midnight }, seen.ETag)).Ok();
        (await ding.Put(path, new { }, seen.ETag)).Refused(409, "document.changed");

        // The operator says why, and what it said only it takes back.
        (await xu.Put(path, new { saleUntil = Morning })).Refused(400, "listing.reason_required", "reason");
        (await xu.Put(path, new { saleUntil = Morning, reason = "能效标识到期" })).Ok();
        Assert.Equal((null, Morning, true), Schedule((await ding.Get($"/listings/{Of(Wall)}")).Ok()));
        (await ding.Put(path, new { })).Refused(403, "listing.scheduled_by_operator");
        (await xu.Put(path, new { })).Ok();
        (await ding.Put(path, new { saleFrom = Morning })).Ok();
        (await ding.Put(path, new { })).Ok();
        Assert.Equal((null, null, false), Schedule((await ding.Get($"/listings/{Of(Wall)}")).Ok()));
        (await ding.Post($"/listings/{Of(Wall)}/retirement", new { })).Ok();
        (await ding.Put(path, new { saleFrom = Morning })).Refused(409, "listing.retired");
        // Of another supplier's listing nothing is known.
        (await ding.Put($"/listings/{Of("BY-SH18")}/schedule", new { })).Refused(404, "not_found");
    }

    [Theory, EveryDatabase]
    public async Task The_sheet_says_it_in_chinas_time_and_nothing_goes_to_review(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var ding = await world.As("ding.yi");
        var list = $"型号,起售时间,停售时间\n{Wall},2026-11-21 09:00,2026/11/25\n{Cabinet},,2026-12-31 18:30\n";
        var shown = (await ding.Post("/listings/sheet?dryRun=true", Csv(list))).Ok();
        Assert.Equal([$"{Wall} saleFrom  2026-11-21 09:00", $"{Wall} saleUntil  2026-11-26 00:00", $"{Cabinet} saleUntil  2026-12-31 18:30"], Changes(shown));
        Assert.Equal((null, null, false), Schedule((await ding.Get($"/listings/{Of(Wall)}")).Ok()));
        var written = (await ding.Send(HttpMethod.Post, "/listings/sheet", Csv(list), "window-1", shown.ETag)).Ok();
        Assert.Empty(written["offSale"].EnumerateArray());
        Assert.Equal((Morning, Midnight, false), Schedule((await ding.Get($"/listings/{Of(Wall)}")).Ok()));
        Assert.Equal("Listed", (await ding.Get($"/listings/{Of(Wall)}")).Ok()["state"].GetString());

        // What was downloaded changes nothing; a dash takes an end away; what cannot be is told by row.
        using var pages = await Pages.As(world, "ding.yi", english: true);
        var text = Encoding.UTF8.GetString(await pages.Bytes("/supplier/products/offers.csv"));
        Assert.Contains("On sale from,On sale until", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-21 09:00,2026-11-26 00:00", text, StringComparison.Ordinal);
        Assert.Empty((await ding.Post("/listings/sheet", Csv(text))).Ok()["changes"].EnumerateArray());
        Assert.Equal([$"{Wall} saleUntil 2026-11-26 00:00 "], Changes((await ding.Post("/listings/sheet", Csv($"型号,停售时间\n{Wall},-\n"))).Ok()));
        Assert.Equal(["rows[2].saleUntil listing.window_order", "rows[3].saleFrom input.malformed"],
            (await ding.Post("/listings/sheet", Csv($"型号,起售时间,停售时间\n{Wall},,2026-11-21 08:00\n{Cabinet},明天,\n"))).Fields.Order(StringComparer.Ordinal));
        var checkedSheet = await pages.Post("/supplier/products/sheet", "check", [], ("file", "offers.csv", Encoding.UTF8.GetBytes($"型号,停售时间\n{Cabinet},-")));
        Assert.Contains("2026-12-31 18:30 none", checkedSheet.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_pages_say_what_is_scheduled(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        using var ding = await Pages.As(world, "ding.yi", english: true);
        var page = $"/supplier/products/{Of(Wall)}";
        Assert.Contains("listing.window_order", (await ding.Post(page, "schedule", [("saleFrom", "2026-11-26T00:00"), ("saleUntil", "2026-11-21T09:00")])).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await ding.Post(page, "schedule", [("saleFrom", "2026-11-21T09:00"), ("saleUntil", "2026-11-26T00:00"), ("reason", "spring range")])).Status);
        var shown = (await ding.Get(page)).Text;
        Assert.Contains("set the time of sale: 2026-11-21 09:00 to 2026-11-26 00:00", shown, StringComparison.Ordinal);
        Assert.Contains("spring range", shown, StringComparison.Ordinal);
        Assert.Contains("on sale from 11-21 09:00", (await ding.Get("/supplier/products?scheduled=1")).Text, StringComparison.Ordinal);

        using var xu = await Pages.As(world, "xu.ran", english: true);
        var review = $"/operator/listings/{Of(Wall)}";
        Assert.Contains("listing.reason_required", (await xu.Post(review, "schedule", [("saleUntil", "2026-11-22T00:00")])).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await xu.Post(review, "schedule", [("saleUntil", "2026-11-22T00:00"), ("reason", "label expires")])).Status);
        Assert.Contains("on sale until 11-22 00:00", (await xu.Get("/operator/listings?state=Listed&q=" + Uri.EscapeDataString(Wall))).Text, StringComparison.Ordinal);
        Assert.Contains("only the platform can change it", (await ding.Get(page)).Text, StringComparison.Ordinal);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("Sold until 2026-11-22 00:00", (await he.Get($"/catalogue/{Of(Wall)}")).Text, StringComparison.Ordinal);
    }

    private static Guid Of(string partNumber) => Id.Named<ListingId>(partNumber).Value;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Task Follow(World world) => Eventually.Is(true, async () => await world.Get<SearchIndex>().CatchUp() > 0);

    private static async Task<bool> Found(Caller caller, string partNumber) =>
        (await caller.Get($"/products?q={Uri.EscapeDataString(partNumber)}")).Ok()["items"].EnumerateArray().Any(i => i.GetProperty("partNumber").GetString() == partNumber);

    private static int Brands(Answer found) => found["facets"].EnumerateArray().Single(f => f.GetProperty("code").GetString() == "brand").GetProperty("values").EnumerateArray().Sum(v => v.GetProperty("count").GetInt32());

    private static async Task<JsonElement> Check(Caller caller, object line) => (await caller.Post("/line-checks", new { lines = new[] { line }, regionCode = Suzhou })).Ok()["0"];

    private static string? Fault(JsonElement line)
    {
        var code = line.TryGetProperty("fault", out var fault) && fault.ValueKind == JsonValueKind.Object ? fault.GetProperty("code").GetString() : null;
        WholeRun.Refused(code);
        return code;
    }

    private static (string?, string?, bool) Schedule(Answer listing)
    {
        var said = listing["schedule"];
        string? Moment(string name) => said.TryGetProperty(name, out var at) && at.ValueKind == JsonValueKind.String ? at.GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : null;
        return (Moment("saleFrom"), Moment("saleUntil"), said.GetProperty("byOperator").GetBoolean());
    }

    private static IEnumerable<string> Changes(Answer done) =>
        done["changes"].EnumerateArray().Select(c => $"{c.GetProperty("partNumber").GetString()} {c.GetProperty("field").GetString()} {c.GetProperty("before").GetString()} {c.GetProperty("after").GetString()}");

    private static ByteArrayContent Csv(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
}
