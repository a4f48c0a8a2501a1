namespace Hecai.Tests.Stories;

/// <summary>Deliveries, dispatch and work through the API, where the main job does not lead.</summary>
public sealed class FulfilmentApi
{
    [Theory, EveryDatabase]
    public async Task A_lost_shipment_is_sent_again_and_an_order_that_cannot_be_brought_is_rejected_or_taken_back(Database database)
    {
        await using var world = await World.Open(database);
        var (cheng, nie) = (await world.As("cheng.su"), await world.As("nie.xin"));
        async Task<Guid> Ordered()
        {
            var requisition = (await cheng.Post("/requisitions", await cheng.Body([new("BY-SH18", 3)]))).Ok().Id;
            (await cheng.Submit(requisition)).Ok();
            return (await cheng.Get("/supplier-orders?limit=1")).Ok()["items.0.id"].GetGuid();
        }
        var held = await world.Held("BY-SH18");
        var order = await Ordered();
        (await nie.Post($"/supplier-orders/{order}/confirmation", new { promisedDelivery = "2026-12-01" })).Ok();
        Assert.Contains(order, (await nie.Get("/deliveries/to-ship")).Ok().Body.EnumerateArray().Select(o => o.GetProperty("order").GetGuid()));
        var shipment = (await nie.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 1, quantity = 2 } }, carrier = "自有车队" })).Ok().Id;
        (await nie.Post($"/shipments/{shipment}/failure", new { reason = "途中丢失" })).Ok();
        Assert.Equal("Failed", (await nie.Get($"/shipments/{shipment}")).Ok()["state"].GetString());
        (await nie.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 1, quantity = 3 } }, carrier = "自有车队" })).Ok();
        Assert.Equal(2, (await nie.Get($"/supplier-orders/{order}/shipments")).Ok().Body.GetArrayLength());

        (await nie.Post($"/supplier-orders/{await Ordered()}/rejection", new { reason = "停产" })).Ok();
        (await cheng.Post($"/supplier-orders/{await Ordered()}/cancellation", new { reason = "不需要了" })).Ok();
        // What the orders had taken is given back by messages.
        await world.Settle();
        Assert.Equal(held, await world.Held("BY-SH18"));
        Assert.NotEmpty((await cheng.Get("/purchase-orders?limit=2")).Ok()["items"].EnumerateArray());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Work_is_given_assigned_and_cancelled(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (zhao, gao, shen) = (await world.As("zhao.tie"), await world.As("gao.feng"), await world.As("shen.li"));
        var technicians = (await zhao.Get("/technicians")).Ok().Body.EnumerateArray().ToList();
        var work = await Delivered(world);
        (await gao.Post($"/work-orders/{work}/provider", new { provider = Id.Named<OrganizationId>("beichen").Value })).Ok();
        (await zhao.Get($"/work-orders/{work}")).Refused(404, "not_found");
        (await gao.Post($"/work-orders/{work}/provider", new { provider = Id.Named<OrganizationId>("xunan").Value })).Ok();

        (await zhao.Post($"/work-orders/{work}/visit", new { start = "2026-12-01T01:00:00Z", end = "2026-12-01T03:00:00Z" })).Ok();
        (await zhao.Post($"/work-orders/{work}/technician", new { technician = technicians[0].GetProperty("id").GetGuid() })).Ok();
        Assert.Equal("Assigned", (await zhao.Get($"/work-orders/{work}")).Ok()["state"].GetString());
        Assert.Contains(work.ToString(), (await zhao.Get("/dispatch/2026-12-01")).Ok().Raw, StringComparison.OrdinalIgnoreCase);
        (await gao.Post($"/work-orders/{work}/cancellation", new { reason = "客户改期", again = false })).Ok();
        Assert.Equal("Cancelled", (await zhao.Get($"/work-orders/{work}")).Ok()["state"].GetString());
        Assert.DoesNotContain(work.ToString(), (await zhao.Get("/dispatch/2026-12-01")).Ok().Raw, StringComparison.OrdinalIgnoreCase);

        var done = (await shen.Get("/work-orders")).Ok()["items.0.id"].GetGuid();
        await world.Sql($"UPDATE work_orders SET state = 'Done', signer_name = '石磊', signature = 'M1 1L2 2L3 3L4 4' WHERE {(database == Database.Postgres ? "id::text" : "lower(id)")} = '{done}'");
        (await shen.Post($"/work-orders/{done}/rework", new { reason = "漏水" })).Ok();
        Assert.Equal("Rework", (await shen.Get($"/work-orders/{done}")).Ok()["state"].GetString());
        var unit = (await shen.Get("/equipment")).Ok()["items.0.id"].GetGuid();
        (await shen.Get($"/equipment/{unit}")).Ok();
    }

    /// <summary>The work order of an air conditioner that was delivered to be installed.</summary>
    private static async Task<Guid> Delivered(World world)
    {
        var (cheng, wu, zhao) = (await world.As("cheng.su"), await world.As("wu.tong"), await world.As("zhao.tie"));
        var requisition = (await cheng.Post("/requisitions", await cheng.Body([new("YL-KFR-35GW/B2", 1, "install")]))).Ok().Id;
        (await cheng.Submit(requisition)).Ok();
        var order = (await cheng.Get("/supplier-orders?limit=1")).Ok()["items.0.id"].GetGuid();
        (await wu.Post($"/supplier-orders/{order}/confirmation", new { })).Ok();
        var shipment = (await wu.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 1, quantity = 1 } }, carrier = "自有车队" })).Ok().Id;
        (await wu.Post($"/shipments/{shipment}/delivery", new { })).Ok();
        await world.Settle();
        return (await zhao.Get("/work-orders?state=Open")).Ok()["items.0.id"].GetGuid();
    }
}
