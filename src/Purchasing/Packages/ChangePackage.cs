using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>The operator or a supplier writes a package: of any products, or of its own.</summary>
public sealed class MakePackage(AppDb db, CatalogueQueries catalogue)
{
    public Task<PackageId> Run(PackageHead head, IReadOnlyList<PackageLineInput> lines, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PackagePermissions.Manage);
        var package = new ScenarioPackage(actor, tx.Now);
        package.Write(head, await Packages.Read(tx, catalogue, lines, head.Published), tx.Now);
        tx.Add(package);
        tx.Log("scenario_package", package.Id, "scenario_package.made", null, package.NameZh);
        return package.Id;
    }, ct);
}

/// <summary>Writes a package anew, publishes it or takes it back. What buyers have put into carts stays as it is.</summary>
public sealed class ChangePackage(AppDb db, CatalogueQueries catalogue)
{
    /// <param name="id">One of the actor's own organization.</param>
    /// <param name="head">As it shall be.</param>
    /// <param name="lines">All of its products, in their order.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its publisher.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(PackageId id, PackageHead head, IReadOnlyList<PackageLineInput> lines, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var package = await Packages.Own(tx, id);
        Tx.DemandVersion(expectedVersion, package.Version);
        package.Write(head, await Packages.Read(tx, catalogue, lines, head.Published), tx.Now);
        tx.Touch(package);
        tx.Log("scenario_package", id, "scenario_package.changed", null, package.NameZh);
    }, ct);
}

/// <summary>Deletes a package with its lines.</summary>
public sealed class DeletePackage(AppDb db)
{
    public Task Run(PackageId id, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var package = await Packages.Own(tx, id);
        Tx.DemandVersion(expectedVersion, package.Version);
        tx.Remove(package);
        tx.Log("scenario_package", id, "scenario_package.deleted", null, package.NameZh);
    }, ct);
}

/// <summary>What the use cases of packages share.</summary>
internal static class Packages
{
    /// <summary>The packages that the actor may see: what is published, and all of its own organization.</summary>
    public static IQueryable<ScenarioPackage> Visible(Reading read)
    {
        read.Actor.Demand(PackagePermissions.View);
        var own = read.Actor.Organization;
        return read.Set<ScenarioPackage>().Where(p => p.Published || p.OrganizationId == own);
    }

    /// <summary>A package with its lines; what the actor may not see does not exist.</summary>
    public static async Task<ScenarioPackage> Load(Reading read, PackageId id) =>
        await Visible(read).Include(p => p.Lines).FirstOrDefaultAsync(p => p.Id == id, read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);

    public static async Task<ScenarioPackage> Own(Tx tx, PackageId id)
    {
        tx.Actor.Demand(PackagePermissions.Manage);
        var package = await Load(tx, id);
        return package.OrganizationId == tx.Actor.Organization ? package : throw Refused.With(KernelErrors.NotFound);
    }

    /// <summary>
    /// The lines with the offers that they name; refuses with every one at fault (<c>lines[2].partNumber</c>). A supplier names only its own,
    /// its drafts as long as buyers do not see the package; the operator names nobody's drafts.
    /// </summary>
    public static async Task<IReadOnlyList<(PackageLineInput Line, Offer Offer)>> Read(Reading read, CatalogueQueries catalogue, IReadOnlyList<PackageLineInput> lines, bool published)
    {
        if (lines.Count > ScenarioPackage.MaxLines)
            throw Refused.Field("lines", PackageErrors.TooManyLines, ScenarioPackage.MaxLines);
        var (fields, found, seen) = (new FieldErrors(), new List<(PackageLineInput, Offer)>(lines.Count), new HashSet<ListingId>());
        var parts = lines.Select((line, i) => fields.Read($"lines[{i}].partNumber", f => PlainText.Line(f, line.PartNumber, PartQueries.MaxText))).ToList();
        var named = await catalogue.Named(read, [.. parts.OfType<string>().Distinct()]);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            foreach (var (name, value) in new[] { ("quantity", line.Quantity), ("every", line.Every) })
                fields.Read<object?>($"lines[{i}].{name}", f => value is >= 1 and <= 10_000 ? null : throw Refused.Field(f, KernelErrors.OutOfRange, 1, 10_000));
            if (parts[i] is { } part && fields.Read($"lines[{i}].partNumber", f => Meant(f, part, [.. named[part].Where(MayName)], seen)) is { } offer)
                found.Add((line, offer));
        }
        fields.Demand();
        return found;

        bool MayName(Offer offer) => offer.Supplier == read.Actor.Organization ? offer.IsPublic || !published : read.Actor.IsOperator && offer.IsPublic;
    }

    private static Offer Meant(string field, string said, IReadOnlyList<Offer> offers, HashSet<ListingId> seen)
    {
        var sold = offers.Where(o => o.Saleable).ToList();
        var meant = sold.Count > 0 ? sold : offers;
        return meant.Count == 0 ? throw Refused.Field(field, PackageErrors.UnknownProduct, PlainText.Shown(said))
            : meant.Count > 1 ? throw Refused.Field(field, PackageErrors.AmbiguousProduct, PlainText.Shown(said), meant.Count)
            : seen.Add(meant[0].Id) ? meant[0] : throw Refused.Field(field, PackageErrors.Repeated, PlainText.Shown(said));
    }
}
