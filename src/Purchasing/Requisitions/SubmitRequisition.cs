namespace Hecai.Purchasing;

/// <summary>Submits a draft for approval. <c>seenTotal</c> is the total that the requester saw; another one is refused, never swapped.</summary>
public sealed class SubmitRequisition(AppDb db, Requisitions requisitions)
{
    public Task<SubmittedRequisition> Run(RequisitionId id, Money? seenTotal, Actor actor, CancellationToken ct = default) =>
        db.Write(actor, async tx => await requisitions.Resubmit(tx, await tx.Load<Requisition>(id), seenTotal), ct);
}

/// <summary>
/// Drafts and submits in one step what was quoted before, with its files. With a buyer's number that is already known, the requisition
/// of that number is returned and nothing is written.
/// </summary>
public sealed class SubmitQuoted(AppDb db, Requisitions requisitions, Uploads uploads)
{
    /// <param name="head">Where to, what for and on whose account.</param>
    /// <param name="lines">As they were quoted.</param>
    /// <param name="seen">What the requester was shown; refused with <c>price.changed</c> or <c>quote.changed</c> when it is another now.</param>
    /// <param name="actor">The requester.</param>
    /// <param name="files">Checked by their content before anything is written; refusals name the field <c>files</c>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SubmittedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, SeenQuote seen, Actor actor, IReadOnlyList<Upload>? files = null, CancellationToken ct = default) =>
        Run(head, lines, seen, actor, files ?? [], _ => { }, ct);

    internal Task<SubmittedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, SeenQuote seen, Actor actor, IReadOnlyList<Upload> files, Action<Tx> also, CancellationToken ct) =>
        uploads.Take(files, pictureOnly: false, stored => db.WriteAhead(actor, async tx =>
        {
            if (await Requisitions.Earlier(tx, head) is { } earlier)
                return new SubmittedRequisition(earlier.Id, null, earlier.State, Existed: true);
            var quote = await requisitions.Quote(tx, head, lines);
            var way = await requisitions.Way(tx, head.CostCentre, quote, seen);
            var requisition = await requisitions.Draft(tx, head, quote);
            RequisitionFiles.Attach(tx, requisition, stored);
            also(tx);
            return await requisitions.Submit(tx, requisition, way);
        }, ct), "files", ct);
}

/// <summary>The one click of the checkout: what was quoted is submitted, and the cart is emptied of it.</summary>
public sealed class SubmitCart(SubmitQuoted submit)
{
    /// <param name="head">Where to, what for and on whose account.</param>
    /// <param name="lines">The lines of the cart, parted where they go to several places.</param>
    /// <param name="seen">What the requester was shown.</param>
    /// <param name="actor">The requester.</param>
    /// <param name="files">Checked by their content before anything is written; refusals name the field <c>files</c>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SubmittedRequisition> Run(RequisitionHead head, IReadOnlyList<WantedLine> lines, SeenQuote seen, Actor actor, IReadOnlyList<Upload>? files = null, CancellationToken ct = default) =>
        submit.Run(head, lines, seen, actor, files ?? [], tx =>
        {
            ForgetCheckout.Now(tx);
            foreach (var listing in lines.Select(l => l.Listing).Distinct().OrderBy(l => l.Value))
                tx.Also($"DELETE FROM cart_lines WHERE buyer_id = {actor.Organization} AND membership_id = {actor.Membership} AND listing_id = {listing}");
        }, ct);
}
