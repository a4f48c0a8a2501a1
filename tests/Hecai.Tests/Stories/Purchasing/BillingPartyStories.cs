using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>Whom invoices are made out to, and what a buyer says line by line.</summary>
public sealed class BillingPartyStories
{
    private const string Kettle = "BY-SH18";
    private static readonly string Holding = CreditCode.Generate("jiangnan-holding").Value, Leasing = CreditCode.Generate("jiangnan-leasing").Value;

    [Theory, EveryDatabase]
    public async Task Finance_keeps_the_parties_and_a_requisition_names_one_or_takes_the_default(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao) = (await world.As("he.jiayi"), await world.As("zhao.qian"));
        static object Party(string name, string tax) => new { name, taxNumber = tax, bank = "江南银行苏州分行", account = "6222 0000 1234" };

        (await he.Post("/billing-parties", Party("江南控股", Holding))).Refused(403, "permission.missing");
        (await zhao.Post("/billing-parties", Party("江南控股", Holding[..17] + (Holding[17] == '0' ? '1' : '0')))).Refused(400, "credit_code.checksum", "taxNumber");
        var holding = (await zhao.Post("/billing-parties", Party("江南控股", Holding))).Ok().Id;
        (await zhao.Post("/billing-parties", Party("江南控股二", Holding))).Refused(409, "billing_party.exists", "taxNumber");
        var leasing = (await zhao.Post("/billing-parties", Party("江南租赁", Leasing))).Ok().Id;
        (await zhao.Put($"/billing-parties/{leasing}", new { name = "江南金融租赁", taxNumber = Leasing })).Ok();

        var (suzhou, nanjing) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"));
        (await zhao.Put("/billing-parties/default", new { party = Guid.NewGuid() })).Refused(400, "billing_party.unknown", "party");
        (await zhao.Put("/billing-parties/default", new { costCentre = Guid.NewGuid(), party = holding })).Refused(400, "cost_centre.unknown", "costCentre");
        (await zhao.Put("/billing-parties/default", new { party = holding })).Ok();
        (await zhao.Put("/billing-parties/default", new { costCentre = nanjing, party = holding })).Ok();
        (await zhao.Put("/billing-parties/default", new { costCentre = nanjing, party = leasing })).Ok();
        Assert.Equal(["江南控股 True 0", "江南金融租赁 False 1"], (await he.Get("/billing-parties")).Ok().Body.EnumerateArray().Select(p => $"{p.GetProperty("party").GetProperty("name").GetString()} {p.GetProperty("default").GetBoolean()} {p.GetProperty("costCentres").GetArrayLength()}"));
        // Another buyer sees none of it.
        Assert.Equal(0, (await (await world.As("yuan.mei")).Get("/billing-parties")).Ok().Body.GetArrayLength());

        async Task<string> Billed(Guid centre, Guid? billTo = null)
        {
            var body = await he.Body([new(Kettle, 1)], site: "观前支行");
            (body["costCentre"], body["billTo"]) = (centre, billTo);
            return (await he.Requisition((await he.Post("/requisitions", body)).Ok().Id))["requisition.billTo"] is { ValueKind: JsonValueKind.Object } party ? party.GetProperty("name").GetString()! : "—";
        }
        Assert.Equal(["江南控股", "江南金融租赁", "江南控股"], [await Billed(suzhou), await Billed(nanjing), await Billed(nanjing, holding)]);
        var unknown = await he.Body([new(Kettle, 1)], "SZ-0312", "观前支行");
        unknown["billTo"] = Guid.NewGuid();
        (await he.Post("/requisitions", unknown)).Refused(400, "billing_party.unknown", "billTo");
        Assert.Equal("billTo billing_party.unknown", Assert.Single((await he.Post("/requisitions/check", unknown)).Ok()["faults"].EnumerateArray().Select(f => $"{f.GetProperty("field").GetString()} {f.GetProperty("code").GetString()}")));

        (await zhao.Delete($"/billing-parties/{leasing}")).Ok();
        (await zhao.Put("/billing-parties/default", new { })).Ok();
        Assert.Equal(["—", "—", "江南控股"], [await Billed(suzhou), await Billed(nanjing), await Billed(nanjing, holding)]);
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_said_of_a_line_and_who_is_billed_travel_as_far_as_they_shall(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao, nie) = (await world.As("he.jiayi"), await world.As("zhao.qian"), await world.As("nie.xin"));
        var holding = (await zhao.Post("/billing-parties", new { name = "江南控股", taxNumber = Holding })).Ok().Id;
        var body = await he.Body([], "SZ-0312", "观前支行", "JN-2026-118");
        object Line(object? remarks) => new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 1, remarks };
        body["lines"] = new[] { Line(new { reference = new string('x', 41), forSupplier = "a\u0007b" }) };
        var wrong = await he.Post("/requisitions", body);
        Assert.Equal((400, "lines[0].remarks.forSupplier input.control_characters, lines[0].remarks.reference input.too_long"), (wrong.Status, string.Join(", ", wrong.Fields)));
        (body["lines"], body["billTo"]) = (new[] { Line(new { reference = "10", forSupplier = "送到三楼茶水间", forApprover = "旧壶漏电" }), Line(new { forApprover = "备用" }), Line(new { reference = " " }) }, holding);
        var draft = (await he.Post("/requisitions", body)).Ok().Id;
        Assert.Equal(["10 送到三楼茶水间 旧壶漏电", "  备用", "null"], (await he.Requisition(draft))["requisition.lines"].EnumerateArray().Select(Remarks));
        (await he.Submit(draft)).Ok();

        var order = (await he.Get($"/purchase-orders/{(await he.Requisition(draft))["requisition.order"].GetGuid()}")).Ok();
        Assert.Equal("江南控股", order["billTo.name"].GetString());
        var child = order["supplierOrders.0.id"].GetGuid();
        // The supplier reads what is meant for it, the buyer's numbers and who is billed; not what the approver was told.
        var seen = (await nie.Get($"/supplier-orders/{child}")).Ok();
        Assert.Equal(["10 送到三楼茶水间 ", "null", "null"], seen["order.lines"].EnumerateArray().Select(Remarks));
        Assert.Equal(("JN-2026-118", Holding), (seen["order.buyerReference"].GetString(), seen["order.billTo.taxNumber"].GetString()));
        Assert.DoesNotContain("旧壶", seen.Raw, StringComparison.Ordinal);
        using var desk = await Pages.As(world, "nie.xin", english: true);
        var page = (await desk.Get($"/supplier/orders/{child}")).Text;
        Assert.Contains("For the supplier: 送到三楼茶水间", page, StringComparison.Ordinal);
        Assert.Contains("Bill to 江南控股 " + Holding, page, StringComparison.Ordinal);
        using var buyer = await Pages.As(world, "he.jiayi");
        Assert.Contains("开票抬头 江南控股 " + Holding, (await buyer.Get($"/orders/{order.Id}/print")).Text, StringComparison.Ordinal);
        Assert.Contains("给审批人：旧壶漏电", (await buyer.Get($"/requisitions/{draft}")).Text, StringComparison.Ordinal);

        // Delivered, it is on the statement under the party that is billed.
        (await nie.Post($"/supplier-orders/{child}/confirmation", new { })).Ok();
        var shipment = (await nie.Post($"/supplier-orders/{child}/shipments", new { lines = new[] { 1, 2, 3 }.Select(line => new { line, quantity = 1 }), carrier = "自有车队" })).Ok().Id;
        Assert.Contains("Buyer's number JN-2026-118", (await desk.Get($"/shipments/{shipment}/delivery-note")).Text, StringComparison.Ordinal);
        (await (await world.As("shen.li")).Post($"/shipments/{shipment}/delivery", new { })).Ok();
        await world.Settle();
        var sums = (await zhao.Get("/statements/2026-11")).Ok()["byBillTo"].EnumerateArray().ToDictionary(s => s.GetProperty("code").GetString()!, s => s.GetProperty("gross").Amount());
        Assert.Equal("1197.00", sums[Holding]);
        using var finance = await Pages.As(world, "zhao.qian");
        Assert.Contains(Holding, (await finance.Get("/statements")).Text, StringComparison.Ordinal);
        Assert.Contains("江南控股", (await finance.Get("/statements/print")).Text, StringComparison.Ordinal);
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_settings_and_the_checkout_know_them(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetGuid()}")).Ok();
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 1 })).Ok();
        using var finance = await Pages.As(world, "zhao.qian");
        (string, string)[] party = [("name", "江南控股"), ("taxNumber", Holding), ("address", "苏州市人民路 1 号"), ("phone", ""), ("bank", ""), ("account", "")];
        Assert.Contains("credit_code.length", (await finance.Post("/settings/billing-parties", "save", [.. party.Where(f => f.Item1 != "taxNumber"), ("taxNumber", "123")])).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await finance.Post("/settings/billing-parties", "save", party)).Status);
        var id = (await he.Get("/billing-parties")).Ok()["0.id"].GetGuid();
        Assert.Equal(302, (await finance.Post("/settings/billing-parties", "default", [("costCentre", ""), ("party", id.ToString())])).Status);
        Assert.Contains("整个企业", (await finance.Get("/settings/billing-parties")).Text, StringComparison.Ordinal);

        using var pages = await Pages.As(world, "he.jiayi");
        var shown = await pages.Get("/checkout");
        Assert.Contains("默认：江南控股", shown.Text, StringComparison.Ordinal);
        var key = Regex.Match(shown.Html, "name=\"rs-([^\"]+)\"").Groups[1].Value;
        var done = await pages.Post("/checkout", "submit", [("purpose", "茶水间"), ("billTo", id.ToString()), ("rs-" + key, "先电话"), ("ra-" + key, ""), ("rr-" + key, "A-1"), ("once", Guid.NewGuid().ToString()), ("draft", "1")]);
        Assert.Equal(302, done.Status);
        var requisition = await he.Requisition(Guid.Parse(done.Location!.Split('/')[^1]));
        Assert.Equal(("江南控股", "A-1 先电话 "), (requisition["requisition.billTo.name"].GetString(), Remarks(requisition["requisition.lines.0"])));

        var edit = await pages.Get($"{done.Location}/edit");
        Assert.Contains("value=\"先电话\"", edit.Html, StringComparison.Ordinal);
        Assert.Equal(302, (await finance.Post($"/settings/billing-parties?edit={id}", "close", [])).Status);
        Assert.DoesNotContain("默认：江南控股", (await pages.Get("/checkout")).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_is_filled_in_at_the_checkout_comes_back_until_it_is_submitted(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetGuid()}")).Ok();
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 2 })).Ok();
        var garden = (await he.Get("/sites")).Ok().Body.EnumerateArray().Single(s => s.GetProperty("name").GetString() == "园区支行").GetProperty("id").GetGuid().ToString();
        using var pages = await Pages.As(world, "he.jiayi");
        var first = await pages.Get("/checkout");
        var key = Regex.Match(first.Html, "name=\"rs-([^\"]+)\"").Groups[1].Value;

        // Without script a button keeps it, right or wrong.
        (string, string)[] filled = [("site", garden), ("purpose", "会客区茶水"), ("needBy", "2026-12-24"), ("buyerReference", "不合 规"), ("note", "两行\n备注"), ("rs-" + key, "轻放"), ("ra-" + key, ""), ("rr-" + key, "")];
        Assert.Equal(302, (await pages.Post("/checkout", "submit", [.. filled, ("once", Guid.NewGuid().ToString()), ("keep", "1")])).Status);
        // Another browser, the same person: a colleague sees nothing of it.
        using var elsewhere = await Pages.As(world, "he.jiayi", english: true);
        var back = await elsewhere.Get("/checkout");
        foreach (var said in new[] { "value=\"会客区茶水\"", "value=\"2026-12-24\"", "value=\"不合 规\"", "value=\"轻放\"", $"value=\"{garden}\" selected" })
            Assert.Contains(said, back.Html, StringComparison.Ordinal);
        Assert.Contains("Start afresh", back.Text, StringComparison.Ordinal);
        using (var colleague = await Pages.As(world, "lin.xiaowen"))
            Assert.DoesNotContain("会客区茶水", (await colleague.Get("/checkout")).Html, StringComparison.Ordinal);

        // With script it is kept by itself.
        Assert.Equal((200, true), (await elsewhere.Send("/checkout", "/checkout/draft", [.. filled.Where(f => f.Item1 != "buyerReference"), ("buyerReference", "JN-9")])) is var kept ? (kept.Status, kept.Html.StartsWith("kept 2026-11-20", StringComparison.Ordinal)) : default);
        Assert.Contains("value=\"JN-9\"", (await pages.Get("/checkout")).Html, StringComparison.Ordinal);
        Assert.Equal(400, (await elsewhere.Send(null, "/checkout/draft", filled)).Status);
        Assert.Equal(400, (await elsewhere.Send("/checkout", "/checkout/draft", [("note", new string('x', 500_001))])) is var long_ && long_.Html.Contains("checkout.draft_too_long", StringComparison.Ordinal) ? long_.Status : 0);

        // One click submits; what comes late of the script keeps nothing, and a second click finds the first.
        var ready = await pages.Get("/checkout");
        (string, string)[] form = [.. filled.Where(f => f.Item1 != "buyerReference"), ("buyerReference", "JN-9"), ("once", Hidden(ready.Html, "once")), ("seen", Hidden(ready.Html, "seen")), ("fingerprint", Hidden(ready.Html, "fingerprint"))];
        Assert.Equal(302, (await pages.Post("/checkout", "submit", form)).Status);
        Assert.Equal(200, (await elsewhere.Send("/checkout", "/checkout/draft", filled)).Status);
        Assert.Equal(0, await world.Count("checkout_drafts"));
        await pages.Post("/checkout", "submit", form);
        Assert.Equal(1, (await he.Get("/requisitions?q=JN-9")).Ok()["items"].GetArrayLength());
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 1 })).Ok();
        Assert.DoesNotContain("会客区茶水", (await pages.Get("/checkout")).Html, StringComparison.Ordinal);

        Assert.Equal(302, (await pages.Post("/checkout", "submit", [.. filled, ("keep", "1")])).Status);
        Assert.Equal(302, (await pages.Post("/checkout", "submit", [.. filled, ("forget", "1")])).Status);
        Assert.Equal(0, await world.Count("checkout_drafts"));
        await world.Invariants();
    }

    private static string Remarks(JsonElement line) => line.GetProperty("remarks") is { ValueKind: JsonValueKind.Object } said
        ? $"{said.GetProperty("reference").GetString()} {said.GetProperty("forSupplier").GetString()} {said.GetProperty("forApprover").GetString()}" : "null";

    private static async Task<Guid> Centre(Caller caller, string code) => (await caller.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == code).GetProperty("id").GetGuid();

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;
}
