namespace Hecai.Tests.Stories;

/// <summary>What people are told, once each, and that nobody reads what somebody else was told.</summary>
public sealed class MessageStories
{
    private const string Wall = "YL-KFR-26GW/B2";

    [Theory, EveryDatabase]
    public async Task Each_step_of_a_purchase_tells_those_who_go_on_with_it(Database database)
    {
        await using var world = await World.Open(database);
        await world.Settle();
        var he = await world.As("he.jiayi");
        var seen = new Dictionary<string, int>();
        foreach (var who in (string[])["he.jiayi", "zhou.qiming", "wu.tong", "shen.li", "lin.xiaowen", "xu.wenjing"])
            seen[who] = await Count(world, who);

        var id = await he.Draft(new Want(Wall, 4));
        var number = (await he.Requisition(id))["requisition.number"].GetString();
        (await he.Submit(id)).Ok();
        await world.Settle();
        Assert.Equal([$"等您审批：网点空调更新，¥9,500.48（{number}） Wait /requisitions/{id}"], await News(world, seen, "zhou.qiming"));
        Assert.Empty(await News(world, seen, "he.jiayi"));

        (await (await world.As("zhou.qiming")).Decide(id)).Ok();
        await world.Settle();
        var requisition = await he.Requisition(id);
        var (order, orderNumber) = (requisition["requisition.order"].GetGuid(), requisition["requisition.orderNumber"].GetString());
        Assert.Equal([$"已全部批准并下单：网点空调更新，¥9,500.48（{orderNumber}） Done /orders/{order}"], await News(world, seen, "he.jiayi"));
        var child = (await he.Get($"/purchase-orders/{order}")).Ok()["supplierOrders.0"];
        var (supplierOrder, childNumber) = (child.GetProperty("id").GetGuid(), child.GetProperty("number").GetString());
        Assert.Equal([$"新订单待确认：江南银行，¥9,500.48（{childNumber}） Wait /supplier/orders/{supplierOrder}"], await News(world, seen, "wu.tong"));

        var wu = await world.As("wu.tong");
        (await wu.Post($"/supplier-orders/{supplierOrder}/confirmation", new { })).Ok();
        // Each kind of event has a handler of its own, and neither waits for the other.
        await world.Settle();
        var shipment = (await wu.Post($"/supplier-orders/{supplierOrder}/shipments", new { lines = new[] { new { line = 1, quantity = 4 } }, carrier = "自有车队" })).Ok();
        await world.Settle();
        var shipped = $"云岭电器 已发货 {shipment["number"].GetString()}，4 件";
        Assert.Equal([$"云岭电器 已确认供货（{childNumber}） Done /orders/{order}", $"{shipped} Going /orders/{order}"], await News(world, seen, "he.jiayi"));
        Assert.Equal([$"{shipped} Wait /shipments/{shipment.Id}"], await News(world, seen, "shen.li"));
        Assert.Equal([$"{shipped} Wait /shipments/{shipment.Id}"], await News(world, seen, "xu.wenjing"));
        Assert.Empty(await News(world, seen, "lin.xiaowen"));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Returned_and_rejected_requisitions_and_listings_come_back_as_messages(Database database)
    {
        await using var world = await World.Open(database);
        await world.Settle();
        var he = await world.As("he.jiayi");
        var seen = new Dictionary<string, int> { ["he.jiayi"] = await Count(world, "he.jiayi"), ["xu.ran"] = await Count(world, "xu.ran"), ["ding.yi"] = await Count(world, "ding.yi") };
        foreach (var (decision, told) in new[] { ("Returned", "申请被退回修改"), ("Rejected", "申请被驳回") })
        {
            var id = await he.Draft(new Want(Wall, 4));
            (await he.Submit(id)).Ok();
            (await (await world.As("zhou.qiming")).Decide(id, decision, "请核对数量")).Ok();
            await world.Settle();
            Assert.StartsWith(told, Assert.Single(await News(world, seen, "he.jiayi")), StringComparison.Ordinal);
        }
        var ding = await world.As("ding.yi");
        var listing = (await ding.Post("/listings", new { sku = "T-MSG-1", brand = new { zh = "试牌", en = "Trial" }, category = "hvac.wall", name = new { zh = "壁挂机", en = "Wall split" }, listPrice = 269_900 })).Ok().Id;
        (await ding.Post($"/listings/{listing}/submission")).Ok();
        await world.Settle();
        Assert.Equal([$"待审核上架：壁挂机（T-MSG-1） Wait /operator/listings/{listing}"], await News(world, seen, "xu.ran"));
        (await (await world.As("xu.ran")).Post($"/listings/{listing}/review", new { returnedFor = "缺能效等级" })).Ok();
        await world.Settle();
        Assert.Equal([$"商品被退回：壁挂机（T-MSG-1） Bad /supplier/products/{listing}"], await News(world, seen, "ding.yi"));
    }

    [Theory, EveryDatabase]
    public async Task A_message_is_read_by_its_reader_alone_and_written_once_whoever_delivers_it(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, zhou) = (await world.As("he.jiayi"), await world.As("zhou.qiming"));
        await world.Settle();
        (await zhou.Post("/messages/reading")).Ok();
        Assert.Equal(0, (await zhou.Get("/messages?unread=true")).Ok()["items"].GetArrayLength());
        (await he.Submit(await he.Draft(new Want(Wall, 4)))).Ok();
        // Two pumps at the same moment, as on two nodes.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Get<OutboxPump>().PumpOnce(default)));
        await world.Settle();
        var message = Assert.Single((await zhou.Get("/messages?unread=true")).Ok()["items"].EnumerateArray());
        var id = message.GetProperty("id").GetGuid();

        foreach (var other in (string[])["he.jiayi", "gu.nian", "wu.tong", "qin.lan"])
        {
            (await (await world.As(other)).Post($"/messages/{id}/reading")).Refused(404, "not_found");
            Assert.DoesNotContain((await (await world.As(other)).Get("/messages")).Ok()["items"].EnumerateArray(), m => m.GetProperty("id").GetGuid() == id);
        }
        using var pages = await Pages.As(world, "zhou.qiming");
        Assert.Contains("消息，1 条未读", (await pages.Get("/approvals")).Html, StringComparison.Ordinal);
        var opened = await pages.Get($"/messages/{id}");
        Assert.Equal((302, message.GetProperty("href").GetString()), (opened.Status, opened.Location));
        Assert.Equal(0, (await zhou.Get("/messages?unread=true")).Ok()["items"].GetArrayLength());
        Assert.DoesNotContain("条未读", (await pages.Get("/approvals")).Html, StringComparison.Ordinal);
    }

    private static async Task<int> Count(World world, string who) => (await (await world.As(who)).Get("/messages?limit=200")).Ok()["items"].GetArrayLength();

    /// <summary>What came since somebody last looked, the oldest first.</summary>
    private static async Task<List<string>> News(World world, Dictionary<string, int> seen, string who)
    {
        var all = (await (await world.As(who)).Get("/messages?limit=200")).Ok()["items"].EnumerateArray()
            .Select(m => $"{m.GetProperty("title").GetProperty("zh").GetString()} {m.GetProperty("tone").GetString()} {m.GetProperty("href").GetString()}").ToList();
        var fresh = all.Take(all.Count - seen[who]).Reverse().ToList();
        seen[who] = all.Count;
        return fresh;
    }
}
