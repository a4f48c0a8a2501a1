using Hecai.Purchasing;

namespace Hecai.Web.Demo;

/// <summary>Scenario packages of the operator and of a supplier, by sites, persons and rooms; one is still being written.</summary>
internal static class DemoPackages
{
    public static async Task Seed(DemoWorld world)
    {
        await Make(world, "ding.yi", PackageScenario.Office, PackageMeasure.Site, false, ("小型办公室多联机", "VRF for a small office"), ("起草中：外机与内机容量待核。", "Being written: capacities are still to be checked."),
            [new("YL-VN28Q", 6), new("YL-XK-60", 6)]);
        await Make(world, "ding.yi", PackageScenario.Dormitory, PackageMeasure.Room, true, ("员工宿舍标准间", "Standard dormitory room"), ("每间 15–18 平方米、住 4 人；洗衣机每 10 间一台。", "Rooms of 15–18 m² for four; a washing machine for every ten rooms."),
            [new("YL-KFR-26GW/B2", 1, 1, true), new("YL-DS60/B2", 1, 1, true), new("YL-XB80/A1", 1, 10), new("YL-YS10/L", 1, 10)]);
        await Make(world, "xu.ran", PackageScenario.MachineRoom, PackageMeasure.Room, true, ("基站与小型机房", "Base station or small machine room"), ("每间设备发热 8 kW 以内，一用一备。", "Up to 8 kW of heat in a room, one unit in use and one in reserve."),
            [new("YL-JZ75/E1", 2, 1, true), new("YL-FN65/G", 1)]);
        await Make(world, "xu.ran", PackageScenario.Canteen, PackageMeasure.Person, true, ("员工食堂后厨", "Kitchen of a staff canteen"), ("一日两餐、分两批就餐，按就餐人数配；排烟与燃气另行设计。", "Two meals a day in two sittings, by the number of diners; exhaust and gas are designed apart."),
            [new("YL-DC25/D1", 1, 150, true), new("YL-DC24/X2", 1, 200, true), new("YL-ZG24/D1", 1, 200, true), new("YL-XD760/L2", 1, 150), new("YL-CG1000/S4", 1, 200), new("BY-XW60/H", 1, 300, true), new("BY-SH50/B", 1, 100)]);
        await Make(world, "xu.ran", PackageScenario.Branch, PackageMeasure.Site, true, ("银行网点开业", "Opening a bank branch"), ("营业厅 300 平方米、办公区 80 平方米的标准网点，含安装。", "A standard branch with a hall of 300 m² and offices of 80 m², installed."),
            [new("YL-KFR-72QW/A1", 4, 1, true), new("YL-KFR-26GW/B2", 3, 1, true), new("YL-RO600/A1", 1, 1, true), new("YL-YS20/C", 2), new("BY-SH18", 2)]);
    }

    private static async Task Make(DemoWorld world, string publisher, PackageScenario scenario, PackageMeasure measure, bool published, Text name, Text text, IReadOnlyList<PackageLineInput> lines) =>
        await world.Get<MakePackage>().Run(new PackageHead(name, text, scenario, measure, published), lines, await world.As(publisher));
}
