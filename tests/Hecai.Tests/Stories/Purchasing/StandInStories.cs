using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Somebody decides while another is away; the duties hold for both (S1, S3, S6).</summary>
public sealed class StandInStories
{
    private const string Cassette = "YL-KFR-72QW/A1";

    [Theory, EveryDatabase]
    public async Task While_one_is_away_both_may_decide_and_afterwards_the_one_alone(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou, tang) = (await world.As("he.jiayi"), await world.As("zhou.qiming"), await world.As("tang.yi"));
        var before = await Submitted(he);
        Assert.Empty(await Lists(tang, before));
        (await zhou.Put("/approvals/stand-in", Said("tang.yi", "2026-11-20", "2026-11-22", reason: "年假"))).Ok();
        var mine = (await zhou.Get("/approvals/stand-in")).Ok();
        Assert.Equal(("唐毅", true, "年假"), (mine["own.substituteName"].GetString(), mine["own.now"].GetBoolean(), mine["own.reason"].GetString()));
        Assert.Equal("周启明", (await tang.Get("/approvals/stand-in")).Ok()["for.0.principalName"].GetString());

        // What waited already waits for both; who comes later is told to both.
        Assert.Equal([(before, "周启明")], await Lists(tang, before));
        var later = await Submitted(he);
        await world.Settle();
        Assert.StartsWith("等您审批", (await tang.Get("/messages")).Ok()["items"][0].GetProperty("title").GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Equal("Ordered", (await tang.Decide(before)).Ok()["state"].GetString());
        var step = (await he.Requisition(before))["route"][0];
        Assert.Equal(("周启明", "Approved", "唐毅"), (step.GetProperty("approverName").GetString(), step.GetProperty("state").GetString(), step.GetProperty("decidedBy").GetString()));
        Assert.Equal(before, (await tang.Get("/approvals?decided=true")).Ok()["items.0.documentId"].GetGuid());
        // A stand-in decides; whom else to ask is for who is away.
        (await tang.Post($"/approvals/{await HandingOnStories.Waiting(tang, later)}/handover", new { who = DemoPeople.Membership("xu.wenjing").Value, reason = "请您" })).Refused(403, "approval.not_yours");

        world.Forward(TimeSpan.FromDays(3));
        (zhou, tang) = (await world.As("zhou.qiming"), await world.As("tang.yi"));
        var task = await HandingOnStories.Waiting(zhou, later);
        Assert.Empty(await Lists(tang, later));
        (await tang.Post($"/approvals/{task}/decision", new { decision = "Approved" })).Refused(403, "approval.not_yours");
        Assert.Equal("Null", (await zhou.Get("/approvals/stand-in")).Ok()["own"].ValueKind.ToString());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_stand_in_decides_up_to_a_total_and_until_it_is_ended(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhou, tang) = (await world.As("he.jiayi"), await world.As("zhou.qiming"), await world.As("tang.yi"));
        var id = await Submitted(he);
        var task = await HandingOnStories.Waiting(zhou, id);
        (await zhou.Put("/approvals/stand-in", Said("tang.yi", "2026-11-20", "2026-11-30", "15010.29"))).Ok();
        Assert.Empty(await Lists(tang, id));
        (await tang.Post($"/approvals/{task}/decision", new { decision = "Approved" })).Refused(403, "approval.not_yours");
        (await zhou.Put("/approvals/stand-in", Said("tang.yi", "2026-11-20", "2026-11-30", "15010.30"))).Ok();
        Assert.Equal([(id, "周启明")], await Lists(tang, id));
        (await zhou.Delete("/approvals/stand-in")).Ok();
        (await zhou.Delete("/approvals/stand-in")).Refused(404, "not_found");
        (await tang.Post($"/approvals/{task}/decision", new { decision = "Approved" })).Refused(403, "approval.not_yours");
        Assert.Equal("InApproval", await he.State(id));
    }

    [Theory, EveryDatabase]
    public async Task Neither_requesters_nor_their_stand_ins_nor_who_is_on_the_route_decide_in_the_place_of_another(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao) = (await world.As("he.jiayi"), await world.As("zhao.qian"));
        using var gu = await world.As("gu.nian");
        Task<Answer> Set(string away, string substitute) => gu.Put($"/stand-ins/{DemoPeople.Membership(away).Value}", Said(substitute, "2026-11-20", "2026-11-30"));

        // S3: who decides the second level cannot take the first one as well; who is away still can.
        (await Set("zhou.qiming", "zhao.qian")).Ok();
        var large = await Submitted(he, 8);
        (await zhao.Decide(large)).Refused(403, "approval.two_levels");
        (await (await world.As("zhou.qiming")).Decide(large)).Ok();
        Assert.Equal("Ordered", (await zhao.Decide(large)).Ok()["state"].GetString());

        // A manager who requests: the next manager up decides, who is away.
        (await gu.Put($"/members/{DemoPeople.Membership("zhou.qiming").Value}", new { roles = new[] { "buyer.requester", "buyer.approver" }, active = true, department = (await gu.Get($"/members/{DemoPeople.Membership("zhou.qiming").Value}")).Ok()["department"].GetGuid() })).Ok();
        var zhou = await world.As("zhou.qiming");
        var own = await Requested(world, await world.Actor("zhou.qiming"));
        var task = await HandingOnStories.Waiting(await world.As("chen.guodong"), own);
        Task<Answer> Approve(Caller caller) => caller.Post($"/approvals/{task}/decision", new { decision = "Approved" });
        (await Set("chen.guodong", "zhou.qiming")).Ok();
        Assert.Empty(await Lists(zhou, own));
        (await Approve(zhou)).Refused(403, "approval.own_request");
        // S6: nor who stands in for the requester.
        (await Set("chen.guodong", "zhao.qian")).Ok();
        (await Approve(zhao)).Refused(403, "stand_in.of_requester");
        (await zhou.Delete("/approvals/stand-in")).Ok();
        Assert.Equal("Ordered", (await Approve(zhao)).Ok()["state"].GetString());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_said_of_a_stand_in_is_checked(Database database)
    {
        await using var world = await World.Open(database);
        var (zhou, tang) = (await world.As("zhou.qiming"), await world.As("tang.yi"));
        using var gu = await world.As("gu.nian");
        Task<Answer> Mine(object said) => zhou.Put("/approvals/stand-in", said);
        (await Mine(Said("zhou.qiming", "2026-11-20", "2026-11-21"))).Refused(400, "stand_in.self", "substitute");
        (await Mine(Said("he.jiayi", "2026-11-20", "2026-11-21"))).Refused(409, "approval.cannot_decide", "substitute");
        (await Mine(Said("du.heng", "2026-11-20", "2026-11-21"))).Refused(400, "member.unknown", "substitute");
        (await Mine(Said("tang.yi", "2026-11-19", "2026-11-21"))).Refused(400, "stand_in.dates", "from");
        (await Mine(Said("tang.yi", "2026-11-21", "2026-11-20"))).Refused(400, "stand_in.dates", "to");
        (await Mine(Said("tang.yi", "2026-11-20", "2027-11-21"))).Refused(400, "stand_in.dates", "to");
        (await Mine(Said("tang.yi", "2026-11-20", "2026-11-21", "0.00"))).Refused(400, "input.malformed", "upTo");
        (await Mine(Said("tang.yi", "2026-11-20", "2026-11-21", reason: new string('长', 101)))).Refused(400, "input.too_long", "reason");
        Assert.Empty((await gu.Get("/stand-ins")).Ok().Body.EnumerateArray());

        (await Mine(Said("tang.yi", "2026-11-20", "2026-11-21"))).Ok();
        (await tang.Put("/approvals/stand-in", Said("zhou.qiming", "2026-11-21", "2026-11-23"))).Refused(409, "stand_in.circle", "substitute");
        (await tang.Put("/approvals/stand-in", Said("zhou.qiming", "2026-11-22", "2026-11-23"))).Ok();
        (await gu.Put($"/stand-ins/{DemoPeople.Membership("zhou.qiming").Value}", Said("gu.nian", "2026-11-20", "2026-11-21"))).Refused(400, "stand_in.self", "substitute");
        (await gu.Put($"/stand-ins/{DemoPeople.Membership("du.heng").Value}", Said("tang.yi", "2026-11-20", "2026-11-21"))).Refused(400, "member.unknown", "principal");
        (await tang.Put($"/stand-ins/{DemoPeople.Membership("zhou.qiming").Value}", Said("tang.yi", "2026-11-20", "2026-11-21"))).Refused(403, "permission.missing");

        // Another organization sees nothing of it and ends nothing.
        using var du = await world.As("du.heng");
        Assert.Empty((await du.Get("/stand-ins")).Ok().Body.EnumerateArray());
        (await du.Delete($"/stand-ins/{DemoPeople.Membership("zhou.qiming").Value}")).Refused(404, "not_found");
        (await gu.Delete($"/stand-ins/{DemoPeople.Membership("zhou.qiming").Value}")).Ok();
        Assert.Equal(["唐毅 周启明"], (await gu.Get("/stand-ins")).Ok().Body.EnumerateArray().Select(s => $"{s.GetProperty("principalName").GetString()} {s.GetProperty("substituteName").GetString()}"));
    }

    [Theory, EveryDatabase]
    public async Task Said_eight_times_at_once_it_is_there_once(Database database)
    {
        await using var world = await World.Open(database);
        var zhou = await world.As("zhou.qiming");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => zhou.Put("/approvals/stand-in", Said("tang.yi", "2026-11-20", "2026-11-21"))));
        Assert.All(answers, a => Assert.True(a.Status is 204 or 409, a.Raw));
        using var gu = await world.As("gu.nian");
        Assert.Single((await gu.Get("/stand-ins")).Ok().Body.EnumerateArray());
    }

    [Theory, EveryDatabase]
    public async Task The_pages_set_and_end_it(Database database)
    {
        await using var world = await World.Open(database);
        using var zhou = await Pages.As(world, "zhou.qiming");
        using var tang = await Pages.As(world, "tang.yi");
        using var gu = await Pages.As(world, "gu.nian");
        (string, string)[] said = [("substitute", DemoPeople.Membership("tang.yi").Value.ToString()), ("from", "2026-11-20"), ("to", "2026-11-27"), ("upTo", "50,000.00"), ("reason", "年假")];
        Assert.Contains("请填写此项", (await zhou.Post("/approvals/stand-in", "set", [.. said.Where(f => f.Item1 != "to")])).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await zhou.Post("/approvals/stand-in", "set", said)).Status);
        Assert.Contains("唐毅 正在代您审批 2026-11-20 至 2026-11-27，¥50,000.00 以内（年假）", (await zhou.Get("/approvals/stand-in")).Text, StringComparison.Ordinal);
        Assert.Contains("周启明 2026-11-20 至 2026-11-27", (await tang.Get("/approvals/stand-in")).Text, StringComparison.Ordinal);
        Assert.Contains("周启明 唐毅 2026-11-20", (await gu.Get("/settings/stand-ins")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await gu.Post("/settings/stand-ins", "set", [("principal", DemoPeople.Membership("chen.guodong").Value.ToString()), .. said])).Status);
        Assert.Equal(302, (await gu.Post("/settings/stand-ins", "end", [("principal", DemoPeople.Membership("chen.guodong").Value.ToString())])).Status);
        Assert.Equal(302, (await zhou.Post("/approvals/stand-in", "end", [])).Status);
        Assert.Contains("没有代理", (await gu.Get("/settings/stand-ins")).Text, StringComparison.Ordinal);
    }

    private static object Said(string substitute, string from, string to, string? upTo = null, string? reason = null) =>
        new { substitute = DemoPeople.Membership(substitute).Value, from, to, upTo = upTo is null ? null : new { amount = upTo, currency = "CNY" }, reason };

    private static async Task<Guid> Submitted(Caller he, int quantity = 2)
    {
        var id = await he.Draft(new Want(Cassette, quantity));
        (await he.Submit(id)).Ok();
        return id;
    }

    /// <summary>The same by a use case: a program of the API has no more rights than when it was made.</summary>
    private static async Task<Guid> Requested(World world, Actor actor)
    {
        var (site, centre) = await world.Db.Read(actor, async read => ((await world.Get<SiteQueries>().All(read))[0], (await world.Get<CostCentreQueries>().All(read)).Single(c => c.Code == "SZ-0312")));
        var head = new RequisitionHead("网点空调更新", centre.Id, site.Address, null, null, null);
        var draft = await world.Get<DraftRequisition>().Run(head, [new WantedLine(Id.Named<ListingId>(Cassette), 2, [])], actor);
        await world.Get<SubmitRequisition>().Run(draft.Id, null, actor);
        return draft.Id.Value;
    }

    /// <summary>Whether a document waits for somebody, and in whose place.</summary>
    private static async Task<List<(Guid, string?)>> Lists(Caller caller, Guid document) =>
        [.. (await caller.Get("/approvals")).Ok()["items"].EnumerateArray().Where(t => t.GetProperty("documentId").GetGuid() == document).Select(t => (t.GetProperty("documentId").GetGuid(), t.GetProperty("for").GetString()))];
}
