using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests;

/// <summary>A buyer without approval rules and with a budget that no test uses up: what it submits is ordered at once.</summary>
internal static class Swift
{
    public const string Purchaser = "cheng.su";

    public static async Task Enrol(IServiceProvider services)
    {
        var (buyer, membership) = (Id.Named<OrganizationId>("swift"), Id.Named<MembershipId>(Purchaser));
        var department = Id.Named<DepartmentId>("swift/1");
        var catalogue = services.GetRequiredService<PermissionCatalogue>();
        Role[] roles = [Roles.Purchaser, Roles.BuyerFinance, Roles.BuyerAdministrator];
        await services.GetRequiredService<AppDb>().Write(Actor.System(Via.Seed), async tx =>
        {
            var enrol = services.GetRequiredService<Enrolment>();
            enrol.Organization(tx, buyer, new(CreditCode.Generate("swift").Value, "速达零售", "Swift Retail", OrganizationKind.Buyer, new Contact("程速", "contact@swift.example", "400-555-0100"), null));
            enrol.Department(tx, department, buyer, "采购部");
            var person = enrol.Person(tx, Id.Named<PersonId>(Purchaser), "程速", "cheng.su@swift.example", null, null);
            await enrol.Member(tx, membership, buyer, person, department, roles);
            enrol.Site(tx, Id.Named<SiteId>("swift/1"), buyer, new("总仓", Regions.ByPath("江苏省 苏州市 姑苏区 平江街道").Code, "观前街 1 号", "程速", "0512-65550001", null));
            await tx.Flush();
            enrol.ApiClient(tx, buyer, membership, "测试程序", Purchaser, DemoTemplate.Secret, [.. catalogue.Of(roles.Select(r => r.Code)).Select(code => catalogue.Find(code)!)]);
        });
        var actor = (await services.GetRequiredService<Actors>().For(membership, Via.Seed))!;
        var centre = await services.GetRequiredService<OpenCostCentre>().Run("ALL", "全部", department, actor);
        // Crash tests run by the wall clock.
        foreach (var year in new[] { DemoTemplate.Now.Year, DemoTemplate.Now.Year + 1, DateTime.UtcNow.Year, DateTime.UtcNow.Year + 1 }.Distinct())
            await services.GetRequiredService<AllocateBudget>().Run(centre, year, Money.Yuan(1_000_000_000), actor);
    }

    /// <summary>More pieces of what loads buy than thirty of them can sell.</summary>
    public static async Task Stock(IServiceProvider services)
    {
        var sku = Id.Named<SkuId>("BY-SH18");
        var warehouse = (await services.GetRequiredService<AppDb>().Read(Actor.System(), read => read.Set<StockItem>().FirstAsync(i => i.SkuId == sku))).WarehouseId;
        var desk = (await services.GetRequiredService<Actors>().For(Id.Named<MembershipId>("nie.xin"), Via.Seed))!;
        await services.GetRequiredService<ReceiveStock>().Run(warehouse, [(sku, 1_000_000L)], desk);
    }
}
