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

    public static Task<string> PartNumber(this Tx tx, Listing listing) =>
        tx.Set<Sku>().AsNoTracking().Where(s => s.Id == listing.SkuId).Select(s => s.PartNumber).FirstAsync(tx.Cancel);
}
