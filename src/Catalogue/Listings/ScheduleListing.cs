namespace Hecai.Catalogue;

/// <summary>
/// Says from when a listing is sold and until when, in any state but the last: a draft for when it will be listed. It is no term of sale, so
/// it needs no review. What the operator has scheduled only the operator changes, as with a suspension.
/// </summary>
public sealed class ScheduleListing(AppDb db, CatalogueLog log)
{
    /// <param name="id">The listing.</param>
    /// <param name="window">Whole minutes; <see cref="SaleWindow.Always"/> takes the schedule away.</param>
    /// <param name="reason">Needed from the operator where it sets a window: the supplier reads it.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier, or the operator.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ListingId id, SaleWindow window, string? reason, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Suspend);
        var listing = await tx.Own(id);
        Tx.DemandVersion(expectedVersion, listing.Version);
        var why = PlainText.OptionalLine("reason", reason, 500);
        listing.Schedule(actor, window, why, tx.Now);
        Record(tx, listing, why);
        log.Changed(tx, id);
    }, ct);

    // The moments are said as China's clocks show them, for that is how they were meant.
    internal static void Record(Tx tx, Listing listing, string? why)
    {
        if (listing.Window.IsAlways)
            tx.Log("listing", listing.Id, "listing.unscheduled", why);
        else
            tx.Log("listing", listing.Id, "listing.scheduled", why, Said(listing.SaleFrom), Said(listing.SaleUntil));
    }

    private static string Said(DateTimeOffset? at) => at is { } moment ? ChinaTime.Written(moment) : "—";
}
