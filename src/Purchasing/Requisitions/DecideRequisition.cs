using Hecai.Control;

namespace Hecai.Purchasing;

/// <summary>Decides one level of a requisition's approval. The last approval places the order, in the same transaction.</summary>
public sealed class DecideRequisition(AppDb db, Approvals approvals, ApprovalQueries tasks, Requisitions requisitions, Holds holds)
{
    /// <param name="task">The level to decide.</param>
    /// <param name="decision">Approved, Rejected or Returned; the latter two with a reason.</param>
    /// <param name="comment">What the approver has to say; at most 500 characters.</param>
    /// <param name="seenFingerprint">The content that the approver saw; null skips the comparison with the page, never that with the route.</param>
    /// <param name="actor">The named approver.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<RequisitionState> Run(ApprovalTaskId task, ApprovalState decision, string? comment, string? seenFingerprint, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.Decide);
        var requisition = await Requisitions.Under(tx, tasks, task);
        var result = await approvals.Decide(tx, task, decision, comment, seenFingerprint, requisition.Fingerprint());
        tx.Log("requisition", requisition.Id, Action(decision), PlainText.OptionalLine("comment", comment, 500));
        switch (result.Outcome)
        {
            case ApprovalOutcome.Approved:
                await requisitions.Order(tx, requisition);
                break;
            case ApprovalOutcome.Rejected:
                requisition.Reject(tx.Now);
                await holds.Release(tx, requisition.Id);
                tx.Publish(new RequisitionEnded(requisition.Id, requisition.BuyerId, RequisitionState.Rejected));
                break;
            case ApprovalOutcome.Returned:
                requisition.Return();
                await holds.Release(tx, requisition.Id);
                tx.Publish(new RequisitionReturned(requisition.Id, requisition.BuyerId, HoldExpired: false));
                break;
            default:
                tx.Publish(requisition.Asks(result.NextApprovers));
                break;
        }
        return requisition.State;
    }, ct);

    private static string Action(ApprovalState decision) => decision switch
    {
        ApprovalState.Approved => "requisition.level_approved",
        ApprovalState.Rejected => "requisition.rejected",
        _ => "requisition.returned",
    };
}

/// <summary>A requisition is its requester's again: an approver sent it back, or what it held ran out.</summary>
public sealed record RequisitionReturned(RequisitionId Requisition, OrganizationId Buyer, bool HoldExpired) : IEvent
{
    public Guid Document => Requisition.Value;
}

/// <summary>A requisition whose hold ran out comes back to its requester: its prices and goods are no longer promised.</summary>
internal sealed class ReturnExpiredRequisition(Approvals approvals) : IHandle<HoldExpired>
{
    public async Task Handle(Tx tx, HoldExpired happened)
    {
        if (happened.DocumentType != "requisition")
            return;
        var requisition = await tx.Load<Requisition>(new RequisitionId(happened.Document));
        if (requisition.State != RequisitionState.InApproval)
            return;
        requisition.Return();
        await approvals.Void(tx, happened.Document);
        tx.Log("requisition", requisition.Id, "requisition.hold_expired");
        tx.Publish(new RequisitionReturned(requisition.Id, requisition.BuyerId, HoldExpired: true));
    }
}
