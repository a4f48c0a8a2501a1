using System.Text.Json;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>What an approver may do instead of deciding, and how a requester reminds.</summary>
public sealed class HandingOnStories
{
    private const string Cassette = "YL-KFR-72QW/A1";

    [Theory, EveryDatabase]
    public async Task A_level_is_handed_on_to_somebody_who_is_not_on_the_route(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou, tang) = (await world.As("he.jiayi"), await world.As("zhou.qiming"), await world.As("tang.yi"));
        var id = await Submitted(he);
        var task = await Waiting(zhou, id);
        Task<Answer> On(Caller caller, string who, string? reason = "出差，请唐毅审批") => caller.Post($"/approvals/{task}/handover", new { who = DemoPeople.Membership(who).Value, reason });

        (await On(zhou, "tang.yi", " ")).Refused(400, "input.required", "reason");
        (await On(zhou, "zhou.qiming")).Refused(409, "approval.asked_already", "who");
        (await On(zhou, "he.jiayi")).Refused(409, "approval.cannot_decide", "who");
        (await On(zhou, "du.heng")).Refused(400, "member.unknown", "who");
        (await On(tang, "xu.wenjing")).Refused(403, "approval.not_yours");
        (await On(he, "tang.yi")).Refused(403, "permission.missing");
        (await On(await world.As("jiang.tao"), "tang.yi")).Refused(403, "permission.missing");
        Assert.Equal(["周启明 Open"], await Route(he, id));

        (await On(zhou, "tang.yi")).Ok();
        Assert.Equal(["周启明 HandedOn", "唐毅 Open"], await Route(he, id));
        var route = (await he.Requisition(id))["route"];
        Assert.Equal(("出差，请唐毅审批", "周启明转办"), (route[0].GetProperty("comment").GetString(), route[1].GetProperty("because").GetProperty("zh").GetString()));
        (await zhou.Post($"/approvals/{task}/decision", new { decision = "Approved" })).Refused(409, "approval.not_open");
        (await On(zhou, "xu.wenjing")).Refused(409, "approval.not_open");
        await world.Settle();
        Assert.StartsWith("等您审批：网点空调更新", await LastMessage(tang), StringComparison.Ordinal);

        // Not back to who handed it on.
        (await tang.Post($"/approvals/{await Waiting(tang, id)}/handover", new { who = DemoPeople.Membership("zhou.qiming").Value, reason = "请您决定" })).Refused(409, "approval.asked_already", "who");
        Assert.Equal("Ordered", (await tang.Decide(id)).Ok()["state"].GetString());
        Assert.Equal(["周启明 HandedOn", "唐毅 Approved"], await Route(he, id));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Another_is_asked_first_or_at_the_end_of_the_level(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou, tang, xu, zhao) = (await world.As("he.jiayi"), await world.As("zhou.qiming"), await world.As("tang.yi"), await world.As("xu.wenjing"), await world.As("zhao.qian"));
        var id = await Submitted(he, 8);
        Task<Answer> Add(Guid task, string who, bool first) => zhou.Post($"/approvals/{task}/approvers", new { who = DemoPeople.Membership(who).Value, first, reason = "请核对型号" });
        var task = await Waiting(zhou, id);
        (await Add(task, "zhao.qian", true)).Refused(409, "approval.asked_already", "who");
        (await Add(task, "xu.wenjing", false)).Ok();
        (await Add(task, "tang.yi", true)).Ok();
        Assert.Equal(["唐毅 Open", "周启明 Planned", "许文静 Planned", "赵倩 Planned"], await Route(he, id));
        (await zhou.Post($"/approvals/{task}/decision", new { decision = "Approved" })).Refused(409, "approval.not_open");

        (await tang.Decide(id)).Ok();
        Assert.Equal(["唐毅 Approved", "周启明 Open", "许文静 Planned", "赵倩 Planned"], await Route(he, id));
        (await zhou.Decide(id)).Ok();
        (await xu.Decide(id)).Ok();
        Assert.Equal("InApproval", await he.State(id));
        Assert.Equal("Ordered", (await zhao.Decide(id)).Ok()["state"].GetString());

        // A rejection of who was asked first ends it, and gives back what was held.
        var refused = await Submitted(he);
        (await Add(await Waiting(zhou, refused), "tang.yi", true)).Ok();
        (await tang.Decide(refused, "Rejected", "型号已停产")).Ok();
        Assert.Equal(["唐毅 Rejected", "周启明 Superseded"], await Route(he, refused));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_requester_reminds_once_in_four_hours(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await Submitted(he);
        await world.Settle();
        world.Forward(TimeSpan.FromMinutes(1));
        he = await world.As("he.jiayi");
        (await he.Post($"/requisitions/{id}/reminder")).Ok();
        await world.Settle();
        Assert.StartsWith("何嘉怡 催办：网点空调更新", await LastMessage(await world.As("zhou.qiming")), StringComparison.Ordinal);
        (await he.Post($"/requisitions/{id}/reminder")).Refused(409, "approval.reminded");
        (await (await world.As("lin.xiaowen")).Post($"/requisitions/{id}/reminder")).Refused(403, "requisition.not_requester");
        world.Forward(TimeSpan.FromHours(4));
        he = await world.As("he.jiayi");
        (await he.Post($"/requisitions/{id}/reminder")).Ok();
        (await (await world.As("zhou.qiming")).Decide(id)).Ok();
        (await he.Post($"/requisitions/{id}/reminder")).Refused(409, "approval.not_open");
    }

    [Theory, EveryDatabase]
    public async Task The_pages_hand_on_add_and_remind(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou) = (await world.As("he.jiayi"), await world.As("zhou.qiming"));
        var id = await Submitted(he);
        using var asks = await Pages.As(world, "he.jiayi");
        using var decides = await Pages.As(world, "zhou.qiming");
        Assert.Equal(302, (await asks.Post($"/requisitions/{id}", "remind", [])).Status);
        Assert.Contains("每 4 小时可催办一次", (await asks.Post($"/requisitions/{id}", "remind", [])).Text, StringComparison.Ordinal);

        var page = $"/approvals/{await Waiting(zhou, id)}";
        Assert.DoesNotContain(">何嘉怡</option>", (await decides.Get(page)).Html, StringComparison.Ordinal);
        Assert.Contains("请填写此项", (await decides.Post(page, "decide", [("ask", "on"), ("who", ""), ("reason", "出差")])).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await decides.Post(page, "decide", [("ask", "first"), ("who", DemoPeople.Membership("tang.yi").Value.ToString()), ("reason", "请核对型号")])).Status);
        Assert.Equal(["唐毅 Open", "周启明 Planned"], await Route(he, id));
        Assert.Contains("周启明加签：请核对型号", (await asks.Get($"/requisitions/{id}")).Text, StringComparison.Ordinal);
        await (await world.As("tang.yi")).Decide(id);
        Assert.Equal(302, (await decides.Post(page, "decide", [("ask", "on"), ("who", DemoPeople.Membership("xu.wenjing").Value.ToString()), ("reason", "出差")])).Status);
        Assert.Equal(["唐毅 Approved", "周启明 HandedOn", "许文静 Open"], await Route(he, id));
    }

    private static async Task<Guid> Submitted(Caller he, int quantity = 2)
    {
        var id = await he.Draft(new Want(Cassette, quantity));
        (await he.Submit(id)).Ok();
        return id;
    }

    /// <summary>The task of this document that waits for the caller.</summary>
    internal static async Task<Guid> Waiting(Caller caller, Guid document) =>
        (await caller.Get("/approvals")).Ok()["items"].EnumerateArray().Single(t => t.GetProperty("documentId").GetGuid() == document).GetProperty("id").GetGuid();

    private static async Task<List<string>> Route(Caller caller, Guid id) =>
        [.. (await caller.Requisition(id))["route"].EnumerateArray().Select((JsonElement r) => $"{r.GetProperty("approverName").GetString()} {r.GetProperty("state").GetString()}")];

    private static async Task<string> LastMessage(Caller caller) => (await caller.Get("/messages")).Ok()["items"][0].GetProperty("title").GetProperty("zh").GetString()!;
}
