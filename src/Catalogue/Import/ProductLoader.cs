using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>What became of a row.</summary>
internal enum RowOutcome { Created, Changed, Unchanged }

/// <summary>What became of a row, or why it was refused.</summary>
internal readonly record struct RowResult(RowOutcome? Outcome, Refused? Refusal = null);

/// <summary>How a batch is saved.</summary>
internal sealed record LoadOptions(OrganizationId Supplier, string SupplierName, bool List, Func<ReadProduct, SkuId> SkuIdFor, Func<ReadProduct, ListingId> ListingIdFor);

/// <summary>Saves checked products by the hundred: new ones by bulk insert, changed ones one by one with their before and after, equal ones not at all.</summary>
internal sealed class ProductLoader(CatalogueLog log)
{
    /// <summary>Saves within a transaction; refused rows carry their refusal and leave the others alone.</summary>
    public async Task<IReadOnlyList<RowResult>> Save(Tx tx, IReadOnlyList<ReadProduct> products, LoadOptions options)
    {
        var keys = products.Select(p => p.Content.Key).ToList();
        var known = await tx.Set<Sku>().AsNoTracking().Where(s => s.SupplierId == options.Supplier && keys.Contains(s.Key))
            .Select(s => new { s.Key, s.Id, s.ContentHash }).ToDictionaryAsync(s => s.Key, tx.Cancel);
        var results = new RowResult[products.Count];
        var fresh = new List<(Sku Sku, Listing Listing)>();
        var changed = new List<int>();
        for (var i = 0; i < products.Count; i++)
            if (known.TryGetValue(products[i].Content.Key, out var old) && old.ContentHash != products[i].Content.Hash)
                changed.Add(i);
        if (changed.Count > 0)
            tx.DemandGate();
        for (var i = 0; i < products.Count; i++)
            if (known.ContainsKey(products[i].Content.Key))
                results[i] = new(RowOutcome.Unchanged);
            else
            {
                fresh.Add(New(tx, products[i], options));
                results[i] = new(RowOutcome.Created);
            }
        tx.AddMany<Sku>([.. fresh.Select(f => f.Sku)], "sku.imported");
        tx.AddMany<Listing>([.. fresh.Select(f => f.Listing)], "listing.imported");
        var saleable = fresh.Where(f => f.Listing.IsListed).Select(f => f.Listing.Id).ToList();
        foreach (var i in changed)
            results[i] = await Change(tx, known[products[i].Content.Key].Id, products[i], options, saleable);
        if (saleable.Count > 0)
            log.Changed(tx, saleable);
        return results;
    }

    private static (Sku, Listing) New(Tx tx, ReadProduct product, LoadOptions options)
    {
        var sku = new Sku(options.SkuIdFor(product), options.Supplier, product.Content);
        var listing = new Listing(options.ListingIdFor(product), sku.Id, options.Supplier, options.SupplierName, product.Terms, tx.Now);
        return (sku, options.List ? listing.ListedBySeed() : listing);
    }

    private static async Task<RowResult> Change(Tx tx, SkuId id, ReadProduct product, LoadOptions options, List<ListingId> saleable)
    {
        var sku = await tx.Load<Sku>(id);
        var listing = await tx.Set<Listing>().FirstAsync(l => l.SkuId == id, tx.Cancel);
        if (!tx.Actor.IsSystem && !listing.CanEdit)
            return new(null, Refused.Field("sku", CatalogueErrors.Locked, sku.PartNumber, Listing.Lifecycle[listing.State].Name));
        if (listing.State != ListingState.Draft && product.Terms.ListPrice is null)
            return new(null, Refused.Field("listPrice", CatalogueErrors.PriceRequired));
        sku.Describe(product.Content);
        listing.Correct(product.Terms, tx.Now);
        if (options.List)
            listing.ListedBySeed();
        tx.Log("sku", id, "sku.imported");
        tx.Log("listing", listing.Id, "listing.imported");
        if (listing.IsListed)
            saleable.Add(listing.Id);
        return new(RowOutcome.Changed);
    }
}
