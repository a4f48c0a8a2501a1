namespace Hecai;

/// <summary>
/// A Chinese value-added tax rate in basis points: 1300 is 13 %. Allowed are 13, 9 and 6 % (增值税法 articles on rates),
/// the 3 % levy rate 征收率, its reduced 1 %, and 0 %. Another one is refused with <c>tax.rate_unknown</c>.
/// </summary>
public readonly record struct VatRate(int BasisPoints)
{
    /// <summary>The allowed rates, the highest first.</summary>
    public static IReadOnlyList<VatRate> All { get; } = [.. new[] { 1300, 900, 600, 300, 100, 0 }.Select(points => new VatRate(points))];

    public int BasisPoints { get; init => field = Allowed(value); } = Allowed(BasisPoints);

    /// <summary>The rate of a whole number of per cent: <c>VatRate.Percent(13)</c>.</summary>
    public static VatRate Percent(int percent) => percent is >= 0 and <= 100 ? new(percent * 100) : throw Refused.With(ValueErrors.VatRate, percent);

    /// <summary>"13%".</summary>
    public override string ToString() => $"{BasisPoints / 100}%";

    private static int Allowed(int points) =>
        points is 1300 or 900 or 600 or 300 or 100 or 0 ? points : throw Refused.With(ValueErrors.VatRate, points / 100m);
}

/// <summary>Value-added tax within tax-inclusive prices 价税合计.</summary>
public static class Tax
{
    /// <summary>
    /// Divides a tax-inclusive amount: tax = round(gross × rate / (1 + rate)) half away from zero to the minor unit, net = gross − tax,
    /// so that the two always sum to the gross. The formula is 销售额 = 含税销售额 ÷ (1 + 税率) of 增值税暂行条例实施细则.
    /// </summary>
    public static (Money Net, Money Tax) Included(Money gross, VatRate rate)
    {
        var tax = gross.Ratio(rate.BasisPoints, 10_000 + rate.BasisPoints);
        return (gross - tax, tax);
    }
}
