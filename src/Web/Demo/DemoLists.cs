using Hecai.Catalogue;
using Hecai.Purchasing;

namespace Hecai.Web.Demo;

/// <summary>Shopping lists, shared with everybody, with a department and with nobody; and what somebody looks for again and again.</summary>
internal static class DemoLists
{
    public static void Plan(DemoWorld world)
    {
        Make(world, 66, "ye.fan", "营业厅等候区", "南京各网点等候区，每处一套。", ListSharing.Organization, ("YL-KFR-72QW/A1", 2, true), ("BY-SH18", 1, false));
        Make(world, 41, "lin.xiaowen", "网点开业标准配置", "一个新网点的空调与茶水间，按 300 平方米营业厅配；数量可在购物车里再调。", ListSharing.Organization,
            ("YL-KFR-72QW/A1", 4, true), ("YL-KFR-26GW/B2", 3, true), ("YL-KS30/B1", 1, true), ("YL-ZY2/R1", 1, true), ("BY-SH18", 2, false));
        Make(world, 34, "jiang.tao", "宿舍一层标准间", "每间一台，按 12 间配。", ListSharing.Organization, ("YL-KFR-26GW/B2", 12, true));
        Make(world, 19, "he.jiayi", "苏州分行茶水间补货", null, ListSharing.Department, ("BY-SH18", 6, false), ("YL-RO600/A1", 1, true));
        Make(world, 6, "he.jiayi", "园区支行二楼备选", "等面积确认后再定。", ListSharing.Nobody, ("YL-KFR-26GW/B2", 2, true), ("YL-KFR-72QW/A1", 1, true));
        Keep(world, 27, "lin.xiaowen", "网点天花机 3 匹", new() { Text = "3匹 变频", Category = "hvac.cassette", Price = new(null, 1_200_000) });
        Keep(world, 27, "lin.xiaowen", "茶水间", new() { Text = "开水器" });
        Keep(world, 12, "he.jiayi", "小会议室挂机", new() { Text = "1.5匹", Category = "hvac.wall", Brands = ["云岭"] });
    }

    private static void Keep(DemoWorld world, int daysAgo, string owner, string name, SearchRequest terms) =>
        world.Later(world.Now.AddDays(-daysAgo), async () => await world.Get<SaveSearch>().Run(name, terms, await world.As(owner)));

    private static void Make(DemoWorld world, int daysAgo, string owner, string name, string? note, ListSharing sharing, params (string PartNumber, int Quantity, bool Installed)[] lines) => world.Later(world.Now.AddDays(-daysAgo), async () =>
    {
        var actor = await world.As(owner);
        var offers = await world.Db.Read(actor, read => world.Get<CatalogueQueries>().Offers(read, [.. lines.Select(l => Id.Named<ListingId>(l.PartNumber))]));
        await world.Get<MakeList>().Run(new(name, note, sharing), new([.. lines.Select(l => DemoDocuments.Wanted(offers[Id.Named<ListingId>(l.PartNumber)], l.Quantity, l.Installed))]), actor);
    });
}
