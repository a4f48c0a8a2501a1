using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>Changes a draft: description and terms together. What is listed is suspended and revised first, so that nothing is sold unreviewed.</summary>
public sealed class ChangeListing(AppDb db, Categories categories)
{
    /// <param name="id">A draft.</param>
    /// <param name="product">As it shall be.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ListingId id, ProductInput product, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Edit);
        var listing = await tx.Own(id);
        Tx.DemandVersion(expectedVersion, listing.Version);
        var sku = await tx.Load<Sku>(listing.SkuId);
        var read = new ProductReader(await categories.Tree(tx)).Read(product);
        if (await tx.Set<Sku>().AnyAsync(s => s.SupplierId == sku.SupplierId && s.Key == read.Content.Key && s.Id != sku.Id, ct))
            throw Refused.Field("sku", CatalogueErrors.PartNumberTaken, read.Content.PartNumber);
        listing.Change(read.Terms, sku.PartNumber, tx.Now);
        sku.Describe(read.Content);
        if (read.Links is { } links)
            await ChangeLinks.Say(tx, sku, links);
        tx.Log("listing", id, "listing.changed", null, sku.PartNumber);
    }, ct);
}
