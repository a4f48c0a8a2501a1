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

    /// <summary>The requisition that has this buyer's number already, if there is one.</summary>
    internal static async Task<DraftedRequisition?> Earlier(Tx tx, RequisitionHead head)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        // The date is not looked at yet: a repetition of an old request still finds its requisition.
        return Requisition.Clean(head, DateOnly.MinValue).BuyerReference is { } reference
            ? await tx.Set<Requisition>().AsNoTracking().IgnoreAutoIncludes().Where(r => r.BuyerReference == reference)
                .Select(r => new DraftedRequisition(r.Id, r.Number, true)).FirstOrDefaultAsync(tx.Cancel)
            : null;
    }

    /// <summary>Writes a draft on a cost centre of the buyer's own.</summary>
    internal async Task<Requisition> Draft(Tx tx, RequisitionHead head, Quote quote)
    {
        var requisition = tx.Add(new Requisition(Id.New<RequisitionId>(), await numbers.Next(tx, "PR"), tx.Actor, head, quote, tx.Now));
        tx.Log("requisition", requisition.Id, "requisition.drafted");
        return requisition;
    }

    /// <summary>Submits what was drafted before: quotes it anew first, for prices, stock and dates are those of now.</summary>
    internal async Task<SubmittedRequisition> Resubmit(Tx tx, Requisition requisition, Money? seenTotal)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        DemandRequester(requisition, tx.Actor);
        var seen = seenTotal ?? requisition.Total;
        if (requisition.CanEdit)
            requisition.Take(await quotes.For(tx, tx.Actor.Organization, requisition.Wanted(), requisition.ShipTo.RegionCode));
        return await Submit(tx, requisition, await Way(tx, requisition.CostCentreId, requisition.Total, seen));
    }

    /// <summary>On whose account a total goes and who is asked: refuses one that the requester has not seen.</summary>
    internal async Task<RequisitionWay> Way(Reading read, CostCentreId costCentre, Money total, Money seen)
    {
        if (total != seen)
            throw Refused.Field("total", PurchasingErrors.PriceChanged, total);
        var centre = await centres.Require(read, costCentre, "costCentre");
        var budget = await BudgetLedger.Of(read, centre, ChinaTime.DateOf(read.Now).Year, "costCentre");
        return new RequisitionWay(centre, budget, await approvals.Plan(read, total, read.Actor.Person, centre.Department));
    }

    /// <summary>
    /// Submits a requisition that was quoted in this transaction: holds stock, quota and budget together, and orders at once where
    /// nobody has to be asked.
    /// </summary>
    internal async Task<SubmittedRequisition> Submit(Tx tx, Requisition requisition, RequisitionWay way)
    {
        requisition.Submit(way.Budget, tx.Now);
        tx.Log("requisition", requisition.Id, "requisition.submitted", null, requisition.Total.Minor, way.Plan.Count);
        holds.Take(tx, "requisition", requisition.Id, requisition.BuyerId, requisition.Demands(way.Centre.Name), requisition.HeldUntil!.Value);
        if (way.Plan.Count == 0)
            return new SubmittedRequisition(requisition.Id, await Order(tx, requisition));
        tx.Publish(new ApprovalRequested(requisition.Id, requisition.Number, requisition.Purpose, requisition.Total, await approvals.Start(tx, Subject(requisition, way.Centre), way.Plan)));
        return new SubmittedRequisition(requisition.Id, null);
    }

    /// <summary>The final decision: the holds are consumed and the order is placed in the same transaction.</summary>
    internal async Task<PurchaseOrderId> Order(Tx tx, Requisition requisition)
    {
        await holds.Confirm(tx, requisition.Id);
        requisition.Approve(tx.Now);
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

/// <summary>The way of a requisition: on whose account it goes, and who is asked in which order.</summary>
internal sealed record RequisitionWay(CostCentreRow Centre, BudgetId Budget, IReadOnlyList<PlannedLevel> Plan);

/// <summary>What a submission led to; the order, where nobody had to be asked.</summary>
public sealed record SubmittedRequisition(RequisitionId Id, PurchaseOrderId? Order);

/// <summary>Somebody is asked to decide.</summary>
public sealed record ApprovalRequested(RequisitionId Requisition, string Number, string Purpose, Money Total, IReadOnlyList<MembershipId> Approvers) : IEvent
{
    public Guid Document => Requisition.Value;
}
