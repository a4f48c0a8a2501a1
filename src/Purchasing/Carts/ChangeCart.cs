using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Adds to the cart; of what is already in it the quantities add up.</summary>
public sealed class AddToCart(AppDb db, CatalogueQueries catalogue)
{
    public Task Run(WantedLine wanted, Actor actor, CancellationToken ct = default) => db.Write(actor, tx => AddLines.Put(tx, catalogue, [wanted], _ => ""), ct);
}

/// <summary>Sets lines of the cart, all or none; null takes one out.</summary>
public sealed class SetCartLines(AppDb db)
{
    /// <param name="lines">What each shall be; one that is not in the cart is refused with <c>not_found</c>.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(IReadOnlyDictionary<ListingId, WantedLine?> lines, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Submit);
        var cart = await tx.Set<CartLine>().Where(l => l.MembershipId == actor.Membership).ToDictionaryAsync(l => l.ListingId, ct);
        foreach (var (listing, wanted) in lines)
        {
            var line = cart.GetValueOrDefault(listing) ?? throw Refused.With(KernelErrors.NotFound);
            if (wanted is null)
                tx.Remove(line);
            else
                line.Set(wanted);
        }
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
