using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>What suppliers charge for bringing goods: quoted part by part, approved, ordered, carried, billed and given back with the rest.</summary>
public sealed class FreightStories
{
    private const string Cassette = "YL-KFR-72QW/A1", Kettle = "BY-SH18";

    [Theory, EveryDatabase]
    public async Task Freight_is_borne_by_who_bears_the_goods_and_billed_with_the_first_that_arrive(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao, shen, nie) = (await world.As("he.jiayi"), await world.As("zhao.qian"), await world.As("shen.li"), await world.As("nie.xin"));
        var (suzhou, nanjing, before) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"), await Budgets(zhao));
        (await nie.Put("/freight-rules", new { rules = new[] { Rule(100, "3205", perPiece: 1.50m, freeFrom: 5_000), Rule(7_000, mode: "FactoryDirect") } })).Ok();
        object[] lines = [Line(Kettle, 1), Line(Kettle, 2, centre: nanjing)];

        var quote = (await Quote(he, lines)).Ok();
        Assert.Equal(("1301.50", "146.34", "1301.50", "104.50", "3803.00"), (quote["total"].Amount(), quote["tax"].Amount(), quote["split.0.amount"].Amount(), quote["split.0.freight.amount"].Amount(), quote["split.0.freight.missing"].Amount()));
        Assert.Equal(["江苏省 苏州市，各种方式 null", "每次送货 10000", "另加每件 ¥1.50 × 3 10450"], quote["split.0.freight.why"].EnumerateArray().Select(w => $"{w.GetProperty("zh").GetString()} {w.GetProperty("amount").GetRawText()}"));
        Assert.Equal(["1 Goods 399.00", "2 Goods 798.00", "3 Freight 34.83", "4 Freight 69.67"], quote["split.0.lines"].EnumerateArray().Select(l => Named(l, "amount")));

        var submitted = (await Submit(he, lines, suzhou, quote)).Ok();
        Assert.Equal((before.Suzhou + 43_383, before.Nanjing + 86_767), await Budgets(zhao));
        var requisition = await he.Requisition(submitted.Id);
        Assert.Equal(("1301.50", "433.83", "867.67"), (requisition["requisition.total"].Amount(), requisition["requisition.accounts.0.amount"].Amount(), requisition["requisition.accounts.1.amount"].Amount()));
        var (purchase, order) = await Ordered(he, submitted);
        (await nie.Post($"/supplier-orders/{order}/confirmation", new { })).Ok();

        // It is not shipped; goods that were refused at the door bring no freight, the first that arrive bring all of it.
        (await nie.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 3, quantity = 1 } }, carrier = "顺丰" })).Refused(400, "shipment.not_goods", "lines");
        (await shen.Post($"/shipments/{await Ship(nie, order, 1, 1)}/delivery", new { lines = new[] { new { line = 1, delivered = 0, refused = 1, reason = "外箱破损" } } })).Ok();
        await world.Settle();
        Assert.Empty(await Billed(zhao, purchase));
        (await shen.Post($"/shipments/{await Ship(nie, order, 1, 1)}/delivery", new { })).Ok();
        await world.Settle();
        Assert.Equal(["1 Goods 353.10 + 45.90", "3 Freight 31.95 + 2.88", "4 Freight 63.92 + 5.75"], await Billed(zhao, purchase));
        (await shen.Post($"/supplier-orders/{order}/acceptance", new { lines = new[] { new { line = 3, quantity = 1 } } })).Refused(400, "order.line_unknown", "lines[0].line");
        Assert.Equal("InFulfilment", (await shen.Post($"/supplier-orders/{order}/acceptance", new { })).Ok()["state"].GetString());
        Assert.Equal(["1 1 1 1 1", "2 0 0 0 0", "3 1 1 1 1", "4 1 1 1 1"], await Ledger(nie, order));
        await world.Invariants();

        (await shen.Post($"/shipments/{await Ship(nie, order, 2, 2)}/delivery", new { })).Ok();
        Assert.Equal("Completed", (await shen.Post($"/supplier-orders/{order}/acceptance", new { })).Ok()["state"].GetString());
        await world.Settle();
        Assert.Equal(["1 Goods 353.10 + 45.90", "2 Goods 706.19 + 91.81", "3 Freight 31.95 + 2.88", "4 Freight 63.92 + 5.75"], await Billed(zhao, purchase));
        Assert.Equal("Closed", (await he.Get($"/purchase-orders/{purchase}")).Ok()["state"].GetString());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Another_freight_than_was_seen_is_refused_and_what_is_submitted_keeps_its_own(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, nie, suzhou) = (await world.As("he.jiayi"), await world.As("nie.xin"), await Centre(await world.As("he.jiayi"), "SZ-0312"));
        Task<Answer> Charge(params object[] rules) => nie.Put("/freight-rules", new { rules });
        object[] lines = [Line(Kettle, 20)];
        var free = (await Quote(he, lines)).Ok();
        Assert.Equal(("7980.00", "0.00", JsonValueKind.Null), (free["total"].Amount(), free["split.0.freight.amount"].Amount(), free["split.0.freight.rule"].ValueKind));
        var draft = (await he.Post("/requisitions", await Body(he, lines, suzhou))).Ok().Id;

        (await Charge(Rule(50))).Ok();
        (await Submit(he, lines, suzhou, free)).Refused(409, "price.changed", "total");
        // What was drafted when it was free was not seen with its freight.
        (await he.Submit(draft)).Refused(409, "price.changed", "total");
        (await he.Post($"/requisitions/{draft}/submission", new { seenTotal = Money(8_030) })).Ok();
        // The same amount at another rate is another quote.
        var nine = (await Quote(he, lines)).Ok();
        (await Charge(Rule(50, vat: 13))).Ok();
        (await Submit(he, lines, suzhou, nine)).Refused(409, "quote.changed", "fingerprint");
        Assert.Equal("InApproval", (await Submit(he, lines, suzhou, (await Quote(he, lines)).Ok())).Ok()["state"].GetString());

        // What is in approval is decided as it was asked for.
        (await Charge(Rule(99))).Ok();
        var asked = await he.Requisition(draft);
        Assert.Equal(["Goods 7980.00", "Freight 50.00"], asked["requisition.lines"].EnumerateArray().Select(l => $"{l.GetProperty("kind").GetString()} {l.GetProperty("amount").Amount()}"));
        (await (await world.As("zhou.qiming")).Decide(draft)).Ok();
        var (purchase, _) = await Ordered(he, await he.Requisition(draft), "requisition.order");
        Assert.Equal("8030.00", (await he.Get($"/purchase-orders/{purchase}")).Ok()["total"].Amount());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Each_part_has_its_freight_by_its_place_and_its_day_and_a_cancelled_one_gives_it_back(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao, nie, lin) = (await world.As("he.jiayi"), await world.As("zhao.qian"), await world.As("nie.xin"), await world.As("lin.xiaowen"));
        var (suzhou, capital, before) = (await Centre(he, "SZ-0312"), await Site(he, "南京分行营业部"), await Budgets(zhao));
        (await nie.Put("/freight-rules", new { rules = new[] { Rule(10), Rule(50, "32"), Rule(100, "3205", "Delivery", freeFrom: 1_500), Rule(70, "3205", "DeliveryAndInstallation") } })).Ok();
        object[] lines = [Line(Kettle, 2), Line(Kettle, 1, capital), Line(Kettle, 1, on: "2026-12-01"), Line(Kettle, 4, on: "2026-12-02")];

        var quote = (await Quote(he, lines)).Ok();
        Assert.Equal(["100.00 702.00", "50.00 —", "100.00 1101.00", "0.00 —"], quote["split"].EnumerateArray().Select(p => p.GetProperty("freight")).Select(f => $"{f.GetProperty("amount").Amount()} {(f.GetProperty("missing").ValueKind == JsonValueKind.Null ? "—" : f.GetProperty("missing").Amount())}"));
        var submitted = (await Submit(he, lines, suzhou, quote)).Ok();
        Assert.Equal(before.Suzhou + 344_200, (await Budgets(zhao)).Suzhou);
        var orders = (await he.Get($"/purchase-orders/{submitted["order"].GetGuid()}")).Ok()["supplierOrders"].EnumerateArray().ToList();
        Assert.Equal(["898.00", "449.00", "499.00", "1596.00"], orders.Select(o => o.GetProperty("total").Amount()));

        (await lin.Post($"/supplier-orders/{orders[0].GetProperty("id").GetGuid()}/cancellation", new { reason = "改期" })).Ok();
        (await nie.Post($"/supplier-orders/{orders[1].GetProperty("id").GetGuid()}/rejection", new { reason = "缺货" })).Ok();
        await world.Settle();
        Assert.Equal(before.Suzhou + 344_200 - 89_800 - 44_900, (await Budgets(zhao)).Suzhou);
        Assert.Equal(["1 0 0 0 0", "5 0 0 0 0"], await Ledger(nie, orders[0].GetProperty("id").GetGuid()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task Freight_of_installed_goods_is_billed_on_arrival_and_opens_no_work(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao, wu, shen) = (await world.As("he.jiayi"), await world.As("zhao.qian"), await world.As("wu.tong"), await world.As("shen.li"));
        (await wu.Put("/freight-rules", new { rules = new[] { Rule(130, "320508", "DeliveryAndInstallation", vat: 13) } })).Ok();
        object[] lines = [Line(Cassette, 1, service: "install")];
        var submitted = (await Submit(he, lines, await Centre(he, "SZ-0312"), (await Quote(he, lines)).Ok())).Ok();
        (await (await world.As("zhou.qiming")).Decide(submitted.Id)).Ok();
        var (purchase, order) = await Ordered(he, await he.Requisition(submitted.Id), "requisition.order");
        (await wu.Post($"/supplier-orders/{order}/confirmation", new { })).Ok();
        (await shen.Post($"/shipments/{await Ship(wu, order, 1, 1)}/delivery", new { })).Ok();
        await world.Settle();

        Assert.Equal(["3 Freight 115.04 + 14.96"], await Billed(zhao, purchase));
        Assert.Equal(["1 1 1 0 0", "2 0 0 0 0", "3 1 1 0 1"], await Ledger(wu, order));
        var works = (await shen.Get("/work-orders?state=Open")).Ok()["items"].EnumerateArray().Select(w => w.GetProperty("id").GetGuid()).ToList();
        var opened = (await Task.WhenAll(works.Select(id => shen.Get($"/work-orders/{id}")))).Single(w => w["supplierOrder"].GetGuid() == order);
        Assert.Equal((1, 1), (Assert.Single(opened["lines"].EnumerateArray()).GetProperty("line").GetInt32(), opened["lines.0.services"].GetArrayLength()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_supplier_says_its_own_rules_once_for_each_division_and_mode(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (nie, wu, ding, he) = (await world.As("nie.xin"), await world.As("wu.tong"), await world.As("ding.yi"), await world.As("he.jiayi"));
        var none = (await nie.Get("/freight-rules")).Ok();
        Assert.Equal((0, "\"0\""), (none["rules"].GetArrayLength(), none.ETag));
        Assert.Equal(3, (await ding.Get("/freight-rules")).Ok()["rules"].GetArrayLength());
        (await ding.Put("/freight-rules", new { rules = Array.Empty<object>() })).Refused(403, "permission.missing");
        (await he.Get("/freight-rules")).Refused(403, "permission.missing");

        (await nie.Put("/freight-rules", new { rules = new[] { Rule(8, "3205") } }, none.ETag)).Ok();
        (await nie.Put("/freight-rules", new { rules = new[] { Rule(9, "3205") } }, none.ETag)).Refused(409, "document.changed");
        var said = (await nie.Get("/freight-rules")).Ok();
        Assert.Equal(("8.00", "3205", JsonValueKind.Null, 9), (said["rules.0.charge"].Amount(), said["rules.0.regionCode"].GetString(), said["rules.0.mode"].ValueKind, said["rules.0.vat"].GetInt32()));
        // What one says touches no other.
        Assert.Equal(3, (await wu.Get("/freight-rules")).Ok()["rules"].GetArrayLength());

        Task<Answer> Says(params object[] rules) => nie.Put("/freight-rules", new { rules }, said.ETag);
        (await Says(Rule(8, "3205"), Rule(9, "3205"))).Refused(400, "freight.rule_twice", "rules[1].regionCode");
        (await Says(Rule(8, "3299"))).Refused(400, "region.unknown", "rules[0].regionCode");
        (await Says(Rule(8, vat: 6))).Refused(400, "freight.vat_rate", "rules[0].vat");
        (await Says(Rule(-1))).Refused(400, "input.out_of_range", "rules[0].charge");
        (await Says(Rule(1, perPiece: -1), Rule(2, mode: "Delivery", freeFrom: 0))).Refused(400, "input.out_of_range", "rules[1].freeFrom");
        (await Says(new { charge = new { amount = "1.00", currency = "USD" } })).Refused(400, "money.currency_mismatch", "rules[0].charge");
        Assert.Equal(said.Raw, (await nie.Get("/freight-rules")).Ok().Raw);
        (await nie.Put("/freight-rules", new { rules = Array.Empty<object>() }, said.ETag)).Ok();
        Assert.Equal("399.00", (await Quote(he, [Line(Kettle, 1)])).Ok()["total"].Amount());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_page_keeps_rules_and_cart_and_checkout_show_what_they_come_to(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM cart_lines");
        using var desk = await Pages.As(world, "nie.xin");
        const string page = "/supplier/freight";
        Assert.Contains("没有运费规则，全部免运费", (await desk.Get(page)).Text, StringComparison.Ordinal);
        (string, string)[] Form(string charge, string version, string mode = "Delivery", string freeFrom = "1500") => [("version", version), ("regionCode", "32"), ("regionCode", "3205"), ("mode", mode), ("charge", charge), ("perPiece", ""), ("freeFrom", freeFrom), ("vat", "9")];
        Assert.Contains("须在 ¥0.00 与 ¥1,000,000.00 之间", (await desk.Post(page, "set", Form("-5", "0"))).Text, StringComparison.Ordinal);
        Assert.Contains("请填写此项", (await desk.Post(page, "set", Form("", "0"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await desk.Post(page, "set", Form("60", "0"))).Status);
        Assert.Contains("document.changed", (await desk.Post(page, "set", Form("61", "0", ""))).Html, StringComparison.Ordinal);
        Assert.Contains("第 2 条与第 1 条的地区和方式相同", (await desk.Post(page, "set", Form("61", "1"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await desk.Post(page + "?edit=1", "set", Form("65", "1"))).Status);
        var kept = await desk.Get(page);
        Assert.Matches(new Regex("江苏省 苏州市.*仓配.*65\\.00.*1,500\\.00", RegexOptions.Singleline), kept.Text);
        using var reader = await Pages.As(world, "he.jiayi");
        Assert.Equal(403, (await reader.Get(page)).Status);

        var he = await world.As("he.jiayi");
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 2, services = Array.Empty<object>() })).Ok();
        using var buyer = await Pages.As(world, "he.jiayi");
        var cart = await buyer.Get("/cart");
        Assert.Matches(new Regex("再买 ¥702\\.00 免运费.*65\\.00", RegexOptions.Singleline), cart.Text);
        Assert.Contains("¥863.00", cart.Text, StringComparison.Ordinal);
        var checkout = await buyer.Get("/checkout");
        Assert.Matches(new Regex("再买 ¥702\\.00 免运费.*65\\.00.*目录价合计\\s*918\\.00.*运费\\s*65\\.00.*863\\.00", RegexOptions.Singleline), checkout.Text);
        // Far from it nobody is told to buy three times as much.
        Assert.Equal(302, (await desk.Post(page + "?edit=1", "set", Form("65", "2", freeFrom: "2000"))).Status);
        Assert.DoesNotContain("再买", (await buyer.Get("/cart")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await desk.Post(page, "remove", [("version", "3"), ("rule", "1")])).Status);
        Assert.Matches(new Regex("运费\\s*免运费", RegexOptions.Singleline), (await buyer.Get("/checkout")).Text);
        await world.Invariants();
    }

    private static object Rule(decimal charge, string? region = null, string? mode = null, decimal? perPiece = null, decimal? freeFrom = null, int vat = 9) =>
        new { charge = Money(charge), regionCode = region, mode, perPiece = perPiece is { } each ? Money(each) : null, freeFrom = freeFrom is { } from ? Money(from) : null, vat };

    private static object Money(decimal amount) => new { amount = amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), currency = "CNY" };

    private static object Line(string part, int quantity, Guid? site = null, Guid? centre = null, string? service = null, string? on = null) => new
    {
        listing = Id.Named<ListingId>(part).Value, quantity, site, costCentre = centre, services = service is null ? [] : new[] { new { code = service, quantity } }, wish = on is null ? null : new { on },
    };

    private static Task<Answer> Quote(Caller he, object[] lines) => he.Post("/quotes", new { lines, regionCode = Places.Pingjiang });

    private static async Task<Dictionary<string, object?>> Body(Caller he, object[] lines, Guid centre)
    {
        var body = await he.Body([], site: "观前支行");
        (body["lines"], body["costCentre"]) = (lines, centre);
        return body;
    }

    private static async Task<Answer> Submit(Caller he, object[] lines, Guid centre, Answer quote) =>
        await he.Post("/requisitions/submission", new Dictionary<string, object?>(await Body(he, lines, centre)) { ["seenTotal"] = quote["total"], ["seenFingerprint"] = quote["fingerprint"].GetString() });

    /// <summary>The purchase order of what was submitted, and its only supplier order.</summary>
    private static async Task<(Guid Purchase, Guid Order)> Ordered(Caller he, Answer from, string at = "order")
    {
        var purchase = from[at].GetGuid();
        return (purchase, (await he.Get($"/purchase-orders/{purchase}")).Ok()["supplierOrders"].EnumerateArray().Single().GetProperty("id").GetGuid());
    }

    private static async Task<Guid> Ship(Caller desk, Guid order, int line, int quantity) =>
        (await desk.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line, quantity } }, carrier = "顺丰" })).Ok().Id;

    /// <summary>Line by line: shipped, delivered, accepted, to be billed.</summary>
    private static async Task<List<string>> Ledger(Caller desk, Guid order) => [.. (await desk.Get($"/supplier-orders/{order}")).Ok()["order.lines"].EnumerateArray()
        .Select(l => string.Join(' ', ((string[])["line", "shipped", "delivered", "accepted", "billBase"]).Select(name => l.GetProperty(name).GetInt64())))];

    private static async Task<List<string>> Billed(Caller zhao, Guid purchase) => [.. (await zhao.Get("/statements/2026-11")).Ok()["lines"].EnumerateArray().Where(l => l.GetProperty("purchaseOrder").GetGuid() == purchase)
        .Select(l => $"{l.GetProperty("line").GetInt32()} {l.GetProperty("kind").GetString()} {l.GetProperty("net").Amount()} + {l.GetProperty("tax").Amount()}").Order(StringComparer.Ordinal)];

    private static string Named(JsonElement line, string amount) => $"{line.GetProperty("line").GetInt32()} {line.GetProperty("kind").GetString()} {line.GetProperty(amount).Amount()}";

    private static async Task<Guid> Centre(Caller caller, string code) => (await caller.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == code).GetProperty("id").GetGuid();

    private static async Task<Guid> Site(Caller caller, string name) => (await caller.Get("/sites")).Ok().Body.EnumerateArray().Single(s => s.GetProperty("name").GetString() == name).GetProperty("id").GetGuid();

    /// <summary>What is reserved and committed of both cost centres.</summary>
    private static async Task<(long Suzhou, long Nanjing)> Budgets(Caller zhao)
    {
        var budgets = (await zhao.Get("/budgets?year=2026")).Ok().Body.EnumerateArray().ToDictionary(b => b.GetProperty("code").GetString()!, b => b.GetProperty("reserved").GetInt64() + b.GetProperty("committed").GetInt64());
        return (budgets["SZ-0312"], budgets["NJ-0108"]);
    }
}
