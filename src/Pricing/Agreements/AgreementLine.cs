using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>What a line is about: one product, a category, or everything of the supplier.</summary>
internal readonly record struct AgreementSubject(AgreementTarget Target, SkuId? Sku, string? Category)
{
    public static AgreementSubject Of(SkuId sku) => new(AgreementTarget.Sku, sku, null);

    /// <summary>A category, or everything when it is null.</summary>
    public static AgreementSubject Of(string? category) => new(category is null ? AgreementTarget.Everything : AgreementTarget.Category, null, category);

    /// <summary>Its name among the lines of one agreement.</summary>
    public string Key => Sku?.Value.ToString() ?? Category ?? "*";
}

/// <summary>What a line grants: a price in minor units of CNY with tiers, or a discount in basis points; perhaps no more than a quota of pieces.</summary>
internal sealed record AgreementTerms(long? PriceMinor, int? DiscountBasisPoints, long? Quota, IReadOnlyList<PriceTier> Tiers)
{
    public bool Equals(AgreementTerms? other) => other is not null
        && (PriceMinor, DiscountBasisPoints, Quota) == (other.PriceMinor, other.DiscountBasisPoints, other.Quota) && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(PriceMinor, DiscountBasisPoints, Quota, Tiers.Count);
}

/// <summary>One line: a price, or a discount, with tiers by quantity and perhaps a quota. CalledOff and Held move by conditional updates only.</summary>
internal sealed class AgreementLine
{
    private AgreementLine() { }

    public AgreementLine(AgreementLineId id, Agreement agreement, AgreementSubject subject, AgreementTerms terms)
    {
        (Id, AgreementId, BuyerId, SupplierId) = (id, agreement.Id, agreement.BuyerId, agreement.SupplierId);
        (Target, SkuId, Category) = (subject.Target, subject.Sku, subject.Category);
        Grant(terms);
    }

    public AgreementLineId Id { get; private set; }
    public AgreementId AgreementId { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public AgreementTarget Target { get; private set; }
    public SkuId? SkuId { get; private set; }
    public string? Category { get; private set; }

    /// <summary>Tax-inclusive unit price in minor units of CNY, from the first piece.</summary>
    public long? PriceMinor { get; private set; }
    public int? DiscountBasisPoints { get; private set; }

    /// <summary>How many pieces may be called off in all; null without a limit.</summary>
    public long? Quota { get; private set; }
    public long CalledOff { get; private set; }
    public long Held { get; private set; }
    public IReadOnlyList<PriceTier> Tiers { get; private set; } = [];

    public AgreementSubject Subject => new(Target, SkuId, Category);
    public AgreementTerms Terms => new(PriceMinor, DiscountBasisPoints, Quota, Tiers);

    /// <summary>Writes its terms anew, while the agreement is a draft.</summary>
    internal void Grant(AgreementTerms terms) => (PriceMinor, DiscountBasisPoints, Quota, Tiers) = (terms.PriceMinor, terms.DiscountBasisPoints, terms.Quota, terms.Tiers);
}

/// <summary>A lower unit price, in minor units of CNY, from so many pieces in one order.</summary>
internal sealed record PriceTier(int MinQuantity, long PriceMinor);

internal static class AgreementLineIds
{
    /// <summary>One line per subject of an agreement: the id is made from both, so that an import can be repeated.</summary>
    public static AgreementLineId Line(this AgreementId agreement, AgreementSubject subject) => Id.Named<AgreementLineId>($"{agreement.Value}/{subject.Key}");
}
