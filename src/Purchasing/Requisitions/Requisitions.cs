using Hecai.Control;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>What the use cases of requisitions share: drafting, submitting and ordering within one transaction.</summary>
public sealed class Requisitions(Quotes quotes, CostCentreQueries centres, Approvals approvals, RequisitionFacts facts, Holds holds, DocumentNumbers numbers, Orders orders, BillingParties parties)
{
    /// <summary>What a requisition with this head and these lines costs, for <see cref="Draft"/>.</summary>
    internal Task<Quote> Quote(Reading read, RequisitionHead head, IReadOnlyList<WantedLine> lines)
    {
        read.Actor.Demand(PurchasingPermissions.Submit);
        return quotes.For(read, read.Actor.Organization, lines, head.Target);
    }

    /// <summary>The requisition that has this buyer's number already, if there is one.</summary>
    internal static async Task<DraftedRequisition?> Earlier(Tx tx, RequisitionHead head)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        // The date is not looked at yet: a repetition of an old request still finds its requisition.
        return Requisition.Clean(head, DateOnly.MinValue).BuyerReference is { } reference
            ? await tx.Set<Requisition>().AsNoTracking().IgnoreAutoIncludes().Where(r => r.BuyerReference == reference)
                .Select(r => new DraftedRequisition(r.Id, r.Number, r.State, true)).FirstOrDefaultAsync(tx.Cancel)
            : null;
    }

    /// <summary>Writes a draft on a cost centre of the buyer's own.</summary>
    internal async Task<Requisition> Draft(Tx tx, RequisitionHead head, Quote quote)
    {
        var requisition = tx.Add(new Requisition(Id.New<RequisitionId>(), await numbers.Next(tx, "PR"), tx.Actor, head, quote, await parties.Of(tx, head.BillTo, head.CostCentre), tx.Now));
        tx.Log("requisition", requisition.Id, "requisition.drafted");
        return requisition;
    }

    /// <summary>Submits what was drafted before: quotes it anew first, for prices, stock and dates are those of now.</summary>
    internal async Task<SubmittedRequisition> Resubmit(Tx tx, Requisition requisition, Money? seenTotal)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        DemandRequester(requisition, tx.Actor);
        // What is no draft any more is refused before anything is looked up for it.
        Requisition.Lifecycle.Move(requisition.State, RequisitionState.InApproval);
        var seen = new SeenQuote(seenTotal ?? requisition.Total);
        var quote = await quotes.For(tx, tx.Actor.Organization, requisition.Wanted(), new(requisition.ShipTo.RegionCode, requisition.ShipTo, requisition.CostCentreId));
        requisition.Take(quote);
        return await Submit(tx, requisition, await Way(tx, requisition.CostCentreId, quote, seen));
    }

    /// <summary>On whose accounts a quote goes and who is asked: refuses one that the requester has not seen.</summary>
    internal async Task<RequisitionWay> Way(Reading read, CostCentreId costCentre, Quote quote, SeenQuote seen)
    {
        if (seen.Changed(quote) is { } changed)
            throw changed;
        var accounts = await Accounts(read, quote.Accounts(costCentre));
        return new RequisitionWay(accounts, await approvals.Plan(read, quote.Total, await facts.Of(read, quote, accounts.Select(a => a.Centre.Id)), read.Actor.Person, [.. accounts.Select(a => a.Centre.Department)]));
    }

    /// <summary>The cost centres with their budgets of this year; refuses every field that names one without.</summary>
    private async Task<IReadOnlyList<Account>> Accounts(Reading read, IReadOnlyList<QuotedAccount> quoted)
    {
        var found = await centres.Find(read, quoted.Select(q => q.CostCentre));
        if (Refused.Many([.. quoted.Where(q => !found.ContainsKey(q.CostCentre)).Select(q => new FieldError(q.Field, ControlErrors.UnknownCostCentre, []))]) is { } refused)
            throw refused;
        var budgets = await BudgetLedger.Of(read, [.. quoted.Select(q => (found[q.CostCentre], q.Field))], ChinaTime.DateOf(read.Now).Year);
        return [.. quoted.Select(q => new Account(found[q.CostCentre], budgets[q.CostCentre], q.Field, q.Amount))];
    }

    /// <summary>
    /// Submits a requisition that was quoted in this transaction: holds stock, quota and budget together, and orders at once where
    /// nobody has to be asked.
    /// </summary>
    internal async Task<SubmittedRequisition> Submit(Tx tx, Requisition requisition, RequisitionWay way)
    {
        requisition.Submit(way, tx.Now);
        tx.Log("requisition", requisition.Id, "requisition.submitted", null, requisition.Total.Minor, way.Plan.Count);
        holds.Take(tx, "requisition", requisition.Id, requisition.BuyerId, requisition.Demands(way), requisition.HeldUntil!.Value);
        if (way.Plan.Count == 0)
        {
            var order = await Order(tx, requisition);
            return new SubmittedRequisition(requisition.Id, order, requisition.State);
        }
        tx.Publish(requisition.Asks(await approvals.Start(tx, Subject(requisition, way.Accounts[0].Centre), way.Plan)));
        return new SubmittedRequisition(requisition.Id, null, requisition.State);
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

    /// <summary>The requisition that an approval is about.</summary>
    internal static async Task<Requisition> Under(Tx tx, ApprovalQueries tasks, ApprovalTaskId task) =>
        await tx.Load<Requisition>(new RequisitionId((await tasks.DocumentOf(tx, task)).DocumentId));

    internal static void DemandRequester(Requisition requisition, Actor actor)
    {
        if (requisition.RequesterPerson != actor.Person)
            throw Refused.With(PurchasingErrors.NotRequester);
    }

    private static ApprovalSubject Subject(Requisition r, CostCentreRow centre) =>
        new(r.BuyerId, "requisition", r.Id.Value, r.Number, r.Purpose, r.Total, r.RequesterPerson, r.RequesterName, centre.Department, r.Fingerprint());
}

/// <summary>The way of a requisition: on whose accounts it goes, its own first, and who is asked in which order.</summary>
internal sealed record RequisitionWay(IReadOnlyList<Account> Accounts, IReadOnlyList<PlannedLevel> Plan);

/// <summary>What one cost centre bears of a requisition, on which budget, and the input that names it.</summary>
internal sealed record Account(CostCentreRow Centre, BudgetId Budget, string Field, Money Amount);

/// <summary>What the requester was shown before submitting; null where nobody says.</summary>
public sealed record SeenQuote(Money? Total = null, string? Fingerprint = null)
{
    /// <summary>Why a quote of now is not what was seen; null when it is. A total is said with the new one, for it can be confirmed at once.</summary>
    internal Refused? Changed(Quote quote) =>
        Total is { } total && total != quote.Total ? Refused.Field("total", PurchasingErrors.PriceChanged, quote.Total)
        : Fingerprint is { } fingerprint && fingerprint != quote.Fingerprint() ? Refused.Field("fingerprint", PurchasingErrors.QuoteChanged)
        : null;
}

/// <summary>What a submission led to; the order, where nobody had to be asked.</summary>
/// <param name="State">As it is now; where it existed, perhaps a draft that nobody submitted, or rejected long ago.</param>
/// <param name="Existed">There already was one of this buyer's number, and it is as it was.</param>
public sealed record SubmittedRequisition(RequisitionId Id, PurchaseOrderId? Order, RequisitionState State, bool Existed = false);

/// <summary>Somebody is asked to decide.</summary>
public sealed record ApprovalRequested(RequisitionId Requisition, string Number, string Purpose, Money Total, IReadOnlyList<MembershipId> Approvers) : IEvent
{
    public Guid Document => Requisition.Value;
}
