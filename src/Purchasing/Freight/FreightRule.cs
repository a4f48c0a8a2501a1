using Hecai.Pricing;

namespace Hecai.Purchasing;

/// <summary>运费: what a supplier charges for bringing one part of an order, in a division and in a way. All amounts are in CNY, tax included.</summary>
/// <param name="Charge">For each delivery of a part; nothing where it is free.</param>
/// <param name="RegionCode">A division of any level; null: everywhere. The innermost that contains the destination decides.</param>
/// <param name="Mode">Null: each. Of two rules for one division the one that names the mode decides.</param>
/// <param name="PerPiece">For each piece of goods in addition.</param>
/// <param name="FreeFrom">满额包邮: free where the goods of the part come to this much; null: never.</param>
/// <param name="Vat">Per cent: 9 for transport, 13 where it is part of the sale.</param>
public sealed record FreightRule(Money Charge, string? RegionCode = null, DeliveryMode? Mode = null, Money? PerPiece = null, Money? FreeFrom = null, int Vat = FreightRule.UsualVat)
{
    public const int UsualVat = 9;

    /// <summary>The most that a rule can say.</summary>
    public static readonly Money Most = Money.Yuan(1_000_000);

    public static IReadOnlyList<int> Rates { get; } = [9, 13];

    internal bool Covers(Region? destination, DeliveryMode mode) =>
        (Mode is null || Mode == mode) && (RegionCode is null || (destination is { } to && Regions.Of(RegionCode).Contains(to)));
}

/// <summary>What the freight of a part is, and why.</summary>
/// <param name="Amount">In CNY, tax included; nothing where it is free.</param>
/// <param name="Vat">Of that, in per cent.</param>
/// <param name="Rule">The rule that decided; null where none does, so that it is free.</param>
/// <param name="Missing">How much more of goods would make it free; null where nothing would, or it is.</param>
/// <param name="Why">The steps that lead to it; the last one is the amount.</param>
public sealed record FreightCharge(Money Amount, int Vat, FreightRule? Rule, Money? Missing, IReadOnlyList<PriceStep> Why);

/// <summary>The freight rules of one supplier, in the order in which it wrote them. The order decides nothing: no two are for the same division and mode.</summary>
public sealed record FreightRules(IReadOnlyList<FreightRule> Rules)
{
    public const int MaxRules = 500;

    public static readonly FreightRules None = new([]);

    /// <summary>
    /// The freight of a part: pure. Of the rules that cover the destination and the mode the innermost division decides, within it the one
    /// that names the mode; without any it is free.
    /// </summary>
    /// <param name="regionCode">Where the part goes.</param>
    /// <param name="mode">How it is brought.</param>
    /// <param name="pieces">Of goods.</param>
    /// <param name="goods">What the goods cost, tax included, without services.</param>
    public FreightCharge Charge(string regionCode, DeliveryMode mode, long pieces, Money goods)
    {
        var to = Regions.Find(regionCode);
        var rule = Rules.Where(r => r.Covers(to, mode)).OrderByDescending(r => r.RegionCode?.Length ?? 0).ThenByDescending(r => r.Mode is not null).FirstOrDefault();
        var nothing = Money.Zero("CNY");
        if (rule is null)
            return new(nothing, FreightRule.UsualVat, null, null, [Rules.Count == 0 ? new("供应商免运费", "The supplier charges no freight", 0) : new("该地区与方式没有运费，免运费", "No freight for this area and mode", 0)]);

        var whole = rule.Charge + (rule.PerPiece?.Times(pieces) ?? nothing);
        var free = rule.FreeFrom <= goods;
        var steps = new List<PriceStep> { new(Scope(rule).Zh, Scope(rule).En, null), new("每次送货", "Each delivery", rule.Charge.Minor, free) };
        if (rule.PerPiece is { } each)
            steps.Add(new($"另加每件 {Yuan(each)} × {pieces}", $"plus {Yuan(each)} a piece × {pieces}", whole.Minor, free));
        if (free)
            steps.Add(new($"商品满 {Yuan(rule.FreeFrom!.Value)} 免运费", $"Free from {Yuan(rule.FreeFrom!.Value)} of goods on", 0));
        return new(free ? nothing : whole, rule.Vat, rule, !free && whole.IsPositive && rule.FreeFrom is { } from ? from - goods : null, steps);
    }

    /// <summary>What a rule is for: 内蒙古自治区，仓配.</summary>
    public static Text Scope(FreightRule rule)
    {
        var (where, how) = (Regions.Find(rule.RegionCode)?.Path, rule.Mode is { } mode ? DeliveryModes.Name(mode) : new Text("各种方式", "any mode"));
        return ($"{where ?? "全国"}，{how.Zh}", $"{where ?? "everywhere"}, {how.En}");
    }

    /// <summary>
    /// The same. Refused by field, <c>rules[2].regionCode</c>: an unknown division, two rules for one division and mode,
    /// another rate, another currency, and amounts below zero or above <see cref="FreightRule.Most"/>.
    /// </summary>
    public FreightRules Checked()
    {
        if (Rules.Count > MaxRules)
            throw Refused.Field("rules", KernelErrors.OutOfRange, 0, MaxRules);
        var (fields, known) = (new FieldErrors(), new Dictionary<(string?, DeliveryMode?), int>());
        for (var i = 0; i < Rules.Count; i++)
        {
            var (rule, at) = (Rules[i], $"rules[{i}].");
            fields.Read(at + "charge", _ => Within(rule.Charge, Money.Zero("CNY")));
            fields.Read(at + "perPiece", _ => rule.PerPiece is { } each ? Within(each, Least) : (Money?)null);
            fields.Read(at + "freeFrom", _ => rule.FreeFrom is { } from ? Within(from, Least) : (Money?)null);
            fields.Read(at + "vat", _ => FreightRule.Rates.Contains(rule.Vat) ? rule.Vat : throw Refused.With(FreightErrors.Vat));
            fields.Read(at + "mode", f => rule.Mode is null || Enum.IsDefined(rule.Mode.Value) ? rule.Mode : throw Refused.Field(f, KernelErrors.Malformed, rule.Mode));
            fields.Read(at + "regionCode", _ =>
            {
                var region = rule.RegionCode is { } code ? Regions.Of(code).Code : null;
                return known.TryAdd((region, rule.Mode), i) ? region : throw Refused.With(FreightErrors.RuleTwice, i + 1, known[(region, rule.Mode)] + 1);
            });
        }
        fields.Demand();
        return this;
    }

    private static readonly Money Least = new(1, "CNY");

    private static Money Within(Money amount, Money least) => amount.Currency != "CNY" ? throw Refused.With(KernelErrors.CurrencyMismatch, "CNY", amount.Currency)
        : amount < least || amount > FreightRule.Most ? throw Refused.With(KernelErrors.OutOfRange, least, FreightRule.Most) : amount;

    private static string Yuan(Money amount) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"¥{amount.ToDecimal():N2}");
}

public static class FreightErrors
{
    public static readonly Error RuleTwice = Error.Invalid("freight.rule_twice", "第 {0} 条与第 {1} 条的地区和方式相同", "Rule {0} is for the same area and mode as rule {1}");
    public static readonly Error Vat = Error.Invalid("freight.vat_rate", "运费的税率为 9% 或 13%", "The VAT rate of freight is 9 % or 13 %");
}
