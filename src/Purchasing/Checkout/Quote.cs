using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>How a part of an order reaches the buyer.</summary>
public enum DeliveryMode
{
    /// <summary>From a warehouse.</summary>
    Delivery,
    /// <summary>From a warehouse, with a technician afterwards 送装.</summary>
    DeliveryAndInstallation,
    /// <summary>Made to order, straight from the factory 厂直.</summary>
    FactoryDirect,
}

public enum LineKind { Goods, Service }

/// <summary>A priced and sourced line: goods, or a service that goes with the goods of <see cref="ForLine"/>.</summary>
public sealed record QuotedLine
{
    public required int Line { get; init; }
    public int? ForLine { get; init; }
    public required LineKind Kind { get; init; }
    public required ListingId Listing { get; init; }
    public required SkuId Sku { get; init; }
    public required OrganizationId Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required string PartNumber { get; init; }
    public string? ServiceCode { get; init; }
    public required Text Name { get; init; }
    public required string Category { get; init; }
    public required string Picture { get; init; }
    public required string Unit { get; init; }
    public required long Quantity { get; init; }
    public required Money ListPrice { get; init; }
    public required Money UnitPrice { get; init; }
    public required VatRate Vat { get; init; }
    public AgreementLineId? AgreementLine { get; init; }

    /// <summary>What of that line's quota it takes: pieces, or its amount.</summary>
    public QuotaMeasure QuotaMeasure { get; init; }
    public required IReadOnlyList<PriceStep> Why { get; init; }
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>True for goods that a technician installs, and for the service that does.</summary>
    public bool Installs { get; init; }
    public required DeliveryMode Mode { get; init; }
    public int WarrantyMonths { get; init; }
    public DateOnly? Delivery { get; init; }
    public DateOnly? Installation { get; init; }

    public Money Amount => UnitPrice.Times(Quantity);
}

/// <summary>What one supplier brings in one way: it becomes one supplier order.</summary>
public sealed record SplitPart(OrganizationId Supplier, string SupplierName, DeliveryMode Mode, IReadOnlyList<QuotedLine> Lines)
{
    public Money Amount => Lines.Sum(l => l.Amount, "CNY");
    public DateOnly? Delivery => Lines.Any(l => l.Delivery is null) ? null : Lines.Max(l => l.Delivery);
    public DateOnly? Installation => Lines.Any(l => l.Installs) ? Lines.Max(l => l.Installation) : null;
}

/// <summary>What a basket costs and when it comes, for one buyer and one address.</summary>
public sealed record Quote(string RegionCode, IReadOnlyList<QuotedLine> Lines)
{
    public Money Total => Lines.Sum(l => l.Amount, "CNY");
    public Money Tax => Lines.Sum(l => Hecai.Tax.Included(l.Amount, l.Vat).Tax, "CNY");

    /// <summary>What the list prices would have cost in addition.</summary>
    public Money Saved => Lines.Sum(l => (l.ListPrice - l.UnitPrice).Times(l.Quantity), "CNY");

    /// <summary>The orders it will be split into: by supplier and mode, in the order of the lines.</summary>
    public IReadOnlyList<SplitPart> Split => [.. Lines.GroupBy(l => (l.Supplier, l.SupplierName, l.Mode)).Select(g => new SplitPart(g.Key.Supplier, g.Key.SupplierName, g.Key.Mode, [.. g]))];
}
