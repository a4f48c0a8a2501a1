using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>Puts a list, or some of its products, into the actor's cart, as <see cref="FillCart"/> does.</summary>
public sealed class PutListIntoCart(Lists lists, FillCart cart)
{
    /// <param name="id">A list that the actor may see.</param>
    /// <param name="only">These products of it; null for all.</param>
    /// <param name="regionCode">Where it shall go: stock is looked at there.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<IReadOnlyList<PutLine>> Run(ShoppingListId id, IReadOnlyList<ListingId>? only, string? regionCode, Actor actor, CancellationToken ct = default) => cart.Put(async read =>
        [.. (await lists.Load(read, id)).Lines.OrderBy(l => l.Place).Select(l => new AskedLine(l.PartNumber, l.ListingId, l.Quantity, l.Services))], only, ShoppingListErrors.UnknownLine, regionCode, actor, ct);
}
