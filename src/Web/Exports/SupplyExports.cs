using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Service;
using Hecai.Stock;
using Hecai.Web.Api;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Exports;

/// <summary>The sheets of what is offered and by whom: organizations, listings, agreements, budgets, stock.</summary>
internal static class SupplyExports
{
    private const int All = Sheet.MaxRows + 1;

    public static void Map(Action<string, Delegate, Permission> map)
    {
        map("/operator/organizations", Organizations, PartiesPermissions.ViewOrganizations);
        map("/operator/listings", Listings, CataloguePermissions.View);
        map("/operator/work-orders", WorkOrders, ServicePermissions.AssignProvider);
        map("/agreements", Agreements, PricingPermissions.View);
        map("/supplier/agreements", Agreements, PricingPermissions.View);
        map("/operator/agreements", Agreements, PricingPermissions.View);
        map("/agreements/{id:guid}/prices", Prices, PricingPermissions.View);
        map("/supplier/agreements/{id:guid}/prices", Prices, PricingPermissions.View);
        map("/operator/agreements/{id:guid}/prices", Prices, PricingPermissions.View);
        map("/budgets", Budgets, ControlPermissions.ViewBudgets);
        map("/supplier/products/offers", Offers, CataloguePermissions.View);
        map("/supplier/stock", Stock, StockPermissions.View);
        map("/supplier/stock/warehouses/{id:guid}/areas", Areas, StockPermissions.View);
    }

    private static async Task<IResult> Organizations(string? state, string? q, HttpContext http, AppDb db, OrganizationQueries queries, CancellationToken ct) => await Sheet.Of("organizations",
        (await db.Read(http.Actor(), read => queries.List(read, ListFilters.State<OrganizationState>(state), q, null, All), ct)).Items,
        new(L("名称", "Name"), o => o.Name), new(L("信用代码", "Credit code"), o => o.CreditCode), new(L("身份", "Kinds"), o => Portals.Operator.OrganizationsPage.Kinds(o.Kinds)), new(L("状态", "State"), o => OrganizationQueries.Shown(o.State)),
        new(L("申请", "Applied"), o => o.AppliedAt));

    private static async Task<IResult> Listings(string? state, string? q, HttpContext http, AppDb db, ListingQueries queries, CatalogueQueries catalogue, CancellationToken ct)
    {
        var actor = http.Actor();
        var (rows, tree) = await db.Read(actor, async read =>
        {
            // Without a state the page shows what waits for review.
            var filter = new ListingFilter(state == "all" ? null : ListFilters.State<ListingState>(state) ?? ListingState.InReview, q, null, actor.IsOperator ? null : actor.Organization);
            return (await ListExports.Listings(read, queries, filter), await catalogue.Categories(read));
        }, ct);
        return await Sheet.Of("listings", rows,
            new(L("型号", "Part number"), r => r.PartNumber), new(L("名称", "Name"), r => r.Name), new(L("供应商", "Supplier"), r => r.SupplierName), new(L("类目", "Category"), r => tree.Find(r.Category)?.Name ?? new Text(r.Category, r.Category)),
            new(L("状态", "State"), r => ListingQueries.StateOf(r.State)), new(L("原因", "Reason"), r => r.Reason), new(L("目录价（元）", "List price (CNY)"), r => r.ListPrice), new(L("已填参数", "Attributes given"), r => r.Fill.Given),
            new(L("应填参数", "Attributes asked"), r => r.Fill.Asked), new(L("起售", "On sale from"), r => r.Window.From), new(L("停售", "On sale until"), r => r.Window.Until), new(L("提交", "Submitted"), r => r.SubmittedAt));
    }

    private static Task<IResult> WorkOrders(string? view, string? q, HttpContext http, AppDb db, WorkOrderQueries queries, CancellationToken ct) => ListExports.Work(http, db, queries, ListFilters.WorkOrders(view ?? "all", q), ct);

    private static async Task<IResult> Agreements(string? state, string? q, HttpContext http, AppDb db, AgreementQueries queries, OrganizationDirectory directory, CancellationToken ct)
    {
        var (rows, names) = await db.Read(http.Actor(), async read =>
        {
            var all = (await queries.List(read, ListFilters.State<AgreementState>(state), q, null, All)).Items;
            return (all, await directory.Names(read, [.. all.SelectMany(a => new[] { a.Buyer, a.Supplier }).Distinct()]));
        }, ct);
        return await Sheet.Of("agreements", rows,
            new(L("编号", "Number"), a => a.Number), new(L("名称", "Title"), a => a.Title), new(L("买方", "Buyer"), a => names.GetValueOrDefault(a.Buyer)?.Name), new(L("供应商", "Supplier"), a => names.GetValueOrDefault(a.Supplier)?.Name),
            new(L("状态", "State"), a => AgreementQueries.StateOf(a.State)), new(L("从", "From"), a => a.ValidFrom), new(L("到", "To"), a => a.ValidTo), new(L("行", "Lines"), a => a.Lines));
    }

    /// <summary>The lines of an agreement under the names that a price list is read by.</summary>
    private static async Task<IResult> Prices(Guid id, HttpContext http, AppDb db, AgreementQueries queries, SkuFactQueries skus, CatalogueQueries catalogue, CancellationToken ct)
    {
        var (agreement, names, tree) = await db.Read(http.Actor(), async read =>
        {
            var view = await queries.One(read, new AgreementId(id));
            return (view, await skus.Names(read, [.. view.Lines.Select(l => l.Sku).OfType<SkuId>()]), await catalogue.Categories(read));
        }, ct);
        var columns = AgreementSheet.Columns.Select(c => c.ToString()).ToList();
        return await Sheet.Of("prices", agreement.Lines,
            new(columns[0], l => l.Sku is { } sku ? names.GetValueOrDefault(sku)?.PartNumber : null), new(L("名称", "Name"), l => l.Sku is { } sku ? names.GetValueOrDefault(sku)?.Name : null),
            new(columns[1], l => l.Sku is not null ? null : l.Category is { } category ? AgreementSheet.Named(category, tree) : l.Brand is null ? "*" : null), new(columns[6], l => l.Brand), new(columns[2], l => l.Price), new(columns[3], l => AgreementSheet.Written(l.Tiers)),
            new(columns[4], l => l.QuotaMeasure == QuotaMeasure.Pieces ? l.Quota : AgreementSheet.Written(l.Quota, l.QuotaMeasure)), new(columns[5], l => l.DiscountBasisPoints is { } points ? AgreementSheet.Percent(points) : null));
    }

    private static async Task<IResult> Offers(HttpContext http, AppDb db, OfferQueries queries, CancellationToken ct)
    {
        var (columns, rows) = await OfferColumns(http, db, queries, ct);
        return await Sheet.Of("offers", rows, columns);
    }

    /// <summary>The same as text, for programs that write no XLSX.</summary>
    internal static async Task<IResult> OffersAsText(HttpContext http, AppDb db, OfferQueries queries, CancellationToken ct)
    {
        var (columns, rows) = await OfferColumns(http, db, queries, ct);
        return Sheet.Text("offers", rows, columns);
    }

    /// <summary>The price and stock sheet under the names that it is read by.</summary>
    private static async Task<(Column<OfferLine>[], IReadOnlyList<OfferLine>)> OfferColumns(HttpContext http, AppDb db, OfferQueries queries, CancellationToken ct)
    {
        var (columns, lines) = await db.Read(http.Actor(), queries.Sheet, ct);
        return ([
            new(OfferSheet.PartNumber.ToString(), l => l.Listing.PartNumber), new(OfferSheet.Name.ToString(), l => l.Listing.Name), new(OfferSheet.State.ToString(), l => ListingQueries.StateOf(l.Listing.State)),
            // Stock goods are not made to order: their cell stays empty.
            .. columns.Select((c, i) => new Column<OfferLine>(c.Name.ToString(), l => c == OfferColumn.Price ? l.Listing.ListPrice : c == OfferColumn.Days ? l.Listing.MakeToOrderDays : c.IsMoment ? c.Written(l.Values[i]) : l.Values[i])),
            new(OfferSheet.Downloaded.ToString(), l => OfferSheet.Written(columns.Zip(l.Values))),
        ], lines);
    }

    private static async Task<IResult> Budgets(int? year, HttpContext http, AppDb db, BudgetQueries queries, CancellationToken ct)
    {
        static Money Yuan(long minor) => new(minor, "CNY");
        return await Sheet.Of("budgets", await db.Read(http.Actor(), read => queries.OfYear(read, year ?? ChinaTime.DateOf(read.Now).Year), ct),
            new(L("年度", "Year"), b => b.Year), new(L("代码", "Code"), b => b.Code), new(L("成本中心", "Cost centre"), b => b.Name), new(L("分配（元）", "Allocated (CNY)"), b => Yuan(b.Allocated)), new(L("预留（元）", "Reserved (CNY)"), b => Yuan(b.Reserved)),
            new(L("已承诺（元）", "Committed (CNY)"), b => Yuan(b.Committed)), new(L("已实际（元）", "Spent (CNY)"), b => Yuan(b.Spent)), new(L("可用（元）", "Available (CNY)"), b => Yuan(b.Available)));
    }

    /// <summary>The delivery areas of a warehouse under the names that they are read by.</summary>
    private static async Task<IResult> Areas(Guid id, HttpContext http, AppDb db, StockQueries queries, CancellationToken ct)
    {
        var (code, areas) = await db.Read(http.Actor(), async read =>
        {
            var warehouse = (await queries.Warehouses(read)).FirstOrDefault(w => w.Id.Value == id) ?? throw Refused.With(KernelErrors.NotFound);
            return (warehouse.Code, await queries.Areas(read, warehouse.Id));
        }, ct);
        return await Sheet.Of($"areas-{code}", [.. areas.OrderBy(a => a.Key, StringComparer.Ordinal)],
            new(AreaSheet.Code.ToString(), a => a.Key), new(AreaSheet.Name.ToString(), a => Regions.Find(a.Key)?.Path), new(AreaSheet.Days.ToString(), a => a.Value));
    }

    private static async Task<IResult> Stock(Guid? warehouse, string? q, HttpContext http, AppDb db, StockQueries queries, SkuFactQueries skus, CancellationToken ct)
    {
        var (name, rows) = await db.Read(http.Actor(), async read =>
        {
            var all = await queries.Warehouses(read);
            if ((all.FirstOrDefault(w => w.Id.Value == warehouse) ?? (all.Count > 0 ? all[0] : null)) is not { } place)
                return ("", []);
            var products = new List<SkuName>();
            while (products.Count < All && (await skus.Own(read, q, products.Count, 200)).Rows is { Count: > 0 } page)
                products.AddRange(page);
            var figures = await queries.Figures(read, place.Id, [.. products.Select(p => p.Id)]);
            return (place.Code, products.Select(p => (Product: p, Figures: figures.GetValueOrDefault(p.Id) ?? new StockFigures(0, 0))).ToList());
        }, ct);
        return await Sheet.Of(name.Length > 0 ? $"stock-{name}" : "stock", rows,
            new(L("型号", "Part number"), r => r.Product.PartNumber), new(L("名称", "Name"), r => r.Product.Name), new(L("单位", "Unit"), r => r.Product.Unit), new(L("在库", "On hand"), r => r.Figures.OnHand), new(L("已占", "Held"), r => r.Figures.Held),
            new(L("可用", "Available"), r => r.Figures.Available), new(L("在途", "In transit"), r => r.Figures.Coming));
    }
}
