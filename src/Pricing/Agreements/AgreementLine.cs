using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>One line: a price, or a discount, with tiers by quantity and perhaps a quota. CalledOff and Held move by conditional updates only.</summary>
internal sealed class AgreementLine
{
    private AgreementLine() { }

    public AgreementLine(AgreementLineId id, Agreement agreement, AgreementTarget target, SkuId? sku, string? category, long? priceMinor, int? discount, long? quota) =>
        (Id, AgreementId, BuyerId, SupplierId, Target, SkuId, Category, PriceMinor, DiscountBasisPoints, Quota) =
        (id, agreement.Id, agreement.BuyerId, agreement.SupplierId, target, sku, category, priceMinor, discount, quota);

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

    /// <summary>A lower price from so many pieces in one order line.</summary>
    public AgreementLine From(int minQuantity, Money unitPrice)
    {
        Tiers = [.. Tiers, new PriceTier(minQuantity, unitPrice.Minor)];
        return this;
    }
}

/// <summary>A lower unit price, in minor units of CNY, from so many pieces in one order.</summary>
internal sealed record PriceTier(int MinQuantity, long PriceMinor);

internal static class AgreementLineIds
{
    /// <summary>One line per target of an agreement: the id is made from both, so that an import can be repeated.</summary>
    public static AgreementLineId Line(this AgreementId agreement, string target) => Id.Named<AgreementLineId>($"{agreement.Value}/{target}");
}
