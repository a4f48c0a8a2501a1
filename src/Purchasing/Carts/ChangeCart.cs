using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Adds to the cart; of what is already in it the quantities add up.</summary>
public sealed class AddToCart(AppDb db, CatalogueQueries catalogue)
{
    public Task Run(WantedLine wanted, Actor actor, CancellationToken ct = default) => db.Write(actor, tx => AddLines.Put(tx, catalogue, [wanted], _ => ""), ct);
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
