using System.Net.Http.Headers;
using System.Text;
using Hecai.Catalogue;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>A supplier's prices, terms and stock come as one sheet: first what each row would change, then all of it, or nothing.</summary>
public sealed class OfferSheetStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cabinet = "YL-KFR-72LW/A1";

    [Theory, EveryDatabase]
    public async Task Drafts_change_at_once_and_large_changes_of_price_are_confirmed(Database database)
    {
        await using var world = await World.Open(database);
        var ding = await world.As("ding.yi");
        var (one, two) = ((await ding.Post("/listings", Product("OS-1", 200_000))).Ok().Id, (await ding.Post("/listings", Product("OS-2", null))).Ok().Id);
        var before = (await ding.Get($"/listings/{one}")).Ok();
        var list = "型号,名称,目录价（元）,起订量,包装数,排产天数\nos-1,随便写,\"2,700.00\",5,,15\nOS-2,,1999.5,1,,\n";
        var shown = (await ding.Post("/listings/sheet?dryRun=true", Csv(list))).Ok();
        Assert.Equal((false, 2, 0, 0, 1), Counts(shown));
        Assert.Equal(["OS-1 listPrice 2000.00 → 2700.00 !", "OS-1 minQuantity 1 → 5", "OS-1 makeToOrderDays 0 → 15", "OS-2 listPrice  → 1999.50"], Changes(shown));
        Assert.Equal(before.Raw, (await ding.Get($"/listings/{one}")).Raw);

        (await ding.Post("/listings/sheet", Csv(list))).Refused(409, "offers.large_change", "confirmed");
        Assert.Equal((true, 2, 0, 0, 1), Counts((await ding.Send(HttpMethod.Post, "/listings/sheet?confirmed=true", Csv(list), "sheet-1", shown.ETag)).Ok()));
        var after = (await ding.Get($"/listings/{one}")).Ok();
        Assert.Equal((270_000, 5, 1, 15, "Draft"), (after["product.listPrice"].GetInt64(), after["product.minQuantity"].GetInt32(), after["product.packSize"].GetInt32(), after["product.makeToOrderDays"].GetInt32(), after["state"].GetString()));
        Assert.Equal(199_950, (await ding.Get($"/listings/{two}")).Ok()["product.listPrice"].GetInt64());
        // The same key is the same import; what it was shown for is no more.
        Assert.Equal((true, 2, 0, 0, 1), Counts((await ding.Send(HttpMethod.Post, "/listings/sheet?confirmed=true", Csv(list), "sheet-1", shown.ETag)).Ok()));
        (await ding.Send(HttpMethod.Post, "/listings/sheet?confirmed=true", Csv(list), "sheet-2", shown.ETag)).Refused(409, "document.changed");
        Assert.Equal((false, 0, 2, 0, 0), Counts((await ding.Post("/listings/sheet", Csv(list))).Ok()));

        // Stock goods again; 30 % is not more than 30 %.
        Assert.Equal(["OS-1 listPrice 2700.00 → 1890.00", "OS-1 makeToOrderDays 15 → 0"], Changes((await ding.Post("/listings/sheet", Csv("part number,price,make-to-order days\nOS-1,1890,0\n"))).Ok()));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_on_sale_is_changed_only_through_a_review_and_then_found_at_its_new_price(Database database)
    {
        await using var world = await World.Open(database);
        var (ding, xu, lin) = (await world.As("ding.yi"), await world.As("xu.ran"), await world.As("lin.xiaowen"));
        await world.Get<SearchIndex>().CatchUp();
        var (wall, cabinet) = (Id.Named<ListingId>(Wall).Value, Id.Named<ListingId>(Cabinet).Value);
        var price = (await ding.Get($"/listings/{wall}")).Ok()["product.listPrice"].GetInt64();
        var list = $"型号,目录价,起订量\n{Wall},{new Money(price + 10_000, "CNY").ToPlainString()},\n{Cabinet},,2\n";
        Assert.Equal(["rows[2].sku listing.locked", "rows[3].sku listing.locked"], (await ding.Post("/listings/sheet", Csv(list))).Fields);
        var shown = (await ding.Post("/listings/sheet?dryRun=true&revise=true", Csv(list))).Ok();
        Assert.Equal([Wall, Cabinet], shown["offSale"].EnumerateArray().Select(o => o.GetString()!));
        Assert.Equal("Listed", (await ding.Get($"/listings/{wall}")).Ok()["state"].GetString());

        Assert.Equal((true, 2, 0, 0, 0), Counts((await ding.Send(HttpMethod.Post, "/listings/sheet?revise=true", Csv(list), "sheet-1", shown.ETag)).Ok()));
        Assert.Equal(("InReview", price + 10_000), ((await ding.Get($"/listings/{wall}")).Ok()["state"].GetString(), (await ding.Get($"/listings/{wall}")).Ok()["product.listPrice"].GetInt64()));
        await Eventually.Is(false, () => Found(lin, Wall, wall));
        await world.Settle();
        Assert.Single((await xu.Get("/messages?unread=true")).Ok()["items"].EnumerateArray(), m => m.GetRawText().Contains("改了 2 件商品的供货条件", StringComparison.Ordinal));
        // Who waits for the operator waits.
        (await ding.Post("/listings/sheet?revise=true", Csv($"型号,起订量\n{Wall},3\n"))).Refused(409, "listing.locked", "rows[2].sku");

        (await xu.Post($"/listings/{wall}/review", new { })).Ok();
        await Eventually.Is(true, () => Found(lin, Wall, wall));
        Assert.Equal(new Money(price + 10_000, "CNY").ToPlainString(), (await lin.Get($"/products/{wall}")).Ok()["offer.listPrice"].Amount());
        (await xu.Post($"/listings/{cabinet}/review", new { returnedFor = "起订量请说明" })).Ok();

        // What its supplier suspended stays off sale, as a draft.
        (await ding.Post($"/listings/{wall}/suspension", new { reason = "换包装" })).Ok();
        Assert.Empty((await ding.Post("/listings/sheet?revise=true", Csv($"型号,包装数\n{Wall},2\n"))).Ok()["offSale"].EnumerateArray());
        Assert.Equal("Draft", (await ding.Get($"/listings/{wall}")).Ok()["state"].GetString());
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_order_desk_counts_stock_and_never_below_what_is_held(Database database)
    {
        await using var world = await World.Open(database);
        var (wu, ding, lin) = (await world.As("wu.tong"), await world.As("ding.yi"), await world.As("lin.xiaowen"));
        (await ding.Post("/listings", Product("OS-3", 200_000))).Ok();
        (await lin.Submit(await lin.Draft(new Want(Wall, 3)))).Ok();
        var (suzhou, held) = (await Item(world, Wall, "YL-SZ"), await world.Held(Wall));
        Assert.True(suzhou.Held >= 3 && held >= 3);
        var onHand = await world.OnHand(Wall);
        string Sheet(long pieces) => $"型号,库存 YL-SZ（苏州仓）,Stock YL-GZ\n{Wall},{pieces},\nOS-3,,7\n";

        Assert.Contains("rows[2].stock.YL-SZ stock.below_held", (await wu.Post("/listings/sheet", Csv(Sheet(suzhou.Held - 1)))).Refused(409, "stock.below_held").Fields);
        var shown = (await wu.Post("/listings/sheet?dryRun=true", Csv(Sheet(suzhou.Held)))).Ok();
        Assert.Equal([$"{Wall} stock.YL-SZ {suzhou.OnHand} → {suzhou.Held}", "OS-3 stock.YL-GZ 0 → 7"], Changes(shown));
        Assert.Equal(onHand, await world.OnHand(Wall));
        Assert.Equal((true, 2, 0, 0, 0), Counts((await wu.Post("/listings/sheet", Csv(Sheet(suzhou.Held)))).Ok()));
        Assert.Equal((suzhou.Held, suzhou.Held), await Item(world, Wall, "YL-SZ"));
        Assert.Equal((7, 0), await Item(world, "OS-3", "YL-GZ"));
        Assert.Equal([suzhou.Held - suzhou.OnHand, 7], (await world.Rows("SELECT on_hand FROM stock_movements WHERE kind = 'Adjusted' ORDER BY on_hand")).Select(r => Convert.ToInt64(r[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(2, (await world.Rows("SELECT seq FROM audit_entries WHERE action = 'warehouse.counted'")).Count);

        // Each column is for who may change what it holds.
        var both = $"型号,目录价,库存 YL-SZ\n{Wall},1.00,{suzhou.Held}\n";
        (await wu.Post("/listings/sheet", Csv(both))).Refused(403, "permission.missing", "listPrice");
        (await ding.Post("/listings/sheet?dryRun=true", Csv(both))).Refused(403, "permission.missing", "stock.YL-SZ");
        Assert.Equal(["listPrice permission.missing", "stock.YL-SZ permission.missing"], (await (await world.As("mei.lin")).Post("/listings/sheet", Csv(both))).Fields);
        var yan = await world.As("yan.ling");
        var member = (await yan.Get("/members?q=丁一")).Ok()["0"];
        (await yan.Put($"/members/{member.GetProperty("id").GetGuid()}", new { roles = new[] { "supplier.catalogue_manager", "supplier.order_desk" }, active = true })).Ok();
        using var mixed = new MemoryStream(Encoding.UTF8.GetBytes("型号,目录价,库存 YL-SZ\nOS-3,2100,4\n"));
        var done = await world.Get<ImportOffers>().Run(mixed, "offers.csv", new(), await world.Actor("ding.yi"));
        Assert.Equal([("listPrice", 200_000L, 210_000L), ("stock.YL-SZ", 0L, 4L)], done.Changes.Select(c => (c.Column.Field, c.Before!.Value, c.After!.Value)));
        // The warehouses of others are none.
        (await wu.Post("/listings/sheet", Csv($"型号,库存 BY-FS\n{Wall},5\n"))).Refused(400, "import.column_unknown", "file");
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_sheet_with_a_row_at_fault_changes_nothing_and_names_it(Database database)
    {
        await using var world = await World.Open(database);
        var ding = await world.As("ding.yi");
        var id = (await ding.Post("/listings", Product("OS-4", 200_000))).Ok().Id;
        (await ding.Post("/listings", Product("OS-5", 200_000))).Ok();
        var seen = (await ding.Get($"/listings/{id}")).Ok();
        var list = """
            型号,目录价,起订量,包装数,排产天数
            OS-4,2100.00,2,,
            NO-SUCH,1.00,,,
            BY-SH18,1.00,,,
            OS-4,2200.00,,,
            ,1.00,,,
            OS-5,"8,99",1.5,"1,200",=1+1
            OS-5,0,0,2000000,721
            OS-5,1.234,,,,x
            """;
        var faults = new[]
        {
            "rows[3].sku offers.product_unknown", "rows[4].sku offers.product_unknown", "rows[5].sku import.repeated", "rows[6].sku input.required",
            "rows[7].listPrice input.malformed", "rows[7].minQuantity input.malformed", "rows[7].packSize input.malformed", "rows[7].makeToOrderDays import.formula",
            "rows[8].sku import.repeated", "rows[9].listPrice money.too_many_decimals", "rows[9].file import.columns", "rows[9].sku import.repeated",
        };
        var shown = (await ding.Post("/listings/sheet?dryRun=true", Csv(list))).Ok();
        Assert.Equal((false, 1, 0, 7, 0), Counts(shown));
        var refused = await ding.Post("/listings/sheet", Csv(list));
        Assert.Equal(400, refused.Status);
        Assert.Equal(faults.Order(StringComparer.Ordinal), refused.Fields.Order(StringComparer.Ordinal));
        foreach (var fault in faults)
            WholeRun.Refused(fault.Split(' ')[1]);
        Assert.Equal(seen.Raw, (await ding.Get($"/listings/{id}")).Raw);

        // The rules of the single change.
        Assert.Equal(["rows[2].listPrice listing.price_positive", "rows[2].makeToOrderDays input.out_of_range", "rows[2].minQuantity input.out_of_range", "rows[2].packSize input.out_of_range"],
            (await ding.Post("/listings/sheet?confirmed=true", Csv("型号,目录价,起订量,包装数,排产天数\nOS-5,0,0,2000000,721\n"))).Fields.Order(StringComparer.Ordinal));

        (await ding.Post("/listings/sheet", Csv("型号,目录价,颜色\nOS-4,1,x\n"))).Refused(400, "import.column_unknown", "file");
        (await ding.Post("/listings/sheet", Csv("型号,目录价,价格\nOS-4,1,1\n"))).Refused(400, "import.header", "file");
        (await ding.Post("/listings/sheet", Csv("目录价\n1\n"))).Refused(400, "import.header_missing", "file");
        (await ding.Post("/listings/sheet", Csv("型号,目录价\n"))).Refused(400, "input.required", "file");
        (await ding.Post("/listings/sheet", new ByteArrayContent(Encoding.Unicode.GetBytes("型号,目录价\nOS-4,1\n")) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } })).Refused(400, "import.encoding");
        var rows = string.Concat(Enumerable.Range(1, 10_001).Select(i => $"X-{i},1.00\n"));
        (await ding.Post("/listings/sheet?dryRun=true", Csv("型号,目录价\n" + rows))).Refused(400, "import.limit", "file");
        Assert.Equal((false, 0, 0, 10_000, 0), Counts((await ding.Post("/listings/sheet?dryRun=true", Csv("型号,目录价\n" + rows[..rows.LastIndexOf("X-", StringComparison.Ordinal)]))).Ok()));
    }

    [Theory, EveryDatabase]
    public async Task A_downloaded_sheet_does_not_undo_what_happened_since(Database database)
    {
        await using var world = await World.Open(database);
        using var wu = await Pages.As(world, "wu.tong");
        var desk = await world.As("wu.tong");
        var sheet = await wu.Bytes("/supplier/products/offers.xlsx");
        var text = Encoding.UTF8.GetString(await wu.Bytes("/supplier/products/offers.csv"));
        Assert.StartsWith("\uFEFF型号,名称,状态,库存 YL-CD（成都仓）,库存 YL-GZ（广州仓）,库存 YL-HF（合肥仓）,库存 YL-SZ（苏州仓）,下载时（勿改）\r\n", text, StringComparison.Ordinal);
        var (wall, cabinet) = (await Item(world, Wall, "YL-CD"), await Item(world, Cabinet, "YL-CD"));
        var warehouse = (await world.Db.Read(Hecai.Actor.System(), read => read.Set<Warehouse>().SingleAsync(w => w.Code == "YL-CD"))).Id;
        await world.Get<ReceiveStock>().Run(warehouse, [(Id.Named<SkuId>(Wall), 5)], await world.Actor("wu.tong"));

        // Nothing that nobody touched is changed back.
        Assert.Empty((await desk.Post("/listings/sheet", Body(sheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))).Ok()["changes"].EnumerateArray());
        Assert.Empty((await desk.Post("/listings/sheet", Csv(text))).Ok()["changes"].EnumerateArray());
        // What somebody touched is changed where it is as it was seen, and refused where it is not.
        string Touched(string part, long from, long to)
        {
            var row = text.Split("\r\n").Single(r => r.StartsWith(part + ",", StringComparison.Ordinal));
            var cells = row.Split(',');
            Assert.Equal($"{from}", cells[3]);
            cells[3] = $"{to}";
            return $"{text.Split("\r\n")[0]}\n{string.Join(',', cells)}\n";
        }
        (await desk.Post("/listings/sheet", Csv(Touched(Wall, wall.OnHand, wall.OnHand + 1)))).Refused(409, "document.changed", "rows[2].stock.YL-CD");
        Assert.Equal((true, 1, 0, 0, 0), Counts((await desk.Post("/listings/sheet", Csv(Touched(Cabinet, cabinet.OnHand, cabinet.OnHand + 1)))).Ok()));
        Assert.Equal((wall.OnHand + 5, cabinet.OnHand + 1), ((await Item(world, Wall, "YL-CD")).OnHand, (await Item(world, Cabinet, "YL-CD")).OnHand));
        (await desk.Post("/listings/sheet", Csv($"型号,库存 YL-CD,下载时\n{Wall},1,stock.YL-CD\n"))).Refused(400, "input.malformed", "rows[2].downloaded");
    }

    [Theory, EveryDatabase]
    public async Task Of_two_sheets_at_once_that_were_shown_the_same_one_is_written_and_orders_go_on(Database database)
    {
        await using var world = await World.Open(database);
        var (wu, lin) = (await world.As("wu.tong"), await world.As("lin.xiaowen"));
        var drafts = new List<Guid>();
        for (var i = 0; i < 6; i++)
            drafts.Add(await lin.Draft(new Want(Wall, 1)));
        var (onHand, held) = (await world.OnHand(Wall), await world.Held(Wall));
        var before = await Item(world, Wall, "YL-SZ");
        var sheets = Enumerable.Range(1, 6).Select(i => $"型号,库存 YL-SZ,下载时\n{Wall},{before.OnHand + i},stock.YL-SZ={before.OnHand}\n").ToList();
        var uploads = sheets.Select(s => wu.Post("/listings/sheet", Csv(s))).ToList();
        var orders = drafts.Select(d => lin.Submit(d)).ToList();
        var answers = await Task.WhenAll(uploads);
        Assert.All(await Task.WhenAll(orders), a => a.Ok());

        var written = Assert.Single(Enumerable.Range(0, 6), i => answers[i].Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => a.Refused(409, "document.changed"));
        Assert.Equal((onHand + written + 1, held + 6), (await world.OnHand(Wall), await world.Held(Wall)));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task On_the_page_the_sheet_is_checked_first_and_large_prices_are_confirmed(Database database)
    {
        await using var world = await World.Open(database);
        using var ding = await Pages.As(world, "ding.yi", english: true);
        var api = await world.As("ding.yi");
        var id = (await api.Post("/listings", Product("OS-6", 200_000))).Ok().Id;
        const string page = "/supplier/products/sheet";
        var shown = await ding.Post(page, "check", [], ("file", "offers.csv", Encoding.UTF8.GetBytes("型号,目录价\nOS-6,1000")));
        Assert.Contains("Values to change: 1, in products: 1. Rows as they are: 0.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("−50%", shown.Text, StringComparison.Ordinal);
        (string, string)[] carried = [("content", Hidden(shown, "content")), ("name", Hidden(shown, "name")), ("version", Hidden(shown, "version"))];
        Assert.Contains("offers.large_change", (await ding.Post(page, "apply", carried)).Html, StringComparison.Ordinal);
        var written = await ding.Post(page, "apply", [.. carried, ("confirmed", "on")]);
        Assert.Equal((302, $"{page}?written=1"), (written.Status, new Uri(world.Root, written.Location).PathAndQuery));
        Assert.Contains("Values changed: 1.", (await ding.Get($"{page}?written=1")).Text, StringComparison.Ordinal);
        Assert.Contains("changed the terms by a sheet", (await ding.Get($"/supplier/products/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("document.changed", (await ding.Post(page, "apply", [.. carried, ("confirmed", "on")])).Html, StringComparison.Ordinal);
        Assert.Contains("Everything is so already", (await ding.Post(page, "check", [], ("file", "offers.xlsx", await ding.Bytes("/supplier/products/offers.xlsx")))).Text, StringComparison.Ordinal);
        var wrong = await ding.Post(page, "check", [], ("file", "offers.csv", Encoding.UTF8.GetBytes($"型号,目录价\n{Wall},1")));
        Assert.Contains("listing.locked", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Write the changes", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Going off sale: 1,", (await ding.Post(page, "check", [("revise", "on")], ("file", "offers.csv", Encoding.UTF8.GetBytes($"型号,起订量\n{Wall},9")))).Text, StringComparison.Ordinal);
        // Who may change neither has no business here.
        using var mei = await Pages.As(world, "mei.lin");
        Assert.Equal(403, (await mei.Get(page)).Status);
    }

    private static async Task<bool> Found(Caller caller, string text, Guid listing) =>
        (await caller.Get($"/products?q={Uri.EscapeDataString(text)}")).Ok().Raw.Contains(listing.ToString(), StringComparison.Ordinal);

    private static async Task<(long OnHand, long Held)> Item(World world, string part, string warehouse)
    {
        var row = (await world.Rows($"SELECT i.on_hand, i.held FROM stock_items i JOIN warehouses w ON w.id = i.warehouse_id JOIN skus s ON s.id = i.sku_id WHERE s.part_number = '{part}' AND w.code = '{warehouse}'")).FirstOrDefault();
        return row is null ? (0, 0) : (Convert.ToInt64(row[0], System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt64(row[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Hidden(PageAnswer page, string name) =>
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page.Html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);

    private static HttpContent Csv(string text) => Body(Encoding.UTF8.GetBytes(text), "text/csv");

    private static HttpContent Body(byte[] bytes, string type) => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static (bool, int, int, int, int) Counts(Answer done) =>
        (done["written"].GetBoolean(), done["rows.changed"].GetInt32(), done["rows.unchanged"].GetInt32(), done["rows.refused"].GetInt32(), done["largePriceChanges"].GetInt32());

    private static IEnumerable<string> Changes(Answer done) => done["changes"].EnumerateArray().Select(c =>
        $"{c.GetProperty("partNumber").GetString()} {c.GetProperty("field").GetString()} {c.GetProperty("before").GetString()} → {c.GetProperty("after").GetString()}{(c.GetProperty("large").GetBoolean() ? " !" : "")}");

    private static object Product(string part, long? price) => new Dictionary<string, object?>
    {
        ["sku"] = part, ["brand"] = new { zh = "云岭", en = "Yunling" }, ["category"] = "hvac.wall", ["name"] = new { zh = "壁挂机", en = "Wall split" }, ["listPrice"] = price,
    };
}
