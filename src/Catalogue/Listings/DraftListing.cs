using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A supplier describes a product and on what terms it sells it. Refuses with every field at fault.</summary>
public sealed class DraftListing(AppDb db, Categories categories)
{
    public Task<ListingId> Run(ProductInput product, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Edit);
        var read = new ProductReader(await categories.Tree(tx)).Read(product);
        if (await tx.Set<Sku>().AnyAsync(s => s.SupplierId == actor.Organization && s.Key == read.Content.Key, ct))
            throw Refused.Field("sku", CatalogueErrors.PartNumberTaken, read.Content.PartNumber);
        var sku = tx.Add(new Sku(Id.New<SkuId>(), actor.Organization, read.Content));
        var listing = tx.Add(new Listing(Id.New<ListingId>(), sku.Id, actor.Organization, actor.OrganizationName.Zh, read.Terms, tx.Now));
        if (read.Links is { Count: > 0 } links)
            await ChangeLinks.Say(tx, sku, links);
        tx.Log("listing", listing.Id, "listing.drafted", null, sku.PartNumber);
        return listing.Id;
    }, ct);
}
