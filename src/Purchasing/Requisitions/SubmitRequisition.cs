namespace Hecai.Purchasing;

/// <summary>Submits a draft for approval. <c>seenTotal</c> is the total that the requester saw; another one is refused, never swapped.</summary>
public sealed class SubmitRequisition(AppDb db, Requisitions requisitions)
{
    public Task<SubmittedRequisition> Run(RequisitionId id, Money? seenTotal, Actor actor, CancellationToken ct = default) =>
        db.Write(actor, async tx => await requisitions.Resubmit(tx, await tx.Load<Requisition>(id), seenTotal), ct);
}

/// <summary>Drafts and submits in one step, with its files: the one click of the checkout. The cart is emptied of what was ordered.</summary>
public sealed class SubmitCart(AppDb db, Requisitions requisitions, Uploads uploads)
{
    /// <param name="head">Where to, what for and on whose account.</param>
    /// <param name="lines">The lines of the cart.</param>
    /// <param name="seenTotal">The total that the requester saw; another one is refused.</param>
    /// <param name="actor">The requester.</param>
    /// <param name="files">Checked by their content before anything is written; refusals name the field <c>files</c>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SubmittedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, Money seenTotal, Actor actor, IReadOnlyList<Upload>? files = null, CancellationToken ct = default) =>
        uploads.Take(files ?? [], pictureOnly: false, stored => db.WriteAhead(actor, async tx =>
        {
            if (await Requisitions.Earlier(tx, head) is { } earlier)
                return new SubmittedRequisition(earlier.Id, null);
            var quote = await requisitions.Quote(tx, head, lines);
            var way = await requisitions.Way(tx, head.CostCentre, quote.Total, seenTotal);
            var requisition = await requisitions.Draft(tx, head, quote);
            RequisitionFiles.Attach(tx, requisition, stored);
            foreach (var listing in lines.Select(l => l.Listing).Distinct().OrderBy(l => l.Value))
                tx.Also($"DELETE FROM cart_lines WHERE buyer_id = {actor.Organization} AND membership_id = {actor.Membership} AND listing_id = {listing}");
            return await requisitions.Submit(tx, requisition, way);
        }, ct), "files", ct);
}
