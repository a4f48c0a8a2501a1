using Hecai.Control;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>What the use cases of requisitions share: drafting, submitting and ordering within one transaction.</summary>
public sealed class Requisitions(Quotes quotes, CostCentreQueries centres, Approvals approvals, Holds holds, DocumentNumbers numbers, Orders orders)
{
    /// <summary>What a requisition with this head and these lines costs, for <see cref="Draft"/>.</summary>
    internal Task<Quote> Quote(Reading read, RequisitionHead head, IReadOnlyList<WantedLine> lines)
    {
        read.Actor.Demand(PurchasingPermissions.Submit);
        return quotes.For(read, read.Actor.Organization, lines, head.ShipTo.RegionCode);
    }

    /// <summary>Writes a draft, or finds the one that has the same buyer's number already.</summary>
    internal async Task<DraftedRequisition> Draft(Tx tx, RequisitionHead head, Func<Task<Quote>> quote)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        // The date is not looked at yet: a repetition of an old request still finds its requisition.
        if (Requisition.Clean(head, DateOnly.MinValue).BuyerReference is { } reference)
        {
            var earlier = await tx.Set<Requisition>().AsNoTracking().IgnoreAutoIncludes().Where(r => r.BuyerReference == reference)
                .Select(r => new DraftedRequisition(r.Id, r.Number, true)).FirstOrDefaultAsync(tx.Cancel);
            if (earlier is not null)
                return earlier;
        }
        await centres.Require(tx, head.CostCentre, "costCentre");
        var requisition = new Requisition(Id.New<RequisitionId>(), await numbers.Next(tx, "PR"), tx.Actor, head, await quote(), tx.Now);
        tx.Add(requisition);
        tx.Log("requisition", requisition.Id, "requisition.drafted");
        return new DraftedRequisition(requisition.Id, requisition.Number, false);
    }

    /// <summary>Submits what was drafted before: quotes it anew first, for prices, stock and dates are those of now.</summary>
    internal async Task<SubmittedRequisition> Resubmit(Tx tx, Requisition requisition, Money? seenTotal)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        DemandRequester(requisition, tx.Actor);
        var seen = seenTotal ?? requisition.Total;
        if (requisition.CanEdit)
            requisition.Take(await quotes.For(tx, tx.Actor.Organization, requisition.Wanted(), requisition.ShipTo.RegionCode));
        return await Submit(tx, requisition, seen);
    }

    /// <summary>
    /// Submits a requisition that was quoted in this transaction: refuses a total that the requester has not seen, plans the route,
    /// holds stock, quota and budget together, and orders at once where nobody has to be asked.
    /// </summary>
    internal async Task<SubmittedRequisition> Submit(Tx tx, Requisition requisition, Money seen)
    {
        if (requisition.Total != seen)
            throw Refused.Field("total", PurchasingErrors.PriceChanged, requisition.Total);

        var centre = await centres.Require(tx, requisition.CostCentreId, "costCentre");
        var budget = await BudgetLedger.Of(tx, centre, ChinaTime.DateOf(tx.Now).Year, "costCentre");
        var plan = await approvals.Plan(tx, requisition.Total, requisition.RequesterPerson, centre.Department);
        requisition.Submit(budget, tx.Now);
        await holds.Take(tx, "requisition", requisition.Id, requisition.BuyerId, requisition.Demands(centre.Name), requisition.HeldUntil!.Value);
        tx.Log("requisition", requisition.Id, "requisition.submitted", null, requisition.Total.Minor, plan.Count);
        if (plan.Count == 0)
            return new SubmittedRequisition(requisition.Id, await Order(tx, requisition));

        var first = await approvals.Start(tx, Subject(requisition, centre), plan);
        tx.Publish(new ApprovalRequested(requisition.Id, requisition.Number, requisition.Purpose, requisition.Total, first));
        return new SubmittedRequisition(requisition.Id, null);
    }

    /// <summary>The final decision: the order is placed and the holds are consumed in the same transaction.</summary>
    internal async Task<PurchaseOrderId> Order(Tx tx, Requisition requisition)
    {
        requisition.Approve(tx.Now);
        await holds.Confirm(tx, requisition.Id);
        var order = await orders.Place(tx, requisition);
        requisition.Order(tx.Now);
        tx.Log("requisition", requisition.Id, "requisition.ordered", null, order.Number);
        return order.Id;
    }

    internal static void DemandRequester(Requisition requisition, Actor actor)
    {
        if (requisition.RequesterPerson != actor.Person)
            throw Refused.With(PurchasingErrors.NotRequester);
    }

    private static ApprovalSubject Subject(Requisition r, CostCentreRow centre) =>
        new(r.BuyerId, "requisition", r.Id.Value, r.Number, r.Purpose, r.Total, r.RequesterPerson, r.RequesterName, centre.Department, r.Fingerprint());
}

/// <summary>What a submission led to; the order, where nobody had to be asked.</summary>
public sealed record SubmittedRequisition(RequisitionId Id, PurchaseOrderId? Order);

/// <summary>Somebody is asked to decide.</summary>
public sealed record ApprovalRequested(RequisitionId Requisition, string Number, string Purpose, Money Total, IReadOnlyList<MembershipId> Approvers) : IEvent
{
    public Guid Document => Requisition.Value;
}
