using Hecai.Billing;
using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Web.Api;
using Hecai.Web.Identity;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Exports;

/// <summary>The main lists as sheets: the address of a list with <c>.xlsx</c>, and the filter that the list has.</summary>
internal static class ListExports
{
    private const int All = Sheet.MaxRows + 1;

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        Map("/requisitions", Requisitions, PurchasingPermissions.ViewRequisitions);
        Map("/orders", Orders, PurchasingPermissions.ViewOrders);
        Map("/operator/orders", Orders, PurchasingPermissions.ViewOrders);
        Map("/supplier/orders", SupplierOrders, PurchasingPermissions.ViewSupplierOrders);
        Map("/work-orders", WorkOrders, ServicePermissions.ViewWork);
        Map("/provider/work-orders", ProviderWorkOrders, ServicePermissions.ViewWork);
        Map("/statements", Statement, BillingPermissions.ViewStatements);
        Map("/equipment", Equipment, ServicePermissions.ViewEquipment);
        Map("/supplier/products", Products, CataloguePermissions.View);
        SupplyExports.Map(Map);
        app.MapGet("/supplier/products/offers.csv", SupplyExports.OffersAsText).Needs(CataloguePermissions.View).ExcludeFromDescription();
        void Map(string list, Delegate export, Permission right) => app.MapGet($"{list}.xlsx", export).Needs(right).ExcludeFromDescription();
    }

    private static async Task<IResult> Requisitions(string? state, string? mine, string? q, HttpContext http, AppDb db, RequisitionQueries queries, CancellationToken ct) => await Sheet.Of("requisitions",
        (await db.Read(http.Actor(), read => queries.List(read, ListFilters.Requisitions(state, mine, q), null, All), ct)).Items,
        new(L("单号", "Number"), r => r.Number), new(L("用途", "Purpose"), r => r.Purpose), new(L("需求人", "Requester"), r => r.RequesterName), new(L("状态", "State"), r => RequisitionQueries.StateOf(r.State)),
        new(L("金额（元）", "Amount (CNY)"), r => r.Total), new(L("行", "Lines"), r => r.Lines), new(L("建立", "Created"), r => r.CreatedAt), new(L("提交", "Submitted"), r => r.SubmittedAt), new(L("预占到", "Held until"), r => r.HeldUntil));

    private static async Task<IResult> Orders(string? state, string? q, HttpContext http, AppDb db, OrderQueries queries, CancellationToken ct) => await Sheet.Of("orders",
        (await db.Read(http.Actor(), read => queries.List(read, ListFilters.State<PurchaseOrderState>(state), q, null, All), ct)).Items,
        new(L("单号", "Number"), o => o.Number), new(L("用途", "Purpose"), o => o.Purpose), new(L("本企业单号", "Buyer's number"), o => o.BuyerReference), new(L("需求人", "Requester"), o => o.RequesterName),
        new(L("状态", "State"), o => OrderQueries.StateOf(o.State)), new(L("供货单", "Supplier orders"), o => o.SupplierOrders), new(L("金额（元）", "Amount (CNY)"), o => o.Total), new(L("下单", "Placed"), o => o.PlacedAt));

    private static async Task<IResult> SupplierOrders(string? view, string? q, HttpContext http, AppDb db, OrderQueries queries, DeliveryQueries deliveries, CancellationToken ct)
    {
        var rows = await db.Read(http.Actor(), async read =>
        {
            var found = await queries.Supplier(read, ListFilters.SupplierOrders(view), q, null, All);
            var shippable = view == "ship" ? (await deliveries.ToShip(read)).Select(l => l.Order).ToHashSet() : null;
            return found.Items.Where(o => shippable?.Contains(o.Id) != false).ToList();
        }, ct);
        return await Sheet.Of("supplier-orders", rows,
            new(L("单号", "Number"), o => o.Number), new(L("客户", "Customer"), o => o.BuyerName), new(L("城市", "City"), o => o.City), new(L("状态", "State"), o => OrderQueries.StateOf(o.State)), new(L("承诺", "Due"), o => o.PromisedDelivery),
            new(L("行", "Lines"), o => o.Lines), new(L("件数", "Pieces"), o => o.Open), new(L("已发", "Shipped"), o => o.Shipped), new(L("已送达", "Delivered"), o => o.Delivered), new(L("已验收", "Accepted"), o => o.Accepted),
            new(L("金额（元）", "Amount (CNY)"), o => o.Total), new(L("下单", "Placed"), o => o.PlacedAt));
    }

    private static Task<IResult> WorkOrders(string? view, string? q, HttpContext http, AppDb db, WorkOrderQueries queries, CancellationToken ct) => Work(http, db, queries, ListFilters.WorkOrders(view, q), ct);

    private static Task<IResult> ProviderWorkOrders(string? view, string? q, HttpContext http, AppDb db, WorkOrderQueries queries, CancellationToken ct) => Work(http, db, queries, ListFilters.ProviderWorkOrders(view, q), ct);

    internal static async Task<IResult> Work(HttpContext http, AppDb db, WorkOrderQueries queries, WorkOrderFilter filter, CancellationToken ct) => await Sheet.Of("work-orders",
        (await db.Read(http.Actor(), read => queries.List(read, filter, null, All), ct)).Items,
        new(L("工单", "Number"), w => w.Number), new(L("状态", "State"), w => w.StateText), new(L("内容", "Work"), w => w.Work), new(L("客户", "Customer"), w => w.BuyerName), new(L("供应商", "Supplier"), w => w.SupplierName),
        new(L("服务商", "Provider"), w => w.ProviderName), new(L("技师", "Technician"), w => w.TechnicianName), new(L("地点", "Site"), w => w.Site.ToString()), new(L("上门", "Visit"), w => w.SlotStart), new(L("开单", "Opened"), w => w.OpenedAt),
        new(L("完工", "Finished"), w => w.DoneAt));

    private static async Task<IResult> Statement(string? period, HttpContext http, AppDb db, StatementQueries queries, TimeProvider clock, CancellationToken ct)
    {
        var month = period is { Length: > 0 } ? Period.Parse(period) : Period.Of(clock.GetUtcNow());
        var statement = await db.Read(http.Actor(), read => queries.Draft(read, month), ct);
        return await Sheet.Of($"statement-{month}", statement.Lines,
            new(L("订单", "Order"), l => l.PurchaseOrderNumber), new(L("供货单", "Supplier order"), l => l.SupplierOrderNumber), new(L("供应商", "Supplier"), l => l.SupplierName), new(L("型号", "Part number"), l => l.PartNumber), new(L("商品或服务", "Item"), l => l.Name),
            new(L("数量", "Quantity"), l => l.Quantity), new(L("单位", "Unit"), l => l.Unit), new(L("单价（元）", "Price (CNY)"), l => l.UnitPrice), new(L("税率", "Tax rate"), l => l.Vat.ToString()), new(L("不含税（元）", "Net (CNY)"), l => l.Net),
            new(L("税额（元）", "Tax (CNY)"), l => l.Tax), new(L("价税合计（元）", "Gross (CNY)"), l => l.Gross));
    }

    private static async Task<IResult> Equipment(string? view, string? q, HttpContext http, AppDb db, EquipmentQueries queries, TimeProvider clock, CancellationToken ct) => await Sheet.Of("equipment",
        (await db.Read(http.Actor(), read => queries.List(read, q, ListFilters.WarrantyEndsBy(view, clock.GetUtcNow()), null, All), ct)).Items,
        new(L("型号", "Part number"), e => e.PartNumber), new(L("设备", "Equipment"), e => e.Name), new(L("序列号", "Serial number"), e => e.Serial), new(L("其他序列号", "Other serial numbers"), e => e.OtherSerials), new(L("位置", "Place"), e => e.Place),
        new(L("地点", "Site"), e => e.Site.ToString()), new(L("安装", "Installed"), e => e.InstalledOn), new(L("验收", "Accepted"), e => e.AcceptedOn), new(L("质保至", "Warranty until"), e => e.WarrantyUntil), new(L("工单", "Work order"), e => e.WorkOrderNumber),
        new(L("供应商", "Supplier"), e => e.SupplierName), new(L("服务商", "Provider"), e => e.ProviderName));

    /// <summary>All listings that a sheet can hold, page by page.</summary>
    internal static async Task<List<ListingRow>> Listings(Reading read, ListingQueries queries, ListingFilter filter)
    {
        var all = new List<ListingRow>();
        string? next = null;
        do
        {
            var page = await queries.Rows(read, filter, next, ListingQueries.MaxPage);
            all.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null && all.Count < All);
        return all;
    }

    private static async Task<IResult> Products(string? state, string? category, string? scheduled, string? q, HttpContext http, AppDb db, ListingQueries queries, CatalogueQueries catalogue, CancellationToken ct)
    {
        var actor = http.Actor();
        var (rows, tree) = await db.Read(actor, async read =>
        {
            var all = await Listings(read, queries, ListFilters.Products(state, q, category, actor.Organization, scheduled));
            return (all, await catalogue.Categories(read));
        }, ct);
        return await Sheet.Of("products", rows,
            new(L("型号", "Part number"), r => r.PartNumber), new(L("名称", "Name"), r => r.Name), new(L("品牌", "Brand"), r => r.Brand), new(L("类目", "Category"), r => tree.Find(r.Category)?.Name ?? new Text(r.Category, r.Category)),
            new(L("状态", "State"), r => ListingQueries.StateOf(r.State)), new(L("原因", "Reason"), r => r.Reason), new(L("目录价（元）", "List price (CNY)"), r => r.ListPrice), new(L("税率", "Tax rate"), r => r.Vat.ToString()),
            new(L("已填参数", "Attributes given"), r => r.Fill.Given), new(L("应填参数", "Attributes asked"), r => r.Fill.Asked), new(L("更新", "Changed"), r => r.ChangedAt));
    }
}
