using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>A listing is sold in some divisions alone, or not in some; where it is not, the buyer is told so, and told apart from what is merely not delivered.</summary>
public sealed class SaleAreaStories
{
    private const string Wall = "YL-KFR-26GW/B2", Suzhou = "320508", Nanjing = "320102", Urumqi = "650102";

    [Theory, EveryDatabase]
    public async Task Where_it_is_not_sold_it_can_be_seen_and_not_ordered(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        await world.Sql("DELETE FROM delivery_areas WHERE region_code = '65'");
        var (ding, he) = (await world.As("ding.yi"), await world.As("he.jiayi"));
        // Not delivered is something else than not sold.
        Assert.Equal(("stock.area_not_served", "NotDelivered"), await Check(he, Urumqi));
        Assert.Equal((null, "InStock"), await Check(he, Suzhou));
        var draft = await he.Draft(new Want(Wall, 2));
        (await he.Post("/cart/lines", new { listing = Of(Wall), quantity = 2 })).Ok();

        (await ding.Put($"/listings/{Of(Wall)}/areas", new { only = new[] { "32", "65" }, except = new[] { "3205" } })).Ok();
        await Follow(world);
        Assert.Equal(("offer.area_not_sold", "NotSold"), await Check(he, Suzhou));
        Assert.Equal((null, "InStock"), await Check(he, Nanjing));
        Assert.Equal(("offer.area_not_sold", "NotSold"), await Check(he, "310101"));
        Assert.Equal(("stock.area_not_served", "NotDelivered"), await Check(he, Urumqi));
        (await he.Post("/quotes", new { regionCode = Suzhou, lines = Buying.Lines([new(Wall, 1)]) })).Refused(409, "offer.area_not_sold", "lines[0].listing");
        (await he.Post("/quotes", new { regionCode = Nanjing, lines = Buying.Lines([new(Wall, 1)]) })).Ok();
        (await he.Submit(draft)).Refused(409, "offer.area_not_sold", "lines[0].listing");
        Assert.True((await he.Get($"/products/{Of(Wall)}?regionCode={Suzhou}")).Ok()["offer.supply.notSold"].GetBoolean());
        using var pages = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("offer.area_not_sold", (await pages.Get("/cart")).Html, StringComparison.Ordinal);
        Assert.Contains("Not sold here", (await pages.Get($"/catalogue/{Of(Wall)}")).Text, StringComparison.Ordinal);

        // The innermost division decides, whichever way.
        (await ding.Put($"/listings/{Of(Wall)}/areas", new { only = new[] { "32", Suzhou }, except = new[] { "3205" } })).Ok();
        await Follow(world);
        Assert.Equal((null, "InStock"), await Check(he, Suzhou));
        Assert.Equal("offer.area_not_sold", (await Check(he, "320505")).Fault);
        (await ding.Put($"/listings/{Of(Wall)}/areas", new { except = new[] { Nanjing } })).Ok();
        await Follow(world);
        Assert.Equal((null, "offer.area_not_sold"), ((await Check(he, Suzhou)).Fault, (await Check(he, Nanjing)).Fault));
        (await ding.Put($"/listings/{Of(Wall)}/areas", new { })).Ok();
        await Follow(world);
        Assert.Null((await Check(he, Nanjing)).Fault);
        (await he.Submit(draft)).Ok();
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Who_may_say_so_and_what_cannot_be(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var ding = await world.As("ding.yi");
        var path = $"/listings/{Of(Wall)}/areas";
        var seen = (await ding.Get($"/listings/{Of(Wall)}")).Ok();
        Assert.Equal(["except[0] region.unknown", "only[1] region.unknown"], (await ding.Put(path, new { only = new[] { "32", "99" }, except = new[] { "苏州" } })).Fields.Order(StringComparer.Ordinal));
        (await ding.Put(path, new { only = new[] { "32" }, except = new[] { "32" } })).Refused(400, "listing.area_twice", "except");
        (await ding.Put(path, new { only = Regions.Provinces.SelectMany(p => p.Children).SelectMany(c => c.Children).Take(501).Select(r => r.Code) })).Refused(400, "input.out_of_range", "only");
        (await ding.Put("/listings/" + Of("BY-SH18") + "/areas", new { })).Refused(404, "not_found");
        (await (await world.As("he.jiayi")).Put(path, new { })).Refused(403, "permission.missing");
        Assert.Equal(seen.Raw, (await ding.Get($"/listings/{Of(Wall)}")).Raw);
        (await ding.Put(path, new { only = new[] { "32" } }, seen.ETag)).Ok();
        (await ding.Put(path, new { }, seen.ETag)).Refused(409, "document.changed");
        Assert.Equal(["32"], (await ding.Get($"/listings/{Of(Wall)}")).Ok()["areas.only"].EnumerateArray().Select(c => c.GetString()));

        using var pages = await Pages.As(world, "ding.yi", english: true);
        var page = $"/supplier/products/{Of(Wall)}";
        // Without script the next level of a division is asked of the server, and nothing is saved by that.
        Assert.Equal(200, (await pages.Post(page, "areas", [("only", "32"), ("sold", "except"), ("added", "32"), ("region-step", "added")])).Status);
        Assert.Equal(302, (await pages.Post(page, "areas", [("only", "32"), ("sold", "except"), ("added", "32"), ("added", "3205")])).Status);
        Assert.Contains("Only in 江苏省 Not in 江苏省 苏州市", (await pages.Get(page)).Text, StringComparison.Ordinal);
        Assert.Contains("changed where it is sold: only in 1, not in 1 divisions", (await pages.Get(page)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post(page, "areas", [("sold", "only"), ("added", "")])).Status);
        Assert.Contains("Where it is sold Everywhere", (await pages.Get(page)).Text, StringComparison.Ordinal);
        using var xu = await Pages.As(world, "xu.ran", english: true);
        Assert.Equal(302, (await xu.Post($"/operator/listings/{Of(Wall)}", "areas", [("sold", "except"), ("added", "31")])).Status);
        Assert.Contains("Not in 上海市", (await xu.Get($"/operator/listings/{Of(Wall)}")).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_delivery_areas_of_a_warehouse_go_out_and_come_in_as_a_sheet(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var wu = await world.As("wu.tong");
        var id = (await wu.Post("/warehouses", new { code = "AS-1", name = new { zh = "表格仓", en = "Sheet" }, regionCode = "320508", areas = new[] { new { regionCode = "32", days = 3 }, new { regionCode = "31", days = 2 } } })).Ok().Id;
        const string list = "地区代码,地区,工作日\n32,,2\n,江苏省 苏州市 姑苏区,1\n";
        var shown = (await wu.Post($"/warehouses/{id}/areas/sheet?dryRun=true", Csv(list))).Ok();
        Assert.Equal(["31 上海市 2 ", "32 江苏省 3 2", "320508 江苏省 苏州市 姑苏区  1"], Changes(shown));
        Assert.Equal([("31", 2), ("32", 3)], await Areas(wu, id));
        (await wu.Send(HttpMethod.Post, $"/warehouses/{id}/areas/sheet", Csv(list), "areas-1", shown.ETag)).Ok();
        Assert.Equal([("32", 2), ("320508", 1)], await Areas(wu, id));
        (await wu.Send(HttpMethod.Post, $"/warehouses/{id}/areas/sheet", Csv(list), "areas-2", shown.ETag)).Refused(409, "document.changed");
        Assert.False((await wu.Post($"/warehouses/{id}/areas/sheet", Csv(list))).Ok()["written"].GetBoolean());

        // A row at fault refuses the whole sheet, by its number.
        const string wrong = "region code,days\n99,1\n32,91\n31,1\n31,2\n33,x\n35,\n,3\n";
        string[] faults = ["rows[2].regionCode region.unknown", "rows[3].days input.out_of_range", "rows[5].regionCode areas.repeated", "rows[6].days input.malformed", "rows[7].days input.required", "rows[8].regionCode input.required"];
        Assert.Equal(faults, (await wu.Post($"/warehouses/{id}/areas/sheet", Csv(wrong))).Fields.Order(StringComparer.Ordinal));
        foreach (var fault in faults)
            WholeRun.Refused(fault.Split(' ')[1]);
        (await wu.Post($"/warehouses/{id}/areas/sheet", Csv("地区代码\n32\n"))).Refused(400, "import.header_missing", "file");
        Assert.Equal([("32", 2), ("320508", 1)], await Areas(wu, id));
        (await (await world.As("nie.xin")).Post($"/warehouses/{id}/areas/sheet", Csv(list))).Refused(404, "not_found");
        (await (await world.As("nie.xin")).Get($"/warehouses/{id}/areas")).Refused(404, "not_found");

        using var pages = await Pages.As(world, "wu.tong", english: true);
        var page = $"/supplier/stock/warehouses/{id}/sheet";
        var download = await pages.Bytes($"/supplier/stock/warehouses/{id}/areas.xlsx");
        Assert.Contains("Everything is so already", (await pages.Post(page, "check", [], ("file", "areas.xlsx", download))).Text, StringComparison.Ordinal);
        var plan = await pages.Post(page, "check", [], ("file", "areas.csv", Encoding.UTF8.GetBytes("region code,working days\n32,4\n")));
        Assert.Contains("Areas to change: 2, of them no longer delivered to: 1. As they are: 0.", plan.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post(page, "apply", [("content", Hidden(plan, "content")), ("name", Hidden(plan, "name")), ("version", Hidden(plan, "version"))])).Status);
        Assert.Equal([("32", 4)], await Areas(wu, id));
    }

    private static Guid Of(string partNumber) => Id.Named<ListingId>(partNumber).Value;

    private static Task Follow(World world) => Eventually.Is(true, async () => await world.Get<SearchIndex>().CatchUp() > 0);

    private static async Task<(string? Fault, string? Stock)> Check(Caller caller, string regionCode)
    {
        var line = (await caller.Post("/line-checks", new { lines = new[] { new { partNumber = Wall, quantity = 1 } }, regionCode })).Ok()["0"];
        var fault = line.TryGetProperty("fault", out var said) && said.ValueKind == JsonValueKind.Object ? said.GetProperty("code").GetString() : null;
        WholeRun.Refused(fault);
        return (fault, line.GetProperty("product").GetProperty("stock").GetString());
    }

    private static async Task<List<(string, int)>> Areas(Caller caller, Guid warehouse) =>
        [.. (await caller.Get($"/warehouses/{warehouse}/areas")).Ok().Body.EnumerateArray().Select(a => (a.GetProperty("regionCode").GetString()!, a.GetProperty("days").GetInt32()))];

    private static IEnumerable<string> Changes(Answer done) => done["changes"].EnumerateArray().Select(c => $"{c.GetProperty("regionCode").GetString()} {c.GetProperty("region").GetString()} {Days(c, "before")} {Days(c, "after")}");

    private static string Days(JsonElement change, string name) => change.TryGetProperty(name, out var days) && days.ValueKind == JsonValueKind.Number ? days.GetRawText() : "";

    private static string Hidden(PageAnswer page, string name) =>
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page.Html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);

    private static ByteArrayContent Csv(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
}
