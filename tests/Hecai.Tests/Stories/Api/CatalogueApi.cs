using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>上架 through the API: a product from its draft to its end, and who sees it when.</summary>
public sealed class CatalogueApi
{
    private static readonly Dictionary<string, object?> Product = new()
    {
        ["sku"] = "API-26GW", ["category"] = "hvac.wall", ["brand"] = new { zh = "试牌", en = "Trial" }, ["name"] = new { zh = "一匹挂机", en = "1 HP wall split" }, ["listPrice"] = 269_900, ["vat"] = 13,
    };

    [Theory, EveryDatabase]
    public async Task A_product_is_drafted_reviewed_listed_bought_suspended_and_retired(Database database)
    {
        await using var world = await World.Open(database);
        var (ding, xu, he) = (await world.As("ding.yi"), await world.As("xu.ran"), await world.As("he.jiayi"));
        var id = (await ding.Post("/listings", Product)).Ok().Id;
        (await ding.Post("/listings", Product)).Refused(409, "sku.part_number_taken", "sku");
        var first = (await ding.Get($"/listings/{id}")).Ok().ETag;
        (await ding.Put($"/listings/{id}", new Dictionary<string, object?>(Product) { ["listPrice"] = 299_900 }, first)).Ok();
        (await ding.Put($"/listings/{id}", Product, first)).Refused(409, "document.changed");
        (await ding.Post($"/listings/{id}/submission")).Ok();
        (await ding.Put($"/listings/{id}", Product)).Refused(409, "listing.locked");
        (await xu.Post($"/listings/{id}/review", new { returnedFor = "请补充能效标识" })).Ok();
        var returned = (await ding.Get($"/listings/{id}")).Ok();
        Assert.Equal(("Draft", "请补充能效标识", 299_900), (returned["state"].GetString(), returned["reason"].GetString(), returned["product.listPrice"].GetInt64()));
        Assert.Equal(["submit", "retire"], returned["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        (await ding.Post($"/listings/{id}/submission")).Ok();
        (await xu.Post($"/listings/{id}/review", new { })).Ok();
        Assert.Equal("Listed", (await ding.Get($"/listings/{id}")).Ok()["state"].GetString());
        Assert.Contains(id, (await ding.Get("/listings?state=Listed&q=API-26GW")).Ok()["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));

        await Eventually.Is(1, async () => (await he.Get($"/products?q=API-26GW&regionCode={Places.Pingjiang}")).Ok()["total"].GetInt32());
        var found = (await he.Get($"/products/{id}?quantity=3&regionCode={Places.Pingjiang}")).Ok();
        Assert.Equal(("API-26GW", "2999.00"), (found["partNumber"].GetString(), found["offer.listPrice"].Amount()));
        Assert.NotEmpty((await he.Get("/products/suggestions?q=API-26")).Ok().Body.EnumerateArray());

        (await ding.Post($"/listings/{id}/suspension", new { reason = "价格核实中" })).Ok();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await he.Get($"/products/{id}")) is { Status: 200 } gone ? gone["offer"].ValueKind : System.Text.Json.JsonValueKind.Null);
        (await ding.Send(HttpMethod.Delete, $"/listings/{id}/suspension", null)).Ok();
        (await ding.Post($"/listings/{id}/suspension", new { reason = "改型号" })).Ok();
        (await ding.Post($"/listings/{id}/revision")).Ok();
        (await ding.Post($"/listings/{id}/retirement")).Ok();
        var retired = (await ding.Get($"/listings/{id}")).Ok();
        Assert.Equal(("Retired", 0), (retired["state"].GetString(), retired["allowedActions"].GetArrayLength()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Another_supplier_s_listing_is_to_nobody_else_more_than_nothing(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (ding, tao, xu) = (await world.As("ding.yi"), await world.As("tao.ran"), await world.As("xu.ran"));
        var (draft, listed, nobody) = ((await ding.Post("/listings", Product)).Ok().Id, Id.Named<ListingId>("YL-KFR-72QW/A1").Value, Guid.Parse(Isolation.Objects.Nobody));
        var before = (await world.Rows("SELECT count(*), max(seq) FROM audit_entries"))[0];
        foreach (var (method, path, body) in (IEnumerable<(string, string, object?)>)[("GET", "", null), ("PUT", "", Product), ("POST", "/submission", null), ("POST", "/suspension", new { reason = "x" }), ("DELETE", "/suspension", null), ("POST", "/revision", null), ("POST", "/retirement", null)])
        {
            var answers = new List<(int, string?)>();
            foreach (var id in new[] { draft, listed, nobody })
                answers.Add((await tao.Send(new HttpMethod(method), $"/listings/{id}{path}", body, method == "POST" ? Guid.NewGuid().ToString() : null)) is var answer ? (answer.Status, answer.Code) : default);
            Assert.Equal([(404, "not_found")], answers.Distinct());
        }
        (await tao.Post($"/listings/{draft}/review", new { })).Refused(403, "permission.missing");
        (await (await world.As("he.jiayi")).Put($"/listings/{draft}", Product)).Refused(403, "permission.missing");
        (await (await world.As("he.jiayi")).Get($"/products/{draft}")).Refused(404, "not_found");
        Assert.DoesNotContain(draft, (await tao.Get("/listings?limit=200")).Ok()["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
        Assert.Contains(draft, (await xu.Get("/listings?limit=200&state=Draft")).Ok()["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
        Assert.Equal(before, (await world.Rows("SELECT count(*), max(seq) FROM audit_entries"))[0]);
    }

    [Theory, EveryDatabase]
    public async Task A_cart_is_filled_and_emptied_by_its_owner_alone(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, lin) = (await world.As("he.jiayi"), await world.As("lin.xiaowen"));
        var kettle = Id.Named<ListingId>("BY-SH18").Value;
        async Task<List<Guid>> Cart(Caller who) => [.. (await who.Get("/cart")).Ok().Body.EnumerateArray().Select(l => l.GetProperty("listing").GetGuid())];
        var before = (Mine: await Cart(he), Hers: await Cart(lin));
        (await he.Post("/cart/lines", new { listing = kettle, quantity = 2 })).Ok();
        Assert.Equal([.. before.Mine.Append(kettle).Distinct().Order()], (await Cart(he)).Order());
        Assert.Equal(before.Hers, await Cart(lin));
        (await he.Delete($"/cart/lines/{kettle}")).Ok();
        Assert.DoesNotContain(kettle, await Cart(he));
        var quote = (await he.Post("/quotes", new { lines = new[] { new { listing = kettle, quantity = 2 } }, regionCode = Places.Pingjiang })).Ok();
        Assert.Equal(1, quote["split"].GetArrayLength());
    }
}
