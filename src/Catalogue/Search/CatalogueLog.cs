using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

/// <summary>One change that search must follow. Written in the transaction of the change, read by every node's indexer.</summary>
internal sealed class CatalogueChange
{
    public long Seq { get; private set; }

    /// <summary>The database's number of the transaction: with <see cref="Seq"/> the order in which an indexer reads.</summary>
    public long Xid { get; private set; }
    public ListingId ListingId { get; init; }
}

internal sealed class CatalogueChangeMap : IEntityTypeConfiguration<CatalogueChange>
{
    public void Configure(EntityTypeBuilder<CatalogueChange> change)
    {
        change.ToTable("catalogue_changes").Unaudited(seen => seen.WrittenByAll());
        change.HasKey(x => x.Seq);
        change.Property(x => x.Seq).ValueGeneratedOnAdd();
        change.Property(x => x.Xid).ValueGeneratedOnAdd();
        change.HasIndex(x => new { x.Xid, x.Seq });
    }
}

/// <summary>Records what search must follow, and wakes this node's indexer after the commit.</summary>
public sealed class CatalogueLog(Categories categories)
{
    private readonly WakeUp indexer = new();

    internal void Changed(Tx tx, ListingId listing)
    {
        tx.Append(new CatalogueChange { ListingId = listing });
        tx.AfterCommit(indexer.Raise);
    }

    internal void Changed(Tx tx, IReadOnlyList<ListingId> listings)
    {
        foreach (var listing in listings)
            tx.Append(new CatalogueChange { ListingId = listing });
        tx.AfterCommit(indexer.Raise);
    }

    /// <summary>A category's names, synonyms or attributes are part of each of its products' entries.</summary>
    internal async Task CategoryChanged(Tx tx, string code)
    {
        var below = code + ".";
        var listings = await (from sku in tx.Set<Sku>().AsNoTracking()
                              join listing in tx.Set<Listing>().AsNoTracking() on sku.Id equals listing.SkuId
                              where (sku.Category == code || sku.Category.StartsWith(below)) && listing.State == ListingState.Listed
                              select listing.Id).ToListAsync(tx.Cancel);
        Changed(tx, listings);
        tx.AfterCommit(categories.Forget);
    }

    internal Task Wait(TimeSpan atMost, CancellationToken ct) => indexer.Wait(atMost, ct);
}
