using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Pricing;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>A requisition in a list.</summary>
public sealed record RequisitionRow(RequisitionId Id, string Number, string Purpose, string RequesterName, RequisitionState State, Money Total, int Lines, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? HeldUntil);

/// <summary>A line as pages and the API show it.</summary>
public sealed record RequisitionLineView(int Line, int? ForLine, LineKind Kind, ListingId Listing, SkuId Sku, string? ServiceCode, string PartNumber, Text Name, string SupplierName,
    string Picture, string Unit, long Quantity, Money ListPrice, Money UnitPrice, VatRate Vat, Money Amount, IReadOnlyList<PriceStep> Why, IReadOnlyList<Allocation> Allocations,
    DeliveryMode Mode, bool Installs, DateOnly? Delivery, DateOnly? Installation, Place? Place, CostCentreId? CostCentre, DeliveryWish? Wish, LineRemarks? Remarks);

/// <summary>What one cost centre bears of a requisition; the budget once it was submitted.</summary>
public sealed record RequisitionAccount(CostCentreId CostCentre, BudgetId? Budget, Money Amount);

/// <summary>A whole requisition.</summary>
public sealed record RequisitionView(RequisitionId Id, string Number, long Version, RequisitionState State, string Purpose, string? Note, string? BuyerReference, PersonId RequesterPerson, string RequesterName,
    CostCentreId CostCentre, Address ShipTo, DateOnly? NeedBy, Money Total, Money Tax, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? HeldUntil, string Fingerprint,
    IReadOnlyList<RequisitionLineView> Lines, PurchaseOrderId? Order, string? OrderNumber, BudgetId? Budget, IReadOnlyList<RequisitionAccount> Accounts, BilledTo? BillTo)
{
    public FlowState StateText => Requisition.Lifecycle[State];

    /// <summary>True where lines go to another place than the whole.</summary>
    public bool SeveralPlaces() => Lines.Any(l => l.Place is not null);

    /// <summary>True where lines are borne by another cost centre than the whole.</summary>
    public bool SeveralAccounts() => Lines.Any(l => l.CostCentre is not null);

    /// <summary>What a budget bears of it.</summary>
    public Money Borne(BudgetId budget) => Accounts.Where(a => a.Budget == budget).Sum(a => a.Amount, "CNY");

    /// <summary>What was asked for, each line with its services, to be asked for again wherever it shall go then.</summary>
    public IReadOnlyList<(int Line, NamedLine Asked)> Goods() => [.. Lines.Where(l => l.Kind == LineKind.Goods).Select(l => (l.Line, new NamedLine(l.PartNumber, Asked(l) with { To = null, Wish = null, Remarks = null })))];

    /// <summary>The same with where each line goes and who bears it.</summary>
    public IReadOnlyList<WantedLine> Wanted() => [.. Lines.Where(l => l.Kind == LineKind.Goods).Select(Asked)];

    private WantedLine Asked(RequisitionLineView goods) => new(goods.Listing, (int)goods.Quantity,
        [.. Lines.Where(s => s.ForLine == goods.Line).Select(s => new ChosenService(s.ServiceCode!, (int)s.Quantity))], new(goods.Place?.Site, goods.CostCentre), goods.Wish, goods.Remarks);

    /// <summary>The verbs that this actor may use now: the API's allowedActions and the page's buttons.</summary>
    public IReadOnlyList<Step<RequisitionState>> Allowed(Actor actor) => actor.Person == RequesterPerson ? Requisition.Lifecycle.Next(State, actor) : [];
}

/// <summary>Which requisitions a list shows.</summary>
public sealed record RequisitionFilter(RequisitionState? State = null, bool MineOnly = false, string? Text = null);

public sealed class RequisitionQueries
{
    public static IReadOnlyList<FlowState> States => Requisition.Lifecycle.States;
    public static FlowState StateOf(RequisitionState state) => Requisition.Lifecycle[state];

    /// <summary>The newest first.</summary>
    public async Task<Page<RequisitionRow>> List(Reading read, RequisitionFilter filter, string? after = null, int size = 50)
    {
        read.Actor.Demand(PurchasingPermissions.ViewRequisitions);
        return await Filtered(read, filter).NewestFirst(r => r.CreatedAt, r => r.Id, after)
            .Select(r => new RequisitionRow(r.Id, r.Number, r.Purpose, r.RequesterName, r.State, r.Total, r.Lines.Count, r.CreatedAt, r.SubmittedAt, r.HeldUntil))
            .Page(size, r => Cursor.Of(r.CreatedAt, r.Id), read.Cancel);
    }

    public Task<int> Count(Reading read, RequisitionFilter filter) => Filtered(read, filter).CountAsync(read.Cancel);

    public async Task<IReadOnlyDictionary<RequisitionState, int>> Counts(Reading read) =>
        await read.Set<Requisition>().IgnoreAutoIncludes().GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);

    private static IQueryable<Requisition> Filtered(Reading read, RequisitionFilter filter)
    {
        var rows = read.Set<Requisition>().IgnoreAutoIncludes();
        if (filter.State is { } state)
            rows = rows.Where(r => r.State == state);
        if (filter.MineOnly)
        {
            var me = read.Actor.Membership;
            rows = rows.Where(r => r.RequesterMembership == me);
        }
        if (filter.Text is { Length: > 0 } text)
            rows = rows.Where(r => r.Number.Contains(text) || r.Purpose.Contains(text) || (r.BuyerReference != null && r.BuyerReference.Contains(text)));
        return rows;
    }

    public async Task<RequisitionView> One(Reading read, RequisitionId id)
    {
        read.Actor.Demand(PurchasingPermissions.ViewRequisitions);
        var r = await read.Load<Requisition>(id);
        var order = await read.Set<PurchaseOrder>().IgnoreAutoIncludes().Where(o => o.RequisitionId == id).Select(o => new { o.Id, o.Number }).FirstOrDefaultAsync(read.Cancel);
        var lines = r.Lines.OrderBy(l => l.Line).Select(l => new RequisitionLineView(l.Line, l.ForLine, l.Kind, l.ListingId, l.SkuId, l.ServiceCode, l.PartNumber, (l.NameZh, l.NameEn), l.SupplierName,
            l.Picture, l.Unit, l.Quantity, l.ListPrice, l.UnitPrice, l.Vat, l.Amount, l.Why, l.Allocations, l.Mode, l.Installs, l.Delivery, l.Installation, l.Place, l.CostCentreId, l.Wish, l.Remarks)).ToList();
        return new RequisitionView(r.Id, r.Number, r.Version, r.State, r.Purpose, r.Note, r.BuyerReference, r.RequesterPerson, r.RequesterName, r.CostCentreId, r.ShipTo, r.NeedBy, r.Total,
            lines.Sum(l => Hecai.Tax.Included(l.Amount, l.Vat).Tax, "CNY"), r.CreatedAt, r.SubmittedAt, r.HeldUntil, r.Fingerprint(), lines, order?.Id, order?.Number, r.BudgetId, Accounts(r), r.BillTo);
    }

    private static IReadOnlyList<RequisitionAccount> Accounts(Requisition r) => [.. r.Lines.OrderBy(l => l.CostCentreId is not null).ThenBy(l => l.Line)
        .GroupBy(l => (l.CostCentreId ?? r.CostCentreId, l.CostCentreId is null ? r.BudgetId : l.BudgetId)).Select(g => new RequisitionAccount(g.Key.Item1, g.Key.Item2, g.Sum(l => l.Amount, r.Total.Currency)))];

    /// <summary>Where the actor's last requisition went and on whose account: the next form begins with it. Null before the first.</summary>
    public async Task<(Address ShipTo, CostCentreId CostCentre)?> Last(Reading read)
    {
        var me = read.Actor.Membership;
        return await read.Set<Requisition>().IgnoreAutoIncludes().Where(r => r.RequesterMembership == me).OrderByDescending(r => r.CreatedAt)
            .Select(r => new { r.ShipTo, r.CostCentreId }).FirstOrDefaultAsync(read.Cancel) is { } last ? (last.ShipTo, last.CostCentreId) : null;
    }

    /// <summary>The requisition with the buyer's own number, for callers that lost an answer 订单反查.</summary>
    public async Task<RequisitionId?> ByReference(Reading read, string reference) =>
        await read.Set<Requisition>().IgnoreAutoIncludes().Where(r => r.BuyerReference == reference).Select(r => (RequisitionId?)r.Id).FirstOrDefaultAsync(read.Cancel);
}
