using System.Net;

namespace Hecai.Tests.Stories;

/// <summary>What somebody looks for again and again is kept under a name, and asked anew each time.</summary>
public sealed class SavedSearchStories
{
    [Theory, EveryDatabase]
    public async Task A_search_is_kept_with_all_that_it_asks_for_and_is_found_by_name(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM saved_searches");
        var he = await world.As("he.jiayi");
        var id = (await he.Post("/saved-searches", new
        {
            name = " 网点 3 匹天花机 ",
            terms = new { q = " 变频 ", category = "hvac.cassette", brands = new[] { "云岭" }, attributes = new { refrigerant = new[] { "r32" } }, ranges = new { cool_kw = new { from = 7, to = 8.5 } }, priceFrom = 5000, priceTo = 12000.5, sort = "PriceUp" },
        })).Ok().Id;
        (await he.Post("/saved-searches", new { name = "冰箱", terms = new { category = "cold.refrigerator" } })).Ok();

        var kept = (await he.Get("/saved-searches")).Ok().Body.EnumerateArray().ToList();
        Assert.Equal(["冰箱", "网点 3 匹天花机"], kept.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(id, kept[1].GetProperty("id").GetGuid());
        Assert.Equal("""{"q":"变频","category":"hvac.cassette","brands":["云岭"],"suppliers":[],"attributes":{"refrigerant":["r32"]},"ranges":{"cool_kw":{"from":7,"to":8.5}},"priceFrom":5000,"priceTo":12000.5,"sort":"PriceUp"}""",
            kept[1].GetProperty("terms").GetRawText());

        // The same name is the same search: what it asks for is replaced.
        Assert.Equal(id, (await he.Post("/saved-searches", new { name = "网点 3 匹天花机", terms = new { q = "天花机" } })).Ok().Id);
        kept = [.. (await he.Get("/saved-searches")).Ok().Body.EnumerateArray()];
        Assert.Equal((2, "天花机", 0), (kept.Count, kept[1].GetProperty("terms").GetProperty("q").GetString(), kept[1].GetProperty("terms").GetProperty("brands").GetArrayLength()));

        (await he.Delete($"/saved-searches/{id}")).Ok();
        (await he.Delete($"/saved-searches/{id}")).Refused(404, "not_found");
        Assert.Equal(["冰箱"], (await he.Get("/saved-searches")).Ok().Body.EnumerateArray().Select(s => s.GetProperty("name").GetString()));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_sees_or_deletes_the_searches_of_others(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM saved_searches");
        var (he, lin, jiang) = (await world.As("he.jiayi"), await world.As("lin.xiaowen"), await world.As("jiang.tao"));
        var id = (await he.Post("/saved-searches", new { name = "冰箱", terms = new { q = "冰箱" } })).Ok().Id;
        foreach (var other in new[] { lin, jiang })
        {
            Assert.Empty((await other.Get("/saved-searches")).Ok().Body.EnumerateArray());
            (await other.Delete($"/saved-searches/{id}")).Refused(404, "not_found");
            // A colleague's name is free for one's own.
            Assert.NotEqual(id, (await other.Post("/saved-searches", new { name = "冰箱", terms = new { q = "冰柜" } })).Ok().Id);
        }
        Assert.Equal("冰箱", (await he.Get("/saved-searches")).Ok()["0.terms.q"].GetString());
    }

    [Theory, EveryDatabase]
    public async Task What_asks_for_nothing_or_too_much_is_not_kept(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM saved_searches");
        var he = await world.As("he.jiayi");
        (await he.Post("/saved-searches", new { name = "x", terms = new { q = "  ", sort = "PriceUp" } })).Refused(400, "saved_search.empty", "terms");
        (await he.Post("/saved-searches", new { name = " ", terms = new { q = "冰箱" } })).Refused(400, "input.required", "name");
        (await he.Post("/saved-searches", new { name = "x", terms = new { q = new string('x', 513) } })).Refused(400, "search.too_long", "text");
        (await he.Post("/saved-searches", new { name = "x", terms = new { brands = Enumerable.Range(0, 600).Select(n => $"品牌 {n}") } })).Refused(400, "saved_search.too_long", "terms");
        (await he.Post("/saved-searches", new { name = "x", terms = new { attributes = new { power = (string[]?)null } } })).Refused(400, "input.required", "attributes.power");
        (await he.Post("/saved-searches", new { name = "x", terms = new { ranges = new { cool_kw = (object?)null } } })).Refused(400, "input.required", "ranges.cool_kw");
        (await he.Post("/saved-searches", new { name = "x", terms = new { priceTo = 7e27 } })).Refused(400, "input.out_of_range", "priceTo");
        (await he.Get("/products?priceTo=7000000000000000000000000000")).Refused(400, "input.out_of_range", "priceTo");
        for (var n = 0; n < 50; n++)
            (await he.Post("/saved-searches", new { name = $"第 {n} 个", terms = new { q = $"{n} 匹" } })).Ok();
        (await he.Post("/saved-searches", new { name = "再一个", terms = new { q = "冰箱" } })).Refused(409, "saved_search.too_many");
        // One that is there may still be replaced.
        (await he.Post("/saved-searches", new { name = "第 7 个", terms = new { q = "冰箱" } })).Ok();
        Assert.Equal(50, (await he.Get("/saved-searches")).Ok().Body.GetArrayLength());
    }

    [Theory, EveryDatabase]
    public async Task The_page_keeps_the_search_that_it_is_asked_with_and_leads_back_to_it(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM saved_searches");
        using var he = await Pages.As(world, "he.jiayi");
        const string Asked = "q=%E5%8F%98%E9%A2%91&category=hvac.cassette&cool_kwFrom=7&priceTo=12000";
        Assert.Contains(WebUtility.HtmlEncode("/searches?" + Asked), (await he.Get("/catalogue?" + Asked + "&from=20")).Html);
        Assert.Contains("“变频”，嵌入式天花机，名义制冷量 ≥ 7 kW，目录价 ≤ 12000 元", (await he.Get("/searches?" + Asked)).Text);

        Assert.EndsWith("/searches", (await he.Post("/searches?" + Asked, "save", [("name", "网点天花机")])).Location);
        var list = await he.Get("/searches");
        Assert.Contains(WebUtility.HtmlEncode("/catalogue?" + Asked), list.Html);
        Assert.Contains("网点天花机", list.Text);

        var id = (await world.Rows("SELECT id FROM saved_searches")).Single()[0]!.ToString()!;
        Assert.Equal(302, (await he.Post("/searches", "delete", [("search", id)])).Status);
        Assert.Contains("还没有保存的搜索", (await he.Get("/searches")).Text);
    }
}
