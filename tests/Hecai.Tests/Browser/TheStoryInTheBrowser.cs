using System.Globalization;
using System.Text.RegularExpressions;
using Hecai.Parties;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>A bank's need from the search box to its accepted installation and its statement, clicked by its people in both languages.</summary>
public sealed class TheStoryInTheBrowser
{
    private const string Cassette = "YL-KFR-72QW/A1", Kettle = "BY-SH18", Purpose = "苏州分行营业厅天花机";

    [Theory, InlineData("zh-CN"), InlineData("en-US")]
    public async Task A_need_becomes_an_accepted_installation_on_the_statement(string culture)
    {
        await using var world = await World.Open(Database.Sqlite);
        await using var people = new People(world, culture);
        await people.Telling(async () =>
        {
            await Ask(await people.Of("he.jiayi"));
            await Approve(people);
            await Supply(people);
            await Receive(people);
            await Dispatch(people);

            world.Forward(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
            await people.NextDay();
            await new OnSite(people).Install("09:00", 3, 1);
            await new OnSite(people).Install("14:00", 2, 4);
            await world.Settle();
            await Registered(people);
            await Billed(people);
        });
        await world.Invariants();
        Assert.Empty(people.Faults);
    }

    private static async Task Ask(Visitor he)
    {
        var find = he.Page.GetByRole(AriaRole.Searchbox, new() { Name = he.Say(("搜索商品、单号、组织", "Search products, numbers, organizations")) });
        await find.FillAsync(he.Say(("3 匹嵌入式天花机", "3 HP ceiling cassette")));
        await find.PressAsync("Enter");
        // Where they had something sent before, until they choose another place.
        await Expect(he.Named(AriaRole.Radio, ("观前支行", "观前支行"))).ToBeCheckedAsync();
        await he.Named(AriaRole.Radio, ("园区支行", "园区支行")).CheckAsync();
        await Expect(he.Page).ToHaveURLAsync(new Regex("site="));
        await he.Named(AriaRole.Radio, ("观前支行", "观前支行")).CheckAsync();
        await Expect(he.Page).ToHaveURLAsync(new Regex($"site={Id.Named<SiteId>("jiangnan-bank/观前支行").Value}"));
        var offered = he.Row(Cassette);
        await Expect(offered).ToContainTextAsync("8,990.00");
        await offered.GetByText("7,505.15").First.ClickAsync();
        await Expect(offered.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
            [.. ((Text[])[("目录价8,990.00", "List price8,990.00"), ("框架协议 AG-2026-0017（至 2026-12-31）7,505.15", "Agreement AG-2026-0017 (to 2026-12-31)7,505.15"), ("应付单价7,505.15", "You pay7,505.15")]).Select(he.Say)]);
        await offered.GetByRole(AriaRole.Link).ClickAsync();

        // Address and title may tell of the product while the results still stand there: the button is on the product's page alone.
        await Expect(he.Named(AriaRole.Button, ("加入购物车", "Add to the cart")).First).ToBeVisibleAsync();
        await he.Titled(("3 匹嵌入式天花机 变频冷暖", "3 HP ceiling cassette"));
        await he.Fill(("数量", "Quantity"), "5");
        await Expect(he.Field(("标准安装 680.00", "Standard installation 680.00"))).ToBeCheckedAsync();
        await he.Press(("加入购物车", "Add to the cart"));
        await he.Titled(("购物车", "Cart"));

        await find.FillAsync(Kettle);
        await find.PressAsync("Enter");
        await he.Row(Kettle).GetByRole(AriaRole.Textbox).FillAsync("24");
        await he.Press(("加入", "Add"), he.Row(Kettle));
        await Expect(he.Row(Cassette)).ToContainTextAsync("40,925.75");
        await Expect(he.Row(Kettle)).ToContainTextAsync("9,576.00");
        await he.Named(AriaRole.Link, ("去结算", "Check out")).First.ClickAsync();

        // The place that was chosen while looking for goods is the one they go to.
        await Expect(he.Field(("收货地点", "Deliver to")).Locator("option:checked")).ToHaveTextAsync("观前支行");
        await he.Sees(("观前街 88 号", "观前街 88 号"));
        await he.Fill(("用途", "Purpose"), Purpose);
        await Expect(he.Block(("云岭电器", "云岭电器"))).ToContainTextAsync("40,925.75");
        await Expect(he.Block(("北屿厨电", "北屿厨电"))).ToContainTextAsync("9,576.00");
        await Expect(he.Block(("将由谁审批", "Who will be asked")).GetByRole(AriaRole.Listitem)).ToContainTextAsync(["周启明", "赵倩"]);
        await he.Press(("提交审批 ¥50,501.75", "Submit ¥50,501.75"));
        await he.Titled((Purpose, Purpose));
        await he.Next(("下一步：周启明 审批", "Next: 周启明 decides"));
    }

    private static async Task Approve(People people)
    {
        foreach (var approver in (string[])["zhou.qiming", "zhao.qian"])
        {
            var visitor = await people.Of(approver);
            await visitor.Go("/approvals");
            await visitor.Row(Purpose).GetByRole(AriaRole.Link).ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = Purpose })).ToBeVisibleAsync();
            await visitor.Press(("同意 ¥50,501.75", "Approve ¥50,501.75"));
            await Expect(visitor.Page).ToHaveURLAsync(new Regex("/approvals$"));
            await Expect(visitor.Row(Purpose)).ToHaveCountAsync(0);
        }
        var he = await people.Of("he.jiayi");
        await he.Page.ReloadAsync();
        await he.Next(("已转订单", "Ordered"));
        await he.Follow(("查看订单", "Open the order"));
        await he.Next(("北屿厨电", "北屿厨电"));
    }

    /// <summary>Both suppliers confirm and ship with tracking; the air conditioners come in parts.</summary>
    private static async Task Supply(People people)
    {
        foreach (var (desk, amount) in ((string, string)[])[("wu.tong", "40,925.75"), ("nie.xin", "9,576.00")])
        {
            var visitor = await people.Of(desk);
            await visitor.Go("/supplier/orders");
            await visitor.Row(amount).GetByRole(AriaRole.Link).First.ClickAsync();
            await visitor.Next(("下一步：您确认供货", "Next: you confirm"));
            await visitor.Press(($"确认 ¥{amount}", $"Confirm ¥{amount}"));
            await visitor.Next(("下一步：您发出剩余", "Next: you ship the remaining"));
        }
        await Ship(await people.Of("wu.tong"), "3", "SF1002003001");
        await Ship(await people.Of("nie.xin"), "24", "SF1002003002");
    }

    private static async Task Ship(Visitor desk, string quantity, string tracking)
    {
        await desk.Page.ReloadAsync();
        await desk.Fill(("本次发", "Ship now"), quantity);
        await desk.Fill(("承运", "Carrier"), "顺丰");
        await desk.Fill(("车牌或运单号", "Plate or tracking number"), tracking);
        await desk.Press(("发出", "Dispatch"));
        await Expect(desk.Row(tracking)).ToBeVisibleAsync();
    }

    /// <summary>One box is refused at the door, a kettle is refused and one missing; what did not arrive is shipped again.</summary>
    private static async Task Receive(People people)
    {
        var (shen, wu, nie) = (await people.Of("shen.li"), await people.Of("wu.tong"), await people.Of("nie.xin"));
        await Door(shen, "云岭电器", 2, 1, 0);
        await Door(shen, "北屿厨电", 22, 1, 1);
        await Ship(wu, "3", "SF1002003003");
        await Ship(nie, "2", "SF1002003004");
        await Door(shen, "云岭电器", 3, 0, 0);
        await Door(shen, "北屿厨电", 2, 0, 0);

        // The ledger of the line tells what became of every piece.
        await wu.Page.ReloadAsync();
        await Expect(wu.Row(Cassette, "7,505.15")).ToContainTextAsync(wu.Say(("发 5到 5拒 1", "Shipped 5Delivered 5Refused 1")));
        await wu.Next(("下一步：安装与验收", "Next: installation and acceptance"));

        await shen.Go("/acceptance");
        var kettles = shen.Block(("待验收的商品", "Goods to accept")).Locator("form").Filter(new() { HasText = shen.Say(("24 台", "24 pc")) });
        await Expect(kettles.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("24");
        await kettles.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(kettles).ToHaveCountAsync(0);
    }

    private static async Task Door(Visitor shen, string supplier, int delivered, int refused, int missing)
    {
        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        await shen.Go("/acceptance");
        await shen.Block(("待收货", "To receive")).GetByRole(AriaRole.Row).Filter(new() { HasText = supplier }).Filter(new() { HasText = "观前街" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await shen.Fill(("送达", "Delivered"), Number(delivered));
        await shen.Fill(("拒收", "Refused"), Number(refused));
        await shen.Fill(("短少", "Missing"), Number(missing));
        var record = (Text)($"登记 {delivered + refused + missing} 件", $"Record {delivered + refused + missing} pieces");
        await shen.Press(record);
        if (refused + missing > 0)
        {
            await shen.Sees(("原因", "reason"), shen.Page.GetByRole(AriaRole.Alert));
            await shen.Fill(("原因", "Reason"), "外箱破损");
            await shen.Press(record);
        }
        await Expect(shen.Named(AriaRole.Button, record)).ToHaveCountAsync(0);
        await Expect(shen.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync($"{delivered}{(refused > 0 ? refused : "")}");
    }

    /// <summary>One visit is agreed on the dispatcher's board, the other on the page of its work order.</summary>
    private static async Task Dispatch(People people)
    {
        var zhao = await people.Of("zhao.tie");
        await zhao.Go("/provider/dispatch?day=2026-11-23");
        await zhao.Block(("待派", "To assign")).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "× 3" }).Filter(new() { HasText = "平江" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(zhao.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("3 (匹|HP).*× 3$") })).ToBeVisibleAsync();
        await Agree(zhao, "09:00");
        await Expect(zhao.Named(AriaRole.List, ("孙浩", "孙浩")).GetByRole(AriaRole.Link)).ToHaveCountAsync(1);

        await zhao.Go("/provider/work-orders");
        await zhao.Row("平江", "× 2").GetByRole(AriaRole.Link).First.ClickAsync();
        await Agree(zhao, "14:00");
        await Expect(zhao.Block(("上门", "Visit"))).ToContainTextAsync("孙浩");
    }

    private static async Task Agree(Visitor zhao, string start)
    {
        var form = zhao.Page.Locator("form").Filter(new() { HasText = zhao.Say(("约时并派工", "Agree and send")) });
        await zhao.Fill(("日期", "Day"), "2026-11-23", form);
        await zhao.Field(("开始", "Start"), form).SelectOptionAsync(start);
        await zhao.Field(("时长", "Length"), form).SelectOptionAsync("240");
        var technician = zhao.Field(("技师", "Technician"), form);
        await technician.SelectOptionAsync((await technician.GetByRole(AriaRole.Option).Filter(new() { HasText = "孙浩" }).GetAttributeAsync("value"))!);
        await zhao.Press(("约时并派工", "Agree and send"), form);
    }

    private static async Task Registered(People people)
    {
        var he = await people.Of("he.jiayi");
        await he.Go("/equipment?q=SERIAL-");
        for (var piece = 1; piece <= 5; piece++)
        {
            var row = he.Row($"SERIAL-{piece}");
            await Expect(row).ToContainTextAsync(Cassette);
            await Expect(row).ToContainTextAsync($"OUTDOOR-{piece}");
            await Expect(row).ToContainTextAsync($"营业厅 {piece}");
            await Expect(row).ToContainTextAsync("2026-11-23");
            await Expect(row).ToContainTextAsync("2032-11-22");
        }
        await he.Go("/orders");
        await he.Row(Purpose).GetByRole(AriaRole.Link).ClickAsync();
        await he.Next(("已全部验收，订单完成", "Everything is accepted; the order is complete"));
    }

    /// <summary>Nothing else was accepted in that month: the statement is this order, its tax that of its lines, in however many parts they were delivered and accepted.</summary>
    private static async Task Billed(People people)
    {
        var zhao = await people.Of("zhao.qian");
        await zhao.Go("/statements");
        await zhao.Sees(("¥50,501.75", "¥50,501.75"));
        var (five, kettles) = (zhao.Say(("5 台", "5 pc")), zhao.Say(("24 台", "24 pc")));
        await Expect(zhao.Row(Cassette, five, "33,208.63", "4,317.12", "37,525.75")).ToHaveCountAsync(1);
        await Expect(zhao.Row(Cassette, five, "3,207.55", "192.45", "3,400.00")).ToHaveCountAsync(1);
        await Expect(zhao.Row(Kettle, kettles, "8,474.34", "1,101.66", "9,576.00")).ToHaveCountAsync(1);
        await Expect(zhao.Row("SZ-0312")).ToContainTextAsync("50,501.75");
    }
}
