namespace Hecai.Catalogue;

/// <summary>The supplier ends the sale for good. Orders that exist are not touched.</summary>
public sealed class RetireListing(AppDb db, CatalogueLog log)
{
    public Task Run(ListingId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Retire);
        var listing = await tx.Own(id);
        listing.Retire(tx.Now);
        tx.Log("listing", id, "listing.retired");
        log.Changed(tx, id);
    }, ct);
}
