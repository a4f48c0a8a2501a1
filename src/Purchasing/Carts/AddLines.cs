using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Adds many lines to the cart, all or none; refuses with every line at fault (<c>lines[2].listing</c>). Two queries, whatever their number.</summary>
public sealed class AddLines(AppDb db, CatalogueQueries catalogue)
{
    public Task Run(IReadOnlyList<WantedLine> lines, Actor actor, CancellationToken ct = default) =>
        lines.Count == 0 ? throw Refused.Field("lines", PurchasingErrors.Empty) : db.Write(actor, tx => Put(tx, catalogue, lines, i => $"lines[{i}]."), ct);

    internal static async Task Put(Tx tx, CatalogueQueries catalogue, IReadOnlyList<WantedLine> lines, Func<int, string> field)
    {
        tx.Actor.Demand(PurchasingPermissions.Submit);
        var offers = await catalogue.Offers(tx, [.. lines.Select(w => w.Listing).Distinct()]);
        if (Refused.Many([.. lines.Select((line, i) => Fault(line, offers.GetValueOrDefault(line.Listing), field(i))).OfType<FieldError>()]) is { } refused)
            throw refused;
        var me = tx.Actor.Membership;
        var cart = await tx.Set<CartLine>().Where(l => l.MembershipId == me).ToDictionaryAsync(l => l.ListingId, tx.Cancel);
        foreach (var (wanted, place) in lines.GroupBy(l => l.Listing).Select((same, i) => (same.Aggregate(Sum), i)))
            if (cart.TryGetValue(wanted.Listing, out var line))
                line.Set(Sum(line.Wanted, wanted));
            else
                // A moment apart, so that the cart keeps their order.
                cart[wanted.Listing] = tx.Add(new CartLine(tx.Actor, wanted, tx.Now.AddMicroseconds(place)));
        if (cart.Count > Quotes.MaxLines)
            throw Refused.Field("lines", PurchasingErrors.TooManyLines, Quotes.MaxLines);
    }

    internal static FieldError? Fault(WantedLine wanted, Offer? offer, string at) =>
        Quotes.Gone(offer, at + "listing") is { } gone ? gone
        : wanted.Services.FirstOrDefault(s => offer!.Services.All(o => o.Code != s.Code)) is { } unknown ? new(at + "services", PurchasingErrors.UnknownService, [offer!.PartNumber, unknown.Code])
        : null;

    internal static WantedLine Sum(WantedLine one, WantedLine other) => new(one.Listing, Count.Of((long)one.Quantity + other.Quantity),
        [.. one.Services.Concat(other.Services).GroupBy(s => s.Code).Select(g => new ChosenService(g.Key, Count.Of(g.Sum(s => (long)s.Quantity))))]);
}
