using Hecai.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

public readonly record struct PurchaseOrderId(Guid Value) : IId;

public enum PurchaseOrderState { Placed, Closed, Cancelled }

/// <summary>父单: what the buyer ordered, once, whoever brings it. Money and approval live here; fulfilment lives on its supplier orders.</summary>
internal sealed class PurchaseOrder
{
    public static readonly Flow<PurchaseOrderState> Lifecycle = new("purchase_order", ("采购订单", "Purchase order"),
        (PurchaseOrderState.Placed, ("履约中", "In progress"), Tone.Going,
            [new(PurchaseOrderState.Closed, "close", ("完成", "Close"), null), new(PurchaseOrderState.Cancelled, "cancel", ("取消", "Cancel"), PurchasingPermissions.CancelOrders)]),
        (PurchaseOrderState.Closed, ("已完成", "Closed"), Tone.Done, []),
        (PurchaseOrderState.Cancelled, ("已取消", "Cancelled"), Tone.Bad, []));

    private PurchaseOrder() { }

    public PurchaseOrder(PurchaseOrderId id, string number, Requisition requisition, DateTimeOffset now)
    {
        (Id, Number, BuyerId, RequisitionId, BuyerReference) = (id, number, requisition.BuyerId, requisition.Id, requisition.BuyerReference);
        (Purpose, ShipTo, CostCentreId, BudgetId) = (requisition.Purpose, requisition.ShipTo, requisition.CostCentreId, requisition.BudgetId!.Value);
        (RequesterPerson, RequesterName, Total, BillTo, PlacedAt) = (requisition.RequesterPerson, requisition.RequesterName, requisition.Total, requisition.BillTo, now);
    }

    public PurchaseOrderId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public string Number { get; private set; } = "";
    public RequisitionId RequisitionId { get; private set; }
    public string? BuyerReference { get; private set; }
    public string Purpose { get; private set; } = "";
    public Address ShipTo { get; private set; } = null!;

    /// <summary>Whom invoices are made out to; null: the buyer itself.</summary>
    public BilledTo? BillTo { get; private set; }
    public CostCentreId CostCentreId { get; private set; }
    public BudgetId BudgetId { get; private set; }
    public PersonId RequesterPerson { get; private set; }
    public string RequesterName { get; private set; } = "";
    public PurchaseOrderState State { get; private set; }
    public Money Total { get; private set; }
    public DateTimeOffset PlacedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long Version { get; private set; }

    public void Close(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Move(State, PurchaseOrderState.Closed), now);
    public void Cancel(DateTimeOffset now) => (State, EndedAt) = (Lifecycle.Move(State, PurchaseOrderState.Cancelled), now);
}

internal sealed class PurchaseOrderMap : IEntityTypeConfiguration<PurchaseOrder>
{
    public void Configure(EntityTypeBuilder<PurchaseOrder> order)
    {
        order.ToTable("purchase_orders").Document("purchase_order", seen => seen.By(x => x.BuyerId).ByOperator());
        order.HasKey(x => new { x.BuyerId, x.Id });
        order.Property(x => x.Number).HasMaxLength(40);
        order.Property(x => x.BuyerReference).HasMaxLength(40);
        order.Property(x => x.Purpose).HasMaxLength(120);
        order.Property(x => x.RequesterName).HasMaxLength(100);
        order.Property(x => x.ShipTo).HasJson();
        order.Property(x => x.BillTo).HasJson();
        order.HasIndex(x => x.Number).IsUnique();
        order.HasIndex(x => x.Id);
        // One requisition, one order, whatever is repeated.
        order.HasIndex(x => new { x.BuyerId, x.RequisitionId }).IsUnique();
        order.HasIndex(x => new { x.BuyerId, x.State, x.PlacedAt });
        order.HasOne<Requisition>().WithMany().HasForeignKey(x => new { x.BuyerId, x.RequisitionId });
    }
}
