using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Web.Demo;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Browser;

/// <summary>One page as somebody sees it; null is a stranger.</summary>
internal sealed record Visit(string Name, string? Person, string Path);

/// <summary>Every page of the product with somebody who may see it, and documents of the demo world in the states that look different.</summary>
internal static class Addresses
{
    private const string Bank = "(SELECT id FROM organizations WHERE name_zh = '江南银行')", Yunling = "(SELECT id FROM organizations WHERE name_zh = '云岭电器')", Xunan = "(SELECT id FROM organizations WHERE name_zh = '迅安服务')";

    /// <summary>Pages that only lead on to another.</summary>
    private static readonly HashSet<string> Passages = ["/"];

    /// <summary>Pages of one thing: who looks at which. A new page of this kind is missed here at once.</summary>
    private static readonly (string Pattern, string Person, string Sql)[] Things =
    [
        ("/catalogue/{Id:guid}", "he.jiayi", "SELECT l.id FROM listings l JOIN skus s ON s.id = l.sku_id WHERE s.part_number = 'YL-KFR-72QW/A1'"),
        ("/requisitions/{Id:guid}", "he.jiayi", $"SELECT id FROM requisitions WHERE state = 'Draft' AND buyer_id = {Bank}"),
        ("/requisitions/{Id:guid}", "zhao.qian", $"SELECT id FROM requisitions WHERE state = 'InApproval' AND buyer_id = {Bank} ORDER BY total_minor DESC"),
        ("/requisitions/{Id:guid}", "lin.xiaowen", $"SELECT id FROM requisitions WHERE state = 'Returned' AND buyer_id = {Bank}"),
        ("/requisitions/{Id:guid}", "lin.xiaowen", $"SELECT id FROM requisitions WHERE state = 'Ordered' AND buyer_id = {Bank}"),
        ("/approvals/{Id:guid}", "zhao.qian", $"SELECT id FROM approval_tasks WHERE state = 'Open' AND buyer_id = {Bank} ORDER BY amount_minor DESC"),
        ("/orders/{Id:guid}", "lin.xiaowen", $"SELECT purchase_order_id FROM supplier_orders WHERE state = 'InFulfilment' AND buyer_id = {Bank}"),
        ("/orders/{Id:guid}", "lin.xiaowen", $"SELECT purchase_order_id FROM supplier_orders WHERE state = 'Completed' AND buyer_id = {Bank}"),
        ("/orders/{Id:guid}/print", "lin.xiaowen", $"SELECT purchase_order_id FROM supplier_orders WHERE state = 'InFulfilment' AND buyer_id = {Bank}"),
        ("/requisitions/{Id:guid}/edit", "he.jiayi", $"SELECT id FROM requisitions WHERE state = 'Draft' AND buyer_id = {Bank}"),
        ("/shipments/{Id:guid}/delivery-note", "wu.tong", $"SELECT id FROM shipments WHERE state = 'Dispatched' AND supplier_id = {Yunling}"),
        ("/acceptance/{Id:guid}", "xu.wenjing", $"SELECT id FROM work_orders WHERE state = 'Done' AND buyer_id = {Bank}"),
        ("/budgets/{Id:guid}", "zhao.qian", $"SELECT budget_id FROM requisitions WHERE state = 'InApproval' AND buyer_id = {Bank}"),
        ("/work-orders/{Id:guid}", "lin.xiaowen", $"SELECT id FROM work_orders WHERE state = 'Accepted' AND buyer_id = {Bank}"),
        ("/work-orders/{Id:guid}/acceptance-note", "lin.xiaowen", $"SELECT id FROM work_orders WHERE state = 'Accepted' AND buyer_id = {Bank}"),
        ("/settings/members/{Id:guid}", "gu.nian", $"SELECT id FROM memberships WHERE organization_id = {Bank}"),
        ("/shipments/{Id:guid}", "wu.tong", $"SELECT id FROM shipments WHERE state = 'Dispatched' AND supplier_id = {Yunling}"),
        ("/shipments/{Id:guid}", "shen.li", $"SELECT id FROM shipments WHERE state = 'Delivered' AND buyer_id = {Bank}"),
        ("/supplier/orders/{Id:guid}", "shao.qing", "SELECT id FROM supplier_orders WHERE state = 'Placed'"),
        ("/supplier/orders/{Id:guid}", "wu.tong", $"SELECT id FROM supplier_orders WHERE state = 'Confirmed' AND supplier_id = {Yunling}"),
        ("/supplier/orders/{Id:guid}", "wu.tong", $"SELECT id FROM supplier_orders WHERE state = 'InFulfilment' AND supplier_id = {Yunling}"),
        ("/supplier/products/{Id:guid}", "ding.yi", $"SELECT id FROM listings WHERE supplier_id = {Yunling}"),
        ("/supplier/agreements/{Id:guid}", "mei.lin", $"SELECT id FROM agreements WHERE state = 'Active' AND supplier_id = {Yunling}"),
        ("/operator/agreements/{Id:guid}", "fang.yuan", "SELECT id FROM agreements"),
        ("/agreements/{Id:guid}", "lin.xiaowen", $"SELECT id FROM agreements WHERE state = 'Active' AND buyer_id = {Bank}"),
        ("/supplier/agreements/{Id:guid}/edit", "mei.lin", "SELECT id FROM agreements WHERE number = 'AG-2027-0001'"),
        ("/supplier/agreements/{Id:guid}/prices", "mei.lin", "SELECT id FROM agreements WHERE number = 'AG-2027-0001'"),
        ("/operator/agreements/{Id:guid}/prices", "fang.yuan", "SELECT id FROM agreements WHERE number = 'AG-2027-0002'"),
        ("/operator/agreements/{Id:guid}/edit", "fang.yuan", "SELECT id FROM agreements WHERE number = 'AG-2027-0002'"),
        ("/supplier/stock/warehouses/{Id:guid}", "wu.tong", $"SELECT id FROM warehouses WHERE supplier_id = {Yunling}"),
        ("/supplier/stock/arrivals/{Id:guid}", "wu.tong", $"SELECT id FROM arrivals WHERE state = 'Announced' AND supplier_id = {Yunling}"),
        ("/supplier/stock/warehouses/{Id:guid}/sheet", "wu.tong", $"SELECT id FROM warehouses WHERE supplier_id = {Yunling}"),
        ("/operator/listings/{Id:guid}", "xu.ran", $"SELECT id FROM listings WHERE supplier_id = {Yunling}"),
        ("/operator/organizations/{Id:guid}", "qin.lan", $"SELECT id FROM organizations WHERE id = {Bank}"),
        ("/provider/work-orders/{Id:guid}", "zhao.tie", $"SELECT id FROM work_orders WHERE state <> 'Accepted' AND provider_id = {Xunan}"),
        ("/pools/{Id:guid}", "dong.cheng", "SELECT id FROM pools WHERE state = 'Active'"),
        ("/pools/{Id:guid}", "lin.xiaowen", "SELECT id FROM pools WHERE state = 'Draft'"),
        ("/pools/{Id:guid}/edit", "gu.nian", "SELECT id FROM pools WHERE state = 'Draft'"),
        ("/lists/{Id:guid}", "lin.xiaowen", $"SELECT id FROM shopping_lists WHERE name = '网点开业标准配置' AND buyer_id = {Bank}"),
        ("/lists/{Id:guid}", "he.jiayi", $"SELECT id FROM shopping_lists WHERE name = '营业厅等候区' AND buyer_id = {Bank}"),
        ("/packages/{Id:guid}", "he.jiayi", "SELECT id FROM scenario_packages WHERE name_zh = '银行网点开业'"),
        ("/supplier/packages/{Id:guid}", "ding.yi", "SELECT id FROM scenario_packages WHERE name_zh = '员工宿舍标准间'"),
        ("/operator/packages/{Id:guid}", "xu.ran", "SELECT id FROM scenario_packages WHERE name_zh = '员工食堂后厨'"),
        ("/operator/pools/{Id:guid}", "fang.yuan", "SELECT id FROM pools WHERE state = 'Active'"),
        ("/operator/pools/{Id:guid}/edit", "fang.yuan", "SELECT id FROM pools WHERE state = 'Draft'"),
        ("/tech/{Id:guid}", "sun.hao", $"SELECT id FROM work_orders WHERE provider_id = {Xunan} AND technician_name = '孙浩'"),
    ];

    /// <summary>Lists in a view that shows more than the first.</summary>
    private static readonly Dictionary<string, string> Better = new()
    {
        ["/search"] = "/search?q=PO-2026", ["/lists/new"] = "/lists/new?cart=true", ["/searches"] = "/searches?q=%E5%8F%98%E9%A2%91&category=hvac.cassette&priceTo=12000", ["/packages"] = "/packages?scenario=Branch", ["/catalogue"] = "/catalogue?q=%E5%A4%A9%E8%8A%B1%E6%9C%BA", ["/supplier/orders"] = "/supplier/orders?view=all", ["/work-orders"] = "/work-orders?view=all", ["/provider/work-orders"] = "/provider/work-orders?view=all",
        ["/statements"] = "/statements?period=2026-10", ["/statements/print"] = "/statements/print?period=2026-10",
        ["/compare"] = "/compare?" + string.Join('&', new[] { "YL-KFR-72QW/A1", "YL-KFR-26GW/B2", "BY-SH18" }.Select(p => $"p={Id.Named<ListingId>(p).Value}")),
    };

    public static async Task<List<Visit>> All(World world)
    {
        List<Visit> all = [];
        foreach (var page in world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
        {
            var pattern = "/" + page.RoutePattern.RawText!.TrimStart('/');
            if (Passages.Contains(pattern) || !Open(page))
                continue;
            if (!pattern.Contains('{', StringComparison.Ordinal))
                all.Add(new(Name(pattern), Person(world, page), Better.GetValueOrDefault(pattern, pattern)));
            var things = Things.Where(t => t.Pattern == pattern).ToList();
            Assert.True(things.Count > 0 || !pattern.Contains('{', StringComparison.Ordinal), $"Nobody says whose {pattern} is looked at.");
            foreach (var (thing, index) in things.Select((thing, index) => (thing, index)))
            {
                var id = (await world.Rows(thing.Sql + " LIMIT 1")).FirstOrDefault()?[0]?.ToString()!.ToLowerInvariant();
                Assert.True(id is not null, $"The demo world has none for {pattern}: {thing.Sql}");
                all.Add(new($"{Name(pattern)}-{index + 1}", thing.Person, pattern.Replace("{Id:guid}", id)));
            }
        }
        return all;
    }

    // The gallery of components declares nobody: outside of development it is refused to everybody.
    private static bool Open(RouteEndpoint page) => page.Metadata.Any(m => m is NeedsAttribute or SignedInAttribute or Microsoft.AspNetCore.Authorization.IAllowAnonymous);

    /// <summary>The first person who has all rights that the page needs, of the organization whose portal it belongs to if there is one.</summary>
    private static string? Person(World world, RouteEndpoint page)
    {
        var catalogue = world.Get<PermissionCatalogue>();
        var needs = page.Metadata.GetOrderedMetadata<NeedsAttribute>();
        if (needs.Count == 0)
            return page.Metadata.GetMetadata<SignedInAttribute>() is null ? null : "lin.xiaowen";
        DemoOrganization[] organizations = [DemoPeople.Buyers[0], DemoPeople.Suppliers[0], DemoPeople.Operator, DemoPeople.Providers[0]];
        var portal = page.RoutePattern.RawText!.TrimStart('/').Split('/')[0] switch { "supplier" => organizations[1], "operator" => organizations[2], "provider" or "tech" => organizations[3], _ => organizations[0] };
        return organizations.OrderByDescending(o => o == portal).SelectMany(o => o.People).FirstOrDefault(p => needs.All(need => catalogue.Of(p.Roles.Select(r => r.Code)).Contains(need.Code)))?.Key;
    }

    private static string Name(string pattern) => pattern.Replace("/{Id:guid}", "-one").Trim('/').Replace('/', '-');
}
