using Hecai.Catalogue;
using Hecai.Fulfilment;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Service;

/// <summary>A work order in a list.</summary>
public sealed record WorkOrderRow(WorkOrderId Id, string Number, WorkKind Kind, WorkOrderState State, string BuyerName, string SupplierName, OrganizationId? Provider, string? ProviderName, Address Site,
    DateTimeOffset? SlotStart, DateTimeOffset? SlotEnd, TechnicianId? Technician, string? TechnicianName, DateOnly? WishedOn, DateTimeOffset OpenedAt, DateTimeOffset? DoneAt, int Units,
    Text FirstItem, string Picture, string FirstCategory, string? Reason, Deferral? Later)
{
    public FlowState StateText => WorkOrder.Lifecycle[State];

    /// <summary>What is to be done, in one line: "天花机 × 8".</summary>
    public string Work => Units > 1 ? $"{FirstItem} × {Units}" : FirstItem.ToString();
}

/// <summary>What was entered for one item of one unit.</summary>
public sealed record ResultView(int Line, int Unit, string Item, bool? Yes, decimal? Reading, string? Text, FileId? File, string? Remark, bool Within, DateTimeOffset At);

/// <summary>A required item of one unit that has no entry yet; the name says which unit where there are several.</summary>
public sealed record MissingItem(int Line, int Unit, string Item, string Name);

/// <summary>The goods of one line, with their checklist.</summary>
public sealed record WorkLineView(int Line, SkuId Sku, string PartNumber, Text Name, string Category, string Picture, string Unit, long Quantity, int Units, int WarrantyMonths,
    IReadOnlyList<WorkService> Services, Checklist Checklist);

/// <summary>The work order that took the place of a cancelled one.</summary>
public sealed record SuccessorView(WorkOrderId Id, string Number);

/// <summary>A whole work order.</summary>
public sealed record WorkOrderView(WorkOrderId Id, string Number, long Version, WorkKind Kind, WorkOrderState State, OrganizationId Buyer, string BuyerName, OrganizationId Supplier, string SupplierName,
    OrganizationId? Provider, string? ProviderName, SupplierOrderId SupplierOrder, string SupplierOrderNumber, string PurchaseOrderNumber, PersonId Requester, ShipmentId Shipment, Address Site, DateOnly? WishedOn,
    DateTimeOffset? SlotStart, DateTimeOffset? SlotEnd, TechnicianId? Technician, PersonId? TechnicianPerson, string? TechnicianName, string? TechnicianPhone, DateTimeOffset OpenedAt, DateTimeOffset? ArrivedAt,
    DateTimeOffset? DoneAt, string? SignerName, string? Signature, DateTimeOffset? AcceptedAt, string? AcceptedByName, string? AcceptanceNumber, int Reworks, string? Reason,
    IReadOnlyList<WorkLineView> Lines, IReadOnlyList<ResultView> Results, SuccessorView? Successor, Deferral? Later)
{
    public FlowState StateText => WorkOrder.Lifecycle[State];
    public int Units => Lines.Sum(l => l.Units);

    /// <summary>The verbs that this actor may use now, their duties on this document considered.</summary>
    public IReadOnlyList<Step<WorkOrderState>> Allowed(Actor actor) => [.. WorkOrder.Lifecycle.Next(State, actor).Where(step => step.Verb switch
    {
        "schedule" when Later is { NotBefore: null } => false,
        "schedule" or "assign" => actor.Organization == Provider,
        "release" => actor.Organization == Buyer,
        "arrive" or "finish" => actor.Person == TechnicianPerson,
        "accept" or "ask_rework" => actor.Organization == Buyer && actor.Person != Requester && actor.Person != TechnicianPerson,
        _ => actor.IsOperator || actor.Organization == Buyer,
    })];

    public ResultView? Result(int line, int unit, string item) => Results.FirstOrDefault(r => (r.Line, r.Unit, r.Item) == (line, unit, item));

    /// <summary>The required items that have no entry yet.</summary>
    public IReadOnlyList<MissingItem> Missing =>
        Progress.Missing(Lines.Select(l => (l.Line, l.Units, l.Checklist)), Results.Select(r => (r.Line, r.Unit, r.Item)).ToHashSet());
}

/// <summary>Which work orders a list shows.</summary>
public sealed record WorkOrderFilter(IReadOnlyCollection<WorkOrderState>? States = null, string? Text = null, bool WithoutProvider = false, SupplierOrderId? Order = null);

public sealed class WorkOrderQueries
{
    public static IReadOnlyList<FlowState> States => WorkOrder.Lifecycle.States;
    public static FlowState StateOf(WorkOrderState state) => WorkOrder.Lifecycle[state];

    /// <summary>Work orders in which the actor's organization is a party, the newest first; the operator sees all.</summary>
    public async Task<Page<WorkOrderRow>> List(Reading read, WorkOrderFilter filter, string? after = null, int size = 50)
    {
        read.Actor.Demand(ServicePermissions.ViewWork);
        return (await Filtered(read, filter).NewestFirst(w => w.OpenedAt, w => w.Id, after).Page(size, w => Cursor.Of(w.OpenedAt, w.Id), read.Cancel)).Select(Row);
    }

    public Task<int> Count(Reading read, WorkOrderFilter filter) => Filtered(read, filter).IgnoreAutoIncludes().CountAsync(read.Cancel);

    public async Task<IReadOnlyDictionary<WorkOrderState, int>> Counts(Reading read) =>
        await read.Set<WorkOrder>().IgnoreAutoIncludes().GroupBy(w => w.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);

    /// <summary>Finished work that waits for the actor's organization to accept it, the oldest first.</summary>
    public async Task<IReadOnlyList<WorkOrderRow>> ToAccept(Reading read, int take = 100)
    {
        read.Actor.Demand(ServicePermissions.ViewWork);
        var me = read.Actor.Organization;
        return [.. (await read.Set<WorkOrder>().Where(w => w.BuyerId == me && w.State == WorkOrderState.Done).OrderBy(w => w.DoneAt).Take(take).ToListAsync(read.Cancel)).Select(Row)];
    }

    /// <summary>The whole work order, to its parties; a technician sees the jobs that are theirs.</summary>
    public async Task<WorkOrderView> One(Reading read, WorkOrderId id)
    {
        var w = await Seen(read, id);
        var results = await OnSite.Results(read, w);
        return new(w.Id, w.Number, w.Version, w.Kind, w.State, w.BuyerId, w.BuyerName, w.SupplierId, w.SupplierName, w.ProviderId, w.ProviderName, w.SupplierOrderId, w.SupplierOrderNumber, w.PurchaseOrderNumber,
            w.RequesterPerson, w.ShipmentId, w.Site, w.WishedOn, w.SlotStart, w.SlotEnd, w.TechnicianId, w.TechnicianPerson, w.TechnicianName, w.TechnicianPhone, w.OpenedAt, w.ArrivedAt, w.DoneAt,
            w.SignerName, w.Signature, w.AcceptedAt, w.AcceptedByName, w.AcceptanceNumber, w.Reworks, w.Reason,
            [.. w.Lines.OrderBy(l => l.Line).Select(l => new WorkLineView(l.Line, l.SkuId, l.PartNumber, (l.NameZh, l.NameEn), l.Category, l.Picture, l.Unit, l.Quantity, l.Units, l.WarrantyMonths, l.Services, l.Checklist))],
            [.. results.OrderBy(r => r.Line).ThenBy(r => r.UnitNumber).Select(r => new ResultView(r.Line, r.UnitNumber, r.Item, r.Yes, r.Reading, r.Text, r.File, r.Remark, r.Within, r.At))],
            await Successor(read, w), w.Later);
    }

    // None for a provider that has lost the job, and for a technician: neither sees the next attempt.
    private static async Task<SuccessorView?> Successor(Reading read, WorkOrder w) => w.State != WorkOrderState.Cancelled || !read.Actor.Can(ServicePermissions.ViewWork) ? null : await read.Set<WorkOrder>().IgnoreAutoIncludes()
        .Where(next => next.BuyerId == w.BuyerId && next.ShipmentId == w.ShipmentId && next.Attempt == w.Attempt + 1).Select(next => new SuccessorView(next.Id, next.Number)).FirstOrDefaultAsync(read.Cancel);

    internal static async Task<WorkOrder> Seen(Reading read, WorkOrderId id)
    {
        var actor = read.Actor;
        if (!actor.Can(ServicePermissions.ViewWork))
            actor.Demand(ServicePermissions.DoWork);
        var work = await read.Load<WorkOrder>(id);
        return actor.Can(ServicePermissions.ViewWork) || work.TechnicianPerson == actor.Person ? work : throw Refused.With(KernelErrors.NotFound);
    }

    internal static WorkOrderRow Row(WorkOrder w)
    {
        var first = w.Lines.OrderBy(l => l.Line).First();
        return new(w.Id, w.Number, w.Kind, w.State, w.BuyerName, w.SupplierName, w.ProviderId, w.ProviderName, w.Site, w.SlotStart, w.SlotEnd, w.TechnicianId, w.TechnicianName, w.WishedOn, w.OpenedAt, w.DoneAt,
            w.Units, (first.NameZh, first.NameEn), first.Picture, first.Category, w.Reason, w.Later);
    }

    private static IQueryable<WorkOrder> Filtered(Reading read, WorkOrderFilter filter)
    {
        var rows = read.Set<WorkOrder>();
        if (filter.States is { Count: > 0 } states)
            rows = rows.Where(w => states.Contains(w.State));
        if (filter.WithoutProvider)
            rows = rows.Where(w => w.ProviderId == null);
        if (filter.Order is { } order)
            rows = rows.Where(w => w.SupplierOrderId == order);
        if (filter.Text is { Length: > 0 } text)
            rows = rows.Where(w => w.Number.Contains(text) || w.BuyerName.Contains(text) || w.PurchaseOrderNumber.Contains(text) || w.SupplierOrderNumber.Contains(text) || (w.AcceptanceNumber != null && w.AcceptanceNumber.Contains(text)) || (w.TechnicianName != null && w.TechnicianName.Contains(text)));
        return rows;
    }
}

/// <summary>The photos of a work order are seen by whoever sees the work order.</summary>
internal sealed class WorkOrderFiles : IFileDocument
{
    public string Document => "work_order";

    public Task Demand(Reading read, Guid id) => WorkOrderQueries.Seen(read, new WorkOrderId(id));
}
