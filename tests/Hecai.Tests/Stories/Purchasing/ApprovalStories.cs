using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>From submission to order: who decides, what is held meanwhile, and that everything comes back when it ends otherwise.</summary>
public sealed class ApprovalStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cassette = "YL-KFR-72QW/A1";

    [Theory, EveryDatabase]
    public async Task The_levels_are_set_and_taken_out_and_only_somebody_who_decides_is_named(Database database)
    {
        await using var world = await World.Open(database);
        using var gu = await world.As("gu.nian");
        async Task<List<(int, string?, string?)>> Levels() => [.. (await gu.Get("/approval-rules")).Ok().Body.EnumerateArray()
            .Select(r => (r.GetProperty("level").GetInt32(), r.GetProperty("name").GetString(), r.GetProperty("approverName").GetString()))];
        object Named(string key) => new { name = "行长室", from = new { amount = "20000.00", currency = "CNY" }, kind = "Named", approver = DemoPeople.Membership(key).Value };
        Assert.Equal([(1, "部门负责人", null), (2, "财务复核", "赵倩"), (3, "分管行长", "陈国栋")], await Levels());

        (await gu.Put("/approval-rules/2", Named("he.jiayi"))).Refused(409, "approval.cannot_decide", "approver");
        (await gu.Put("/approval-rules/2", Named("du.heng"))).Refused(400, "member.unknown", "approver");
        (await gu.Put("/approval-rules/2", Named("chen.guodong"))).Ok();
        (await gu.Delete("/approval-rules/3")).Ok();
        (await gu.Delete("/approval-rules/3")).Refused(404, "not_found");
        Assert.Equal([(1, "部门负责人", null), (2, "行长室", "陈国栋")], await Levels());
    }

    [Theory, EveryDatabase]
    public async Task The_last_approval_places_the_order_and_takes_budget_and_stock(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var before = await Taken.Now(world, Cassette);
        var id = await he.Draft(new Want(Cassette, 2));
        Assert.Equal(before, await Taken.Now(world, Cassette));

        Assert.Equal("Null", (await he.Submit(id)).Ok()["order"].ValueKind.ToString());
        Assert.Equal(before with { Held = before.Held + 2, QuotaHeld = before.QuotaHeld + 2, Reserved = before.Reserved + 1_501_030 }, await Taken.Now(world, Cassette));

        Assert.Equal("Ordered", (await (await world.As("zhou.qiming")).Decide(id)).Ok()["state"].GetString());
        Assert.Equal(before with { Held = before.Held + 2, CalledOff = before.CalledOff + 2, Committed = before.Committed + 1_501_030 }, await Taken.Now(world, Cassette));
        var order = (await he.Get($"/purchase-orders/{(await he.Requisition(id))["requisition.order"].GetGuid()}")).Ok();
        Assert.Equal(("Placed", "15010.30"), (order["state"].GetString(), order["total"].Amount()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Rejection_withdrawal_return_and_expiry_release_everything(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou) = (await world.As("he.jiayi"), await world.As("zhou.qiming"));
        var before = await Taken.Now(world, Cassette);

        var rejected = await Submitted(he, Cassette);
        (await zhou.Decide(rejected, "Rejected")).Refused(400, "approval.comment_required", "comment");
        (await zhou.Decide(rejected, "Rejected", "本年度不再新增")).Ok();
        Assert.Equal(("Rejected", before), (await he.State(rejected), await Taken.Now(world, Cassette)));

        var withdrawn = await Submitted(he, Cassette);
        (await he.Post($"/requisitions/{withdrawn}/withdrawal", new { reason = "改用现有设备" })).Ok();
        Assert.Equal(("Withdrawn", before), (await he.State(withdrawn), await Taken.Now(world, Cassette)));

        var returned = await Submitted(he, Cassette);
        (await zhou.Decide(returned, "Returned", "请核对数量")).Ok();
        Assert.Equal(("Returned", before), (await he.State(returned), await Taken.Now(world, Cassette)));

        // The seeded requisitions that wait for approval expire as well; a product that none of them asks for shows only ours.
        var calm = await Taken.Now(world, Wall);
        var expired = await Submitted(he, Wall, 3);
        world.Forward(TimeSpan.FromHours(73));
        await world.Get<ExpireHolds>().Run(default);
        await world.Settle();
        he = await world.As("he.jiayi");
        Assert.Equal("Returned", await he.State(expired));
        var after = await Taken.Now(world, Wall);
        Assert.Equal((calm.Held, calm.QuotaHeld, 0), (after.Held, after.QuotaHeld, after.Reserved));
        Assert.Empty((await (await world.As("zhou.qiming")).Get("/approvals")).Ok()["items"].EnumerateArray());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Nobody_approves_their_own_request_and_nobody_decides_two_levels(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await Submitted(he, Cassette, 8);
        var route = (await he.Requisition(id))["route"].EnumerateArray().Select(r => (Id: r.GetProperty("id").GetGuid(), Who: r.GetProperty("approver").GetGuid(), State: r.GetProperty("state").GetString())).ToList();
        Assert.Equal(["Open", "Planned"], route.Select(r => r.State));
        Assert.Equal(route.Count, route.Select(r => r.Who).Distinct().Count());

        // Neither the requester, nor the second level's person on the first level, nor anybody on a level that is not open.
        (await he.Post($"/approvals/{route[0].Id}/decision", new { decision = "Approved" })).Refused(403, "permission.missing");
        Assert.Equal(403, (await (await world.As("zhao.qian")).Post($"/approvals/{route[0].Id}/decision", new { decision = "Approved" })).Status);
        Assert.Equal(409, (await (await world.As("zhao.qian")).Post($"/approvals/{route[1].Id}/decision", new { decision = "Approved" })).Status);
        Assert.Equal("InApproval", (await (await world.As("zhou.qiming")).Post($"/approvals/{route[0].Id}/decision", new { decision = "Approved" })).Ok()["state"].GetString());
        Assert.Equal(403, (await (await world.As("zhou.qiming")).Post($"/approvals/{route[1].Id}/decision", new { decision = "Approved" })).Status);
        Assert.Equal("InApproval", await he.State(id));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task One_level_decided_sixteen_times_at_once_is_decided_once(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await Submitted(he, Cassette);
        var zhou = await world.As("zhou.qiming");
        var task = (await he.Requisition(id))["route.0.id"].GetGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => zhou.Post($"/approvals/{task}/decision", new { decision = "Approved" })));
        Assert.Equal(1, answers.Count(a => a.Status == 200));
        Assert.All(answers, a => Assert.True(a.Status is 200 or 409, a.Raw));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_suppliers_rejection_gives_everything_back(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var before = await Taken.Now(world, Wall);
        // Below every level: ordered at once.
        var id = await he.Draft(new Want(Wall, 1));
        var order = (await he.Submit(id)).Ok()["order"].GetGuid();
        Assert.NotEqual(before, await Taken.Now(world, Wall));
        var child = (await he.Get($"/purchase-orders/{order}")).Ok()["supplierOrders.0.id"].GetGuid();
        var desk = await world.As("wu.tong");
        (await desk.Post($"/supplier-orders/{child}/rejection", new { reason = " " })).Refused(400, "order.reason_required", "reason");
        (await (await world.As("shao.qing")).Post($"/supplier-orders/{child}/rejection", new { reason = "停产" })).Refused(404, "not_found");
        (await desk.Post($"/supplier-orders/{child}/rejection", new { reason = "停产" })).Ok();
        await world.Settle();
        Assert.Equal(before, await Taken.Now(world, Wall));
        Assert.Equal("Cancelled", (await he.Get($"/purchase-orders/{order}")).Ok()["state"].GetString());
        await world.Invariants();
    }

    private static async Task<Guid> Submitted(Caller he, string part, int quantity = 2)
    {
        var id = await he.Draft(new Want(part, quantity));
        (await he.Submit(id)).Ok();
        return id;
    }
}
