using Hecai.Tests.Rules;
using Hecai.Web.Exports;
using MiniExcelLibs;

namespace Hecai.Tests.Stories;

/// <summary>A list goes out as a sheet: the same rows as on the page, in the reader's language, and nothing in it that runs.</summary>
public sealed class ExportStories
{
    [Theory, EveryDatabase]
    public async Task The_sheet_has_the_rows_of_the_list_with_its_filter(Database database)
    {
        await using var world = await World.Open(database);
        using var pages = await Pages.As(world, "zhao.qian");
        var all = await Rows(pages, "/requisitions.xlsx");
        Assert.Equal(["单号", "用途", "需求人", "状态", "金额（元）", "行", "建立", "提交", "预占到"], all[0].Keys);
        Assert.Equal(await Count(world, "jiangnan-bank", "1 = 1"), all.Count);
        var rejected = Assert.Single(await Rows(pages, "/requisitions.xlsx?state=Rejected"));
        Assert.Equal(("贵宾室天花机", "何嘉怡", "已驳回"), (rejected["用途"], rejected["需求人"], rejected["状态"]));
        Assert.Equal(Convert.ToDecimal((await world.Rows("SELECT total_minor FROM requisitions WHERE purpose = '贵宾室天花机'"))[0][0]) / 100m, Convert.ToDecimal(rejected["金额（元）"]));
        Assert.Single(await Rows(pages, $"/requisitions.xlsx?q={Uri.EscapeDataString("培训中心")}"));
        // Nothing matches: the head alone.
        Assert.All(Assert.Single(await Rows(pages, "/requisitions.xlsx?q=no-such-thing")).Values, Assert.Null);

        using var english = await Pages.As(world, "lin.xiaowen", english: true);
        Assert.Equal(["Number", "Purpose", "Buyer's number", "Requester", "State", "Supplier orders", "Amount (CNY)", "Placed"], (await Rows(english, "/orders.xlsx"))[0].Keys);
        Assert.Contains("/orders.xlsx?state=Closed", (await english.Get("/orders?state=Closed")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_list_has_its_sheet_for_those_who_see_the_list_and_for_nobody_else()
    {
        await using var world = await World.Open(Database.Sqlite);
        foreach (var (who, path, atLeast) in new[]
        {
            ("lin.xiaowen", "/orders.xlsx", 5), ("fang.yuan", "/operator/orders.xlsx", 10), ("wu.tong", "/supplier/orders.xlsx?view=all", 8), ("wu.tong", "/supplier/orders.xlsx?view=ship", 1), ("lin.xiaowen", "/work-orders.xlsx?view=all", 3),
            ("zhao.tie", "/provider/work-orders.xlsx", 3), ("zhao.qian", "/statements.xlsx?period=2026-10", 1), ("lin.xiaowen", "/equipment.xlsx", 10), ("ding.yi", "/supplier/products.xlsx", 100),
        })
        {
            using var pages = await Pages.As(world, who);
            var rows = await Rows(pages, path);
            Assert.True(rows.Count >= atLeast, $"{path}: {rows.Count}");
        }
        using (var bank = await Pages.As(world, "lin.xiaowen"))
            Assert.Equal(0, (await Rows(bank, "/orders.xlsx")).Count(r => Equals(r["用途"], "检验室恒温改造")));
        using var receiver = await Pages.As(world, "shen.li");
        Assert.Equal(403, (await receiver.Get("/requisitions.xlsx")).Status);
        using var nobody = world.Anonymous();
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await nobody.GetAsync("/requisitions.xlsx")).StatusCode);
    }

    [Fact]
    public async Task A_sheet_that_nobody_could_read_is_refused_before_it_is_written()
    {
        await Sheet.Of("lists", [.. Enumerable.Range(1, Sheet.MaxRows)], new Column<int>("n", n => n));
        await Hecai.Web.Api.ApiErrors.TooManyRows.RefusesAsync(() => Sheet.Of("lists", [.. Enumerable.Range(0, Sheet.MaxRows + 1)], new Column<int>("n", n => n)));
    }

    [Theory, EveryDatabase]
    public async Task Texts_that_look_like_formulas_are_texts(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        string[] evil = ["=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-2+3", "@SUM(1)", "|cmd /c calc", "＝1+1", "$=SUM(A1)"];
        foreach (var purpose in evil)
            (await he.Post("/requisitions", await he.Body([new("YL-KFR-26GW/B2", 1)], "SZ-0312", "观前支行", purpose: purpose))).Ok();
        using var pages = await Pages.As(world, "he.jiayi");
        var bytes = await pages.Bytes("/requisitions.xlsx?state=Draft&mine=1");
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(archive.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open());
        var xml = await reader.ReadToEndAsync();
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        var purposes = (await Rows(pages, "/requisitions.xlsx?state=Draft&mine=1")).Select(r => r["用途"]).ToList();
        foreach (var purpose in evil)
            Assert.Contains("'" + purpose, purposes);
    }

    [Theory, InlineData("江苏省 苏州市", "江苏省 苏州市"), InlineData("−5 ℃", "−5 ℃"), InlineData("  =1", "'  =1"), InlineData("\t=1", "'\t=1"), InlineData("a=1", "a=1"), InlineData("", "")]
    public void Only_what_begins_like_a_formula_gets_an_apostrophe(string text, string written) => Assert.Equal(written, Sheet.Safe(text));

    private static async Task<List<IDictionary<string, object?>>> Rows(Pages pages, string path)
    {
        using var sheet = new MemoryStream(await pages.Bytes(path));
        return [.. (await sheet.QueryAsync(useHeaderRow: true)).Select(row => (IDictionary<string, object?>)row)];
    }

    private static async Task<int> Count(World world, string buyer, string where) =>
        Convert.ToInt32((await world.Rows($"SELECT count(*) FROM requisitions WHERE lower(CAST(buyer_id AS TEXT)) = '{Id.Named<OrganizationId>(buyer).Value}' AND {where}"))[0][0]);
}
