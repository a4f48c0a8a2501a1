using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>A framework agreement from its draft to its end: who writes it, what it says, and which price the buyer then sees.</summary>
public sealed class AgreementStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cabinet = "YL-KFR-72LW/A1", Small = "YL-KFR-35GW/B2", Case700 = "BY-SC700/2", Case300 = "BY-SC300/1", Hood = "BY-CXW-T20";
    private static readonly Guid Bank = Id.Named<OrganizationId>("jiangnan-bank").Value, Factory = Id.Named<OrganizationId>("hengrui-precision").Value, Yunling = Id.Named<OrganizationId>("yunling").Value;

    [Theory, EveryDatabase]
    public async Task A_supplier_drafts_prices_tiers_and_quotas_and_the_buyer_pays_them_once_it_has_confirmed(Database database)
    {
        await using var world = await World.Open(database);
        var (mei, jiang) = (await world.As("mei.lin"), await world.As("jiang.tao"));
        var before = (await Price(jiang, Cabinet, 1), await Price(jiang, Cabinet, 20));
        var drafted = (await mei.Post("/agreements", Body(Factory, "HR-2026-01", [Line(Cabinet.ToLowerInvariant(), "6100.00", [(5, "6000.00"), (20, "5900.00")], 50)]))).Ok();
        Assert.Equal(201, drafted.Status);

        // The supplier sees its own tiers; a draft prices nothing yet.
        var seen = (await mei.Get($"/agreements/{drafted.Id}")).Ok();
        Assert.Equal(["5 6000.00", "20 5900.00"], seen["agreement.lines.0.tiers"].EnumerateArray().Select(t => $"{t.GetProperty("minQuantity").GetInt32()} {t.GetProperty("price").Amount()}"));
        Assert.Equal(("Draft", 50, 50), (seen["agreement.state"].GetString(), seen["agreement.lines.0.quota"].GetInt64(), seen["agreement.lines.0.quotaLeft"].GetInt64()));
        Assert.Equal(["propose"], seen["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(before, (await Price(jiang, Cabinet, 1), await Price(jiang, Cabinet, 20)));

        // By proposing it the supplier consents; what is proposed is neither changed nor priced.
        (await mei.Post($"/agreements/{drafted.Id}/proposal", new { })).Ok();
        var proposed = (await jiang.Get($"/agreements/{drafted.Id}")).Ok();
        Assert.Equal(("Proposed", "梅琳", JsonValueKind.Null), (proposed["agreement.state"].GetString(), proposed["agreement.supplierConsent.name"].GetString(), proposed["agreement.buyerConsent"].ValueKind));
        Assert.Equal(["confirm", "return"], proposed["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(["return", "withdraw"], (await mei.Get($"/agreements/{drafted.Id}")).Ok()["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        (await mei.Put($"/agreements/{drafted.Id}", Body(Factory, "HR-2026-01", [Line(Cabinet, "1.00")]))).Refused(409, "agreement.not_draft");
        (await mei.Post($"/agreements/{drafted.Id}/confirmation", new { })).Refused(409, "agreement.confirmed");
        Assert.Equal(before, (await Price(jiang, Cabinet, 1), await Price(jiang, Cabinet, 20)));

        (await jiang.Post($"/agreements/{drafted.Id}/confirmation", new { })).Ok();
        var inForce = (await mei.Get($"/agreements/{drafted.Id}")).Ok();
        Assert.Equal(("Active", "江涛"), (inForce["agreement.state"].GetString(), inForce["agreement.buyerConsent.name"].GetString()));
        (await jiang.Post($"/agreements/{drafted.Id}/confirmation", new { })).Refused(409, "document.step_not_allowed");
        Assert.Equal(("6100.00", "6000.00", "5900.00"), (await Price(jiang, Cabinet, 4), await Price(jiang, Cabinet, 5), await Price(jiang, Cabinet, 20)));
        (await mei.Put($"/agreements/{drafted.Id}", Body(Factory, "HR-2026-01", [Line(Cabinet, "1.00")]))).Refused(409, "agreement.not_draft");

        (await mei.Post($"/agreements/{drafted.Id}/termination", new { reason = "" })).Refused(400, "input.required", "reason");
        (await mei.Post($"/agreements/{drafted.Id}/termination", new { reason = "双方同意提前结束" })).Ok();
        Assert.Equal(before, (await Price(jiang, Cabinet, 1), await Price(jiang, Cabinet, 20)));
        Assert.Equal("Terminated", (await jiang.Get($"/agreements/{drafted.Id}")).Ok()["agreement.state"].GetString());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_brand_has_a_discount_with_tiers_and_a_quota_by_amount_which_one_basket_shares(Database database)
    {
        await using var world = await World.Open(database);
        var (lou, he) = (await world.As("lou.jing"), await world.As("he.jiayi"));
        object[] lines = [new { category = "cold", brand = "beiyu", discountPercent = 6, tiers = new[] { new { minQuantity = 5, discountPercent = 8m }, new { minQuantity = 10, discountPercent = 9.5m } }, quotaAmount = Yuan("30000.00") }, new { brand = "北屿", discountPercent = 3 }];
        var id = (await lou.Post("/agreements", Body(Bank, "BY-2026-01", lines))).Ok().Id;
        (await lou.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await (await world.As("lin.xiaowen")).Post($"/agreements/{id}/confirmation", new { })).Ok();

        // List prices 2,990.00, 1,690.00 and 1,590.00; twelve at the highest tier are more than the quota, and an agreed category goes before a brand.
        Assert.Equal(["2810.60", "2750.80", "2705.95", "2900.30"], [await Price(he, Case700, 4), await Price(he, Case700, 5), await Price(he, Case700, 11), await Price(he, Case700, 12)]);
        Assert.Equal("1494.60", await Price(he, Hood, 1));
        Assert.Equal("30000.00", (await he.Get($"/products/{Id.Named<ListingId>(Case700).Value}")).Ok()["offer.quotaAmountLeft"].Amount());

        // What the first line of a basket takes is not there for the second.
        var requisition = (await he.Post("/requisitions", await he.Body([new(Case700, 6), new(Case300, 10)], "SZ-0312"))).Ok().Id;
        Assert.Equal(["2750.80", "1639.30"], (await he.Requisition(requisition))["requisition.lines"].EnumerateArray().Select(l => l.GetProperty("unitPrice").Amount()));
        (await he.Submit(requisition)).Ok();
        Assert.Equal((0, 1_650_480, 1_349_520), await Quota(lou, id));
        (await (await world.As("zhou.qiming")).Decide(requisition)).Ok();
        Assert.Equal((1_650_480, 0, 1_349_520), await Quota(lou, id));
        await world.Invariants();

        // An order that the supplier does not take gives its amount back.
        var order = (await (await world.As("nie.xin")).Get("/supplier-orders")).Ok()["items.0.id"].GetGuid();
        (await (await world.As("nie.xin")).Post($"/supplier-orders/{order}/rejection", new { reason = "停产" })).Ok();
        await world.Settle();
        Assert.Equal((0, 0, 3_000_000), await Quota(lou, id));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_draft_is_written_anew_with_the_same_products_and_expires_after_its_last_day(Database database)
    {
        await using var world = await World.Open(database);
        var fang = await world.As("fang.yuan");
        var id = (await fang.Post("/agreements", Body(Factory, "HR-2026-02", [Line(Wall, "2000.00", [(10, "1900.00")]), Line(Cabinet, "6100.00")], Yunling))).Ok().Id;
        var first = (await fang.Get($"/agreements/{id}")).Ok();
        var body = Body(Factory, "HR-2026-02B", [Line(Wall, "2050.00", [(12, "1950.00")]), new { category = "hvac", discountPercent = 5.5m }], Yunling, to: "2026-11-25");
        (await fang.Put($"/agreements/{id}", body, first.ETag)).Ok();
        (await fang.Put($"/agreements/{id}", body, first.ETag)).Refused(409, "document.changed");
        var again = (await fang.Get($"/agreements/{id}")).Ok();
        Assert.Equal(("HR-2026-02B", 2, "2050.00", 12, 550), (again["agreement.number"].GetString(), again["agreement.lines"].GetArrayLength(), again["agreement.lines.0.price"].Amount(),
            again["agreement.lines.0.tiers.0.minQuantity"].GetInt32(), again["agreement.lines.1.discountBasisPoints"].GetInt32()));
        // The operator proposes for both sides: each consents for itself.
        var jiang = await world.As("jiang.tao");
        (await fang.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await fang.Post($"/agreements/{id}/confirmation", new { })).Refused(403, "permission.missing");
        (await jiang.Post($"/agreements/{id}/confirmation", new { })).Ok();
        Assert.Equal("Proposed", (await fang.Get($"/agreements/{id}")).Ok()["agreement.state"].GetString());
        (await (await world.As("mei.lin")).Post($"/agreements/{id}/confirmation", new { })).Ok();
        Assert.Equal("2050.00", await Price(jiang, Wall, 1));

        world.Forward(TimeSpan.FromDays(6));
        jiang = await world.As("jiang.tao");
        Assert.NotEqual("2050.00", await Price(jiang, Wall, 1));
        await world.Get<Hecai.Pricing.ExpireAgreements>().Run(default);
        Assert.Equal("Expired", (await jiang.Get($"/agreements/{id}")).Ok()["agreement.state"].GetString());
    }

    [Theory, EveryDatabase]
    public async Task Every_fault_is_told_at_once_and_strangers_neither_write_nor_see_it(Database database)
    {
        await using var world = await World.Open(database);
        var mei = await world.As("mei.lin");
        object[] wrong = [Line("NO-SUCH-1", "10.00"), Line(Wall, "0.00"), Line(Cabinet, "100.00", [(1, "90.00")]), Line("YL-KFR-35GW/B2", "100.00", [(5, "100.00")]), Line("YL-KFR-50GW/B2", "100.00", quota: 0),
            new { category = "no.such", discountPercent = 5 }, new { category = "hvac", discountPercent = 100 }, Line("BY-SH18", "1.00"), new { brand = "北屿", discountPercent = 5 }, new { category = "hvac", price = Yuan("5.00"), discountPercent = 5 },
            new { partNumber = Wall, price = Yuan("5.00"), discountPercent = 5 }, new { partNumber = Small, discountPercent = 5, tiers = new[] { new { minQuantity = 5, discountPercent = 5 } } },
            new { brand = "云岭", discountPercent = 5, tiers = new[] { new { minQuantity = 5, price = Yuan("5.00") } } }, new { brand = "Yunling", discountPercent = 5, quotaAmount = new { amount = "5.00", currency = "USD" } }];
        Assert.Equal(["lines[0].sku agreement.product_unknown", "lines[1].price agreement.price_positive", "lines[2].tiers agreement.tiers", "lines[3].tiers agreement.tiers", "lines[4].quota input.out_of_range",
            "lines[5].category agreement.category_unknown", "lines[6].discount agreement.discount", "lines[7].sku agreement.product_unknown", "lines[8].brand agreement.brand_unknown", "lines[9].price agreement.price_of_product",
            "lines[10].price agreement.price_or_discount", "lines[11].tiers agreement.tiers", "lines[12].tiers agreement.tiers", "lines[13].quota input.out_of_range"], (await mei.Post("/agreements", Body(Bank, "X-1", wrong))).Fields);
        (await mei.Post("/agreements", Body(Bank, "X-1", [new { brand = "北屿", discountPercent = 5 }]))).Refused(400, "agreement.brand_unknown", "lines[0].brand");
        (await mei.Post("/agreements", Body(Bank, "X-1", [new { category = "hvac", price = Yuan("5.00"), discountPercent = 5 }]))).Refused(400, "agreement.price_of_product", "lines[0].price");
        (await mei.Post("/agreements", Body(Bank, "X-1", [new { partNumber = Wall, price = Yuan("5.00"), discountPercent = 5 }]))).Refused(400, "agreement.price_or_discount", "lines[0].price");
        (await mei.Post("/agreements", Body(Bank, "X-1", [new { brand = "云岭", discountPercent = 5 }, new { brand = "yunling", discountPercent = 6 }]))).Refused(400, "agreement.duplicate_line", "lines[1].brand");
        (await mei.Post("/agreements", Body(Bank, "X-1", []))).Refused(400, "agreement.empty", "lines");
        (await mei.Post("/agreements", Body(Bank, "X-1", [.. Enumerable.Repeat(Line(Wall, "1.00"), Hecai.Pricing.AgreementReader.MaxLines + 1)]))).Refused(400, "agreement.too_many_lines", "lines");
        (await mei.Post("/agreements", Body(Bank, "X-1", [Line(Wall, "1.00"), Line(Wall, "2.00")]))).Refused(400, "agreement.duplicate_line", "lines[1].sku");
        (await mei.Post("/agreements", Body(Bank, "AG-2026-0017", [Line(Wall, "1.00")]))).Refused(409, "agreement.number_taken", "number");
        (await mei.Post("/agreements", Body(Bank, "X-1", [Line(Wall, "1.00")], to: "2026-01-01"))).Refused(400, "agreement.validity", "validTo");
        (await mei.Post("/agreements", Body(Yunling, "X-1", [Line(Wall, "1.00")]))).Refused(400, "agreement.buyer_unknown", "buyer");
        (await mei.Post("/agreements", Body(Bank, "X-1", [Line("BY-SH18", "1.00")], Id.Named<OrganizationId>("beiyu").Value))).Refused(400, "agreement.supplier_unknown", "supplier");

        var id = (await mei.Post("/agreements", Body(Bank, "X-1", [Line(Wall, "1500.00")]))).Ok().Id;
        foreach (var stranger in (string[])["lou.jing", "jiang.tao"])
            (await (await world.As(stranger)).Get($"/agreements/{id}")).Refused(404, "not_found");
        foreach (var step in (string[])["proposal", "withdrawal", "confirmation"])
            (await (await world.As("lou.jing")).Post($"/agreements/{id}/{step}", new { })).Refused(404, "not_found");
        (await (await world.As("lin.xiaowen")).Post($"/agreements/{id}/proposal", new { })).Refused(403, "permission.missing");
        Assert.Equal("X-1", (await (await world.As("lin.xiaowen")).Get($"/agreements/{id}")).Ok()["agreement.number"].GetString());
    }

    [Theory, EveryDatabase]
    public async Task What_is_returned_or_taken_back_is_a_draft_without_consents_and_nobody_consents_to_words_he_has_not_seen(Database database)
    {
        await using var world = await World.Open(database);
        var (fang, mei, jiang) = (await world.As("fang.yuan"), await world.As("mei.lin"), await world.As("jiang.tao"));
        var id = (await fang.Post("/agreements", Body(Factory, "HR-2026-03", [Line(Wall, "2000.00")], Yunling))).Ok().Id;
        (await fang.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await mei.Post($"/agreements/{id}/confirmation", new { })).Ok();
        var read = (await jiang.Get($"/agreements/{id}")).Ok();
        (await jiang.Post($"/agreements/{id}/return", new { reason = " " })).Refused(400, "input.required", "reason");
        (await jiang.Post($"/agreements/{id}/return", new { reason = "单价高于市场价" })).Ok();
        var draft = (await jiang.Get($"/agreements/{id}")).Ok();
        Assert.Equal(("Draft", JsonValueKind.Null, JsonValueKind.Null), (draft["agreement.state"].GetString(), draft["agreement.supplierConsent"].ValueKind, draft["agreement.buyerConsent"].ValueKind));

        // Written anew and proposed again: a confirmation of what was read before is refused.
        (await fang.Put($"/agreements/{id}", Body(Factory, "HR-2026-03", [Line(Wall, "1990.00")], Yunling))).Ok();
        (await fang.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await jiang.Send(HttpMethod.Post, $"/agreements/{id}/confirmation", new { }, Guid.NewGuid().ToString(), read.ETag)).Refused(409, "document.changed");
        (await fang.Post($"/agreements/{id}/withdrawal", new { })).Ok();
        (await fang.Post($"/agreements/{id}/withdrawal", new { })).Refused(409, "document.step_not_allowed");

        await world.Settle();
        Assert.Contains("协议被退回：单价高于市场价（HR-2026-03）", await Messages(fang));
        Assert.Contains("请确认框架协议：试用协议（HR-2026-03）", await Messages(mei));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Nobody_confirms_for_both_sides_as_a_member_of_both(Database database)
    {
        await using var world = await World.Open(database);
        var (fang, mei) = (await world.As("fang.yuan"), await world.As("mei.lin"));
        var id = (await fang.Post("/agreements", Body(Factory, "HR-2026-04", [Line(Wall, "2000.00")], Yunling))).Ok().Id;
        (await fang.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await mei.Post($"/agreements/{id}/confirmation", new { })).Ok();
        var actors = world.Get<Hecai.Parties.Actors>();
        var supplier = (await actors.For(Hecai.Web.Demo.DemoPeople.Membership("mei.lin"), Via.Api))!;
        var buyer = (await actors.For(Hecai.Web.Demo.DemoPeople.Membership("jiang.tao"), Via.Api))!;
        var both = buyer with { Person = supplier.Person };
        WholeRun.Refused("agreement.same_person");
        Assert.Equal("agreement.same_person", (await Assert.ThrowsAsync<Refused>(() => world.Get<Hecai.Pricing.ConfirmAgreement>().Run(new(id), null, both))).Error.Code);
        Assert.Equal("Proposed", (await fang.Get($"/agreements/{id}")).Ok()["agreement.state"].GetString());
    }

    [Theory, EveryDatabase]
    public async Task Both_sides_are_reminded_once_on_each_of_the_days_before_an_agreement_ends(Database database)
    {
        await using var world = await World.Open(database);
        var (mei, lin, fang) = (await world.As("mei.lin"), await world.As("lin.xiaowen"), await world.As("fang.yuan"));
        var job = world.Get<Hecai.Pricing.RemindOfAgreements>();
        const string told = "协议 2026-12-31 到期，之后按目录价：江南银行网点暖通与热水框架协议（AG-2026-0017）";
        async Task<int> After(int days)
        {
            world.Forward(TimeSpan.FromDays(days));
            await job.Run(default);
            await job.Run(default);
            await world.Settle();
            (mei, lin, fang) = (await world.As("mei.lin"), await world.As("lin.xiaowen"), await world.As("fang.yuan"));
            var counts = new List<int>();
            foreach (var person in (Caller[])[mei, lin, fang])
                counts.Add((await Messages(person)).Count(m => m == told));
            return Assert.Single(counts.Distinct());
        }
        // The demo world's day is 41 days before the end: 60 was missed, 30 and 7 follow.
        Assert.Equal(1, await After(0));
        Assert.Equal(1, await After(10));
        Assert.Equal(2, await After(3));
        Assert.Equal(3, await After(23));
        Assert.Equal(3, await After(3));
    }

    [Fact]
    public async Task The_form_keeps_what_was_typed_and_names_the_row_at_fault()
    {
        await using var world = await World.Open(Database.Sqlite);
        using var pages = await Pages.As(world, "mei.lin");
        (string, string)[] fields = [("buyer", Factory.ToString()), ("number", "HR-9"), ("title", "试用"), ("validFrom", "2026-11-20"), ("validTo", "2026-12-31"),
            ("products[0].target", ""), ("products[0].amount", ""), ("products[0].tiers", ""), ("products[0].quota", ""),
            ("products[1].target", Wall), ("products[1].amount", "1999.00"), ("products[1].tiers", "10:1950.00 20:1960.00"), ("products[1].quota", "30"),
            ("discounts[0].target", "hvac"), ("discounts[0].amount", "5.5"), ("discounts[0].brand", "云岭"), ("discounts[0].tiers", "20:7%"), ("discounts[0].quota", "500,000元")];
        var more = await pages.Post("/supplier/agreements/new", "agreement", [.. fields, ("more", "products")]);
        Assert.Contains("name=\"products[11].target\"", more.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"10:1950.00 20:1960.00\"", more.Html, StringComparison.Ordinal);
        var refused = await pages.Post("/supplier/agreements/new", "agreement", fields);
        Assert.Contains("agreement.tiers", refused.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"f-products-1--tiers\"[^>]*aria-invalid=\"true\"", refused.Html);

        fields[11] = ("products[1].tiers", "10 件 1950");
        Assert.Contains("agreement.tier_text", (await pages.Post("/supplier/agreements/new", "agreement", fields)).Text, StringComparison.Ordinal);

        fields[11] = ("products[1].tiers", "10:1950.00 20:1940.00");
        var saved = await pages.Post("/supplier/agreements/new", "agreement", fields);
        Assert.Equal(302, saved.Status);
        var page = (await pages.Get(saved.Location!)).Text;
        foreach (var shown in (string[])["HR-9", "满 10 件 1,950.00", "满 20 件 1,940.00", "−5.5%", "云岭 · 暖通空调", "满 20 件 −7%", "¥500,000.00"])
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post(saved.Location!, "propose", [])).Status);
        using var buyer = await Pages.As(world, "jiang.tao");
        var ours = saved.Location!.Replace("/supplier", "", StringComparison.Ordinal);
        var waiting = await buyer.Get(ours);
        Assert.Contains("下一步：您代表本企业确认或退回", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("待确认的框架协议", (await buyer.Get("/buyer")).Text, StringComparison.Ordinal);
        Assert.Contains("document.changed", (await buyer.Post(ours, "confirm", [("version", "0")])).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await buyer.Post(ours, "confirm", [("version", System.Text.RegularExpressions.Regex.Match(waiting.Html, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value)])).Status);
        Assert.Equal("1940.00", await Price(await world.As("jiang.tao"), Wall, 20));
    }

    private static async Task<(long CalledOff, long Held, long Left)> Quota(Caller reader, Guid agreement)
    {
        var line = (await reader.Get($"/agreements/{agreement}")).Ok()["agreement.lines"].EnumerateArray().Single(l => l.GetProperty("quotaMeasure").GetString() == "Amount");
        return (line.GetProperty("calledOff").GetInt64(), line.GetProperty("held").GetInt64(), line.GetProperty("quotaLeft").GetInt64());
    }

    private static object Line(string partNumber, string price, (int From, string Price)[]? tiers = null, long? quota = null) =>
        new { partNumber, price = Yuan(price), tiers = (tiers ?? []).Select(t => new { minQuantity = t.From, price = Yuan(t.Price) }), quota };

    private static object Yuan(string amount) => new { amount, currency = "CNY" };

    private static object Body(Guid buyer, string number, object[] lines, Guid? supplier = null, string to = "2027-11-19") =>
        new { buyer, number, title = "试用协议", validFrom = "2026-11-20", validTo = to, lines, supplier };

    private static async Task<IReadOnlyList<string?>> Messages(Caller reader) =>
        [.. (await reader.Get("/messages?limit=100")).Ok()["items"].EnumerateArray().Select(m => m.GetProperty("title").GetProperty("zh").GetString())];

    private static async Task<string> Price(Caller buyer, string partNumber, int quantity) =>
        (await buyer.Get($"/products/{Id.Named<ListingId>(partNumber).Value}?quantity={quantity}")).Ok()["offer.unitPrice"].Amount();
}
