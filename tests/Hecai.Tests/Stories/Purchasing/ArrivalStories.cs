using System.Text;
using Hecai.Catalogue;
using Hecai.Stock;

namespace Hecai.Tests.Stories;

/// <summary>到货预报: goods on their way are ordered before they are there, and shipped after.</summary>
public sealed class ArrivalStories
{
    private const string Dryer = "BY-CS30";

    [Theory, EveryDatabase]
    public async Task Goods_on_their_way_are_promised_for_their_day_and_shipped_after_it(Database database)
    {
        await using var world = await World.Open(database);
        var (nie, he) = (await world.As("nie.xin"), await world.As("he.jiayi"));
        var (place, held) = await TwoAreFree(world, nie);
        (await he.Post("/requisitions", await he.Body([new(Dryer, 5)], "SZ-0312", "观前支行"))).Refused(409, "stock.insufficient", "lines[0].quantity");

        var arrival = (await nie.Post("/arrivals", Announced(place, "HY-2611", "2026-12-01", (Dryer, 10)))).Ok().Id;
        // Two lie there and come in four working days; five wait for the first of December and come four working days after it.
        Assert.Equal(("InStock", 2, "2026-11-26"), await Checked(he, 2));
        Assert.Equal(("InTransit", 2, "2026-12-07"), await Checked(he, 5));
        Assert.Equal("10 2026-12-01", await Coming(he));

        var order = await Ordered(world, he, 5);
        Assert.Equal(("2026-12-01", 10, 5), (await nie.Get($"/arrivals/{arrival}")).Ok() is var a ? (a["arrivesOn"].GetString(), a["lines.0.announced"].GetInt64(), a["lines.0.promised"].GetInt64()) : default);
        Assert.Equal("5 2026-12-01", await Coming(he));
        Assert.Equal((held + 2 + 10, held + 5), (await world.OnHand(Dryer), await world.Held(Dryer)));
        var child = (await he.Get($"/purchase-orders/{order}")).Ok()["supplierOrders.0.id"].GetGuid();
        Assert.Equal(("2026-12-07", 5), (await nie.Get($"/supplier-orders/{child}")).Ok() is var o ? (o["order.lines.0.delivery"].GetString(), o["order.lines.0.awaits.0.quantity"].GetInt32()) : default);

        // It cannot be shipped before it is there, nor taken back while somebody waits; when it is late, they are told.
        (await nie.Post($"/supplier-orders/{child}/confirmation", new { })).Ok();
        object All = new { lines = new[] { new { line = 1, quantity = 5 } }, carrier = "自有车队" };
        (await nie.Post($"/supplier-orders/{child}/shipments", All)).Refused(409, "stock.not_arrived", "lines");
        (await nie.Post($"/arrivals/{arrival}/withdrawal", new { reason = "工厂取消" })).Refused(409, "arrival.promised");
        (await nie.Put($"/arrivals/{arrival}/day", new { arrivesOn = "2026-12-03", reason = "海关查验" })).Ok();
        await world.Settle();
        Assert.Contains("在途货物改期：原 12-01 到仓，现 12-03（海关查验）", (await he.Get("/messages")).Ok().Raw, StringComparison.Ordinal);
        Assert.Equal("5 2026-12-03", await Coming(he));

        // Five are promised. Two came and two lie free: that is not enough for them. Three and two are.
        (await nie.Post($"/arrivals/{arrival}/receipt", Came(("BY-FB40", 3)))).Refused(400, "arrival.not_in_it", "lines[0].partNumber");
        (await nie.Post($"/arrivals/{arrival}/receipt", Came((Dryer, -1)))).Refused(400, "input.out_of_range", "lines[0].quantity");
        (await nie.Post($"/arrivals/{arrival}/receipt", Came((Dryer, 9), (Dryer, 1)))).Refused(400, "import.repeated", "lines[1].partNumber");
        (await nie.Post($"/arrivals/{arrival}/receipt", Came((Dryer, 2)))).Refused(409, "stock.below_held", "lines[0].quantity");
        (await nie.Post($"/arrivals/{arrival}/receipt", Came((Dryer, 3)))).Ok();
        Assert.Equal((held + 5, held + 5), (await world.OnHand(Dryer), await world.Held(Dryer)));
        Assert.Equal(("Arrived", 3, 5), (await nie.Get($"/arrivals/{arrival}")).Ok() is var b ? (b["state"].GetString(), b["lines.0.received"].GetInt64(), b["lines.0.promised"].GetInt64()) : default);
        (await nie.Post($"/arrivals/{arrival}/receipt", new { })).Refused(409, "document.step_not_allowed");
        (await nie.Put($"/arrivals/{arrival}/day", new { arrivesOn = "2026-12-05" })).Refused(409, "document.step_not_allowed");
        (await nie.Post($"/arrivals/{arrival}/withdrawal", new { reason = "x" })).Refused(409, "document.step_not_allowed");
        (await nie.Post($"/supplier-orders/{child}/shipments", All)).Ok();
        Assert.Equal((held, held), (await world.OnHand(Dryer), await world.Held(Dryer)));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_promised_lies_on_the_shelf_and_whoever_counts_finds_all_of_it(Database database)
    {
        await using var world = await World.Open(database);
        var (nie, he) = (await world.As("nie.xin"), await world.As("he.jiayi"));
        var (place, held) = await TwoAreFree(world, nie);
        var arrival = (await nie.Post("/arrivals", Announced(place, "HY-2612", "2026-11-24", (Dryer, 10), ("BY-KJ350", 5)))).Ok().Id;
        var before = (await nie.Get("/warehouses")).Ok()["0.onHand"].GetInt64();
        var order = await Ordered(world, he, 6);

        // Its day passes and nobody has booked it in: what was promised stays so, nothing more is.
        world.Forward(TimeSpan.FromDays(5));
        (nie, he) = (await world.As("nie.xin"), await world.As("he.jiayi"));
        Assert.Null(await Coming(he));
        Assert.True((await nie.Get($"/arrivals/{arrival}")).Ok()["overdue"].GetBoolean());
        Assert.Contains("已过期", (await (await Pages.As(world, "nie.xin")).Get("/supplier/stock/arrivals")).Text, StringComparison.Ordinal);

        // Who is short is named by the line of who counted, whatever its place in the arrival.
        (await nie.Post($"/arrivals/{arrival}/receipt", Came(("BY-KJ350", 5), (Dryer, 1)))).Refused(409, "stock.below_held", "lines[1].quantity");
        // One more came than was announced; of the other product none.
        (await nie.Post($"/arrivals/{arrival}/receipt", Came((Dryer, 11), ("BY-KJ350", 0)))).Ok();
        Assert.Equal(before + 11, (await nie.Get("/warehouses")).Ok()["0.onHand"].GetInt64());
        Assert.Equal(("InStock", 7, "2026-12-01"), await Checked(he, 7));
        // Seven are free and the six that are set aside are there as well.
        Assert.Equal("[]", (await nie.Post("/listings/sheet?dryRun=true", Sheet(held + 13))).Ok()["changes"].GetRawText());
        (await nie.Post("/listings/sheet", Sheet(held + 5))).Refused(409, "stock.below_held", "rows[2].stock.BY-FS");
        (await nie.Post("/listings/sheet", Sheet(held + 10))).Ok();
        Assert.Equal(("InStock", 4, "2026-12-01"), await Checked(he, 1));
        // What was set aside for an order that is cancelled is free, wherever it lies, and may be found to be less.
        var child = (await he.Get($"/purchase-orders/{order}")).Ok()["supplierOrders.0.id"].GetGuid();
        (await (await world.As("lin.xiaowen")).Post($"/supplier-orders/{child}/cancellation", new { reason = "项目取消" })).Ok();
        await world.Settle();
        (await nie.Post("/listings/sheet", Sheet(held + 3))).Ok();
        Assert.Equal((held + 3, held), (await world.OnHand(Dryer), await world.Held(Dryer)));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_announced_is_told_by_field_and_only_to_its_supplier(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (nie, wu) = (await world.As("nie.xin"), await world.As("wu.tong"));
        var place = (await nie.Get("/warehouses")).Ok()["0.id"].GetGuid();
        Task<Answer> Announce(string number, string day, params (string, int)[] lines) => nie.Post("/arrivals", Announced(place, number, day, lines));
        (await Announce("HY-1", "2026-11-19", (Dryer, 1))).Refused(400, "arrival.day", "arrivesOn");
        (await Announce("HY-1", "2027-11-22", (Dryer, 1))).Refused(400, "arrival.day", "arrivesOn");
        (await Announce("HY 1", "2026-11-24", (Dryer, 1))).Refused(400, "input.malformed", "number");
        (await Announce("HY-1", "2026-11-24")).Refused(400, "input.out_of_range", "lines");
        (await Announce("HY-1", "2026-11-24", (Dryer, 1), ("YL-KFR-26GW/B2", 1))).Refused(400, "offers.product_unknown", "lines[1].partNumber");
        (await Announce("HY-1", "2026-11-24", (Dryer, 1), (Dryer.ToLowerInvariant(), 1))).Refused(400, "import.repeated", "lines[1].partNumber");
        Assert.Equal("FS-2611-02", Assert.Single((await nie.Get("/arrivals")).Ok().Body.EnumerateArray()).GetProperty("number").GetString());
        var id = (await Announce("HY-1", "2026-11-24", (Dryer, 1))).Ok().Id;
        (await Announce("HY-1", "2026-11-25", (Dryer, 1))).Refused(409, "arrival.exists", "number");

        // Somebody else's warehouse and arrival do not exist; who has no right to stock is told so.
        (await wu.Post("/arrivals", Announced(place, "HY-2", "2026-11-24", ("YL-KFR-26GW/B2", 1)))).Refused(404, "not_found");
        foreach (var answer in new[] { await wu.Get($"/arrivals/{id}"), await wu.Post($"/arrivals/{id}/receipt", new { }), await wu.Put($"/arrivals/{id}/day", new { arrivesOn = "2026-11-25" }), await wu.Post($"/arrivals/{id}/withdrawal", new { reason = "x" }) })
            answer.Refused(404, "not_found");
        (await (await world.As("lou.jing")).Post($"/arrivals/{id}/receipt", new { })).Refused(403, "permission.missing");

        // Who read it before somebody else changed it is told.
        var read = (await nie.Get($"/arrivals/{id}")).Ok().ETag!;
        (await nie.Put($"/arrivals/{id}/day", new { arrivesOn = "2026-11-25" }, read)).Ok();
        (await nie.Put($"/arrivals/{id}/day", new { arrivesOn = "2026-11-26" }, read)).Refused(409, "document.changed");
        (await nie.Post($"/arrivals/{id}/withdrawal", new { reason = "" })).Refused(400, "input.required", "reason");
        (await nie.Post($"/arrivals/{id}/withdrawal", new { reason = "工厂取消" })).Ok();
        Assert.Equal("Withdrawn", Assert.Single((await nie.Get("/arrivals?state=Withdrawn")).Ok().Body.EnumerateArray()).GetProperty("state").GetString());
        Assert.Null(await Coming(await world.As("he.jiayi")));
        await world.Invariants();
    }

    [Fact]
    public async Task The_desk_announces_moves_books_in_and_withdraws_on_its_pages()
    {
        await using var world = await World.Open(Database.Sqlite);
        var nie = await world.As("nie.xin");
        var (place, _) = await TwoAreFree(world, nie);
        using var pages = await Pages.As(world, "nie.xin");
        (string, string)[] head = [("warehouse", place.ToString()), ("number", "HY-9"), ("arrivesOn", "2026-11-30")];
        Assert.Contains("第 2 行：", (await pages.Post("/supplier/stock/arrivals/new", "announce", [.. head, ("lines", $"{Dryer}, 4\nBY-KJ350, 1,5")])).Text, StringComparison.Ordinal);
        var wrong = await pages.Post("/supplier/stock/arrivals/new", "announce", [.. head, ("lines", $"型号\t数量\n{Dryer}\t4\nXX-1\t2")]);
        Assert.Contains("第 3 行：", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("XX-1", wrong.Text, StringComparison.Ordinal);
        var made = await pages.Post("/supplier/stock/arrivals/new", "announce", [.. head, ("lines", $"{Dryer}, 4")]);
        Assert.Equal(302, made.Status);
        var page = made.Location!;
        Assert.Contains("下一步：您登记到货", (await pages.Get(page)).Text, StringComparison.Ordinal);
        using (var he = await Pages.As(world, "he.jiayi"))
            Assert.Contains("在途 4 台，11-30 到仓", (await he.Get($"/catalogue/{Id.Named<ListingId>(Dryer).Value}")).Text, StringComparison.Ordinal);
        string Version(string html) => System.Text.RegularExpressions.Regex.Match(html, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;

        var early = await pages.Post(page, "move", [("version", Version((await pages.Get(page)).Html)), ("arrivesOn", "2026-11-01")]);
        Assert.Contains("到货日须在 2026-11-20 至 2027-11-21 之间", early.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post(page, "move", [("version", Version((await pages.Get(page)).Html)), ("arrivesOn", "2026-12-02")])).Status);
        Assert.Contains("到仓日由 2026-11-30 改为 2026-12-02", (await pages.Get(page)).Text, StringComparison.Ordinal);
        var blank = await pages.Post(page, "receive", [("version", Version((await pages.Get(page)).Html)), ("q-0", "")]);
        Assert.Contains("is-invalid", blank.Html, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post(page, "receive", [("version", Version((await pages.Get(page)).Html)), ("q-0", "3")])).Status);
        Assert.Contains("登记到货 3 件", (await pages.Get(page)).Text, StringComparison.Ordinal);

        var other = (await nie.Post("/arrivals", Announced(place, "HY-10", "2026-11-30", (Dryer, 1)))).Ok().Id;
        Assert.Equal(302, (await pages.Post($"/supplier/stock/arrivals/{other}", "withdraw", [("version", Version((await pages.Get($"/supplier/stock/arrivals/{other}")).Html)), ("reason", "取消")])).Status);
        Assert.Contains("HY-10", (await pages.Get("/supplier/stock/arrivals?state=Withdrawn")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_waits_for_goods_on_their_way_the_working_days_until_they_are_there()
    {
        static int? Days(string now, string arrives) => Promise.DaysUntil(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(arrives, System.Globalization.CultureInfo.InvariantCulture));
        const string Friday = "2026-11-20T10:00:00+08:00", Late = "2026-11-20T16:00:00+08:00";
        Assert.Equal(0, Promise.DaysUntil(DateTimeOffset.UnixEpoch, null));
        Assert.Equal(0, Days(Friday, "2026-11-20"));
        Assert.Equal(1, Days(Friday, "2026-11-23"));
        // What comes on a Saturday is handled on Monday.
        Assert.Equal(1, Days(Friday, "2026-11-21"));
        // After the cut-off an order counts from Monday, so what comes on Monday is there in time.
        Assert.Equal(0, Days(Late, "2026-11-23"));
        Assert.Equal(1, Days(Late, "2026-11-24"));
        // A day that has passed and a year whose calendar nobody knows promise nothing.
        Assert.Null(Days(Friday, "2026-11-19"));
        Assert.Null(Days(Friday, "2027-01-04"));
    }

    [Fact]
    public void What_does_not_lie_anywhere_comes_as_early_as_it_can()
    {
        static Source Shelf(int available, int days) => new(Id.New<StockItemId>(), default, default, default, ("仓", "W"), available, days);
        static Source Coming(int available, int wait) => new(Id.New<StockItemId>(), default, default, default, ("仓", "W"), available, wait + 2, new DateOnly(2026, 12, 1), wait);
        static string Way(IReadOnlyList<Source> sources, int quantity, int? made) => Allocator.Allocate([.. sources.OrderBy(s => s.Days)], quantity, made) is { } way
            ? string.Join(' ', way.Select(a => $"{a.Quantity}{(a.Item is null ? "m" : a.ArrivesOn is null ? "s" : "t")}{a.Days}")) : "none";
        // What lies there goes first, whatever comes.
        Assert.Equal("5s6", Way([Shelf(5, 6), Coming(5, 0)], 5, 3));
        Assert.Equal("4s2 1s3", Way([Shelf(4, 2), Shelf(3, 3), Coming(9, 0)], 5, null));
        // Best in one piece; else what lies there with what comes.
        Assert.Equal("5t9", Way([Shelf(2, 2), Coming(9, 7)], 5, null));
        Assert.Equal("2s2 3t9", Way([Shelf(2, 2), Coming(3, 7)], 5, null));
        Assert.Equal("2s2 3t6", Way([Shelf(2, 2), Coming(3, 4), Coming(9, 8)], 5, null));
        // What lies there is shipped first, though what comes to a nearer warehouse would be delivered sooner.
        Assert.Equal("2s6 3t3", Way([Shelf(2, 6), Coming(3, 1)], 5, null));
        // Or made to order, when that is sooner: days of the factory and of the way.
        Assert.Equal("5m8", Way([Shelf(2, 2), Coming(9, 7)], 5, 6));
        Assert.Equal("5t9", Way([Shelf(2, 2), Coming(9, 7)], 5, 7));
        Assert.Equal("5m8", Way([Coming(4, 7)], 5, 6));
        Assert.Equal("none", Way([Shelf(2, 2), Coming(2, 1)], 5, null));
        Assert.Equal("none", Way([], 5, 6));
    }

    /// <summary>Two of the dehumidifiers in the warehouse are free.</summary>
    private static async Task<(Guid Place, long Held)> TwoAreFree(World world, Caller nie)
    {
        var held = await world.Held(Dryer);
        (await nie.Post("/listings/sheet", Sheet(held + 2))).Ok();
        return ((await nie.Get("/warehouses")).Ok()["0.id"].GetGuid(), held);
    }

    private static async Task<Guid> Ordered(World world, Caller he, int quantity)
    {
        var id = await he.Draft(new Want(Dryer, quantity));
        (await he.Submit(id)).Ok();
        while (await he.State(id) == "InApproval")
            (await (await world.As("zhou.qiming")).Decide(id)).Ok();
        return (await he.Requisition(id))["requisition.order"].GetGuid();
    }

    /// <summary>How the check of so many answers: its state, what lies there, and the day on which all of it comes.</summary>
    private static async Task<(string? State, long Available, string? Delivery)> Checked(Caller he, int quantity)
    {
        var product = (await he.Post("/line-checks", new { lines = new[] { new { partNumber = Dryer, quantity } }, regionCode = Places.Pingjiang })).Ok()["0.product"];
        return (product.GetProperty("stock").GetString(), product.GetProperty("available").GetInt64(), product.GetProperty("delivery").GetString());
    }

    /// <summary>What is still to be had of what is on its way; null without any.</summary>
    private static async Task<string?> Coming(Caller he)
    {
        var product = (await he.Post("/line-checks", new { lines = new[] { new { partNumber = Dryer, quantity = 1 } }, regionCode = Places.Pingjiang })).Ok()["0.product"];
        return product.GetProperty("inTransit").EnumerateArray().Select(t => $"{t.GetProperty("quantity").GetInt64()} {t.GetProperty("arrivesOn").GetString()}").SingleOrDefault();
    }

    private static object Announced(Guid warehouse, string number, string arrivesOn, params (string PartNumber, int Quantity)[] lines) =>
        new { warehouse, number, arrivesOn, lines = lines.Select(l => new { partNumber = l.PartNumber, quantity = l.Quantity }) };

    private static object Came(params (string PartNumber, int Quantity)[] lines) => new { lines = lines.Select(l => new { partNumber = l.PartNumber, quantity = l.Quantity }) };

    private static HttpContent Sheet(long pieces) => new StringContent($"型号,库存 BY-FS\n{Dryer},{pieces}\n", Encoding.UTF8, "text/csv");
}
