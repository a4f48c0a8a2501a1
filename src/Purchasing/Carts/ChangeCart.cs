using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Adds to the cart; of what is already in it the quantities add up.</summary>
public sealed class AddToCart(AppDb db, CatalogueQueries catalogue)
{
    public Task Run(WantedLine wanted, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        if (!(await catalogue.Offers(tx, [wanted.Listing])).TryGetValue(wanted.Listing, out var offer) || !offer.Saleable)
            throw Refused.Field("listing", PurchasingErrors.NotSaleable);
        if (wanted.Services.FirstOrDefault(s => offer.Services.All(o => o.Code != s.Code)) is { } unknown)
            throw Refused.Field("services", PurchasingErrors.UnknownService, offer.PartNumber, unknown.Code);
        var line = await tx.Set<CartLine>().FirstOrDefaultAsync(l => l.MembershipId == actor.Membership && l.ListingId == wanted.Listing, ct);
        if (line is null)
            tx.Add(new CartLine(actor, wanted, tx.Now));
        else
            line.Set(Sum(line.Wanted, wanted));
    }, ct);

    private static WantedLine Sum(WantedLine one, WantedLine other) => new(one.Listing, Count.Of((long)one.Quantity + other.Quantity),
        [.. one.Services.Concat(other.Services).GroupBy(s => s.Code).Select(g => new ChosenService(g.Key, Count.Of(g.Sum(s => (long)s.Quantity))))]);
}

/// <summary>Sets a line of the cart; null takes it out.</summary>
public sealed class SetCartLine(AppDb db)
{
    public Task Run(ListingId listing, WantedLine? wanted, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var line = await tx.Set<CartLine>().FirstOrDefaultAsync(l => l.MembershipId == actor.Membership && l.ListingId == listing, ct)
            ?? throw Refused.With(KernelErrors.NotFound);
        if (wanted is null)
            tx.Remove(line);
        else
            line.Set(wanted);
    }, ct);
}

public sealed class CartQueries
{
    /// <summary>What is in the actor's cart, in the order it was put there.</summary>
    public async Task<IReadOnlyList<WantedLine>> Lines(Reading read)
    {
        var me = read.Actor.Membership;
        var lines = await read.Set<CartLine>().AsNoTracking().Where(l => l.MembershipId == me).OrderBy(l => l.AddedAt).ThenBy(l => l.ListingId).ToListAsync(read.Cancel);
        return [.. lines.Select(l => l.Wanted)];
    }

    public Task<int> Count(Reading read)
    {
        var me = read.Actor.Membership;
        return read.Set<CartLine>().CountAsync(l => l.MembershipId == me, read.Cancel);
    }
}
