using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>What a line is about: one product, a brand, a category, a brand within a category, or everything of the supplier.</summary>
internal readonly record struct AgreementSubject(AgreementTarget Target, SkuId? Sku, string? Category, string? Brand)
{
    public static AgreementSubject Of(SkuId sku) => new(AgreementTarget.Sku, sku, null, null);

    /// <summary>A category, a brand, or both; everything when both are null.</summary>
    public static AgreementSubject Of(string? category, string? brand) =>
        new(brand is not null ? AgreementTarget.Brand : category is not null ? AgreementTarget.Category : AgreementTarget.Everything, null, category, brand);

    /// <summary>As a list of prices names what is no product: the code of its category, its brand, or <c>*</c>.</summary>
    public string Named => Brand is null ? Category ?? "*" : Category is null ? Brand : $"{Category} {Brand}";

    /// <summary>Its name among the lines of one agreement.</summary>
    public string Key => Sku?.Value.ToString() ?? (Brand is null ? Category ?? "*" : $"{Category ?? "*"}/{Brand}");
}

/// <summary>What a line grants: a price in minor units of CNY or a discount in basis points, with tiers; perhaps no more than a quota of pieces or of an amount.</summary>
internal sealed record AgreementTerms(long? PriceMinor, int? DiscountBasisPoints, long? Quota, QuotaMeasure Measure, IReadOnlyList<PriceTier> Tiers)
{
    public bool Equals(AgreementTerms? other) => other is not null
        && (PriceMinor, DiscountBasisPoints, Quota, Measure) == (other.PriceMinor, other.DiscountBasisPoints, other.Quota, other.Measure) && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(PriceMinor, DiscountBasisPoints, Quota, Measure, Tiers.Count);
}

/// <summary>One line: a price, or a discount, with tiers by quantity and perhaps a quota. CalledOff and Held move by conditional updates only.</summary>
internal sealed class AgreementLine
{
    private AgreementLine() { }

    public AgreementLine(AgreementLineId id, Agreement agreement, AgreementSubject subject, AgreementTerms terms)
    {
        (Id, AgreementId, BuyerId, SupplierId) = (id, agreement.Id, agreement.BuyerId, agreement.SupplierId);
        (Target, SkuId, Category, Brand) = (subject.Target, subject.Sku, subject.Category, subject.Brand);
        Grant(terms);
    }

    public AgreementLineId Id { get; private set; }
    public AgreementId AgreementId { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public AgreementTarget Target { get; private set; }
    public SkuId? SkuId { get; private set; }
    public string? Category { get; private set; }

    /// <summary>As the products have it in Chinese.</summary>
    public string? Brand { get; private set; }

    /// <summary>Tax-inclusive unit price in minor units of CNY, from the first piece.</summary>
    public long? PriceMinor { get; private set; }
    public int? DiscountBasisPoints { get; private set; }

    /// <summary>How much may be called off in all, and below how much was: pieces, or minor units of CNY where it is measured by amount; null without a limit.</summary>
    public long? Quota { get; private set; }
    public QuotaMeasure QuotaMeasure { get; private set; }
    public long CalledOff { get; private set; }
    public long Held { get; private set; }
    public IReadOnlyList<PriceTier> Tiers { get; private set; } = [];

    public AgreementSubject Subject => new(Target, SkuId, Category, Brand);
    public AgreementTerms Terms => new(PriceMinor, DiscountBasisPoints, Quota, QuotaMeasure, Tiers);

    /// <summary>Writes its terms anew, while the agreement is a draft.</summary>
    internal void Grant(AgreementTerms terms) => (PriceMinor, DiscountBasisPoints, Quota, QuotaMeasure, Tiers) = (terms.PriceMinor, terms.DiscountBasisPoints, terms.Quota, terms.Measure, terms.Tiers);
}

/// <summary>From so many pieces of a product in one order: a lower unit price, in minor units of CNY, or a higher discount, as the line has the one or the other.</summary>
internal sealed record PriceTier(int MinQuantity, long? PriceMinor, int? DiscountBasisPoints = null);

internal static class AgreementLineIds
{
    /// <summary>One line per subject of an agreement: the id is made from both, so that an import can be repeated.</summary>
    public static AgreementLineId Line(this AgreementId agreement, AgreementSubject subject) => Id.Named<AgreementLineId>($"{agreement.Value}/{subject.Key}");
}
