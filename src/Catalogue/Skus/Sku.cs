using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

/// <summary>
/// One product as it is made, ordered and installed, described by the supplier who brought it. There is no product above it: in this trade
/// a model with other capacity or supply voltage has a part number, a nameplate, a price and stock of its own, and what
/// variants share is their category and series. Other suppliers may offer it too (<see cref="Listing"/>); its text stays that
/// of the one who described it.
/// </summary>
internal sealed class Sku
{
    private Sku() { }

    public Sku(SkuId id, OrganizationId supplier, SkuContent content)
    {
        (Id, SupplierId) = (id, supplier);
        Describe(content);
    }

    public SkuId Id { get; private set; }
    public OrganizationId SupplierId { get; private set; }

    /// <summary>What makes it the same product in a later import: the part number, or a hash of brand, model and name.</summary>
    public string Key { get; private set; } = "";
    public string PartNumber { get; private set; } = "";
    public string BrandZh { get; private set; } = "";
    public string BrandEn { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Category { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public int WarrantyMonths { get; private set; }
    public string? Source { get; private set; }
    public string? Licence { get; private set; }
    public SkuDetails Details { get; private set; } = new();
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; private set; } = new Dictionary<string, AttributeValue>();

    /// <summary>What came with the product and has no definition in its category: shown as it was written, never filtered by.</summary>
    public IReadOnlyDictionary<string, string> Extras { get; private set; } = new Dictionary<string, string>();

    /// <summary>SHA-256 over everything that an import sets, prices included: an equal one means that there is nothing to do.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>Pieces sold in the last ninety days, as <see cref="SalesFigures"/> counts them now and then.</summary>
    public long Sold { get; private set; }
    public long Version { get; private set; }

    public void Describe(SkuContent content)
    {
        (Key, PartNumber, Category, Unit, WarrantyMonths) = (content.Key, content.PartNumber, content.Category, content.Unit, content.WarrantyMonths);
        (BrandZh, BrandEn, NameZh, NameEn) = (content.Brand.Zh, content.Brand.En, content.Name.Zh, content.Name.En);
        (Source, Licence, Details, Attributes, Extras, ContentHash) = (content.Source, content.Licence, content.Details, content.Attributes, content.Extras, content.Hash);
    }

    public static string KeyOf(string partNumber) => partNumber.ToUpperInvariant();
}

/// <summary>What only the product's own page shows.</summary>
public sealed record SkuDetails
{
    public Text Description { get; init; }
    public IReadOnlyList<Text> Highlights { get; init; } = [];
    public int? CompressorWarrantyMonths { get; init; }
    public IReadOnlyList<Dimensions> Dimensions { get; init; } = [];
    public Freight? Freight { get; init; }
    public IReadOnlyList<SkuDocument> Documents { get; init; } = [];
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>ccc, energy-label, energy-saving, env-product.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
}

/// <summary>Outer measures of a part (unit, indoor, outdoor) in mm and its net weight in kg.</summary>
public sealed record Dimensions(string Part, decimal W, decimal D, decimal H, decimal Kg);

/// <summary>What is shipped: packages with gross measures in mm and weight in kg, and their total volume in m³.</summary>
public sealed record Freight(IReadOnlyList<Package> Packages, decimal GrossKg, decimal VolumeM3);

public sealed record Package(decimal W, decimal D, decimal H, decimal GrossKg);

/// <summary>A document of a product: manual, certificate, drawing.</summary>
public sealed record SkuDocument(string Kind, Text Title, string Path);

/// <summary>A checked description of a product, as <see cref="ProductReader"/> makes it.</summary>
internal sealed record SkuContent(string Key, string PartNumber, Text Brand, Text Name, string Category, string Unit, int WarrantyMonths, string? Source, string? Licence,
    SkuDetails Details, IReadOnlyDictionary<string, AttributeValue> Attributes, IReadOnlyDictionary<string, string> Extras, string Hash);

internal sealed class SkuMap : IEntityTypeConfiguration<Sku>
{
    public void Configure(EntityTypeBuilder<Sku> sku)
    {
        sku.ToTable("skus").Document("sku", seen => seen.ByEveryone().By(x => x.SupplierId).ByOperator());
        sku.HasKey(x => x.Id);
        sku.HasAlternateKey(x => new { x.SupplierId, x.Id });
        sku.Property(x => x.Key).HasMaxLength(120);
        sku.Property(x => x.PartNumber).HasMaxLength(120);
        sku.Property(x => x.BrandZh).HasMaxLength(80);
        sku.Property(x => x.BrandEn).HasMaxLength(80);
        sku.Property(x => x.NameZh).HasMaxLength(200);
        sku.Property(x => x.NameEn).HasMaxLength(200);
        sku.Property(x => x.Category).HasMaxLength(80);
        sku.Property(x => x.Unit).HasMaxLength(10);
        sku.Property(x => x.Source).HasMaxLength(100);
        sku.Property(x => x.Licence).HasMaxLength(100);
        sku.Property(x => x.ContentHash).HasMaxLength(64);
        sku.Property(x => x.Details).HasJson();
        sku.Property(x => x.Attributes).HasJson();
        sku.Property(x => x.Extras).HasJson();
        sku.HasIndex(x => new { x.SupplierId, x.Key }).IsUnique();
        sku.HasIndex(x => x.Key);
        sku.HasIndex(x => x.PartNumber);
        sku.HasIndex(x => x.Category);
    }
}
