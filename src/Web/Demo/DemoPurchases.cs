using static Hecai.Web.Demo.DemoStage;

namespace Hecai.Web.Demo;

/// <summary>The purchases of the demo world, in words of its people.</summary>
internal static class DemoPurchases
{
    private const bool Install = true, None = false;

    public static readonly DemoPurchase[] All =
    [
        new(112, "he.jiayi", "SZ-0312", "观前支行", "苏州分行网点空调更新（第一批）", Accepted, [("YL-KFR-72QW/A1", 6, Install), ("YL-KFR-35GW/B2", 4, Install)]),
        new(98, "ye.fan", "NJ-0108", "南京分行营业部", "南京分行营业部热水改造", Accepted, [("YL-RSJ-38/A1", 1, Install)]),
        new(84, "jiang.tao", "DOR-02", "东莞一厂", "宿舍楼壁挂机补充", Accepted, [("YL-KFR-35GW/B2", 20, Install)]),
        new(71, "fan.zhen", "NET-11", "成都西区机房", "西区机房备用空调", Accepted, [("YL-KFR-72LW/A1", 3, Install)]),
        new(60, "ren.he", "FARM-3", "三号牧场", "牧场办公区空调", Accepted, [("YL-KFR-50GW/B2", 5, Install)]),
        new(52, "he.jiayi", "SZ-0312", "园区支行", "苏州分行网点空调更新（第二批）", Accepted, [("YL-KFR-72QW/A1", 8, Install)]),
        new(47, "fan.zhen", "NET-11", "成都西区机房", "备件库柜机", Redelivered, [("YL-KFR-120LW/N1", 2, None)]),
        new(40, "jiang.tao", "FAC-01", "东莞一厂", "装配车间天花机", Delivered, [("YL-KFR-120QW/A1", 4, Install)]) { Later = "产线改造未完，待通知安装" },
        new(33, "ye.fan", "NJ-0108", "南京分行营业部", "营业部多联机改造", Installed, [("YL-V280W/T", 2, Install)]),
        new(29, "jiang.tao", "DOR-02", "东莞一厂", "宿舍楼活动室柜机", Postponed, [("YL-KFR-120LW/A1", 2, Install)]),
        new(26, "lin.xiaowen", "HQ-0001", "观前支行", "员工餐厅小家电", PartlyDelivered, [("BY-SH18", 12, None)]),
        new(23, "ren.he", "FARM-3", "三号牧场", "饲料车间控制室壁挂机", Rework, [("YL-KFR-72GW/B2", 4, Install)]),
        new(21, "fan.zhen", "NET-11", "成都西区机房", "基站壁挂机更换", Shipped, [("YL-KFR-35GW/B2", 10, Install)]),
        new(17, "ren.he", "FARM-3", "三号牧场", "兽医室空调", DemoStage.Refused, [("CY-GW35/V", 2, None)]),
        new(17, "fan.zhen", "NET-11", "成都西区机房", "传输机房柜机", OnSite, [("YL-KFR-120LW/B1", 2, Install)]),
        new(15, "he.jiayi", "SZ-0312", "观前支行", "自助银行空调", Cancelled, [("YL-KFR-26GW/B2", 2, None)]),
        new(13, "lin.xiaowen", "HQ-0001", "园区支行", "培训中心柜机", Confirmed, [("YL-KFR-72LW/A1", 2, Install)]),
        new(12, "he.jiayi", "SZ-0312", "园区支行", "园区支行会客区天花机", Delivered, [("YL-KFR-50QW/A1", 3, Install)]) { HandedOn = ("tang.yi", "在外出差，请唐毅审批") },
        new(11, "lin.xiaowen", "HQ-0001", "园区支行", "两地网点值班室空调与茶水", Confirmed, [("YL-KFR-50GW/B2", 2, Install), ("YL-KFR-50GW/B2", 3, Install), ("BY-SH18", 6, None)]) { Elsewhere = new() { [1] = ("南京分行营业部", "NJ-0108") } },
        new(10, "ren.he", "COLD-1", "三号牧场", "疫苗库冷藏柜", TurnedAway, [("YL-YC-315/A1", 2, None)]),
        new(9, "he.jiayi", "SZ-0312", "观前支行", "贵宾室天花机", Rejected, [("YL-KFR-50QW/A1", 2, Install)]),
        new(8, "lin.xiaowen", "HQ-0001", "园区支行", "员工休息区壁挂机", Shipped, [("YL-KFR-26GW/B2", 2, Install)]),
        new(7, "ye.fan", "NJ-0108", "南京分行营业部", "金库值班室壁挂机", Withdrawn, [("YL-KFR-35GW/B2", 2, Install)]),
        new(6, "jiang.tao", "FAC-01", "东莞一厂", "检验室恒温改造", Ordered, [("CY-CS72/V", 3, None)]),
        new(5, "ye.fan", "NJ-0108", "南京分行营业部", "营业厅风幕与壁挂机", Returned, [("YL-KFR-50GW/B2", 4, Install)]),
        new(4, "ye.fan", "NJ-0108", "南京分行营业部", "营业部值班室壁挂机", Delivered, [("YL-KFR-35GW/B2", 2, Install)]),
        new(2, "he.jiayi", "SZ-0312", "观前支行", "苏州分行网点空调更新（第三批）", HalfApproved, [("YL-KFR-72QW/A1", 12, Install), ("YL-KFR-35GW/B2", 8, Install), ("YL-RSJ-38/A1", 1, None)]),
        new(1, "he.jiayi", "SZ-0312", "园区支行", "园区支行机房柜机", Submitted, [("YL-KFR-72LW/A1", 2, Install)]),
        new(1, "fan.zhen", "NET-11", "成都西区机房", "机房扩容空调", Submitted, [("YL-KFR-120QW/A1", 6, Install)]),
        new(0, "he.jiayi", "SZ-0312", "观前支行", "大堂饮水与小家电", Draft, [("BY-SH18", 3, None)]),
    ];
}
