using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

/// <summary>A colour as sRGB, with the contrast that WCAG 2.2 measures.</summary>
public readonly partial record struct Colour
{
    private Colour(string hex) => Hex = hex;

    /// <summary>#0e6470.</summary>
    public string Hex { get; }

    /// <summary>Reads #0e6470 or 0e6470; refused with <c>brand.colour</c>.</summary>
    public static Colour Of(string field, string? text) => text?.Trim() is { } said && Six().IsMatch(said)
        ? new Colour("#" + said.TrimStart('#').ToLowerInvariant())
        : throw Refused.Field(field, PartiesErrors.BrandColour);

    /// <summary>The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (a, b) = (one.Luminance(), other.Luminance());
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private double Luminance() => (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));

    private double Channel(int at)
    {
        var value = int.Parse(Hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"\A#?[0-9a-fA-F]{6}\z")]
    private static partial Regex Six();
}

/// <summary>How the platform names and colours itself.</summary>
/// <param name="Light">The accent on white, and under white text.</param>
/// <param name="Dark">The accent on the dark surface, and under dark text.</param>
public sealed record BrandView(Text Name, string Light, string Dark)
{
    public static readonly BrandView Default = new(("合采商城", "Hecai"), "#0e6470", "#6cc5cf");
}

/// <summary>The operator's name and accent for the platform; one row, of the operator.</summary>
internal sealed class Brand
{
    // The surfaces and texts of the stylesheet that the accent stands on and under.
    private static readonly Colour White = Colour.Of("", "#ffffff"), DarkSurface = Colour.Of("", "#171c21"), DarkText = Colour.Of("", "#08262b");

    private const double Least = 4.5;

    private Brand() { }

    public Brand(OrganizationId platform) => OrganizationId = platform;

    public OrganizationId OrganizationId { get; private set; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Light { get; private set; } = "";
    public string Dark { get; private set; } = "";
    public long Version { get; private set; }

    /// <summary>Refuses with every field at fault; a colour on which or under which text could not be read, with <c>brand.contrast</c>.</summary>
    public void Set(string? nameZh, string? nameEn, string? light, string? dark)
    {
        var fields = new FieldErrors();
        var (zh, en) = (fields.Read("nameZh", f => PlainText.Line(f, nameZh, 20)), fields.Read("nameEn", f => PlainText.Line(f, nameEn, 30)));
        var onWhite = fields.Read("light", f => Readable(f, Colour.Of(f, light), White, White));
        var onDark = fields.Read("dark", f => Readable(f, Colour.Of(f, dark), DarkSurface, DarkText));
        fields.Demand();
        (NameZh, NameEn, Light, Dark) = (zh!, en!, onWhite!, onDark!);
    }

    private static string Readable(string field, Colour colour, Colour surface, Colour text)
    {
        var least = Math.Min(Colour.Contrast(colour, surface), Colour.Contrast(colour, text));
        return least >= Least ? colour.Hex : throw Refused.Field(field, PartiesErrors.BrandContrast, (Math.Floor(least * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture));
    }
}

internal sealed class BrandMap : IEntityTypeConfiguration<Brand>
{
    public void Configure(EntityTypeBuilder<Brand> brand)
    {
        brand.ToTable("brands").PartOf("brand", x => x.OrganizationId, seen => seen.ByEveryone().ByOperator());
        brand.HasKey(x => x.OrganizationId);
        brand.Property(x => x.NameZh).HasMaxLength(20);
        brand.Property(x => x.NameEn).HasMaxLength(30);
        brand.Property(x => x.Light).HasMaxLength(7);
        brand.Property(x => x.Dark).HasMaxLength(7);
        brand.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The brand that every page shows; remembered for less than a second.</summary>
public sealed class Brands(AppDb db)
{
    private readonly Briefly<int, BrandView> remembered = new();

    public async Task<BrandView> Current() => (await remembered.Get(0, _ => db.Read<BrandView?>(Actor.System(), async read =>
        await read.Set<Brand>().OrderBy(b => b.OrganizationId).Select(b => new BrandView(new Text(b.NameZh, b.NameEn), b.Light, b.Dark)).FirstOrDefaultAsync(read.Cancel) ?? BrandView.Default)))!;

    internal void Forget() => remembered.Forget();
}

/// <summary>The operator's administrator names the platform and chooses its colour; pages show it at once, without a rebuild.</summary>
public sealed class SetBrand(AppDb db, Brands brands)
{
    /// <param name="nameZh">At most 20 characters.</param>
    /// <param name="nameEn">At most 30 characters.</param>
    /// <param name="light">The accent on white: #0e6470; at least 4.5:1.</param>
    /// <param name="dark">The accent on the dark surface; at least 4.5:1.</param>
    /// <param name="actor">Of the operator.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(string? nameZh, string? nameEn, string? light, string? dark, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PartiesPermissions.ManageBrand);
        var brand = await tx.Set<Brand>().FirstOrDefaultAsync(b => b.OrganizationId == actor.Organization, ct) ?? tx.Add(new Brand(actor.Organization));
        brand.Set(nameZh, nameEn, light, dark);
        tx.Log("brand", actor.Organization, "brand.set", null, brand.NameZh, brand.Light);
        tx.AfterCommit(brands.Forget);
    }, ct);
}
