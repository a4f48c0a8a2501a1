using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>A package among others.</summary>
/// <param name="Lines">How many products are in it.</param>
public sealed record PackageRow(PackageId Id, Text Name, Text Publisher, OrganizationId PublisherId, PackageScenario Scenario, PackageMeasure Measure, bool Published, int Lines, string Picture, DateTimeOffset ChangedAt);

/// <summary>A product of a package: so many for every so many units of its measure.</summary>
public sealed record PackageLine(ListingId Listing, string PartNumber, int Quantity, int Every, bool Installed)
{
    /// <summary>How many so many units need; a part of a piece is a whole one.</summary>
    public long For(int units) => (((long)units * Quantity) + Every - 1) / Every;
}

/// <summary>A package, its products in their order: those that exist for whoever asks, and for its publisher all.</summary>
/// <param name="Unavailable">How many more there are, which are not told.</param>
public sealed record PackageView(PackageId Id, long Version, Text Name, Text Text, Text Publisher, OrganizationId PublisherId, PackageScenario Scenario, PackageMeasure Measure, bool Published, string Picture,
    DateTimeOffset ChangedAt, IReadOnlyList<PackageLine> Lines, int Unavailable)
{
    public bool MayChange(Actor actor) => PublisherId == actor.Organization && actor.Can(PackagePermissions.Manage);
}

public sealed class PackageQueries(CatalogueQueries catalogue, CheckLines check)
{
    /// <summary>The most units that a package is scaled to.</summary>
    public const int MaxUnits = 10_000;

    /// <summary>The packages that the actor may see, the last changed first.</summary>
    /// <param name="own">Only those that the actor's organization publishes.</param>
    public async Task<Page<PackageRow>> List(Reading read, string? text, PackageScenario? scenario, bool own = false, string? after = null, int size = 50)
    {
        var (rows, me) = (Packages.Visible(read), read.Actor.Organization);
        if (own)
            rows = rows.Where(p => p.OrganizationId == me);
        if (scenario is { } wanted)
            rows = rows.Where(p => p.Scenario == wanted);
        if (PlainText.OptionalLine("q", text, 100) is { } words)
            rows = rows.Where(p => p.NameZh.Contains(words) || p.NameEn.Contains(words));
        return await rows.NewestFirst(p => p.ChangedAt, p => p.Id, after)
            .Select(p => new PackageRow(p.Id, new Text(p.NameZh, p.NameEn), new Text(p.PublisherZh, p.PublisherEn), p.OrganizationId, p.Scenario, p.Measure, p.Published, p.Lines.Count, p.Picture, p.ChangedAt))
            .Page(size, p => Cursor.Of(p.ChangedAt, p.Id), read.Cancel);
    }

    /// <summary>One package that the actor may see. What is outside of a buyer's assortment does not exist for the buyer, nor does a package tell it.</summary>
    public async Task<PackageView> One(Reading read, PackageId id)
    {
        var p = await Packages.Load(read, id);
        var offers = await catalogue.Offers(read, [.. p.Lines.Select(l => l.ListingId)]);
        List<ScenarioPackageLine> told = [.. p.Lines.Where(l => p.OrganizationId == read.Actor.Organization || offers.ContainsKey(l.ListingId)).OrderBy(l => l.Place)];
        return new(p.Id, p.Version, (p.NameZh, p.NameEn), (p.TextZh, p.TextEn), (p.PublisherZh, p.PublisherEn), p.OrganizationId, p.Scenario, p.Measure, p.Published, p.Picture, p.ChangedAt,
            told.ConvertAll(l => new PackageLine(l.ListingId, l.PartNumber, l.Quantity, l.Every, l.Installed)), p.Lines.Count - told.Count);
    }

    /// <summary>What every product of a package costs for so many units and when it would come today, or why it cannot be ordered. A fixed number of queries.</summary>
    public async Task<IReadOnlyList<CheckedLine>> Today(Reading read, PackageView package, int units, string? regionCode) =>
        package.Lines.Count == 0 ? [] : await check.Check(read, await Scaled(read, package, units), regionCode);

    /// <summary>The products of a package as they are ordered for so many units: in whole pieces and packs. What a pack has beyond the need is not installed.</summary>
    internal async Task<IReadOnlyList<AskedLine>> Scaled(Reading read, PackageView package, int units)
    {
        if (units is < 1 or > MaxUnits)
            throw Refused.Field("units", KernelErrors.OutOfRange, 1, MaxUnits);
        var offers = await catalogue.Offers(read, [.. package.Lines.Select(l => l.Listing)]);
        return [.. package.Lines.Select(line =>
        {
            var offer = offers.GetValueOrDefault(line.Listing);
            var needed = (int)Math.Min(line.For(units), Count.Max);
            var quantity = offer is null ? needed : CompanionQueries.Orderable(offer, needed);
            var installation = line.Installed ? offer?.Services.FirstOrDefault(s => s.Installs) : null;
            return new AskedLine(line.PartNumber, line.Listing, quantity, installation is null ? [] : [new(installation.Code, Math.Min(needed, quantity))]);
        })];
    }
}
