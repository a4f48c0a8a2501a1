using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>Prices come as a sheet: first what each row would change, then all of it, or nothing.</summary>
public sealed class PriceListStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cabinet = "YL-KFR-72LW/A1", Small = "YL-KFR-35GW/B2";
    private static readonly Guid Factory = Id.Named<OrganizationId>("hengrui-precision").Value;

    [Theory, EveryDatabase]
    public async Task A_list_says_row_by_row_what_it_would_change_and_then_changes_it(Database database)
    {
        await using var world = await World.Open(database);
        var mei = await world.As("mei.lin");
        var id = (await mei.Post("/agreements", Body("HR-2026-11", Line(Wall, "2000.00"), Line(Cabinet, "6100.00")))).Ok().Id;
        var before = (await mei.Get($"/agreements/{id}")).Ok();
        var list = $"""
            型号,名称,类目,协议价（元）,阶梯,额度（件）,优惠（%）,品牌
            {Wall.ToLowerInvariant()},挂机,,"1,950.00",10:1900.00 50:1850.00,300,,
            {Cabinet},柜机,,6100,,,,

            {Small},新上的挂机,,2350.5,,,,
            ,,家用空调,,20:9% 50:10.25%,"200,000元",8.5%,云岭
            """;
        list = list.Replace("家用空调", await Category(world), StringComparison.Ordinal);
        var shown = (await mei.Post($"/agreements/{id}/prices?dryRun=true", Csv(list))).Ok();
        Assert.Equal((false, 2, 1, 0, 1, 0), Counts(shown));
        Assert.Equal(["Added 5", "Added 6", "Changed 2", "Unchanged 3"], Rows(shown));
        var changed = shown["changes"].EnumerateArray().Single(c => c.GetProperty("kind").GetString() == "Changed");
        Assert.Equal(("2000.00", "1950.00", 300, 2), (changed.GetProperty("before").GetProperty("price").Amount(), changed.GetProperty("after").GetProperty("price").Amount(),
            changed.GetProperty("after").GetProperty("quota").GetInt64(), changed.GetProperty("after").GetProperty("tiers").GetArrayLength()));
        Assert.Equal(before.Raw, (await mei.Get($"/agreements/{id}")).Raw);

        Assert.Equal((true, 2, 1, 0, 1, 0), Counts((await mei.Send(HttpMethod.Post, $"/agreements/{id}/prices", Csv(list), "list-1", before.ETag)).Ok()));
        var after = (await mei.Get($"/agreements/{id}")).Ok();
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(["1950.00", "2350.50", "6100.00"], after["agreement.lines"].EnumerateArray().Where(l => l.GetProperty("price").ValueKind != JsonValueKind.Null).Select(l => l.GetProperty("price").Amount()).Order(StringComparer.Ordinal));
        (await mei.Send(HttpMethod.Post, $"/agreements/{id}/prices", Csv(list), "list-2", before.ETag)).Refused(409, "document.changed");
        Assert.Equal((false, 0, 0, 0, 4, 0), Counts((await mei.Post($"/agreements/{id}/prices", Csv(list))).Ok()));

        // What the list does not name stays, unless the list is said to be all there is.
        var only = $"part number,price\n{Wall},1950.00";
        Assert.Equal((false, 0, 1, 3, 0, 0), Counts((await mei.Post($"/agreements/{id}/prices?dryRun=true&replace=true", Csv(only))).Ok()));
        Assert.Equal((true, 0, 1, 3, 0, 0), Counts((await mei.Post($"/agreements/{id}/prices?replace=true", Csv(only))).Ok()));
        Assert.Equal(("1950.00", 1), ((await mei.Get($"/agreements/{id}")).Ok()["agreement.lines.0.price"].Amount(), (await mei.Get($"/agreements/{id}")).Ok()["agreement.lines"].GetArrayLength()));

        // In force it is what was agreed.
        (await mei.Post($"/agreements/{id}/proposal", new { })).Ok();
        (await mei.Post($"/agreements/{id}/prices", Csv(only))).Refused(409, "agreement.not_draft");
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_list_with_a_row_at_fault_changes_nothing_and_names_it(Database database)
    {
        await using var world = await World.Open(database);
        var mei = await world.As("mei.lin");
        var id = (await mei.Post("/agreements", Body("HR-2026-12", Line(Wall, "2000.00")))).Ok().Id;
        var seen = (await mei.Get($"/agreements/{id}")).Ok();
        var list = $"""
            型号,类目,价格,阶梯,额度,优惠
            {Cabinet},,6100.00,,,
            NO-SUCH,,1.00,,,
            {Small},,0,,,
            {Wall},,1.234,,,
            {Wall},,2000.00,10:2100.00,,
            {Wall},,2000.00,ten,,
            {Wall},,2000.00,,1.5,
            ,nowhere,,,,5
            ,,,,,0.08
            ,*,,,,0.08
            {Cabinet},,6200.00,,,
            {Small},,=1+1,,,
            {Small},,2000.00,,,5
            ,hvac,2000.00,,,5
            ,hvac,,5:7,,6
            ,hvac,,,x元,6
            """;
        string[] faults =
        [
            "rows[3].sku agreement.product_unknown", "rows[4].price agreement.price_positive", "rows[5].price money.too_many_decimals", "rows[6].tiers agreement.tiers", "rows[7].tiers agreement.tier_text",
            "rows[8].quota input.malformed", "rows[9].category agreement.category_unknown", "rows[10].sku input.required", "rows[11].discount agreement.discount_unclear", "rows[12].sku agreement.duplicate_line", "rows[13].file import.formula",
            "rows[14].price agreement.price_or_discount", "rows[15].price agreement.price_of_product", "rows[16].tiers agreement.tiers", "rows[17].quota money.malformed",
        ];
        var shown = (await mei.Post($"/agreements/{id}/prices?dryRun=true", Csv(list))).Ok();
        Assert.Equal((1, 15), (shown["added"].GetInt32(), shown["refused"].GetInt32()));
        var refused = await mei.Post($"/agreements/{id}/prices", Csv(list));
        Assert.Equal(400, refused.Status);
        foreach (var fault in faults)
            Assert.Contains(fault, refused.Fields);
        foreach (var code in refused.Fields)
            WholeRun.Refused(code.Split(' ')[1]);
        Assert.Equal(seen.Raw, (await mei.Get($"/agreements/{id}")).Raw);

        (await mei.Post($"/agreements/{id}/prices", Csv("型号,数量\nA,1"))).Refused(400, "import.header_missing", "file");
        (await mei.Post($"/agreements/{id}/prices", Csv("型号,价格\n"))).Refused(400, "agreement.empty", "file");
        (await mei.Post($"/agreements/{id}/prices", Csv("%PDF-1.7"))).Refused(400, "import.format");
        // Somebody else's draft is none.
        (await (await world.As("hou.yi")).Post($"/agreements/{id}/prices", Csv($"型号,价格\n{Wall},1"))).Refused(404, "not_found");
    }

    [Theory, EveryDatabase]
    public async Task Ten_thousand_rows_are_taken_at_once_and_one_more_is_not(Database database)
    {
        await using var world = await World.Open(database);
        var mei = await world.As("mei.lin");
        var id = (await mei.Post("/agreements", Body("HR-2026-13", Line(Wall, "2000.00")))).Ok().Id;
        var rows = string.Concat(Enumerable.Range(1, 10_001).Select(i => string.Create(CultureInfo.InvariantCulture, $"X-{i},{i}.00\n")));
        (await mei.Post($"/agreements/{id}/prices?dryRun=true", Csv("型号,价格\n" + rows))).Refused(400, "agreement.too_many_lines", "file");
        var shown = (await mei.Post($"/agreements/{id}/prices?dryRun=true", Csv("型号,价格\n" + rows[..rows.LastIndexOf("X-", StringComparison.Ordinal)]))).Ok();
        Assert.Equal(10_000, shown["refused"].GetInt32());
    }

    [Theory, EveryDatabase]
    public async Task On_the_page_the_list_is_checked_first_and_what_was_downloaded_comes_back_unchanged(Database database)
    {
        await using var world = await World.Open(database);
        using var mei = await Pages.As(world, "mei.lin", english: true);
        var id = (await (await world.As("mei.lin")).Post("/agreements", Body("HR-2026-15", Line(Wall, "2000.00"), new { brand = "Yunling", discountPercent = 5.5m, tiers = new[] { new { minQuantity = 20, discountPercent = 6.25m } }, quotaAmount = new { amount = "500000.00", currency = "CNY" } }))).Ok().Id;
        var page = $"/supplier/agreements/{id}";
        var list = Encoding.UTF8.GetBytes($"型号,价格\n{Wall},1950\n{Cabinet},6100");
        var shown = await mei.Post($"{page}/prices", "check", [], ("file", "list.csv", list));
        Assert.Contains("1 added, 1 changed, 0 removed, 0 as they are", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Write 2 changes into the draft", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("6,100.00", (await mei.Get(page)).Text, StringComparison.Ordinal);

        (string, string)[] carried = [("content", Hidden(shown, "content")), ("name", Hidden(shown, "name")), ("version", Hidden(shown, "version"))];
        var written = await mei.Post($"{page}/prices", "apply", carried);
        Assert.Equal((302, page), (written.Status, new Uri(world.Root, written.Location).AbsolutePath));
        Assert.Contains("took in a price list, 2 lines changed", (await mei.Get(page)).Text, StringComparison.Ordinal);
        // What was shown for an earlier version is not written over a later one.
        Assert.Contains("document.changed", (await mei.Post($"{page}/prices", "apply", carried)).Html, StringComparison.Ordinal);

        var back = await mei.Post($"{page}/prices", "check", [("replace", "on")], ("file", "prices.xlsx", await mei.Bytes($"{page}/prices.xlsx")));
        Assert.Contains("The agreement says all of this already", back.Text, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 changed, 0 removed, 3 as they are", back.Text, StringComparison.Ordinal);

        var wrong = await mei.Post($"{page}/prices", "check", [], ("file", "list.csv", Encoding.UTF8.GetBytes("型号,价格\nNO-SUCH,1")));
        Assert.Contains("The supplier has no product NO-SUCH", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("into the draft", wrong.Text, StringComparison.Ordinal);
    }

    private static string Hidden(PageAnswer page, string name) =>
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page.Html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);

    [Theory, EveryDatabase]
    public async Task What_only_parts_of_a_document_change_gives_it_another_version(Database database)
    {
        await using var world = await World.Open(database);
        var (mei, gu) = (await world.As("mei.lin"), await world.As("gu.nian"));
        var id = (await mei.Post("/agreements", Body("HR-2026-14", Line(Wall, "2000.00")))).Ok().Id;
        var read = (await mei.Get($"/agreements/{id}")).Ok().ETag;
        (await mei.Put($"/agreements/{id}", Body("HR-2026-14", Line(Wall, "1990.00")), read)).Ok();
        (await mei.Put($"/agreements/{id}", Body("HR-2026-14", Line(Wall, "1980.00")), read)).Refused(409, "document.changed");

        var member = (await gu.Get("/members?q=何嘉怡")).Ok()["0"];
        var (who, version) = (member.GetProperty("id").GetGuid(), member.GetProperty("version").GetInt64());
        object With(params string[] roles) => new { department = member.GetProperty("department").ValueKind == JsonValueKind.Null ? (Guid?)null : member.GetProperty("department").GetGuid(), roles, active = true };
        (await gu.Put($"/members/{who}", With("buyer.requester", "buyer.receiver"), $"\"{version}\"")).Ok();
        (await gu.Put($"/members/{who}", With("buyer.requester"), $"\"{version}\"")).Refused(409, "document.changed");
    }

    private static async Task<string> Category(World world) => (await world.Db.Read(Hecai.Actor.System(), read => world.Get<CatalogueQueries>().Categories(read))).All.First(n => n.Leaf).Code;

    private static HttpContent Csv(string text) => new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static (bool, int, int, int, int, int) Counts(Answer done) => (done["written"].GetBoolean(), done["added"].GetInt32(), done["changed"].GetInt32(), done["removed"].GetInt32(), done["unchanged"].GetInt32(), done["refused"].GetInt32());

    private static IEnumerable<string> Rows(Answer done) => done["changes"].EnumerateArray().Select(c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("line").GetInt64()}");

    private static object Line(string partNumber, string price) => new { partNumber, price = new { amount = price, currency = "CNY" } };

    private static object Body(string number, params object[] lines) => new { buyer = Factory, number, title = "价格表", validFrom = "2026-11-20", validTo = "2027-11-19", lines };
}
