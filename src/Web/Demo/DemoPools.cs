using Hecai.Catalogue;

namespace Hecai.Web.Demo;

/// <summary>Product pools: the farm buys nothing for kitchens and laundries; the bank's is still being written, and shows what it would leave.</summary>
internal static class DemoPools
{
    public static async Task Seed(DemoWorld world)
    {
        var dong = await world.As("dong.cheng");
        var former = await world.Get<DraftPool>().Run(new PoolInput(null, null, "旧牧场用品", [new() { Category = "hvac" }], [], []), dong);
        await world.Get<PublishPool>().Run(former, dong);
        await world.Get<RetirePool>().Run(former, dong);
        var trial = await world.Get<DraftPool>().Run(new PoolInput(null, null, "牧场与冷链用品（试行）", [new() { Category = "hvac" }, new() { Category = "cold" }], [], []), dong);
        await world.Get<PublishPool>().Run(trial, dong);
        var farm = await world.Get<DraftPool>().Run(new PoolInput(null, null, "牧场与冷链用品", [new() { Excludes = true, Category = "laundry" }, new() { Excludes = true, Category = "kitchen" }], [], []), dong);
        await world.Get<PublishPool>().Run(farm, dong);
        await world.Get<DraftPool>().Run(new PoolInput(null, null, "网点常用设备", [new() { Category = "hvac" }, new() { Category = "small" }, new() { Agreed = true }], [], []), await world.As("gu.nian"));
    }
}
