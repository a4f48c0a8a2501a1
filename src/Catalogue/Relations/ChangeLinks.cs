using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>
/// Says anew what a product goes with, whatever its state. Its supplier names its own products; the operator names equivalents of other
/// suppliers. Each leaves alone what the other said.
/// </summary>
public sealed class ChangeLinks(AppDb db)
{
    /// <param name="id">The listing of the product; of the actor's own organization, or any for the operator.</param>
    /// <param name="links">All of them, in their order.</param>
    /// <param name="expectedVersion">Of the listing as it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Needs <c>listing.relate</c>.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ListingId id, IReadOnlyList<SkuLink> links, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(RelationPermissions.Relate);
        var listing = await tx.Own(id);
        Tx.DemandVersion(expectedVersion, listing.Version);
        var sku = await tx.Load<Sku>(listing.SkuId);
        var read = LinkReader.Read(sku.Key, links);
        if (actor.Organization == sku.SupplierId)
            await Say(tx, sku, read);
        else
            await Equate(tx, sku, read);
        listing.Touch(tx.Now);
        tx.Log("listing", id, "listing.related", null, sku.PartNumber);
    }, ct);

    /// <summary>The same within a transaction, for a product whose description came with its links.</summary>
    internal static async Task Say(Tx tx, Sku sku, IReadOnlyList<SkuLink> links)
    {
        var successors = links.Where(l => l.Kind == RelationKind.Successor).ToDictionary(_ => sku.Key, l => (string?)Sku.KeyOf(l.Sku));
        if ((await RelationBook.Save(tx, sku.SupplierId, [new(sku.Key, links, sku.Id)], successors))[0].Refusal is { } refusal)
            throw refusal;
    }

    // One part number of several suppliers is several products, each of them meant. Another supplier's draft does not exist here: it is neither
    // named nor, where it was named before it became one again, forgotten.
    private static async Task Equate(Tx tx, Sku sku, IReadOnlyList<SkuLink> links)
    {
        var keys = links.Select(l => Sku.KeyOf(l.Sku)).ToList();
        var told = RelationQueries.Public(tx);
        var others = await tx.Set<Sku>().AsNoTracking().Where(s => s.SupplierId != sku.SupplierId && keys.Contains(s.Key) && told.Contains(s.Id)).Select(s => new { s.Id, s.SupplierId, s.Key }).ToListAsync(tx.Cancel);
        if (Refused.Many([.. links.Select((link, i) => link.Kind != RelationKind.Equivalent ? new FieldError($"links[{i}].kind", RelationErrors.OnlyEquivalent, [])
            : others.Exists(o => o.Key == Sku.KeyOf(link.Sku)) ? null : new FieldError($"links[{i}].sku", RelationErrors.Unknown, [link.Sku])).OfType<FieldError>()]) is { } refused)
            throw refused;
        var before = await tx.Set<SkuRelation>().Where(r => r.SkuId == sku.Id && r.TargetSupplierId != r.SupplierId && told.Contains(r.TargetId)).ToDictionaryAsync(r => r.TargetId, tx.Cancel);
        foreach (var gone in before.Values.Where(r => !others.Exists(o => o.Id == r.TargetId)))
            tx.Remove(gone);
        foreach (var other in others)
            (before.GetValueOrDefault(other.Id) ?? tx.Add(new SkuRelation(sku.Id, sku.SupplierId, other.Id, other.SupplierId))).Say(links.First(l => Sku.KeyOf(l.Sku) == other.Key), LinkReader.Max + keys.IndexOf(other.Key));
    }
}
