using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>Puts a package for so many units, or some of its products, into the actor's cart, as <see cref="FillCart"/> does.</summary>
public sealed class PutPackageIntoCart(PackageQueries packages, FillCart cart)
{
    /// <param name="id">A package that the actor may see.</param>
    /// <param name="units">How many sites, persons or rooms.</param>
    /// <param name="only">These products of it; null for all.</param>
    /// <param name="regionCode">Where it shall go: stock is looked at there.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<IReadOnlyList<PutLine>> Run(PackageId id, int units, IReadOnlyList<ListingId>? only, string? regionCode, Actor actor, CancellationToken ct = default) => cart.Put(async read =>
        await packages.Scaled(read, await packages.One(read, id), units), only, PackageErrors.UnknownLine, regionCode, actor, ct);
}
