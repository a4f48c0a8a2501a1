using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Lines that go to another place, or are borne by another cost centre, than the whole of their requisition.</summary>
public sealed class DestinationStories
{
    private const string Cassette = "YL-KFR-72QW/A1", Kettle = "BY-SH18";

    [Theory, EveryDatabase]
    public async Task What_is_quoted_checked_and_submitted_is_held_on_both_budgets_and_given_back_to_both(Database database)
    {
        await using var world = await World.Open(database);
        var (he, zhao) = (await world.As("he.jiayi"), await world.As("zhao.qian"));
        var before = await Budgets(zhao);
        var (suzhou, nanjing, garden) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"), await Site(he, "园区支行"));
        var lines = new[] { Line(Cassette, 2, service: "install"), Line(Cassette, 1, garden, nanjing, "install"), Line(Kettle, 4, centre: nanjing) };

        var quote = (await he.Post("/quotes", new { lines, regionCode = Places.Pingjiang })).Ok();
        Assert.Equal(["云岭电器 DeliveryAndInstallation — 16370.30", "云岭电器 DeliveryAndInstallation 园区支行 8185.15", "北屿厨电 Delivery — 1596.00"], quote["split"].EnumerateArray().Select(Part));
        Assert.Equal(("26151.45", "2026-11-20T08:00:00Z"), (quote["total"].Amount(), quote["validUntil"].GetDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));

        var body = await Body(he, lines, suzhou);
        var check = (await he.Post("/requisitions/check", body)).Ok();
        Assert.Equal((true, 0, quote["fingerprint"].GetString()), (check["ok"].GetBoolean(), check["faults"].GetArrayLength(), check["quote.fingerprint"].GetString()));
        Assert.Equal(before, await Budgets(zhao));

        var key = Guid.NewGuid().ToString();
        var seen = Seen(body, quote);
        var submitted = (await he.Post("/requisitions/submission", seen, key)).Ok();
        Assert.Equal((201, false), (submitted.Status, submitted["existed"].GetBoolean()));
        Assert.Equal(submitted.Raw, (await he.Post("/requisitions/submission", seen, key)).Ok().Raw);
        Assert.Equal((before.Suzhou + 1_637_030, before.Nanjing + 978_115), await Budgets(zhao));

        // Both departments' managers are asked, though the amount is one; each sees what its cost centre bears.
        var requisition = await he.Requisition(submitted.Id);
        Assert.Equal(["部门负责人 周启明", "部门负责人 许文静"], requisition["route"].EnumerateArray().Select(r => $"{r.GetProperty("name").GetString()} {r.GetProperty("approverName").GetString()}"));
        Assert.Equal(["16370.30", "9781.15"], requisition["requisition.accounts"].EnumerateArray().Select(a => a.GetProperty("amount").Amount()));
        Assert.Equal("InApproval", (await (await world.As("zhou.qiming")).Decide(submitted.Id)).Ok()["state"].GetString());
        Assert.Equal("Rejected", (await (await world.As("xu.wenjing")).Decide(submitted.Id, "Rejected", "南京不承担")).Ok()["state"].GetString());
        Assert.Equal(before, await Budgets(zhao));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_another_than_was_seen_is_refused_and_the_same_number_orders_once(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var body = await Body(he, [Line(Kettle, 2), Line(Kettle, 1, await Site(he, "园区支行"))], await Centre(he, "SZ-0312"));
        body["buyerReference"] = "JN-DEST-1";
        Task<Answer> Quote() => he.Post("/quotes", new { lines = body["lines"], regionCode = Places.Pingjiang });

        var early = (await Quote()).Ok();
        (await he.Post("/requisitions/submission", new Dictionary<string, object?>(Seen(body, early)) { ["seenTotal"] = new { amount = "1.00", currency = "CNY" } })).Refused(409, "price.changed", "total");
        // After four in the afternoon what is ordered comes a day later.
        world.Forward(TimeSpan.FromHours(7));
        he = await world.As("he.jiayi");
        (await he.Post("/requisitions/submission", Seen(body, early))).Refused(409, "quote.changed", "fingerprint");
        var late = (await Quote()).Ok();
        Assert.Equal(early["total"].Amount(), late["total"].Amount());
        var first = (await he.Post("/requisitions/submission", Seen(body, late))).Ok();
        Assert.Equal(201, first.Status);
        // Another request with the same number: the one that is there, whatever was seen.
        var again = (await he.Post("/requisitions/submission", Seen(body, early))).Ok();
        Assert.Equal((200, true, first.Id, "Ordered"), (again.Status, again["existed"].GetBoolean(), again.Id, again["state"].GetString()));

        // Nobody had to be asked, so it is ordered: one supplier, one way, two places.
        var order = (await he.Get($"/purchase-orders/{first["order"].GetGuid()}")).Ok();
        Assert.Equal(["观前街 88 号 798.00", "星港街 199 号 399.00"], order["supplierOrders"].EnumerateArray().Select(s => $"{s.GetProperty("shipTo").GetProperty("detail").GetString()} {s.GetProperty("total").Amount()}"));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task One_budget_too_small_refuses_all_at_its_line_and_a_check_says_everything_at_once(Database database)
    {
        await using var world = await World.Open(database);
        var (he, gu, zhao, yuan) = (await world.As("he.jiayi"), await world.As("gu.nian"), await world.As("zhao.qian"), await world.As("yuan.mei"));
        var department = (await gu.Get("/departments")).Ok().Body.EnumerateArray().First(d => d.GetProperty("name").GetString() == "苏州分行").GetProperty("id").GetGuid();
        var small = (await gu.Post("/cost-centres", new { code = "SZ-0400", name = "零星采购", department })).Ok().Id;
        var (suzhou, before) = (await Centre(he, "SZ-0312"), await Budgets(zhao));
        object[] lines = [Line(Kettle, 1), Line(Kettle, 2, centre: small)];

        (await Submit(he, await Body(he, lines, suzhou))).Refused(409, "budget.missing", "lines[1].costCentre");
        (await zhao.Post("/budgets", new { costCentre = small, year = 2026, allocated = new { amount = "797.99", currency = "CNY" } })).Ok();
        (await Submit(he, await Body(he, lines, suzhou))).Refused(409, "budget.exceeded", "lines[1].costCentre");
        var short_ = (await he.Post("/requisitions/check", await Body(he, lines, suzhou))).Ok();
        Assert.Equal((false, "lines[1].costCentre budget.exceeded"), (short_["ok"].GetBoolean(), Assert.Single(Faults(short_))));
        Assert.Equal(before, await Budgets(zhao));
        (await zhao.Post("/budgets", new { costCentre = small, year = 2026, allocated = new { amount = "798.00", currency = "CNY" } })).Ok();
        (await Submit(he, await Body(he, lines, suzhou))).Ok();

        // What belongs to another organization is answered as what does not exist.
        var (foreignSite, foreignCentre) = (Id.Named<SiteId>("hengrui-precision/东莞一厂").Value, (await yuan.Get("/cost-centres")).Ok()["0.id"].GetGuid());
        foreach (var (site, centre) in new[] { (foreignSite, foreignCentre), (Guid.NewGuid(), Guid.NewGuid()) })
        {
            var refused = await he.Post("/requisitions", await Body(he, [Line(Kettle, 1), Line(Kettle, 1, site, centre)], suzhou));
            Assert.Equal((400, "lines[1].site site.unknown, lines[1].costCentre cost_centre.unknown"), (refused.Status, string.Join(", ", refused.Fields)));
        }
        var all = await Body(he, [Line(Kettle, 1, foreignSite), Line(Kettle, 1, service: "nonsense")], Guid.NewGuid());
        (await he.Post("/requisitions/check", new Dictionary<string, object?>(all) { ["purpose"] = "" })).Refused(400, "input.required", "purpose");
        Assert.Equal(["lines[0].site site.unknown", "lines[1].services offer.unknown_service", "costCentre cost_centre.unknown"], Faults((await he.Post("/requisitions/check", all)).Ok()));
        Assert.Equal(["lines[0].quantity stock.insufficient", "lines[2].quantity stock.insufficient"],
            Faults((await he.Post("/requisitions/check", await Body(he, [Line(Cassette, 5_000), Line(Kettle, 1), Line(Cassette, 6_000, await Site(he, "园区支行"))], suzhou))).Ok()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_manager_of_another_department_whom_a_later_level_names_is_asked_there(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, gu) = (await world.As("he.jiayi"), await world.As("gu.nian"));
        (await gu.Put("/approval-rules/2", new { name = "财务复核", from = new { amount = "50000.00", currency = "CNY" }, kind = "Named", approver = DemoPeople.Membership("xu.wenjing").Value })).Ok();
        var (suzhou, nanjing) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"));
        async Task<string> Route(params object[] lines) => string.Join(", ", (await he.Requisition((await Submit(he, await Body(he, lines, suzhou))).Ok().Id))["route"].EnumerateArray().Select(r => $"{r.GetProperty("name").GetString()} {r.GetProperty("approverName").GetString()}"));

        Assert.Equal("部门负责人 周启明, 财务复核 许文静", await Route(Line(Cassette, 8)));
        Assert.Equal("部门负责人 周启明, 财务复核 许文静", await Route(Line(Cassette, 6), Line(Cassette, 2, centre: nanjing)));
    }

    [Theory, EveryDatabase]
    public async Task What_comes_in_one_delivery_is_packed_together_and_what_goes_to_the_address_of_the_whole_goes_with_it(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        await world.Sql($"UPDATE listings SET pack_size = 6 WHERE sku_id IN (SELECT id FROM skus WHERE part_number = '{Cassette}')");
        var (suzhou, nanjing, same) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"), await Site(he, "观前支行"));
        async Task<List<string>> Checked(params object[] lines) => Faults((await he.Post("/requisitions/check", await Body(he, lines, suzhou))).Ok());

        // Who bears it is nothing to the pack; how it comes is.
        Assert.Empty(await Checked(Line(Cassette, 3, service: "install"), Line(Cassette, 3, centre: nanjing, service: "install")));
        Assert.Equal(["lines[0].quantity offer.pack_size", "lines[1].quantity offer.pack_size"], await Checked(Line(Cassette, 3, service: "install"), Line(Cassette, 3, centre: nanjing)));
        Assert.Equal(["lines[0].quantity offer.pack_size", "lines[1].quantity offer.pack_size"], await Checked(Line(Cassette, 3), Line(Cassette, 3, await Site(he, "园区支行"))));

        object[] lines = [Line(Cassette, 3), Line(Cassette, 3, same)];
        Assert.Empty(await Checked(lines));
        (await he.Post("/quotes", new { lines, regionCode = Places.Pingjiang })).Refused(400, "offer.pack_size", "lines[0].quantity");
        Assert.Single((await he.Post("/requisitions/check", await Body(he, lines, suzhou))).Ok()["quote.split"].EnumerateArray());
    }

    [Theory, EveryDatabase]
    public async Task The_checkout_parts_a_line_when_asked_and_the_draft_keeps_its_parts(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetGuid()}")).Ok();
        var listing = Id.Named<ListingId>(Cassette).Value;
        (await he.Post("/cart/lines", new { listing, quantity = 3, services = new[] { new { code = "install", quantity = 3 } } })).Ok();
        using var pages = await Pages.As(world, "he.jiayi");
        var (front, garden) = (await Site(he, "观前支行"), await Site(he, "园区支行"));
        var (suzhou, nanjing) = (await Centre(he, "SZ-0312"), await Centre(he, "NJ-0108"));
        (string, string)[] head = [("site", front.ToString()), ("costCentre", suzhou.ToString()), ("purpose", "网点空调"), ("once", Guid.NewGuid().ToString())];

        // The simple case asks nothing; who wants more asks for it, then takes a part off.
        Assert.DoesNotContain($"site-{listing}-0", (await pages.Get("/checkout")).Html, StringComparison.Ordinal);
        var asked = await pages.Post("/checkout", "submit", [.. head, ("part", "1")]);
        Assert.Contains($"name=\"site-{listing}-0\"", asked.Html, StringComparison.Ordinal);
        (string, string)[] whole = [.. head, ("several", "1"), ($"site-{listing}-0", ""), ($"centre-{listing}-0", "")];
        var parted = await pages.Post("/checkout", "submit", [.. whole, ("split", listing.ToString())]);
        Assert.Matches(new Regex($"name=\"take-{listing}-1\" value=\"1\""), parted.Html);
        (string, string)[] Parts(string take) => [.. whole, ($"take-{listing}-1", take), ($"site-{listing}-1", garden.ToString()), ($"centre-{listing}-1", nanjing.ToString())];
        Assert.Contains("须在 1 与 2 之间", (await pages.Post("/checkout", "submit", [.. Parts("3"), ("refresh", "1")])).Text, StringComparison.Ordinal);
        var priced = await pages.Post("/checkout", "submit", [.. Parts("1"), ("refresh", "1")]);
        Assert.Contains("送到 园区支行", priced.Text, StringComparison.Ordinal);
        Assert.Contains("2026 网点改造（南京）", priced.Text, StringComparison.Ordinal);

        var (seen, fingerprint) = (Hidden(priced.Html, "seen"), Hidden(priced.Html, "fingerprint"));
        // Another place without having looked again: its dates were not seen.
        Assert.Contains("quote.changed", (await pages.Post("/checkout", "submit", [.. whole, ($"take-{listing}-1", "1"), ($"site-{listing}-1", (await Site(he, "南京分行营业部")).ToString()), ($"centre-{listing}-1", ""), ("seen", seen), ("fingerprint", fingerprint)])).Html, StringComparison.Ordinal);
        var drafted = await pages.Post("/checkout", "submit", [.. Parts("1"), ("seen", seen), ("fingerprint", fingerprint), ("draft", "1")]);
        Assert.Equal(302, drafted.Status);
        var id = Guid.Parse(drafted.Location!.Split('/')[^1]);
        Assert.Equal(["2 — —", "1 园区支行 nanjing"], await Lines(he, id, nanjing));
        Assert.Contains("送到 园区支行", (await pages.Get($"/requisitions/{id}")).Text, StringComparison.Ordinal);

        // Changed: one line's place is the whole's again; the other line is parted.
        var edit = await pages.Get($"/requisitions/{id}/edit");
        (string, string)[] fields = [("version", Hidden(edit.Html, "version")), ("site", front.ToString()), ("costCentre", suzhou.ToString()), ("purpose", "网点空调"),
            ($"q-{listing}", "4"), ($"s-{listing}", "install"), ($"n-{listing}-install", "4"), ($"q-{listing}.2", "1"), ($"site-{listing}-0", ""), ($"centre-{listing}-0", ""), ($"site-{listing}.2-0", ""), ($"centre-{listing}.2-0", nanjing.ToString())];
        Assert.Equal($"/requisitions/{id}/edit?several=1", new Uri(world.Root, (await pages.Post($"/requisitions/{id}/edit", "edit", [.. fields, ("split", listing.ToString())])).Location!).PathAndQuery);
        Assert.Equal(["2 — —", "2 — —", "1 — nanjing"], await Lines(he, id, nanjing));
        await world.Invariants();
    }

    private static object Line(string part, int quantity, Guid? site = null, Guid? centre = null, string? service = null) => new
    {
        listing = Id.Named<ListingId>(part).Value, quantity, site, costCentre = centre,
        services = service is null ? [] : new[] { new { code = service, quantity } },
    };

    private static async Task<Dictionary<string, object?>> Body(Caller he, object[] lines, Guid centre)
    {
        var body = await he.Body([], site: "观前支行");
        (body["lines"], body["costCentre"]) = (lines, centre);
        return body;
    }

    private static Dictionary<string, object?> Seen(Dictionary<string, object?> body, Answer quote) => new(body) { ["seenTotal"] = quote["total"], ["seenFingerprint"] = quote["fingerprint"].GetString() };

    private static async Task<Answer> Submit(Caller he, Dictionary<string, object?> body) =>
        await he.Post("/requisitions/submission", Seen(body, (await he.Post("/quotes", new { lines = body["lines"], regionCode = Places.Pingjiang })).Ok()));

    private static async Task<Guid> Centre(Caller caller, string code) => (await caller.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == code).GetProperty("id").GetGuid();

    private static async Task<Guid> Site(Caller caller, string name) => (await caller.Get("/sites")).Ok().Body.EnumerateArray().Single(s => s.GetProperty("name").GetString() == name).GetProperty("id").GetGuid();

    private static async Task<(long Suzhou, long Nanjing)> Budgets(Caller zhao)
    {
        var budgets = (await zhao.Get("/budgets?year=2026")).Ok().Body.EnumerateArray().ToDictionary(b => b.GetProperty("code").GetString()!, b => b.GetProperty("reserved").GetInt64());
        return (budgets["SZ-0312"], budgets["NJ-0108"]);
    }

    private static string Part(JsonElement part) => $"{part.GetProperty("supplierName").GetString()} {part.GetProperty("mode").GetString()} {Name(part.GetProperty("place"))} {part.GetProperty("amount").Amount()}";

    private static string Name(JsonElement place) => place.ValueKind == JsonValueKind.Null ? "—" : place.GetProperty("name").GetString()!;

    private static List<string> Faults(Answer check) => [.. check["faults"].EnumerateArray().Select(f => $"{f.GetProperty("field").GetString()} {f.GetProperty("code").GetString()}")];

    private static async Task<List<string>> Lines(Caller he, Guid id, Guid nanjing) => [.. (await he.Requisition(id))["requisition.lines"].EnumerateArray().Where(l => l.GetProperty("kind").GetString() == "Goods")
        .Select(l => $"{l.GetProperty("quantity").GetInt32()} {Name(l.GetProperty("place"))} {(l.GetProperty("costCentre").ValueKind == JsonValueKind.Null ? "—" : l.GetProperty("costCentre").GetGuid() == nanjing ? "nanjing" : "?")}")];

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;
}
