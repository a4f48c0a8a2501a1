using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

internal static class ListingAccess
{
    /// <summary>The listing for its supplier or the operator; to anyone else it does not exist, although all may read what is listed.</summary>
    public static async Task<Listing> Own(this Tx tx, ListingId id)
    {
        var listing = await tx.Load<Listing>(id);
        return tx.Actor.IsSystem || tx.Actor.IsOperator || listing.SupplierId == tx.Actor.Organization ? listing : throw Refused.With(KernelErrors.NotFound);
    }

    /// <summary>A draft of the actor's own organization with its product; refused with <c>listing.locked</c> in any other state.</summary>
    public static async Task<(Listing Listing, Sku Sku)> OwnDraft(this Reading read, ListingId id)
    {
        var listing = await read.Load<Listing>(id);
        if (listing.SupplierId != read.Actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        var sku = await read.Load<Sku>(listing.SkuId);
        return listing.CanEdit ? (listing, sku) : throw Refused.With(CatalogueErrors.Locked, sku.PartNumber, Listing.Lifecycle[listing.State].Name);
    }

    public static Task<string> PartNumber(this Tx tx, Listing listing) =>
        tx.Set<Sku>().AsNoTracking().Where(s => s.Id == listing.SkuId).Select(s => s.PartNumber).FirstAsync(tx.Cancel);
}
