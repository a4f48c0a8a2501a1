using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Levels that are asked only for what their conditions name, and tried on the past before they are set.</summary>
public sealed class ApprovalConditionStories
{
    private const string Dryer = "BY-CS30", Wall = "YL-KFR-26GW/B2";

    [Theory, EveryDatabase]
    public async Task A_level_is_asked_only_where_all_of_its_conditions_hold(Database database)
    {
        await using var world = await World.Open(database);
        var (gu, he) = (await world.As("gu.nian"), await world.As("he.jiayi"));
        async Task<string> Route(params Want[] wants)
        {
            var id = await he.Draft(wants);
            (await he.Submit(id)).Ok();
            return string.Join(", ", (await he.Requisition(id))["route"].EnumerateArray().Select(r => $"{r.GetProperty("name").GetString()} {r.GetProperty("approverName").GetString()} {r.GetProperty("because").GetProperty("zh").GetString()}"));
        }

        // Small appliances are looked at from the first yuan on, whatever category of theirs it is; nothing else is.
        (await gu.Put("/approval-rules/4", Level("小家电专审", ("Category", "small"), ("Category", "kitchen")))).Ok();
        Assert.Equal("小家电专审 许文静 含小家电，¥0.00 起由其审批", await Route(new Want(Dryer, 1)));
        Assert.Equal("", await Route(new Want(Wall, 1)));
        Assert.Equal(["部门负责人 周启明", "小家电专审 许文静"], (await Route(new Want(Wall, 4), new Want(Dryer, 1))).Split(", ").Select(level => string.Join(' ', level.Split(' ').Take(2))));

        // Of several kinds each must hold, of one kind any will do.
        (await gu.Put("/approval-rules/4", Level("云岭小家电", ("Category", "small"), ("Supplier", Org("yunling"))))).Ok();
        Assert.Equal("", await Route(new Want(Dryer, 1)));
        (await gu.Put("/approval-rules/4", Level("两家", ("Supplier", Org("yunling")), ("Supplier", Org("beiyu"))))).Ok();
        Assert.Equal("两家 许文静 含北屿厨电，¥0.00 起由其审批", await Route(new Want(Dryer, 1)));

        // A cost centre, and what no agreement prices.
        var centre = (await he.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == "SZ-0312");
        (await gu.Put("/approval-rules/4", Level("本中心", ("CostCentre", centre.GetProperty("id").GetGuid().ToString())))).Ok();
        Assert.Equal($"本中心 许文静 含SZ-0312 {centre.GetProperty("name").GetString()}，¥0.00 起由其审批", await Route(new Want(Wall, 1)));
        (await gu.Put("/approval-rules/4", Level("协议外", ("OffAgreement", "true")))).Ok();
        Assert.Equal("", await Route(new Want(Wall, 1)));
        var kept = (await gu.Get("/approval-rules")).Ok().Body.EnumerateArray().Single(r => r.GetProperty("level").GetInt32() == 4).GetProperty("when")[0];
        Assert.Equal(("OffAgreement", "协议外商品"), (kept.GetProperty("fact").GetString(), kept.GetProperty("anyOf")[0].GetProperty("name").GetProperty("zh").GetString()));
        (await gu.Put("/approval-rules/4", Level("都要"))).Ok();
        Assert.Equal("都要 许文静 ¥0.00 起由其审批", await Route(new Want(Wall, 1)));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_no_condition_can_name_is_refused_and_a_level_is_tried_on_the_past(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (gu, he, du) = (await world.As("gu.nian"), await world.As("he.jiayi"), await world.As("du.heng"));
        var foreign = (await (await world.As("jiang.tao")).Get("/cost-centres")).Ok()["0.id"].GetGuid();
        (await gu.Put("/approval-rules/4", Level("x", ("Category", "small"), ("Category", "nothing")))).Refused(400, "approval.condition_unknown", "when[1].value");
        (await gu.Put("/approval-rules/4", Level("x", ("CostCentre", foreign.ToString())))).Refused(400, "approval.condition_unknown", "when[0].value");
        (await gu.Put("/approval-rules/4", Level("x", ("Supplier", Org("hengrui-precision"))))).Refused(400, "approval.condition_unknown", "when[0].value");
        (await gu.Put("/approval-rules/4", Level("x", [.. Enumerable.Repeat(("Category", "small"), 51)]))).Refused(400, "input.out_of_range", "when");
        Assert.Equal([1, 2, 3], (await gu.Get("/approval-rules")).Ok().Body.EnumerateArray().Select(r => r.GetProperty("level").GetInt32()));
        var words = (await gu.Get("/approval-rules/conditions")).Ok().Body.EnumerateArray().ToLookup(w => w.GetProperty("fact").GetString(), w => w.GetProperty("value").GetString());
        Assert.Equal((97, 3, "true"), (words["Category"].Count(), words["Supplier"].Count(), Assert.Single(words["OffAgreement"])));
        Assert.DoesNotContain(foreign.ToString(), words["CostCentre"]);

        async Task<Answer> Try(Caller who, string from, params (string Fact, string Value)[] when) => (await who.Post("/approval-rules/trial", new { from = new { amount = from, currency = "CNY" }, when = when.Select(w => new { fact = w.Fact, value = w.Value }) })).Ok();
        var before = await Try(gu, "0.00", ("Category", "small"));
        Assert.True(before["asked"].GetInt32() < before["all"].GetInt32());
        var id = await he.Draft(new Want(Dryer, 1));
        (await he.Submit(id)).Ok();
        var after = await Try(gu, "0.00", ("Category", "small"));
        Assert.Equal((before["all"].GetInt32() + 1, before["asked"].GetInt32() + 1, id), (after["all"].GetInt32(), after["asked"].GetInt32(), after["examples.0.id"].GetGuid()));
        Assert.Equal(id, (await Try(gu, "0.00", ("Category", "small"), ("Supplier", Org("beiyu"))))["examples.0.id"].GetGuid());
        Assert.NotEqual(id, (await Try(gu, "0.00", ("Supplier", Org("yunling"))))["examples.0.id"].GetGuid());
        Assert.Equal(0, (await Try(gu, "99999999.00"))["asked"].GetInt32());
        // Another buyer's past is not this one's.
        Assert.NotEqual(id, (await Try(du, "0.00"))["examples.0.id"].GetGuid());
        (await he.Post("/approval-rules/trial", new { from = new { amount = "0.00", currency = "CNY" } })).Refused(403, "permission.missing");
        (await he.Get("/approval-rules/conditions")).Refused(403, "permission.missing");
    }

    [Fact]
    public async Task The_administrator_tries_and_sets_it_on_the_page_and_the_checkout_says_who_is_asked_and_why()
    {
        await using var world = await World.Open(Database.Sqlite);
        using var pages = await Pages.As(world, "gu.nian");
        (string, string)[] level = [("level", "4"), ("name", "小家电专审"), ("from", "0.00"), ("approver", DemoPeople.Membership("xu.wenjing").Value.ToString()), ("when", "Category:small")];
        var tried = await pages.Post("/settings/approval-rules", "set", [.. level, ("try", "1")]);
        Assert.Matches(new Regex("近 90 天的 \\d+ 张申请中，\\d+ 张会经过这一级"), tried.Text);
        Assert.Matches(new Regex("value=\"Category:small\" checked"), tried.Html);
        Assert.DoesNotContain("品类：小家电", (await pages.Get("/settings/approval-rules")).Text, StringComparison.Ordinal);
        Assert.Contains("没有一级适用于所有申请", (await pages.Get("/settings/approval-rules")).Text, StringComparison.Ordinal);
        Assert.Contains("没有这个条件值：nothing", (await pages.Post("/settings/approval-rules", "set", [.. level, ("when", "Category:nothing")])).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await pages.Post("/settings/approval-rules", "set", level)).Status);
        Assert.Contains("品类：小家电", (await pages.Get("/settings/approval-rules")).Text, StringComparison.Ordinal);
        Assert.Matches(new Regex("value=\"Category:small\" checked"), (await pages.Get("/settings/approval-rules?edit=4")).Html);

        var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetGuid()}")).Ok();
        (await he.Post("/cart/lines", new { listing = Id.Named<ListingId>(Dryer).Value, quantity = 1 })).Ok();
        using var shop = await Pages.As(world, "he.jiayi");
        var checkout = (await shop.Get("/checkout")).Text;
        Assert.Contains("许文静", checkout, StringComparison.Ordinal);
        Assert.Contains("含小家电，¥0.00 起由其审批", checkout, StringComparison.Ordinal);
    }

    private static string Org(string key) => Id.Named<OrganizationId>(key).Value.ToString();

    private static object Level(string name, params (string Fact, string Value)[] when) => new
    {
        name, from = new { amount = "0.00", currency = "CNY" }, kind = "Named", approver = DemoPeople.Membership("xu.wenjing").Value, when = when.Select(w => new { fact = w.Fact, value = w.Value }),
    };
}
