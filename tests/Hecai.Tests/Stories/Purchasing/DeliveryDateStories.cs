using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>The days on which goods come and are installed: offered, chosen, checked again, and deferred.</summary>
public sealed class DeliveryDateStories
{
    private const string Wall = "YL-KFR-35GW/B2", Kettle = "BY-SH18";

    [Theory, EveryDatabase]
    public async Task The_week_of_a_site_narrows_the_days_and_what_is_chosen_is_checked_again(Database database)
    {
        await using var world = await World.Open(database);
        var (he, shen) = (await world.As("he.jiayi"), await world.As("shen.li"));
        var garden = await Site(he, "园区支行");

        // The receiver says when somebody is there; a requester does not.
        static object Day(string day, params string[] hours) => new { day, hours };
        Task<Answer> Receive(Caller who, params object[] days) => who.Put($"/sites/{garden.Id}/receiving", new { days });
        (await Receive(he, Day("Tuesday"))).Refused(403, "permission.missing");
        (await Receive(shen, Day("Tuesday"), Day("Tuesday"))).Refused(400, "site.day_twice", "days[1].day");
        (await Receive(shen, Day("Tuesday", "09:00-12:00", "12-14"))).Refused(400, "site.hours", "days[0].hours[1]");
        (await Receive(shen, Day("Tuesday", "11:00-13:00", "09:00-12:00"))).Refused(400, "site.hours_overlap", "days[0].hours[0]");
        Assert.Equal(JsonValueKind.Null, (await Site(he, "园区支行")).Row.GetProperty("receiving").ValueKind);
        (await Receive(shen, Day("Thursday"), Day("Tuesday", "14：00–17:00", "9:00-12:00"))).Ok();
        Assert.Equal("""[{"day":"Tuesday","hours":["09:00-12:00","14:00-17:00"]},{"day":"Thursday","hours":[]}]""", (await Site(he, "园区支行")).Row.GetProperty("receiving").GetRawText());

        // Friday: the goods are there on Tuesday. At the garden branch they come on Tuesdays and Thursdays only.
        var front = (await Site(he, "观前支行")).Row.GetProperty("address");
        object[] lines = [Line(Wall, 1), Line(Wall, 1, site: garden.Id)];
        var calendar = (await he.Post("/quotes/calendar", new { lines, regionCode = Places.Pingjiang, shipTo = front })).Ok();
        Assert.Equal(["— 2026-11-24 2026-11-25 2026-11-26 | 2026-11-25", "园区支行 2026-11-24 09:00-12:00 14:00-17:00 2026-11-26 2026-12-01 09:00-12:00 14:00-17:00 | 2026-11-26"], calendar.Body.EnumerateArray().Select(Offered));
        Assert.Equal(2027, calendar["0.unknownYear"].GetInt32());
        (await he.Post("/quotes/calendar", new { lines, regionCode = garden.Row.GetProperty("address").GetProperty("regionCode").GetString(), shipTo = front })).Refused(400, "region.unknown", "shipTo.regionCode");

        // What cannot be is said by field, by the check as by the submission.
        var body = await he.Body([], "SZ-0312", "观前支行");
        async Task<string> Said(object wish, bool installed = true)
        {
            body["lines"] = new[] { Line(Kettle, 1), Line(installed ? Wall : Kettle, 1, wish, garden.Id, installed) };
            var check = (await he.Post("/requisitions/check", body)).Ok();
            var refused = await he.Post("/requisitions", body);
            Assert.Equal(check["faults"].EnumerateArray().Select(f => $"{f.GetProperty("field").GetString()} {f.GetProperty("code").GetString()}"), refused.Fields);
            return string.Join(", ", refused.Fields);
        }
        Assert.Equal("lines[1].wish.on delivery.too_early", await Said(new { on = "2026-11-23" }));
        Assert.Equal("lines[1].wish.on delivery.day_not_offered", await Said(new { on = "2026-11-25" }));
        Assert.Equal("lines[1].wish.on calendar.year_unknown", await Said(new { on = "2027-01-05" }));
        Assert.Equal("lines[1].wish.window delivery.window_not_offered", await Said(new { on = "2026-11-26", window = "09:00-12:00" }));
        Assert.Equal("lines[1].wish.installOn installation.day_not_offered", await Said(new { on = "2026-12-01", installOn = "2026-12-01" }));
        Assert.Equal("lines[1].wish.installOn calendar.year_unknown", await Said(new { on = "2026-12-31", installOn = "2027-01-05" }));
        Assert.Equal("lines[1].wish.installOn installation.not_ordered", await Said(new { installOn = "2026-12-01" }, installed: false));
        Assert.Equal("lines[1].wish.later installation.not_ordered", await Said(new { later = new { reason = "装修" } }, installed: false));
        Assert.Equal("lines[1].wish.installOn installation.deferred, lines[1].wish.later.notBefore installation.deferral_date, lines[1].wish.later.reason input.required",
            await Said(new { installOn = "2026-12-03", later = new { notBefore = "2026-11-24", reason = " " } }));

        // What can be travels on the line; a submission that was seen with other dates is refused.
        body["lines"] = lines = [Line(Kettle, 1), Line(Wall, 1, new { on = "2026-12-01", window = "14:00-17:00", installOn = "2026-12-08" }, garden.Id)];
        var draft = (await he.Post("/requisitions", body)).Ok().Id;
        var requisition = await he.Requisition(draft);
        Assert.Equal(["Goods 2026-11-26 — null", "Goods 2026-12-01 2026-12-08 14:00-17:00", "Service 2026-12-01 2026-12-08 14:00-17:00"], requisition["requisition.lines"].EnumerateArray()
            .Select(l => $"{l.GetProperty("kind").GetString()} {l.GetProperty("delivery").GetString()} {l.GetProperty("installation").GetString() ?? "—"} {(l.GetProperty("wish").ValueKind == JsonValueKind.Null ? "null" : l.GetProperty("wish").GetProperty("window").GetString())}"));

        world.Forward(TimeSpan.FromDays(12));
        he = await world.As("he.jiayi");
        (await he.Submit(draft)).Refused(409, "delivery.too_early", "lines[1].wish.on");
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_deferred_installation_waits_visibly_until_the_buyer_says_so(Database database)
    {
        await using var world = await World.Open(database);
        var (he, wu, shen, zhao) = (await world.As("he.jiayi"), await world.As("wu.tong"), await world.As("shen.li"), await world.As("zhao.tie"));
        var body = await he.Body([], "SZ-0312", "观前支行");
        body["lines"] = new[] { Line(Wall, 1, new { later = new { reason = "三楼还在装修" } }), Line(Wall, 1, new { on = "2026-11-26", later = new { notBefore = "2026-12-10", reason = "等电源增容" } }), Line(Wall, 1, new { later = new { reason = "等物业许可" } }) };
        var draft = (await he.Post("/requisitions", body)).Ok().Id;
        (await he.Submit(draft)).Ok();
        while ((await he.State(draft)) == "InApproval")
            (await (await world.As("zhou.qiming")).Decide(draft)).Ok();
        var order = (await he.Get($"/purchase-orders/{(await he.Requisition(draft))["requisition.order"].GetGuid()}")).Ok();
        // One supplier, one place, one way, three wishes: three orders, and the supplier reads what is wished of each.
        var children = order["supplierOrders"].EnumerateArray().Select(s => s.GetProperty("id").GetGuid()).ToList();
        Assert.Equal(3, children.Count);
        Assert.Equal(("2026-11-26", "等电源增容"), ((await wu.Get($"/supplier-orders/{children[1]}")).Ok() is var second ? (second["order.wish.on"].GetString(), second["order.wish.later.reason"].GetString()) : default));

        var works = new List<Guid>();
        foreach (var child in children)
        {
            (await wu.Post($"/supplier-orders/{child}/confirmation", new { })).Ok();
            var shipment = (await wu.Post($"/supplier-orders/{child}/shipments", new { lines = new[] { new { line = (await wu.Get($"/supplier-orders/{child}")).Ok()["order.lines.0.line"].GetInt32(), quantity = 1 } }, carrier = "自有车队" })).Ok().Id;
            (await shen.Post($"/shipments/{shipment}/delivery", new { })).Ok();
            await world.Settle();
            works.Add((await shen.Get("/work-orders?state=Deferred")).Ok()["items"].EnumerateArray().Select(w => w.GetProperty("id").GetGuid()).First(id => !works.Contains(id)));
        }
        async Task<Answer> Work(Guid id, Caller who) => (await who.Get($"/work-orders/{id}")).Ok();
        Assert.Equal(("Deferred", "三楼还在装修", JsonValueKind.Null), (await Work(works[0], zhao) is var waiting ? (waiting["state"].GetString(), waiting["later.reason"].GetString(), waiting["later.notBefore"].ValueKind) : default));

        // The dispatcher sees them and can agree a visit for one of them, from its day on.
        Task<Answer> Visit(Guid id, string day) => zhao.Post($"/work-orders/{id}/visit", new { start = day + "T01:00:00Z", end = day + "T03:00:00Z" });
        (await Visit(works[0], "2026-12-10")).Refused(409, "work_order.on_call");
        (await Visit(works[1], "2026-12-09")).Refused(409, "work_order.not_before", "start");
        (await Visit(works[1], "2026-12-10")).Ok();
        (await Visit(works[1], "2026-12-09")).Refused(409, "work_order.not_before", "start");
        Assert.Equal("Scheduled", (await Work(works[1], zhao))["state"].GetString());

        (await zhao.Post($"/work-orders/{works[0]}/release", new { })).Refused(403, "permission.missing");
        (await (await world.As("jiang.tao")).Post($"/work-orders/{works[0]}/release", new { })).Refused(404, "not_found");
        (await shen.Post($"/work-orders/{works[0]}/release", new { wishedOn = "2026-11-19" })).Refused(400, "work_order.wish_past", "wishedOn");

        // The receiver releases it on its page; the dispatcher is told.
        using var pages = await Pages.As(world, "shen.li");
        Assert.Contains("暂缓安装，听通知", (await pages.Get($"/work-orders/{works[0]}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post($"/work-orders/{works[0]}", "release", [("wishedOn", "2026-11-27")])).Status);
        await world.Settle();
        Assert.Equal(("Open", "2026-11-27", JsonValueKind.Null), (await Work(works[0], zhao) is var open ? (open["state"].GetString(), open["wishedOn"].GetString(), open["later"].ValueKind) : default));
        Assert.Contains("可以安装了", (await zhao.Get("/messages")).Ok().Raw, StringComparison.Ordinal);
        (await shen.Post($"/work-orders/{works[0]}/release", new { })).Refused(409, "document.step_not_allowed");
        (await Visit(works[0], "2026-11-27")).Ok();
        // And another through the API, for any day.
        (await shen.Post($"/work-orders/{works[2]}/release", new { })).Ok();
        Assert.Equal(("Open", JsonValueKind.Null), (await Work(works[2], zhao) is var free ? (free["state"].GetString(), free["wishedOn"].ValueKind) : default));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_checkout_offers_the_days_of_each_part_and_the_documents_show_them(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetGuid()}")).Ok();
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Wall).Value, quantity = 1, services = new[] { new { code = "install", quantity = 1 } } })).Ok();
        using (var receiver = await Pages.As(world, "shen.li"))
        {
            var wrong = await receiver.Post($"/settings/receiving-times?site={(await Site(he, "观前支行")).Id}", "week", [("day-2", "on"), ("hours-2", "9点"), ("day-4", "on"), ("hours-4", "09:00-12:00 14:00-17:00")]);
            Assert.Contains("时段须写作 09:00-12:00：9点", wrong.Text, StringComparison.Ordinal);
            Assert.Equal(302, (await receiver.Post($"/settings/receiving-times?site={(await Site(he, "观前支行")).Id}", "week", [("day-2", "on"), ("hours-2", ""), ("day-4", "on"), ("hours-4", "09:00-12:00 14:00-17:00")])).Status);
            Assert.Contains("周二；周四 09:00-12:00、14:00-17:00", (await receiver.Get("/settings/receiving-times")).Text, StringComparison.Ordinal);
        }

        using var pages = await Pages.As(world, "he.jiayi");
        var (front, suzhou) = ((await Site(he, "观前支行")).Id, (await he.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == "SZ-0312").GetProperty("id").GetGuid());
        (string, string)[] head = [("site", front.ToString()), ("costCentre", suzhou.ToString()), ("purpose", "值班室空调"), ("once", Guid.NewGuid().ToString())];
        var shown = await pages.Post("/checkout", "submit", [.. head, ("refresh", "1")]);
        var key = Regex.Match(shown.Html, "name=\"on-([^\"]+)\"").Groups[1].Value;
        Assert.Contains("最早 11-24 周二", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("11-25 周三", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"window-{key}\"", shown.Html, StringComparison.Ordinal);

        (string, string)[] chosen = [.. head, ("on-" + key, "2026-11-26"), ("window-" + key, "14:00-17:00"), ("install-" + key, "later"), ("after-" + key, "2026-12-10"), ("why-" + key, "")];
        var later = await pages.Post("/checkout", "submit", [.. chosen, ("refresh", "1")]);
        Assert.Contains("11-26 送达，暂缓安装", later.Text, StringComparison.Ordinal);
        (string, string)[] seen = [.. chosen, ("seen", Hidden(later.Html, "seen")), ("fingerprint", Hidden(later.Html, "fingerprint"))];
        // Which day it shall wait for must be said, and why.
        var unnamed = await pages.Post("/checkout", "submit", [.. seen.Where(f => f.Item1 != "after-" + key), ("after-" + key, "")]);
        Assert.Matches(new Regex($"id=\"f-after-{key}\"[^>]*aria-invalid"), unnamed.Html);
        var refused = await pages.Post("/checkout", "submit", seen);
        Assert.Matches(new Regex($"id=\"f-why-{key}\"[^>]*aria-invalid"), refused.Html.Replace("name=\"", " name=\"", StringComparison.Ordinal));
        var done = await pages.Post("/checkout", "submit", [.. seen.Where(f => f.Item1 != "why-" + key), ("why-" + key, "等电源增容")]);
        Assert.Equal(302, done.Status);
        var id = Guid.Parse(done.Location!.Split('/')[^1]);
        Assert.Contains("11-26 14:00-17:00 送达", (await pages.Get($"/requisitions/{id}")).Text, StringComparison.Ordinal);
        while ((await he.State(id)) == "InApproval")
            (await (await world.As("zhou.qiming")).Decide(id)).Ok();
        await world.Settle();

        var order = (await he.Requisition(id))["requisition.order"].GetGuid();
        const string Asked = "2026-11-26 周四 14:00-17:00 送达，暂缓安装，不早于 2026-12-10（等电源增容）";
        foreach (var page in new[] { $"/orders/{order}", $"/orders/{order}/print" })
            Assert.Contains(Asked, (await pages.Get(page)).Text, StringComparison.Ordinal);
        var child = (await he.Get($"/purchase-orders/{order}")).Ok()["supplierOrders.0.id"].GetGuid();
        using var desk = await Pages.As(world, "wu.tong");
        Assert.Contains(Asked, (await desk.Get($"/supplier/orders/{child}")).Text, StringComparison.Ordinal);
        var wu = await world.As("wu.tong");
        (await wu.Post($"/supplier-orders/{child}/confirmation", new { })).Ok();
        var shipment = (await wu.Post($"/supplier-orders/{child}/shipments", new { lines = new[] { new { line = 1, quantity = 1 } }, carrier = "自有车队" })).Ok().Id;
        foreach (var page in new[] { $"/shipments/{shipment}", $"/shipments/{shipment}/delivery-note" })
            Assert.Contains(Asked, (await desk.Get(page)).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_draft_whose_day_has_passed_is_given_another_where_it_is_changed(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        var body = await he.Body([], "SZ-0312", "观前支行");
        body["lines"] = new[] { Line(Wall, 1, new { on = "2026-11-25", installOn = "2026-11-30" }) };
        var draft = (await he.Post("/requisitions", body)).Ok().Id;
        world.Forward(TimeSpan.FromDays(7));
        he = await world.As("he.jiayi");
        (await he.Submit(draft)).Refused(409, "delivery.too_early", "lines[0].wish.on");

        using var pages = await Pages.As(world, "he.jiayi");
        var edit = await pages.Get($"/requisitions/{draft}/edit");
        var (key, listing) = (Regex.Match(edit.Html, "name=\"on-([^\"]+)\"").Groups[1].Value, Id.Named<ListingId>(Wall).Value);
        Assert.Contains("最早 12-01 周二", edit.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post($"/requisitions/{draft}/edit", "edit", [("version", Hidden(edit.Html, "version")), ("site", (await Site(he, "观前支行")).Id.ToString()), ("costCentre", body["costCentre"]!.ToString()!), ("purpose", "值班室"),
            ($"q-{listing}", "1"), ($"s-{listing}", "install"), ($"n-{listing}-install", "1"), ("on-" + key, "2026-12-03"), ("install-" + key, "")])).Status);
        var line = (await he.Requisition(draft))["requisition.lines.0"];
        Assert.Equal(("2026-12-03", "2026-12-04"), (line.GetProperty("delivery").GetString(), line.GetProperty("installation").GetString()));
        (await he.Submit(draft)).Ok();
    }

    [Theory, EveryDatabase]
    public async Task What_comes_together_from_the_factory_is_one_order_though_some_of_it_is_not_installed(Database database)
    {
        const string Outdoor = "YL-V400W/N";
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        object Made(string reason, params string[] services) => new { listing = Id.Named<ListingId>(Outdoor).Value, quantity = 1, wish = new { later = new { reason } }, services = services.Select(code => new { code, quantity = 1 }) };
        var body = await he.Body([], "SZ-0312", "观前支行");
        body["lines"] = new[] { Made("装修未完 ", "hoist"), Made("装修未完") };
        var quote = (await he.Post("/quotes", new { lines = body["lines"], regionCode = Places.Pingjiang, shipTo = body["shipTo"] })).Ok();
        var part = Assert.Single(quote["split"].EnumerateArray());
        Assert.Equal(("FactoryDirect", "装修未完", 3), (part.GetProperty("mode").GetString(), part.GetProperty("wish").GetProperty("later").GetProperty("reason").GetString(), part.GetProperty("lines").GetArrayLength()));
        // What is kept is the same wish on each line, so that the draft can be submitted as it is.
        var draft = (await he.Post("/requisitions", body)).Ok().Id;
        Assert.Equal(["装修未完", "装修未完", "装修未完"], (await he.Requisition(draft))["requisition.lines"].EnumerateArray().Select(l => l.GetProperty("wish").GetProperty("later").GetProperty("reason").GetString()));
        (await he.Submit(draft)).Ok();
    }

    private static object Line(string part, int quantity, object? wish = null, Guid? site = null, bool? installed = null) => new
    {
        listing = Id.Named<ListingId>(part).Value, quantity, site, wish,
        services = (installed ?? part == Wall) ? new[] { new { code = "install", quantity } } : [],
    };

    private static async Task<(Guid Id, JsonElement Row)> Site(Caller caller, string name) =>
        (await caller.Get("/sites")).Ok().Body.EnumerateArray().Single(s => s.GetProperty("name").GetString() == name) is var row ? (row.GetProperty("id").GetGuid(), row) : default;

    private static string Offered(JsonElement part) => $"{(part.GetProperty("place").ValueKind == JsonValueKind.Null ? "—" : part.GetProperty("place").GetProperty("name").GetString())} "
        + string.Join(' ', part.GetProperty("days").EnumerateArray().Take(3).Select(d => string.Join(' ', d.GetProperty("windows").EnumerateArray().Select(w => w.GetString()).Prepend(d.GetProperty("date").GetString()))))
        + " | " + part.GetProperty("days")[0].GetProperty("installations")[0].GetString();

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;
}
