namespace Hecai.Catalogue;

/// <summary>The supplier or the operator stops the sale for the time being.</summary>
public sealed class SuspendListing(AppDb db, CatalogueLog log)
{
    public Task Run(ListingId id, string reason, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Suspend);
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Field("reason", CatalogueErrors.ReasonRequired);
        var why = PlainText.Block("reason", reason, 500);
        var listing = await tx.Own(id);
        listing.Suspend(actor, why, tx.Now);
        tx.Log("listing", id, "listing.suspended", why);
        log.Changed(tx, id);
    }, ct);
}

/// <summary>The sale goes on as it was. What the operator suspended, only the operator resumes.</summary>
public sealed class ResumeListing(AppDb db, CatalogueLog log)
{
    public Task Run(ListingId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Suspend);
        var listing = await tx.Own(id);
        listing.Resume(actor, tx.Now);
        tx.Log("listing", id, "listing.resumed");
        log.Changed(tx, id);
    }, ct);
}

/// <summary>The supplier takes a suspended listing back to draft in order to change it; it will be reviewed again.</summary>
public sealed class ReviseListing(AppDb db)
{
    public Task Run(ListingId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Edit);
        var listing = await tx.Own(id);
        listing.Revise(tx.Now);
        tx.Log("listing", id, "listing.revised");
    }, ct);
}
