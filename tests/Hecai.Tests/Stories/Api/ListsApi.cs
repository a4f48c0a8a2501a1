namespace Hecai.Tests.Stories;

/// <summary>Lists and settings of the API that the other stories pass by: what each shows of what was just done.</summary>
public sealed class ListsApi
{
    [Theory, EveryDatabase]
    public async Task Buyers_list_what_they_asked_for_and_the_account_it_goes_on(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao) = (await world.As("he.jiayi"), await world.As("zhao.qian"));
        var id = await he.Draft(new Want("YL-KFR-26GW/B2", 4));
        (await he.Submit(id)).Ok();
        var mine = (await he.Get("/requisitions?mine=true&state=InApproval&limit=1")).Ok();
        Assert.Equal(id, mine["items.0.id"].GetGuid());
        Assert.True((await zhao.Get($"/requisitions?after={Uri.EscapeDataString(mine["next"].GetString()!)}&limit=5")).Ok()["items"].GetArrayLength() is > 0 and <= 5);

        var budget = (await zhao.Get("/budgets?year=2026")).Ok().Body.EnumerateArray().First(b => b.GetProperty("code").GetString() == "SZ-0312");
        var entry = (await zhao.Get($"/budgets/{budget.GetProperty("id").GetGuid()}/entries?limit=1")).Ok()["0"];
        Assert.Equal((950_048, id), (entry.GetProperty("reserved").GetInt64(), entry.GetProperty("documentId").GetGuid()));

        var centre = budget.GetProperty("costCentre").GetGuid();
        (await zhao.Post("/budgets", new { costCentre = centre, year = 2027, allocated = new { amount = "120000.00", currency = "CNY" } })).Ok();
        var next = (await zhao.Get("/budgets?year=2027")).Ok().Body.EnumerateArray().Single(b => b.GetProperty("costCentre").GetGuid() == centre);
        Assert.Equal((12_000_000, 12_000_000), (next.GetProperty("allocated").GetInt64(), next.GetProperty("available").GetInt64()));
        Assert.Contains("AG-2026-0017", (await zhao.Get("/agreements?state=Active&q=AG-2026")).Ok()["items"].EnumerateArray().Select(a => a.GetProperty("number").GetString()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Suppliers_and_receivers_list_what_is_on_its_way(Database database)
    {
        await using var world = await World.Open(database);
        var (he, nie, shen, wu) = (await world.As("he.jiayi"), await world.As("nie.xin"), await world.As("shen.li"), await world.As("wu.tong"));
        var requisition = await he.Draft(new Want("BY-SH18", 3));
        (await he.Submit(requisition)).Ok();
        var order = (await he.Get($"/purchase-orders/{(await he.Requisition(requisition))["requisition.order"].GetGuid()}")).Ok()["supplierOrders.0.id"].GetGuid();
        (await nie.Post($"/supplier-orders/{order}/confirmation", new { promisedDelivery = "2026-12-01" })).Ok();
        var shipment = (await nie.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 1, quantity = 3 } }, carrier = "自有车队" })).Ok().Id;
        var coming = (await shen.Get("/shipments?limit=50")).Ok()["items"].EnumerateArray().Single(x => x.GetProperty("id").GetGuid() == shipment);
        Assert.Equal(("Dispatched", order), (coming.GetProperty("state").GetString(), coming.GetProperty("supplierOrder").GetGuid()));
        (await shen.Post($"/shipments/{shipment}/delivery", new { })).Ok();
        var open = (await shen.Get("/deliveries/to-accept?limit=50")).Ok().Body.EnumerateArray().Single(r => r.GetProperty("order").GetGuid() == order);
        Assert.Equal((3, 3), (open.GetProperty("delivered").GetInt64(), open.GetProperty("open").GetInt64()));
        Assert.NotEmpty((await wu.Get("/warehouses")).Ok().Body.EnumerateArray());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_operator_sets_the_brand_and_a_reader_marks_one_message(Database database)
    {
        await using var world = await World.Open(database);
        var qin = await world.As("qin.lan");
        (await qin.Put("/brand", new { name = new { zh = "江南易采", en = "Jiangnan Buy" }, light = "#8a1c3b", dark = "#f0a6bb" })).Ok();
        var brand = (await qin.Get("/brand")).Ok();
        Assert.Equal(("江南易采", "#8a1c3b", "#f0a6bb"), (brand["name.zh"].GetString(), brand["light"].GetString(), brand["dark"].GetString()));
        (await (await world.As("gu.nian")).Put("/brand", new { name = new { zh = "甲", en = "A" }, light = "#8a1c3b", dark = "#f0a6bb" })).Refused(403, "permission.missing");

        var (he, zhou) = (await world.As("he.jiayi"), await world.As("zhou.qiming"));
        (await he.Submit(await he.Draft(new Want("YL-KFR-26GW/B2", 4)))).Ok();
        await world.Settle();
        var unread = (await zhou.Get("/messages?unread=true")).Ok()["items"];
        (await zhou.Post($"/messages/{unread[0].GetProperty("id").GetGuid()}/reading")).Ok();
        Assert.Equal(unread.GetArrayLength() - 1, (await zhou.Get("/messages?unread=true")).Ok()["items"].GetArrayLength());
    }
}
