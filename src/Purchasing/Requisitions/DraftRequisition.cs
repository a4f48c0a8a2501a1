using Hecai.Control;

namespace Hecai.Purchasing;

/// <summary>A requisition that exists now, and whether it already did under the same buyer's number.</summary>
public sealed record DraftedRequisition(RequisitionId Id, string Number, RequisitionState State, bool Existed);

/// <summary>
/// Writes a requisition as a draft, with prices, sources and dates as of now. With a buyer's number that is already known, the
/// requisition of that number is returned and nothing is written: the same number never orders twice.
/// </summary>
public sealed class DraftRequisition(AppDb db, Requisitions requisitions, CostCentreQueries centres)
{
    public Task<DraftedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, Actor actor, CancellationToken ct = default) =>
        db.WriteAhead(actor, async tx =>
        {
            if (await Requisitions.Earlier(tx, head) is { } earlier)
                return earlier;
            await centres.Require(tx, head.CostCentre, "costCentre");
            var requisition = await requisitions.Draft(tx, head, await requisitions.Quote(tx, head, lines));
            return new DraftedRequisition(requisition.Id, requisition.Number, requisition.State, false);
        }, ct);
}

/// <summary>Changes a draft, or a requisition that came back; its lines are quoted anew.</summary>
public sealed class EditRequisition(AppDb db, Quotes quotes, CostCentreQueries centres, BillingParties parties)
{
    public Task Run(RequisitionId id, RequisitionHead head, IReadOnlyList<WantedLine> lines, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var requisition = await tx.Load<Requisition>(id);
        Requisitions.DemandRequester(requisition, actor);
        Tx.DemandVersion(expectedVersion, requisition.Version);
        await centres.Require(tx, head.CostCentre, "costCentre");
        requisition.Edit(head, await quotes.For(tx, actor.Organization, lines, head.Target), await parties.Of(tx, head.BillTo, head.CostCentre), ChinaTime.DateOf(tx.Now));
        tx.Touch(requisition);
        tx.Log("requisition", id, "requisition.changed");
    }, ct);
}

/// <summary>Takes a requisition back before it is ordered; what it holds is free again.</summary>
public sealed class WithdrawRequisition(AppDb db, Holds holds, Approvals approvals)
{
    public Task Run(RequisitionId id, string? reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var requisition = await tx.Load<Requisition>(id);
        Requisitions.DemandRequester(requisition, actor);
        requisition.Withdraw(tx.Now);
        await approvals.Void(tx, id.Value);
        await holds.Release(tx, id);
        tx.Log("requisition", id, "requisition.withdrawn", PlainText.OptionalLine("reason", reason, 500));
        tx.Publish(new RequisitionEnded(id, requisition.BuyerId, RequisitionState.Withdrawn));
    }, ct);
}

/// <summary>A requisition ended without an order.</summary>
public sealed record RequisitionEnded(RequisitionId Requisition, OrganizationId Buyer, RequisitionState State) : IEvent
{
    public Guid Document => Requisition.Value;
}
