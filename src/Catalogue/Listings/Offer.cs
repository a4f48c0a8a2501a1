namespace Hecai.Catalogue;

/// <summary>
/// What a supplier offers of one SKU, as other modules see it: everything that pricing, checkout and orders need, and nothing
/// that only the supplier may know.
/// </summary>
public sealed record Offer
{
    public required ListingId Id { get; init; }
    public required SkuId Sku { get; init; }
    public required OrganizationId Supplier { get; init; }
    public required string SupplierName { get; init; }

    /// <summary>The manufacturer's part number, as printed on the nameplate: YL-KFR-72QW/A1.</summary>
    public required string PartNumber { get; init; }
    public required Text Name { get; init; }
    public required Text Brand { get; init; }

    /// <summary>The leaf category (<c>hvac.cassette</c>), and all above it from the root.</summary>
    public required string Category { get; init; }
    public required IReadOnlyList<string> CategoryPath { get; init; }

    /// <summary>Tax-inclusive list price for one unit of sale.</summary>
    public required Money ListPrice { get; init; }
    public required VatRate Vat { get; init; }

    /// <summary>Unit of sale: 台, 套, 件, m.</summary>
    public required string Unit { get; init; }

    /// <summary>True while the operator shows it and the supplier sells it, within its <see cref="Window"/>.</summary>
    public required bool Saleable { get; init; }

    /// <summary>False for a draft, in review and before its sale begins: only its supplier and the operator know of it then.</summary>
    public required bool IsPublic { get; init; }
    public SaleWindow Window { get; init; } = SaleWindow.Always;

    /// <summary>When its sale came to its end; null where that is not why it cannot be had.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it is sold.</summary>
    public SaleAreas Areas { get; init; } = SaleAreas.Everywhere;
    public int MinQuantity { get; init; } = 1;
    public int PackSize { get; init; } = 1;

    /// <summary>Working days to make it when it is not kept in stock; null for stock goods.</summary>
    public int? MakeToOrderDays { get; init; }

    /// <summary>Warranty of the whole machine in months.</summary>
    public int WarrantyMonths { get; init; }
    public required string Picture { get; init; }
    public IReadOnlyList<ServiceOption> Services { get; init; } = [];
}

/// <summary>A service sold with a product: standard installation, extra pipe per metre, commissioning.</summary>
/// <param name="Code">Stable within the product line: <c>install</c>, <c>pipe</c>, <c>commission</c>.</param>
/// <param name="Price">Tax-inclusive, per <paramref name="Unit"/> of one piece of the product.</param>
/// <param name="Installs">True when choosing it means that a technician comes: it opens a work order.</param>
public sealed record ServiceOption(string Code, Text Name, Money Price, VatRate Vat, string Unit, bool Installs);
