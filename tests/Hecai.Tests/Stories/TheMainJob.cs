using System.Text.Json;

namespace Hecai.Tests.Stories;

/// <summary>From a bank's need to its accepted installation and its statement, through the REST API alone.</summary>
public sealed class TheMainJob
{
    private const string Cassette = "YL-KFR-72QW/A1", HeatPump = "YL-RSJ-38/A1", Kettle = "BY-SH18";
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory, EveryDatabase]
    public async Task A_need_becomes_an_accepted_installation_on_the_statement(Database database)
    {
        await using var world = await World.Open(database);
        var (he, shen, zhao) = (await world.As("he.jiayi"), await world.As("shen.li"), await world.As("zhao.qian"));
        var before = (Held: await world.Held(Cassette), OnHand: await world.OnHand(Cassette), Centre: await Centre(zhao), Budget: await Budget(zhao));

        var requisition = await Ask(he);
        await Approve(world, he, requisition);
        Assert.Equal((before.Budget.Reserved, before.Budget.Committed + 12_812_145), await Budget(zhao));
        Assert.Equal(before.Held + 3, await world.Held(Cassette));

        var orders = await Orders(he, requisition);
        await Confirm(world, orders);
        await Bring(world, shen, orders["DeliveryAndInstallation 云岭电器"]);
        Assert.Equal((before.Held, before.OnHand - 3), (await world.Held(Cassette), await world.OnHand(Cassette)));
        await BringWithoutInstallation(world, shen, orders["Delivery 云岭电器"], 3, 3);
        await BringWithoutInstallation(world, shen, orders["Delivery 北屿厨电"], 4, 4);
        await Install(world, shen, orders["DeliveryAndInstallation 云岭电器"]);

        await world.Settle();
        (he, zhao) = (await world.As("he.jiayi"), await world.As("zhao.qian"));
        foreach (var order in orders.Values)
            Assert.Equal("Completed", (await he.Get($"/supplier-orders/{order}")).Ok()["order.state"].GetString());
        var bought = (await he.Get($"/purchase-orders/{(await he.Requisition(requisition))["requisition.order"].GetGuid()}")).Ok();
        Assert.Equal("Closed", bought["state"].GetString());
        await Registered(he);
        await Billed(zhao, bought["number"].GetString()!, before.Centre);
        await world.Invariants();
    }

    private static async Task<Guid> Ask(Caller he)
    {
        Want[] wants = [new(Cassette, 3, "install"), new(HeatPump, 3), new(Kettle, 4)];
        var region = (await he.Get("/sites")).Ok().Body.EnumerateArray().Single(s => s.GetProperty("name").GetString() == "观前支行").GetProperty("address").GetProperty("regionCode").GetString();
        var quote = (await he.Post("/quotes", new { lines = Buying.Lines(wants), regionCode = region })).Ok();
        Assert.Equal("128121.45", quote["total"].Amount());
        Assert.Equal(["DeliveryAndInstallation 24555.45", "Delivery 101970.00", "Delivery 1596.00"],
            quote["split"].EnumerateArray().Select(p => $"{p.GetProperty("mode").GetString()} {p.GetProperty("amount").Amount()}"));

        var draft = (await he.Post("/requisitions", await he.Body(wants, "SZ-0312", "观前支行", "JN-2026-1120"))).Ok();
        Assert.Equal(201, draft.Status);
        Assert.Equal(draft.Id, (await he.Get("/requisitions/by-reference/JN-2026-1120")).Ok().Id);
        (await he.Post($"/requisitions/{draft.Id}/submission", new { seenTotal = new { amount = "128121.45", currency = "CNY" } })).Ok();
        return draft.Id;
    }

    private static async Task Approve(World world, Caller he, Guid requisition)
    {
        foreach (var approver in (string[])["zhou.qiming", "zhao.qian", "chen.guodong"])
        {
            Assert.Equal("InApproval", await he.State(requisition));
            (await (await world.As(approver)).Decide(requisition)).Ok();
        }
        var ordered = await he.Requisition(requisition);
        Assert.Equal("Ordered", ordered["requisition.state"].GetString());
        Assert.Equal(["部门负责人 周启明 Approved", "财务复核 赵倩 Approved", "分管行长 陈国栋 Approved"],
            ordered["route"].EnumerateArray().Select(r => $"{r.GetProperty("name").GetString()} {r.GetProperty("approverName").GetString()} {r.GetProperty("state").GetString()}"));
    }

    private static async Task<Dictionary<string, Guid>> Orders(Caller he, Guid requisition)
    {
        var order = (await he.Get($"/purchase-orders/{(await he.Requisition(requisition))["requisition.order"].GetGuid()}")).Ok();
        Assert.Equal("128121.45", order["total"].Amount());
        var children = order["supplierOrders"].EnumerateArray().ToList();
        Assert.Equal(["1596.00", "24555.45", "101970.00"], children.Select(c => c.GetProperty("total").Amount()).OrderBy(a => a.Length).ThenBy(a => a, StringComparer.Ordinal));
        return children.ToDictionary(c => $"{c.GetProperty("mode").GetString()} {c.GetProperty("supplierName").GetString()}", c => c.GetProperty("id").GetGuid());
    }

    private static async Task Confirm(World world, Dictionary<string, Guid> orders)
    {
        foreach (var (name, id) in orders)
        {
            var desk = await world.As(name.EndsWith("云岭电器", StringComparison.Ordinal) ? "wu.tong" : "nie.xin");
            Assert.Contains("confirm", (await desk.Get($"/supplier-orders/{id}")).Ok()["allowedActions"].EnumerateArray().Select(a => a.GetString()));
            (await desk.Post($"/supplier-orders/{id}/confirmation", new { })).Ok();
        }
        await world.Settle();
    }

    /// <summary>Two pieces and one; of the first two one is refused at the door and shipped again.</summary>
    private static async Task Bring(World world, Caller shen, Guid order)
    {
        var desk = await world.As("wu.tong");
        var (first, second) = (await Ship(desk, order, 1, 2), await Ship(desk, order, 1, 1));
        (await desk.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line = 1, quantity = 1 } }, carrier = "顺丰" })).Refused(409, "order.quantity_not_allowed");
        (await shen.Post($"/shipments/{first}/delivery", new { lines = new[] { new { line = 1, delivered = 1, refused = 1 } } })).Refused(400, "delivery.reason_required", "lines[0].reason");
        (await shen.Post($"/shipments/{first}/delivery", new { lines = new[] { new { line = 1, delivered = 1, refused = 1, reason = "外箱破损" } } })).Ok();
        (await shen.Post($"/shipments/{second}/delivery", new { })).Ok();
        Assert.Equal((2, 2, 1), await Ledger(shen, order, 1));
        (await shen.Post($"/shipments/{await Ship(desk, order, 1, 1)}/delivery", new { })).Ok();
        Assert.Equal((3, 3, 1), await Ledger(shen, order, 1));
        await world.Settle();
    }

    private static async Task BringWithoutInstallation(World world, Caller shen, Guid order, int line, int quantity)
    {
        var desk = await world.As(line == 4 ? "nie.xin" : "wu.tong");
        (await shen.Post($"/shipments/{await Ship(desk, order, line, quantity)}/delivery", new { })).Ok();
        Assert.Equal("Completed", (await shen.Post($"/supplier-orders/{order}/acceptance", new { })).Ok()["state"].GetString());
    }

    private static async Task<Guid> Ship(Caller desk, Guid order, int line, int quantity) =>
        (await desk.Post($"/supplier-orders/{order}/shipments", new { lines = new[] { new { line, quantity } }, carrier = "顺丰", trackingNumber = "SF1234567890", packages = 1 })).Ok().Id;

    private static async Task<(int Shipped, int Delivered, int Refused)> Ledger(Caller caller, Guid order, int line)
    {
        var found = (await caller.Get($"/supplier-orders/{order}")).Ok()["order.lines"].EnumerateArray().Single(l => l.GetProperty("line").GetInt32() == line);
        return (found.GetProperty("shipped").GetInt32(), found.GetProperty("delivered").GetInt32(), found.GetProperty("refused").GetInt32());
    }

    private static async Task Install(World world, Caller shen, Guid order)
    {
        var dispatcher = await world.As("zhao.tie");
        var technician = (await dispatcher.Get("/technicians")).Ok().Body.EnumerateArray().Single(t => t.GetProperty("name").GetString() == "孙浩").GetProperty("id").GetGuid();
        var open = (await dispatcher.Get("/work-orders?state=Open")).Ok()["items"].EnumerateArray().Select(w => w.GetProperty("id").GetGuid()).ToList();
        var jobs = new List<(Guid Id, Answer Work)>();
        foreach (var id in open)
            if ((await dispatcher.Get($"/work-orders/{id}")).Ok() is var work && work["supplierOrder"].GetGuid() == order)
                jobs.Add((id, work));
        Assert.Equal(3, jobs.Count);

        var sun = await world.As("sun.hao");
        var start = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < jobs.Count; i++)
        {
            var path = $"/work-orders/{jobs[i].Id}";
            (await dispatcher.Post(path + "/visit", new { start = start.AddHours(2 * i), end = start.AddHours(2 * i + 2) })).Ok();
            (await dispatcher.Post(path + "/technician", new { technician })).Ok();
        }
        (await dispatcher.Post($"/work-orders/{jobs[0].Id}/visit", new { start = start.AddHours(1), end = start.AddHours(3), technician })).Refused(409, "work_order.technician_busy");

        world.Forward(start - world.Clock.GetUtcNow());
        (shen, sun) = (await world.As("shen.li"), await world.As("sun.hao"));
        for (var i = 0; i < jobs.Count; i++)
            await Work(world, sun, shen, jobs[i].Id, jobs[i].Work, i);
    }

    private static async Task Work(World world, Caller sun, Caller shen, Guid id, Answer work, int job)
    {
        var path = $"/work-orders/{id}";
        (await sun.Post(path + "/arrival")).Ok();
        var items = work["lines.0.checklist.items"].EnumerateArray().ToList();
        var checks = items.Where(i => i.GetProperty("kind").GetString() is "YesNo" or "Reading" or "Serial" || i.GetProperty("code").GetString() == "place").Select(i => Check(i, job)).ToList();
        (await sun.Post(path + "/checks", new { checks })).Ok();
        var signature = new { signer = "沈立", signature = "M10 10L60 40L120 20L180 60" };
        (await sun.Post(path + "/completion", signature)).Refused(409, "work_order.incomplete");
        Assert.Equal(items.Where(i => i.GetProperty("kind").GetString() == "Photo" && i.GetProperty("required").GetBoolean()).Select(i => (1, 1, i.GetProperty("code").GetString())),
            (await sun.Get(path)).Ok()["missing"].EnumerateArray().Select(m => (m.GetProperty("line").GetInt32(), m.GetProperty("unit").GetInt32(), m.GetProperty("item").GetString())));
        foreach (var photo in items.Where(i => i.GetProperty("kind").GetString() == "Photo"))
            (await sun.Post($"{path}/photos?line=1&unit=1&item={photo.GetProperty("code").GetString()}&name=p.png", Photo)).Ok();
        (await sun.Post(path + "/completion", signature)).Ok();
        await world.Settle();
        (await sun.Post(path + "/acceptance")).Refused(403, "permission.missing");
        Assert.StartsWith("YS", (await shen.Post(path + "/acceptance")).Ok()["acceptanceNumber"].GetString(), StringComparison.Ordinal);
        Assert.Equal("Accepted", (await shen.Get(path)).Ok()["state"].GetString());
    }

    private static object Check(JsonElement item, int job)
    {
        var code = item.GetProperty("code").GetString()!;
        return item.GetProperty("kind").GetString() switch
        {
            "YesNo" => new { line = 1, unit = 1, item = code, yes = true },
            "Reading" => new { line = 1, unit = 1, item = code, reading = Middle(item) },
            "Serial" => new { line = 1, unit = 1, item = code, text = $"{code}-{job}" },
            _ => (object)new { line = 1, unit = 1, item = code, text = $"营业厅 {job + 1}" },
        };
    }

    private static string Middle(JsonElement item) =>
        ((item.GetProperty("min").GetDecimal() + item.GetProperty("max").GetDecimal()) / 2).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Registered(Caller he)
    {
        var pieces = (await he.Get("/equipment?q=SERIAL-")).Ok()["items"].EnumerateArray().ToList();
        Assert.Equal(["SERIAL-0 营业厅 1 2026-11-23 2032-11-22", "SERIAL-1 营业厅 2 2026-11-23 2032-11-22", "SERIAL-2 营业厅 3 2026-11-23 2032-11-22"],
            pieces.Select(p => string.Join(' ', ((string[])["serial", "place", "acceptedOn", "warrantyUntil"]).Select(name => p.GetProperty(name).GetString()))).Order(StringComparer.Ordinal));
        Assert.All(pieces, p => Assert.Equal(Cassette, p.GetProperty("partNumber").GetString()));
    }

    private static async Task Billed(Caller zhao, string order, (string Net, string Tax, string Gross) before)
    {
        var statement = (await zhao.Get("/statements/2026-11")).Ok();
        var lines = statement["lines"].EnumerateArray().Where(l => l.GetProperty("purchaseOrderNumber").GetString() == order)
            .Select(l => $"{l.GetProperty("line").GetInt32()} × {l.GetProperty("quantity").GetInt64()}: {l.GetProperty("net").Amount()} + {l.GetProperty("tax").Amount()} = {l.GetProperty("gross").Amount()}").Order(StringComparer.Ordinal);
        Assert.Equal(["1 × 3: 19925.18 + 2590.27 = 22515.45", "2 × 3: 1924.53 + 115.47 = 2040.00", "3 × 3: 90238.94 + 11731.06 = 101970.00", "4 × 4: 1412.39 + 183.61 = 1596.00"], lines);
        var after = await Centre(zhao);
        Assert.Equal((113_501.04m, 14_620.41m, 128_121.45m), (Number(after.Net) - Number(before.Net), Number(after.Tax) - Number(before.Tax), Number(after.Gross) - Number(before.Gross)));
    }

    private static async Task<(string Net, string Tax, string Gross)> Centre(Caller zhao)
    {
        var sum = (await zhao.Get("/statements/2026-11")).Ok()["byCostCentre"].EnumerateArray().FirstOrDefault(s => s.GetProperty("code").GetString() == "SZ-0312");
        return sum.ValueKind == JsonValueKind.Object ? (sum.GetProperty("net").Amount(), sum.GetProperty("tax").Amount(), sum.GetProperty("gross").Amount()) : ("0", "0", "0");
    }

    private static async Task<(long Reserved, long Committed)> Budget(Caller zhao)
    {
        var budget = (await zhao.Get("/budgets?year=2026")).Ok().Body.EnumerateArray().Single(b => b.GetRawText().Contains("SZ-0312", StringComparison.Ordinal));
        return (budget.GetProperty("reserved").GetInt64(), budget.GetProperty("committed").GetInt64());
    }

    private static decimal Number(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
