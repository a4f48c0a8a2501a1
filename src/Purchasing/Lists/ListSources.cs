using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>Where the lines of a list come from; what is named is put together.</summary>
/// <param name="Lines">Named one by one.</param>
/// <param name="Cart">All that is in the actor's cart.</param>
/// <param name="Requisition">What a requisition asks for.</param>
/// <param name="Order">What an order was placed for.</param>
public sealed record ListSource(IReadOnlyList<WantedLine> Lines, bool Cart = false, RequisitionId? Requisition = null, PurchaseOrderId? Order = null);

/// <summary>
/// Collects what goes on a list. What a cart or a document holds is taken as it is, for it may be on sale again; what is named one by one
/// must be on sale, unless it is on the list already.
/// </summary>
public sealed class ListSources(CatalogueQueries catalogue, CartQueries cart, RequisitionQueries requisitions, OrderQueries orders)
{
    internal async Task<IReadOnlyList<NamedLine>> Lines(Reading read, ListSource source, IEnumerable<ShoppingListLine> listed)
    {
        if (source.Lines.Count > ShoppingList.MaxLines)
            throw Refused.Field("lines", ShoppingListErrors.TooManyLines, ShoppingList.MaxLines);
        if (source.Cart)
            read.Actor.Demand(PurchasingPermissions.Submit);
        var named = source.Cart ? [.. source.Lines, .. await cart.Lines(read)] : source.Lines;
        var offers = await catalogue.Offers(read, [.. named.Select(l => l.Listing).Distinct()]);
        var known = listed.ToDictionary(l => l.ListingId);
        if (Refused.Many([.. source.Lines.Select((line, i) => Stays(line, known.GetValueOrDefault(line.Listing)) ? null : AddLines.Fault(line, offers.GetValueOrDefault(line.Listing), $"lines[{i}].")).OfType<FieldError>()]) is { } refused)
            throw refused;
        return
        [
            .. named.Select(l => new NamedLine(offers.GetValueOrDefault(l.Listing)?.PartNumber, l)),
            .. source.Requisition is { } requisition ? await Of(read, requisition) : [],
            .. source.Order is { } order ? await Of(read, (await orders.One(read, order)).Requisition) : [],
        ];
    }

    private static bool Stays(WantedLine line, ShoppingListLine? listed) => listed is not null && line.Services.All(s => listed.Services.Any(had => had.Code == s.Code));

    private async Task<IEnumerable<NamedLine>> Of(Reading read, RequisitionId id) => (await requisitions.One(read, id)).Goods().Select(g => g.Asked);
}
