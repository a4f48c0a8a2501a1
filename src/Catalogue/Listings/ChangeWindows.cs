using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A listing of the actor's own with the window that it shall have.</summary>
public sealed record WindowChange(ListingId Listing, SaleWindow Window);

/// <summary>Says of many listings within one transaction when they are sold, each as <see cref="ScheduleListing"/> would.</summary>
public sealed class ChangeWindows(CatalogueLog log)
{
    /// <summary>What is wrong with changes of many windows, in their order: nothing, or a fault by field. Every listing is one of the actor's own.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<FieldError>>> Check(Reading read, IReadOnlyList<WindowChange> changes)
    {
        if (changes.Count == 0)
            return [];
        read.Actor.Demand(CataloguePermissions.Suspend);
        var listings = await Listings(read, changes);
        return [.. changes.Select(c =>
        {
            var fields = new FieldErrors();
            fields.Read<object?>("sku", _ => { listings[c.Listing].Schedule(read.Actor, c.Window, null, read.Now); return null; });
            return fields.All;
        })];
    }

    /// <summary>Makes changes that were checked in this transaction without a fault.</summary>
    public async Task Run(Tx tx, IReadOnlyList<WindowChange> changes)
    {
        if (changes.Count == 0)
            return;
        var listings = await Listings(tx, changes);
        foreach (var change in changes)
        {
            listings[change.Listing].Schedule(tx.Actor, change.Window, null, tx.Now);
            ScheduleListing.Record(tx, listings[change.Listing], null);
        }
        log.Changed(tx, [.. changes.Select(c => c.Listing)]);
    }

    private static Task<Dictionary<ListingId, Listing>> Listings(Reading read, IReadOnlyList<WindowChange> changes)
    {
        var (ids, own) = (changes.Select(c => c.Listing).ToList(), read.Actor.Organization);
        return read.Set<Listing>().Where(l => l.SupplierId == own && ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, read.Cancel);
    }
}
