using Hecai.Pricing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared.Agreements;

/// <summary>Terms of an agreement as its pages say them.</summary>
internal static class AgreementText
{
    public static string Tier(TierView tier) => tier.Price is { } price
        ? L($"满 {tier.MinQuantity} 件 {Formats.Money(price.Minor)}", $"from {tier.MinQuantity}: {Formats.Money(price.Minor)}")
        : L($"满 {tier.MinQuantity} 件 −{AgreementSheet.Percent(tier.DiscountBasisPoints ?? 0)}", $"from {tier.MinQuantity}: −{AgreementSheet.Percent(tier.DiscountBasisPoints ?? 0)}");

    /// <summary>A figure of a quota: 1,200 件, or ¥500,000.00.</summary>
    public static string Quota(long value, QuotaMeasure measure) => measure == QuotaMeasure.Amount ? $"¥{Formats.Money(value)}" : L($"{Formats.Number(value)} 件", Formats.Number(value));
}
