using Hecai.Billing;
using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Fulfilment;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Stock;

namespace Hecai.Web.Portals.Shared;

/// <summary>One entry of the side menu. A null right: everybody of this kind of organization sees it.</summary>
public sealed record MenuItem(Text Name, string Icon, string Href, Permission? Right = null);

/// <summary>Entries under one heading; the first section of a menu has none.</summary>
public sealed record MenuSection(Text? Heading, params IReadOnlyList<MenuItem> Items);

/// <summary>The menus of the four kinds of organization, as data.</summary>
public static class Menu
{
    private static readonly MenuSection[] Buyer =
    [
        new(null,
            new(("工作台", "Workbench"), "layout-dashboard", "/buyer", PurchasingPermissions.Browse),
            new(("商品目录", "Catalogue"), "building-store", "/catalogue", PurchasingPermissions.Browse),
            new(("场景方案", "Packages"), "layout-grid", "/packages", PackagePermissions.View),
            new(("快速下单", "Quick order"), "list-check", "/quick-order", PurchasingPermissions.Submit),
            new(("采购清单", "Shopping lists"), "clipboard-list", "/lists", ShoppingListPermissions.Use),
            new(("购物车", "Cart"), "shopping-cart", "/cart", PurchasingPermissions.Submit)),
        new(("采购", "Purchasing"),
            new(("采购申请", "Requisitions"), "file-description", "/requisitions", PurchasingPermissions.ViewRequisitions),
            new(("审批", "Approvals"), "checks", "/approvals", ControlPermissions.Decide),
            new(("订单", "Orders"), "package", "/orders", PurchasingPermissions.ViewOrders),
            new(("收货与验收", "Receiving"), "truck-delivery", "/acceptance", FulfilmentPermissions.Receive)),
        new(("资金", "Money"),
            new(("预算", "Budgets"), "wallet", "/budgets", ControlPermissions.ViewBudgets),
            new(("框架协议", "Agreements"), "tags", "/agreements", PricingPermissions.View),
            new(("商品池", "Product pools"), "filter", "/pools", PoolPermissions.View),
            new(("对账单", "Statements"), "receipt", "/statements", BillingPermissions.ViewStatements)),
        new(("服务", "Service"),
            new(("设备档案", "Equipment"), "air-conditioning", "/equipment", ServicePermissions.ViewEquipment),
            new(("服务工单", "Work orders"), "tool", "/work-orders", ServicePermissions.ViewWork)),
    ];

    private static readonly MenuSection[] Supplier =
    [
        new(null, new MenuItem(("工作台", "Workbench"), "layout-dashboard", "/supplier", KernelPermissions.SupplierWorkbench)),
        new(("商品", "Products"),
            new(("商品与上架", "Products and listings"), "box", "/supplier/products", CataloguePermissions.View),
            new(("场景方案", "Packages"), "layout-grid", "/supplier/packages", PackagePermissions.Manage),
            new(("协议与价格", "Agreements and prices"), "tags", "/supplier/agreements", PricingPermissions.View),
            new(("库存", "Stock"), "building-warehouse", "/supplier/stock", StockPermissions.View),
            new(("运费", "Freight"), "truck", "/supplier/freight", StockPermissions.View)),
        new(("履约", "Fulfilment"),
            new(("订单", "Orders"), "package", "/supplier/orders", PurchasingPermissions.ViewSupplierOrders),
            new(("服务工单", "Work orders"), "tool", "/work-orders", ServicePermissions.ViewWork)),
    ];

    private static readonly MenuSection[] Operator =
    [
        new(null, new MenuItem(("工作台", "Workbench"), "layout-dashboard", "/operator", KernelPermissions.OperatorWorkbench)),
        new(("经营", "Business"),
            new(("组织与资质", "Organizations"), "building", "/operator/organizations", PartiesPermissions.ViewOrganizations),
            new(("上架审核", "Listing reviews"), "clipboard-check", "/operator/listings", CataloguePermissions.View),
            new(("场景方案", "Packages"), "layout-grid", "/operator/packages", PackagePermissions.Manage),
            new(("框架协议", "Agreements"), "tags", "/operator/agreements", PricingPermissions.View),
            new(("商品池", "Product pools"), "filter", "/operator/pools", PoolPermissions.View),
            new(("订单", "Orders"), "package", "/operator/orders", PurchasingPermissions.ViewOrders),
            new(("服务工单", "Work orders"), "tool", "/operator/work-orders", ServicePermissions.AssignProvider)),
        new(("平台", "Platform"),
            new(("消息投递", "Message delivery"), "send", "/operator/outbox", KernelPermissions.ViewDeliveries),
            new(("审计记录", "Audit trail"), "history", "/operator/audit", KernelPermissions.ViewAudit),
            new(("品牌", "Brand"), "palette", "/operator/brand", PartiesPermissions.ManageBrand)),
    ];

    private static readonly MenuSection[] Provider =
    [
        new(null,
            new(("工作台", "Workbench"), "layout-dashboard", "/provider", ServicePermissions.ViewWork),
            new(("派工", "Dispatch"), "calendar-event", "/provider/dispatch", ServicePermissions.Dispatch),
            new(("服务工单", "Work orders"), "tool", "/provider/work-orders", ServicePermissions.ViewWork),
            new(("技师", "Technicians"), "users", "/provider/technicians", ServicePermissions.ManageTechnicians),
            new(("我的工单", "My jobs"), "device-mobile", "/tech", ServicePermissions.DoWork)),
    ];

    // Everybody reads what their organization says of itself; what more there is, its tabs decide.
    private static readonly MenuSection Own = new(null, new MenuItem(("设置", "Settings"), "settings", "/settings"));

    /// <summary>What this actor may see: the menus of the kinds of organization they have a role in, without the items they lack the right for.</summary>
    public static IReadOnlyList<MenuSection> For(Actor actor)
    {
        var kinds = Roles.All.Where(actor.Has).Aggregate(OrganizationKind.None, (all, role) => all | role.Kind);
        if (kinds == OrganizationKind.None)
            kinds = actor.Kinds;
        return
        [
            .. new[] { (OrganizationKind.Buyer, Buyer), (OrganizationKind.Supplier, Supplier), (OrganizationKind.Operator, Operator), (OrganizationKind.Provider, Provider) }
                .Where(menu => kinds.HasFlag(menu.Item1))
                .SelectMany(menu => menu.Item2)
                .Select(section => section with { Items = [.. section.Items.Where(item => item.Right is not { } right || actor.Can(right))] })
                .Where(section => section.Items.Count > 0),
            Own,
        ];
    }
}
