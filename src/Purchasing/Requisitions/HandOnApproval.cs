using Hecai.Control;

namespace Hecai.Purchasing;

/// <summary>Hands one level of a requisition's approval on to somebody else, who is asked at once.</summary>
public sealed class HandOnApproval(AppDb db, HandingOn handing, ApprovalQueries tasks)
{
    /// <param name="task">A level that waits for the actor.</param>
    /// <param name="to">A member who may decide, is not the requester and not on the route yet.</param>
    /// <param name="reason">At most 200 characters; it stays on the route.</param>
    /// <param name="actor">The approver; not a stand-in.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ApprovalTaskId task, MembershipId to, string? reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.Decide);
        var requisition = await Requisitions.Under(tx, tasks, task);
        tx.Publish(requisition.Asks(await handing.HandOn(tx, task, to, reason)));
        tx.Log("requisition", requisition.Id, "requisition.handed_on", PlainText.OptionalLine("reason", reason, 200));
    }, ct);
}

/// <summary>Has somebody else decide a level as well: first, or at its end.</summary>
public sealed class AddApprover(AppDb db, HandingOn handing, ApprovalQueries tasks)
{
    /// <param name="task">A level that waits for the actor.</param>
    /// <param name="who">A member who may decide, is not the requester and not on the route yet.</param>
    /// <param name="first">True: before the actor, whose own decision waits for it. False: after.</param>
    /// <param name="reason">At most 200 characters; it stays on the route.</param>
    /// <param name="actor">The approver; not a stand-in.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ApprovalTaskId task, MembershipId who, bool first, string? reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.Decide);
        var requisition = await Requisitions.Under(tx, tasks, task);
        if (await handing.AskToo(tx, task, who, first, reason) is { Count: > 0 } asked)
            tx.Publish(requisition.Asks(asked));
        tx.Log("requisition", requisition.Id, "requisition.approver_added", PlainText.OptionalLine("reason", reason, 200));
    }, ct);
}

/// <summary>Reminds (催办) whoever has to decide a requisition now; its requester may, once in some hours.</summary>
public sealed class RemindApprovers(AppDb db, Approvals approvals)
{
    public Task Run(RequisitionId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var requisition = await tx.Load<Requisition>(id);
        Requisitions.DemandRequester(requisition, actor);
        tx.Publish(new ApprovalReminded(id, requisition.Number, requisition.Purpose, requisition.RequesterName, await approvals.Remind(tx, id.Value)));
        tx.Log("requisition", id, "requisition.reminded");
    }, ct);
}

/// <summary>The requester reminds those who have to decide.</summary>
public sealed record ApprovalReminded(RequisitionId Requisition, string Number, string Purpose, string RequesterName, IReadOnlyList<MembershipId> Approvers) : IEvent
{
    public Guid Document => Requisition.Value;
}
