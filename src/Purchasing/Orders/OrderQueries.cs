using Hecai.Catalogue;
using Hecai.Control;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>A purchase order in a list.</summary>
public sealed record PurchaseOrderRow(PurchaseOrderId Id, string Number, OrganizationId Buyer, string Purpose, string? BuyerReference, string RequesterName, PurchaseOrderState State, Money Total, DateTimeOffset PlacedAt, int SupplierOrders);

/// <summary>A supplier order in a list; its quantities are those of its goods.</summary>
public sealed record SupplierOrderRow(SupplierOrderId Id, string Number, string BuyerName, string SupplierName, DeliveryMode Mode, SupplierOrderState State, Money Total, DateTimeOffset PlacedAt,
    DateOnly? PromisedDelivery, string City, int Lines, long Open, long Shipped, long Delivered, long Accepted);

/// <summary>A line with its whole ledger.</summary>
/// <param name="Awaits">Pieces that were on their way when they were ordered, by the day on which they were to arrive.</param>
public sealed record OrderLineView(int Line, int? ForLine, LineKind Kind, ListingId Listing, SkuId Sku, string PartNumber, Text Name, string Picture, string Unit, Money UnitPrice, VatRate Vat, Money Amount,
    bool Installs, DateOnly? Delivery, DateOnly? Installation, long Ordered, long Cancelled, long Shipped, long Delivered, long Refused, long Installed, long Accepted, long Returned, long Invoiced, long BillBase, LineRemarks? Remarks, IReadOnlyList<InTransit> Awaits)
{
    public long Shippable => Kind == LineKind.Goods ? Ordered - Cancelled - Shipped : 0;
}

/// <summary>A whole supplier order.</summary>
public sealed record SupplierOrderView(SupplierOrderId Id, string Number, long Version, PurchaseOrderId PurchaseOrder, string PurchaseOrderNumber, OrganizationId Buyer, string BuyerName, OrganizationId Supplier, string SupplierName,
    DeliveryMode Mode, SupplierOrderState State, Address ShipTo, Money Total, Money Tax, DateTimeOffset PlacedAt, DateTimeOffset? ConfirmedAt, DateOnly? PromisedDelivery, string? Reason, IReadOnlyList<OrderLineView> Lines, DeliveryWish? Wish, string? BuyerReference, BilledTo? BillTo)
{
    public FlowState StateText => SupplierOrder.Lifecycle[State];
    public IReadOnlyList<Step<SupplierOrderState>> Allowed(Actor actor) =>
        [.. SupplierOrder.Lifecycle.Next(State, actor).Where(s => s.Verb == "cancel" ? actor.Organization == Buyer : actor.Organization == Supplier)];
}

/// <summary>Who bears a line, where it is not who bears the whole order.</summary>
public sealed record LineAccount(int Line, CostCentreId CostCentre);

/// <summary>A whole purchase order with its supplier orders, in the order in which the checkout showed them. Who bears it is said here alone: supplier orders are read by suppliers.</summary>
public sealed record PurchaseOrderView(PurchaseOrderId Id, string Number, long Version, OrganizationId Buyer, RequisitionId Requisition, string? BuyerReference, string Purpose, string RequesterName, PersonId RequesterPerson, PurchaseOrderState State, Address ShipTo,
    CostCentreId CostCentre, BudgetId Budget, Money Total, DateTimeOffset PlacedAt, IReadOnlyList<LineAccount> Accounts, IReadOnlyList<SupplierOrderView> SupplierOrders, BilledTo? BillTo)
{
    public FlowState StateText => PurchaseOrder.Lifecycle[State];

    /// <summary>True where its supplier orders go to more than one place.</summary>
    public bool SeveralPlaces() => SupplierOrders.DistinctBy(s => s.ShipTo).Count() > 1;
}

public sealed class OrderQueries
{
    public static IReadOnlyList<FlowState> SupplierStates => SupplierOrder.Lifecycle.States;
    public static FlowState StateOf(PurchaseOrderState state) => PurchaseOrder.Lifecycle[state];
    public static FlowState StateOf(SupplierOrderState state) => SupplierOrder.Lifecycle[state];

    /// <summary>The buyer's (or, for the operator, everyone's) purchase orders, the newest first.</summary>
    public async Task<Page<PurchaseOrderRow>> List(Reading read, PurchaseOrderState? state, string? text, string? after = null, int size = 50)
    {
        read.Actor.Demand(PurchasingPermissions.ViewOrders);
        IQueryable<PurchaseOrder> rows = read.Set<PurchaseOrder>();
        if (state is { } wanted)
            rows = rows.Where(o => o.State == wanted);
        var children = read.Set<SupplierOrder>().IgnoreAutoIncludes();
        // What is written on a shipment is the number of a supplier order.
        if (text is { Length: > 0 } && text.StartsWith("SO-", StringComparison.Ordinal))
            rows = rows.Where(o => children.Any(c => c.BuyerId == o.BuyerId && c.PurchaseOrderId == o.Id && c.Number.Contains(text)));
        else if (text is { Length: > 0 })
            rows = rows.Where(o => o.Number.Contains(text) || o.Purpose.Contains(text) || (o.BuyerReference != null && o.BuyerReference.Contains(text)));
        return await rows.NewestFirst(o => o.PlacedAt, o => o.Id, after)
            .Select(o => new PurchaseOrderRow(o.Id, o.Number, o.BuyerId, o.Purpose, o.BuyerReference, o.RequesterName, o.State, o.Total, o.PlacedAt, children.Count(c => c.PurchaseOrderId == o.Id)))
            .Page(size, o => Cursor.Of(o.PlacedAt, o.Id), read.Cancel);
    }

    public async Task<PurchaseOrderView> One(Reading read, PurchaseOrderId id)
    {
        read.Actor.Demand(PurchasingPermissions.ViewOrders);
        var o = await read.Load<PurchaseOrder>(id);
        var children = await read.Set<SupplierOrder>().Where(c => c.PurchaseOrderId == id).ToListAsync(read.Cancel);
        return new(o.Id, o.Number, o.Version, o.BuyerId, o.RequisitionId, o.BuyerReference, o.Purpose, o.RequesterName, o.RequesterPerson, o.State, o.ShipTo, o.CostCentreId, o.BudgetId, o.Total, o.PlacedAt,
            [.. children.SelectMany(c => c.Lines).Where(l => l.CostCentreId is not null).OrderBy(l => l.Line).Select(l => new LineAccount(l.Line, l.CostCentreId!.Value))],
            [.. children.OrderBy(c => c.Lines.Min(l => l.Line)).Select(View)], o.BillTo);
    }

    /// <summary>Supplier orders in which the actor is a party, the newest first.</summary>
    public async Task<Page<SupplierOrderRow>> Supplier(Reading read, IReadOnlyCollection<SupplierOrderState> states, string? text, string? after = null, int size = 50)
    {
        DemandView(read.Actor);
        IQueryable<SupplierOrder> rows = read.Set<SupplierOrder>();
        if (states.Count > 0)
            rows = rows.Where(o => states.Contains(o.State));
        if (text is { Length: > 0 })
            rows = rows.Where(o => o.Number.Contains(text) || o.BuyerName.Contains(text) || o.PurchaseOrderNumber.Contains(text) || (o.BuyerReference != null && o.BuyerReference.Contains(text)));
        var page = await rows.NewestFirst(o => o.PlacedAt, o => o.Id, after).Page(size, o => Cursor.Of(o.PlacedAt, o.Id), read.Cancel);
        return page.Select(o => new SupplierOrderRow(o.Id, o.Number, o.BuyerName, o.SupplierName, o.Mode, o.State, o.Total, o.PlacedAt, o.PromisedDelivery, City(o.ShipTo), o.Lines.Count,
            Goods(o).Sum(l => l.Open), Goods(o).Sum(l => l.Shipped), Goods(o).Sum(l => l.Delivered), Goods(o).Sum(l => l.Accepted)));
    }

    // Services are done, not shipped: among the pieces of a list they would look like goods that never leave.
    private static IEnumerable<SupplierOrderLine> Goods(SupplierOrder order) => order.Lines.Where(l => l.Kind == LineKind.Goods);

    public async Task<IReadOnlyDictionary<SupplierOrderState, int>> SupplierCounts(Reading read) =>
        await read.Set<SupplierOrder>().IgnoreAutoIncludes().GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);

    public async Task<SupplierOrderView> One(Reading read, SupplierOrderId id)
    {
        DemandView(read.Actor);
        return View(await read.Load<SupplierOrder>(id));
    }

    private static void DemandView(Actor actor)
    {
        if (!actor.Can(PurchasingPermissions.ViewOrders))
            actor.Demand(PurchasingPermissions.ViewSupplierOrders);
    }

    private static string City(Address address) => Regions.Find(address.RegionCode)?.Parents.Skip(1).FirstOrDefault().Name ?? "";

    private static SupplierOrderView View(SupplierOrder o) => new(o.Id, o.Number, o.Version, o.PurchaseOrderId, o.PurchaseOrderNumber, o.BuyerId, o.BuyerName, o.SupplierId, o.SupplierName, o.Mode, o.State, o.ShipTo, o.Total,
        o.Lines.Sum(l => Hecai.Tax.Included(l.Amount, l.Vat).Tax, o.Total.Currency), o.PlacedAt, o.ConfirmedAt, o.PromisedDelivery, o.Reason, [.. o.Lines.OrderBy(l => l.Line).Select(View)], o.Wish, o.BuyerReference, o.BillTo);

    private static OrderLineView View(SupplierOrderLine l) => new(l.Line, l.ForLine, l.Kind, l.ListingId, l.SkuId, l.PartNumber, (l.NameZh, l.NameEn), l.Picture, l.Unit, l.UnitPrice, l.Vat, l.Amount,
        l.Installs, l.Delivery, l.Installation, l.Ordered, l.Cancelled, l.Shipped, l.Delivered, l.Refused, l.Installed, l.Accepted, l.Returned, l.Invoiced, l.BillBase, l.Remarks, l.Awaits);
}
