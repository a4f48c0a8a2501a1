namespace Hecai.Catalogue;

/// <summary>The operator has decided on a listing.</summary>
public sealed record ListingReviewed(ListingId Listing, OrganizationId Supplier, bool Returned) : IEvent
{
    public Guid Document => Listing.Value;
}

/// <summary>The operator lists what was submitted, or returns it with a reason. Never by its own supplier or submitter (S18).</summary>
public sealed class ReviewListing(AppDb db, CatalogueLog log)
{
    /// <param name="id">The listing in review.</param>
    /// <param name="returnedFor">Why it goes back to the supplier; null to list it.</param>
    /// <param name="actor">Somebody of the operator.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task Run(ListingId id, string? returnedFor, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Review);
        var listing = await tx.Own(id);
        if (returnedFor is null)
        {
            listing.List(actor, tx.Now);
            tx.Log("listing", id, "listing.listed");
            log.Changed(tx, id);
            tx.Publish(new ListingReviewed(id, listing.SupplierId, Returned: false));
            return;
        }
        if (string.IsNullOrWhiteSpace(returnedFor))
            throw Refused.Field("reason", CatalogueErrors.ReasonRequired);
        var reason = PlainText.Block("reason", returnedFor, 500);
        listing.Return(actor, reason, tx.Now);
        tx.Log("listing", id, "listing.returned", reason);
        tx.Publish(new ListingReviewed(id, listing.SupplierId, Returned: true));
    }, ct);
}
