namespace Hecai.Catalogue;

/// <summary>A draft waits for the operator's review.</summary>
public sealed record ListingSubmitted(ListingId Listing) : IEvent
{
    public Guid Document => Listing.Value;
}

/// <summary>The supplier asks the operator to list a draft. Without a price it is refused with <c>listing.price_required</c>.</summary>
public sealed class SubmitListing(AppDb db)
{
    public Task Run(ListingId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Submit);
        var listing = await tx.Own(id);
        listing.Submit(actor, tx.Now);
        tx.Log("listing", id, "listing.submitted");
        tx.Publish(new ListingSubmitted(id));
    }, ct);
}
