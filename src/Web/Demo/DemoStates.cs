using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Stock;

namespace Hecai.Web.Demo;

/// <summary>The states that no purchase leads through: products on their way to the shelf and off it, ended agreements, organizations that apply or were stopped, programs that wait or must not any more.</summary>
internal static class DemoStates
{
    public static async Task Seed(DemoWorld world)
    {
        await Listings(world);
        await Agreements(world);
        await Organizations(world);
        await Programs(world);
        await Arrivals(world);
    }

    /// <summary>Heat pumps, washers and vacuum cleaners from the factory: on their way, there, and one delivery that was called off.</summary>
    private static async Task Arrivals(DemoWorld world)
    {
        var (yunling, beiyu) = (await world.As("wu.tong"), await world.As("nie.xin"));
        await Announced(world, yunling, "SH-2611-07", "YL-SZ", 6, ("YL-FM65/N1", 12), ("YL-GG25/E1", 8));
        await Announced(world, beiyu, "FS-2611-02", "BY-FS", 4, ("BY-XC80/T", 30));
        await world.Get<ReceiveArrival>().Run(await Announced(world, yunling, "SH-2611-03", "YL-HF", 0, ("YL-FM130/A1", 4)), [], null, yunling);
        await world.Get<WithdrawArrival>().Run(await Announced(world, yunling, "SH-2611-05", "YL-GZ", 9, ("YL-GX25/S1", 10)), "工厂排产取消", null, yunling);
    }

    private static async Task<ArrivalId> Announced(DemoWorld world, Actor desk, string number, string warehouse, int inDays, params (string PartNumber, long Quantity)[] lines)
    {
        var place = (await world.Db.Read(desk, read => world.Get<StockQueries>().Warehouses(read))).First(w => w.Code == warehouse).Id;
        return await world.Get<AnnounceGoods>().Run(new(place, number, ChinaTime.DateOf(world.Clock.GetUtcNow()).AddDays(inDays), [.. lines.Select(l => new ArrivalLineInput(l.PartNumber, l.Quantity))]), desk);
    }

    /// <summary>An agreement for a quarter, which is over: marked in the night after its last day.</summary>
    public static void Quarter(DemoWorld world)
    {
        var ends = ChinaTime.DateOf(world.Now).AddDays(-15);
        world.Later(DemoVisits.On(world, daysAgo: 107, 10), async () => await Agreed(world, await Written(world, "AG-2026-0052", "恒锐精工空调季度备货协议", ends.AddDays(-91), ends, "YL-KFR-26GW/B1", 2_190)));
        world.Later(DemoVisits.On(world, daysAgo: 14, 0).AddMinutes(10), () => world.Get<ExpireAgreements>().Run(default));
    }

    private static async Task Listings(DemoWorld world)
    {
        var (supplier, operators) = (await world.As("ding.yi"), await world.As("xu.ran"));
        await Draft(world, "YL-KFR-26GW/C1", ("1 匹新风挂机", "1 HP wall split with fresh air"), supplier);
        var returned = await Draft(world, "YL-KFR-35GW/C1", ("1.5 匹新风挂机", "1.5 HP wall split with fresh air"), supplier);
        var waiting = await Draft(world, "YL-KFR-50GW/C1", ("2 匹新风挂机", "2 HP wall split with fresh air"), supplier);
        var suspended = await Draft(world, "YL-KFR-32GW/A9", ("1.2 匹挂机 旧款", "1.2 HP wall split, previous series"), supplier);
        var retired = await Draft(world, "YL-KFR-23GW/A9", ("小 1 匹挂机 旧款", "0.9 HP wall split, previous series"), supplier);
        foreach (var listing in (ListingId[])[returned, waiting, suspended, retired])
            await world.Get<SubmitListing>().Run(listing, supplier);
        await world.Get<ReviewListing>().Run(returned, "请补充能效标识备案号与新风量。", operators);
        await world.Get<ReviewListing>().Run(suspended, null, operators);
        await world.Get<ReviewListing>().Run(retired, null, operators);
        await world.Get<SuspendListing>().Run(suspended, "换代停产，库存核对中", supplier);
        await world.Get<RetireListing>().Run(retired, supplier);
        await world.Get<ChangeLinks>().Run(suspended, [new(RelationKind.Successor, "YL-KFR-35GW/B2"), new(RelationKind.Equivalent, "YL-KFR-35GW/B1")], null, supplier);
        await world.Get<ChangeLinks>().Run(retired, [new(RelationKind.Successor, "YL-KFR-26GW/B2")], null, supplier);
        foreach (var (one, other) in new[] { ("YL-KFR-35QW/A1", "CY-CS35/V"), ("YL-KFR-50QW/A1", "CY-CS50/V"), ("YL-KFR-72QW/A1", "CY-CS72/V"), ("YL-KFR-100QW/A1", "CY-CS100/V") })
            await world.Get<ChangeLinks>().Run(Id.Named<ListingId>(one), [new(RelationKind.Equivalent, other, 1, ("同冷量嵌入式天花机", "Cassettes of the same capacity"))], null, operators);
    }

    private static Task<ListingId> Draft(DemoWorld world, string partNumber, Text name, Actor supplier) => world.Get<DraftListing>().Run(new ProductInput
    {
        PartNumber = partNumber, Category = "hvac.wall", Brand = new Text("云岭", "Yunling"), Name = name, ListPrice = 299_900, Vat = 13,
    }, supplier);

    private static async Task Agreements(DemoWorld world)
    {
        var today = ChinaTime.DateOf(world.Clock.GetUtcNow());
        await Written(world, "AG-2026-0063", "恒锐精工宿舍楼空调协议", today, today.AddDays(364), "YL-KFR-35GW/B2", 2_390);
        var ended = await Written(world, "AG-2026-0058", "恒锐精工食堂空调协议", today, today.AddDays(364), "YL-KFR-35GW/B2", 2_390);
        await Agreed(world, ended);
        await world.Get<TerminateAgreement>().Run(ended, "项目取消，双方同意提前结束", await world.As("mei.lin"));
    }

    private static async Task<AgreementId> Written(DemoWorld world, string number, string title, DateOnly from, DateOnly to, string sku, decimal yuan) =>
        await world.Get<DraftAgreement>().Run(new AgreementInput(Id.Named<OrganizationId>("hengrui-precision"), Id.Named<OrganizationId>("yunling"), number, title,
            from, to, [new() { PartNumber = sku, Price = Money.Yuan(yuan), Quota = new(60, QuotaMeasure.Pieces) }]), await world.As("mei.lin"));

    private static async Task Agreed(DemoWorld world, AgreementId id)
    {
        await world.Get<ProposeAgreement>().Run(id, await world.As("mei.lin"));
        await world.Get<ConfirmAgreement>().Run(id, null, await world.As("jiang.tao"));
    }

    private static async Task Organizations(DemoWorld world)
    {
        var admin = await world.As("qin.lan");
        await Apply(world, "chunhe-hospital", "春和医院", "Chunhe Hospital", OrganizationKind.Buyer);
        var refused = await Apply(world, "yuansheng-trade", "远盛商贸", "Yuansheng Trading", OrganizationKind.Supplier);
        await world.Get<DecideApplication>().Run(refused, false, "营业执照与统一社会信用代码不符。", admin);
        var stopped = await Apply(world, "jiean-service", "捷安服务", "Jiean Service", OrganizationKind.Provider);
        await world.Get<DecideApplication>().Run(stopped, true, null, admin);
        await world.Get<SuspendOrganization>().Run(stopped, "制冷资质过期，待更新", admin);
    }

    private static async Task Programs(DemoWorld world)
    {
        var (desk, admin) = (await world.As("wu.tong"), await world.As("yan.ling"));
        Task<NewApiClient> Program(string name, Actor by) => world.Get<CreateApiClient>().Run(name, [PurchasingPermissions.ConfirmOrders.Code], desk.Membership, by);
        await Program("ERP 接单", desk);
        await world.Get<RevokeApiClient>().Run((await Program("ERP 接单（旧服务器）", desk)).Id, desk);
        await Program("仓储系统接单", admin);
    }

    private static Task<OrganizationId> Apply(DemoWorld world, string key, string zh, string en, OrganizationKind kind) => world.Get<ApplyForOrganization>().Run(
        new OrganizationApplication(CreditCode.Generate(key).Value, zh, en, kind, new Contact("联系人", $"office@{key}.example", "400-555-0199"), null), null);
}
