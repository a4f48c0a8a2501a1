using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Puts the required parts that the goods in the cart lack beside them, and answers what was put in.</summary>
public sealed class AddMissingParts(AppDb db, CartQueries cart, CatalogueQueries catalogue, CompanionQueries companions)
{
    /// <param name="regionCode">Where it shall go: a part that is not delivered there is not offered. Null: wherever.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<IReadOnlyList<WantedLine>> Run(string? regionCode, Actor actor, CancellationToken ct = default) => db.Write<IReadOnlyList<WantedLine>>(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var lines = await cart.Lines(tx);
        var offers = await catalogue.Offers(tx, [.. lines.Select(l => l.Listing)]);
        var missing = await companions.Missing(tx, lines.Select(l => (l, offers.GetValueOrDefault(l.Listing))), regionCode);
        List<WantedLine> parts = [.. missing.Select(m => m.Wanted)];
        if (parts.Count > 0)
            await AddLines.Put(tx, catalogue, parts, i => $"parts[{i}].");
        return parts;
    }, ct);
}

/// <summary>Puts another product in the place of one in the cart: as many, or the least that can be ordered of it, with those of its services that the other has, too.</summary>
public sealed class ReplaceLine(AppDb db, CatalogueQueries catalogue)
{
    public Task Run(ListingId listing, ListingId by, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var line = await tx.Set<CartLine>().FirstOrDefaultAsync(l => l.MembershipId == actor.Membership && l.ListingId == listing, ct) ?? throw Refused.With(KernelErrors.NotFound);
        var offer = (await catalogue.Offers(tx, [by])).GetValueOrDefault(by);
        if (Quotes.Gone(offer, "by") is { } gone)
            throw Refused.Field("by", gone.Error, [.. gone.Args]);
        if (by == listing)
            return;
        var wanted = line.Wanted;
        tx.Remove(line);
        await AddLines.Put(tx, catalogue, [new(by, CompanionQueries.Orderable(offer!, wanted.Quantity), [.. wanted.Services.Where(s => offer!.Services.Any(o => o.Code == s.Code))])], _ => "");
    }, ct);
}
