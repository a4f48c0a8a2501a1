using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

public readonly record struct PackageId(Guid Value) : IId;

/// <summary>Where a package is used.</summary>
public enum PackageScenario { Branch, Canteen, Dormitory, MachineRoom, Office }

/// <summary>What a package is measured by: so much for each of these.</summary>
public enum PackageMeasure { Site, Person, Room }

/// <summary>What a package says of itself.</summary>
/// <param name="Text">What it is for, and what was assumed.</param>
/// <param name="Published">True: buyers see it. Who writes it sees it always.</param>
public sealed record PackageHead(Text Name, Text Text, PackageScenario Scenario, PackageMeasure Measure, bool Published);

/// <summary>A product of a package as it is written.</summary>
/// <param name="PartNumber">Of the publisher's own products, for a supplier; of any product on sale, for the operator.</param>
/// <param name="Quantity">How many for every <paramref name="Every"/> units of the package's measure: 1 for every 20 persons.</param>
/// <param name="Installed">True: with its installation, where the product is sold with one.</param>
public sealed record PackageLineInput(string? PartNumber, int Quantity, int Every = 1, bool Installed = false);

/// <summary>
/// 场景方案: what a branch, a canteen or a dormitory needs, as single products. It has no price and no stock of its own: it is a list that
/// is scaled to the buyer's measure and counted, priced and ordered as the products that it is made of.
/// </summary>
internal sealed class ScenarioPackage
{
    public const int MaxLines = 100, MaxName = 60, MaxText = 1_000;

    private readonly List<ScenarioPackageLine> lines = [];

    private ScenarioPackage() { }

    public ScenarioPackage(Actor publisher, DateTimeOffset now) =>
        (Id, OrganizationId, PublisherZh, PublisherEn, CreatedAt) = (Hecai.Id.New<PackageId>(), publisher.Organization, publisher.OrganizationName.Zh, publisher.OrganizationName.En, now);

    public PackageId Id { get; private set; }

    /// <summary>Who publishes it: the operator or a supplier.</summary>
    public OrganizationId OrganizationId { get; private set; }
    public string PublisherZh { get; private set; } = "";
    public string PublisherEn { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string TextZh { get; private set; } = "";
    public string TextEn { get; private set; } = "";
    public PackageScenario Scenario { get; private set; }
    public PackageMeasure Measure { get; private set; }
    public bool Published { get; private set; }

    /// <summary>Of the category of its first product.</summary>
    public string Picture { get; private set; } = "product";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<ScenarioPackageLine> Lines => lines;

    /// <summary>Writes it anew: its head, and all of its lines in their order.</summary>
    public void Write(PackageHead head, IReadOnlyList<(PackageLineInput Line, Offer Offer)> all, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        var (nameZh, nameEn) = (fields.Read("name", f => PlainText.Line(f, head.Name.Zh, MaxName)), fields.Read("name", f => PlainText.Line(f, head.Name.En, MaxName)));
        var (textZh, textEn) = (fields.Read("text", f => PlainText.Block(f, head.Text.Zh, MaxText)), fields.Read("text", f => PlainText.Block(f, head.Text.En, MaxText)));
        if (head.Published && all.Count == 0)
            fields.Read<object?>("lines", f => throw Refused.Field(f, PackageErrors.Empty));
        fields.Demand();
        (NameZh, NameEn, TextZh, TextEn, Scenario, Measure, Published, ChangedAt) = (nameZh!, nameEn!, textZh!, textEn!, head.Scenario, head.Measure, head.Published, now);
        Picture = all.Count > 0 ? all[0].Offer.Picture : "product";
        var kept = all.Select(l => l.Offer.Id).ToHashSet();
        lines.RemoveAll(l => !kept.Contains(l.ListingId));
        foreach (var ((line, offer), place) in all.Select((l, place) => (l, place)))
        {
            if (lines.Find(l => l.ListingId == offer.Id) is not { } known)
                lines.Add(known = new ScenarioPackageLine(this, offer));
            known.Set(line, place);
        }
    }
}

/// <summary>One product of a package.</summary>
internal sealed class ScenarioPackageLine
{
    private ScenarioPackageLine() { }

    public ScenarioPackageLine(ScenarioPackage package, Offer offer) => (OrganizationId, PackageId, ListingId, PartNumber) = (package.OrganizationId, package.Id, offer.Id, offer.PartNumber);

    public OrganizationId OrganizationId { get; private set; }
    public PackageId PackageId { get; private set; }
    public ListingId ListingId { get; private set; }

    /// <summary>As it was when the line was written.</summary>
    public string PartNumber { get; private set; } = "";
    public int Quantity { get; private set; }
    public int Every { get; private set; }
    public bool Installed { get; private set; }
    public int Place { get; private set; }

    public void Set(PackageLineInput line, int place) => (Quantity, Every, Installed, Place) = (line.Quantity, line.Every, line.Installed, place);
}

internal sealed class ScenarioPackageMap : IEntityTypeConfiguration<ScenarioPackage>
{
    public void Configure(EntityTypeBuilder<ScenarioPackage> package)
    {
        package.ToTable("scenario_packages").Document("scenario_package", seen => seen.ByEveryone().By(x => x.OrganizationId).ByOperator());
        package.HasKey(x => new { x.OrganizationId, x.Id });
        package.Property(x => x.PublisherZh).HasMaxLength(100);
        package.Property(x => x.PublisherEn).HasMaxLength(100);
        package.Property(x => x.NameZh).HasMaxLength(ScenarioPackage.MaxName);
        package.Property(x => x.NameEn).HasMaxLength(ScenarioPackage.MaxName);
        package.Property(x => x.TextZh).HasMaxLength(ScenarioPackage.MaxText);
        package.Property(x => x.TextEn).HasMaxLength(ScenarioPackage.MaxText);
        package.Property(x => x.Picture).HasMaxLength(80);
        package.HasIndex(x => x.Id).IsUnique();
        package.HasIndex(x => new { x.Published, x.ChangedAt });
        package.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.OrganizationId, x.PackageId });
        package.Navigation(x => x.Lines).HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ScenarioPackageLineMap : IEntityTypeConfiguration<ScenarioPackageLine>
{
    public void Configure(EntityTypeBuilder<ScenarioPackageLine> line)
    {
        line.ToTable("scenario_package_lines", table => table.HasCheckConstraint("ck_scenario_package_lines_quantity", "quantity > 0 AND every > 0"))
            .PartOf("scenario_package", x => x.PackageId, seen => seen.ByEveryone().By(x => x.OrganizationId).ByOperator());
        line.HasKey(x => new { x.OrganizationId, x.PackageId, x.ListingId });
        line.Property(x => x.PartNumber).HasMaxLength(120);
    }
}
