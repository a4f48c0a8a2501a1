using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Submits a draft for approval. <c>seenTotal</c> is the total that the requester saw; another one is refused, never swapped.</summary>
public sealed class SubmitRequisition(AppDb db, Requisitions requisitions)
{
    public Task<SubmittedRequisition> Run(RequisitionId id, Money? seenTotal, Actor actor, CancellationToken ct = default) =>
        db.Write(actor, async tx => await requisitions.Resubmit(tx, await tx.Load<Requisition>(id), seenTotal), ct);
}

/// <summary>Drafts and submits in one step: the one click of the checkout. The cart is emptied of what was ordered.</summary>
public sealed class SubmitCart(AppDb db, Requisitions requisitions)
{
    public Task<SubmittedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, Money seenTotal, Actor actor, CancellationToken ct = default) => db.Write(actor, read => requisitions.Quote(read, head, lines), async (tx, quote) =>
    {
        var draft = await requisitions.Draft(tx, head, quote);
        if (draft.Existed)
            return new SubmittedRequisition(draft.Id, null);
        var submitted = await requisitions.Submit(tx, tx.Loaded<Requisition>().Single(r => r.Id == draft.Id), seenTotal);
        var listings = lines.Select(l => l.Listing).ToList();
        await tx.Set<CartLine>().Where(l => l.MembershipId == actor.Membership && listings.Contains(l.ListingId)).ExecuteDeleteAsync(ct);
        return submitted;
    }, ct);
}
