using Hecai.Fulfilment;
using Hecai.Purchasing;

namespace Hecai.Service;

public readonly record struct WorkOrderId(Guid Value) : IId;

public enum WorkOrderState { Open, Scheduled, Assigned, OnSite, Done, Accepted, Rework, Cancelled, Deferred }

public enum WorkKind { Installation, Commissioning }

/// <summary>工单: somebody goes to a site, installs or commissions what a shipment brought, and shows that it works.</summary>
internal sealed class WorkOrder
{
    public static readonly Flow<WorkOrderState> Lifecycle = new("work_order", ("工单", "Work order"),
        (WorkOrderState.Open, ("待约时", "To be scheduled"), Tone.Idle,
            [new(WorkOrderState.Scheduled, "schedule", ("约时", "Schedule"), ServicePermissions.Dispatch),
             new(WorkOrderState.Deferred, "defer", ("暂缓", "Defer"), null),
             new(WorkOrderState.Cancelled, "cancel", ("取消", "Cancel"), ServicePermissions.Cancel)]),
        (WorkOrderState.Scheduled, ("已约时", "Scheduled"), Tone.Going,
            [new(WorkOrderState.Assigned, "assign", ("派工", "Assign"), ServicePermissions.Dispatch),
             new(WorkOrderState.Scheduled, "schedule", ("改约", "Reschedule"), ServicePermissions.Dispatch),
             new(WorkOrderState.Cancelled, "cancel", ("取消", "Cancel"), ServicePermissions.Cancel)]),
        (WorkOrderState.Assigned, ("已派工", "Assigned"), Tone.Going,
            [new(WorkOrderState.OnSite, "arrive", ("到场", "Arrive"), ServicePermissions.DoWork),
             new(WorkOrderState.Assigned, "assign", ("改派", "Reassign"), ServicePermissions.Dispatch),
             new(WorkOrderState.Scheduled, "schedule", ("改约", "Reschedule"), ServicePermissions.Dispatch),
             new(WorkOrderState.Cancelled, "cancel", ("取消", "Cancel"), ServicePermissions.Cancel)]),
        (WorkOrderState.OnSite, ("作业中", "On site"), Tone.Going,
            [new(WorkOrderState.Done, "finish", ("完工", "Finish"), ServicePermissions.DoWork),
             new(WorkOrderState.Scheduled, "schedule", ("改日再来", "Come again"), ServicePermissions.Dispatch)]),
        (WorkOrderState.Done, ("待验收", "To be accepted"), Tone.Wait,
            [new(WorkOrderState.Accepted, "accept", ("验收通过", "Accept"), ServicePermissions.Accept),
             new(WorkOrderState.Rework, "ask_rework", ("要求返工", "Ask for rework"), ServicePermissions.Accept)]),
        (WorkOrderState.Accepted, ("已验收", "Accepted"), Tone.Done, []),
        (WorkOrderState.Rework, ("待返工", "Rework"), Tone.Bad,
            [new(WorkOrderState.Scheduled, "schedule", ("约返工时间", "Schedule the rework"), ServicePermissions.Dispatch)]),
        (WorkOrderState.Cancelled, ("已取消", "Cancelled"), Tone.Idle, []),
        (WorkOrderState.Deferred, ("暂缓安装", "Deferred"), Tone.Idle,
            [new(WorkOrderState.Open, "release", ("通知安装", "Release"), ServicePermissions.Release),
             new(WorkOrderState.Scheduled, "schedule", ("约时", "Schedule"), ServicePermissions.Dispatch),
             new(WorkOrderState.Cancelled, "cancel", ("取消", "Cancel"), ServicePermissions.Cancel)]));

    private readonly List<WorkLine> lines = [];

    private WorkOrder() { }

    public WorkOrder(WorkOrderId id, string number, MovedOrder order, ShipmentId shipment, int attempt, WorkKind kind, DateOnly? wished, Deferral? later, DateTimeOffset now)
    {
        (State, DeferredBecause, NotBefore) = (later is null ? WorkOrderState.Open : Lifecycle.Move(WorkOrderState.Open, WorkOrderState.Deferred), later?.Reason, later?.NotBefore);
        (Id, Number, Kind, OpenedAt, ShipmentId, Attempt, WishedOn) = (id, number, kind, now, shipment, attempt, wished);
        (BuyerId, BuyerName, SupplierId, SupplierName) = (order.Buyer, order.BuyerName, order.Supplier, order.SupplierName);
        (SupplierOrderId, SupplierOrderNumber, PurchaseOrderNumber, RequesterPerson, Site) = (order.Id, order.Number, order.PurchaseOrderNumber, order.Requester, order.ShipTo);
    }

    public WorkOrderId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }

    /// <summary>Who comes; null until the platform or the operator has found one.</summary>
    public OrganizationId? ProviderId { get; private set; }
    public string? ProviderName { get; private set; }
    public string BuyerName { get; private set; } = "";
    public string SupplierName { get; private set; } = "";
    public string Number { get; private set; } = "";
    public WorkKind Kind { get; private set; }
    public SupplierOrderId SupplierOrderId { get; private set; }
    public string SupplierOrderNumber { get; private set; } = "";
    public string PurchaseOrderNumber { get; private set; } = "";
    public PersonId RequesterPerson { get; private set; }
    public ShipmentId ShipmentId { get; private set; }

    /// <summary>Counts the work orders of one shipment: a cancelled one may be followed by another.</summary>
    public int Attempt { get; private set; }
    public Address Site { get; private set; } = null!;
    public DateOnly? WishedOn { get; private set; }

    /// <summary>Why the buyer wants it to be installed later; null when they do not, or no longer.</summary>
    public string? DeferredBecause { get; private set; }

    /// <summary>The first day on which it may be installed; null with a reason above: on call.</summary>
    public DateOnly? NotBefore { get; private set; }
    public WorkOrderState State { get; private set; }
    public DateTimeOffset? SlotStart { get; private set; }
    public DateTimeOffset? SlotEnd { get; private set; }
    public TechnicianId? TechnicianId { get; private set; }
    public PersonId? TechnicianPerson { get; private set; }
    public string? TechnicianName { get; private set; }
    public string? TechnicianPhone { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public PersonId? DoneByPerson { get; private set; }
    public string? SignerName { get; private set; }
    public string? Signature { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public string? AcceptedByName { get; private set; }
    public string? AcceptanceNumber { get; private set; }
    public int Reworks { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>True once the order's ledger counts the work as installed; it happens once, before or with the acceptance.</summary>
    public bool Installed { get; private set; }

    /// <summary>Counts the entries, so that each of them changes the work order: nothing is written behind a finish.</summary>
    public int Entries { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<WorkLine> Lines => lines;

    public VisitSlot? Slot => SlotStart is { } start && SlotEnd is { } end ? VisitSlot.Stored(start, end) : null;
    public int Units => lines.Sum(l => l.Units);

    public void Add(WorkLine line) => lines.Add(line);

    public void Give(OrganizationId provider, string name)
    {
        if (State is not (WorkOrderState.Open or WorkOrderState.Deferred))
            throw Refused.With(KernelErrors.Step, Lifecycle.Name, Lifecycle[State].Name, new Text("改派服务商", "change the provider"));
        (ProviderId, ProviderName) = (provider, name);
        lines.ForEach(l => l.ProviderId = provider);
    }

    /// <summary>What the buyer said of installing it later, as long as it holds.</summary>
    public Deferral? Later => DeferredBecause is { } reason ? new(reason, NotBefore) : null;

    /// <summary>The buyer is ready: it may be installed, from that day on where one is named.</summary>
    public void Release(DateOnly? wished)
    {
        State = Lifecycle.Take(State, "release");
        (DeferredBecause, NotBefore, WishedOn) = (null, null, wished);
    }

    public void Schedule(VisitSlot slot)
    {
        if (Later is { NotBefore: null })
            throw Refused.With(ServiceErrors.OnCall);
        if (NotBefore > ChinaTime.DateOf(slot.Start))
            throw Refused.Field("start", ServiceErrors.NotBefore, NotBefore.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        State = Lifecycle.Move(State, WorkOrderState.Scheduled);
        (SlotStart, SlotEnd) = (slot.Start, slot.End);
        (TechnicianId, TechnicianPerson, TechnicianName, TechnicianPhone) = (null, null, null, null);
    }

    public void Assign(Technician technician)
    {
        State = Lifecycle.Move(State, WorkOrderState.Assigned);
        (TechnicianId, TechnicianPerson, TechnicianName, TechnicianPhone) = (technician.Id, technician.PersonId, technician.Name, technician.Phone);
    }

    public void Arrive(DateTimeOffset now) => (State, ArrivedAt) = (Lifecycle.Move(State, WorkOrderState.OnSite), now);

    /// <summary>An entry of the technician: only on site.</summary>
    public void Enter()
    {
        if (State != WorkOrderState.OnSite)
            throw Refused.With(KernelErrors.Step, Lifecycle.Name, Lifecycle[State].Name, new Text("填写检查", "record checks"));
        Entries++;
    }

    public void Finish(string signer, string signature, Actor actor, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, WorkOrderState.Done);
        (SignerName, Signature, DoneAt, DoneByPerson, Reason) = (signer, signature, now, actor.Person, null);
    }

    /// <summary>True the first time only.</summary>
    public bool CountInstalled() => !Installed && (Installed = true);

    public void Accept(Actor actor, string number, DateTimeOffset now)
    {
        State = Lifecycle.Move(State, WorkOrderState.Accepted);
        (AcceptedAt, AcceptedByName, AcceptanceNumber) = (now, actor.Name, number);
    }

    public void AskRework(string reason)
    {
        State = Lifecycle.Move(State, WorkOrderState.Rework);
        (Reason, Reworks, Signature, SignerName) = (reason, Reworks + 1, null, null);
    }

    public void Cancel(string reason)
    {
        if (Installed)
            throw Refused.With(ServiceErrors.AlreadyInstalled);
        (State, Reason) = (Lifecycle.Move(State, WorkOrderState.Cancelled), reason);
    }

    public WorkLine Line(int number, int unit) =>
        lines.FirstOrDefault(l => l.Line == number && unit >= 1 && unit <= l.Units) ?? throw Refused.With(ServiceErrors.UnknownUnit, number, unit);
}
