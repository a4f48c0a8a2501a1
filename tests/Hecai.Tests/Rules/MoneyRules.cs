using static Hecai.Money;

namespace Hecai.Tests.Rules;

public class MoneyRules
{
    private static readonly Money Most = new(long.MaxValue, "CNY");
    private static readonly Money Least = new(long.MinValue, "CNY");

    [Fact]
    public void An_amount_is_whole_minor_units_of_its_currency()
    {
        Assert.Equal(new Money(3_299_000, "CNY"), Yuan(32_990.00m));
        Assert.Equal(new Money(500, "JPY"), Of(500, "JPY"));
        Assert.Equal(new Money(1_234, "KWD"), Of(1.234m, "KWD"));
        Assert.Equal(32_990.00m, Yuan(32_990).ToDecimal());
        Assert.Equal(-0.01m, Yuan(-0.01m).ToDecimal());
        Assert.Equal(-92_233_720_368_547_758.08m, Least.ToDecimal());
        ValueErrors.AmountDigits.Refuses(() => Yuan(0.001m));
        ValueErrors.AmountDigits.Refuses(() => Of(1.5m, "JPY"));
        KernelErrors.AmountOverflow.Refuses(() => Yuan(decimal.MaxValue));
    }

    [Theory]
    [InlineData("cny"), InlineData("XXX"), InlineData(""), InlineData("CNY "), InlineData(null)]
    public void An_unknown_currency_is_refused_wherever_it_enters(string? code)
    {
        ValueErrors.Currency.Refuses(() => new Money(1, code!));
        ValueErrors.Currency.Refuses(() => Yuan(1) with { Currency = code! });
        ValueErrors.Currency.Refuses(() => ParseStrict("1", code));
    }

    [Fact]
    public void Sums_and_differences_are_exact()
    {
        Assert.Equal(Yuan(0.30m), Yuan(0.10m) + Yuan(0.20m));
        Assert.Equal(Yuan(-0.10m), Yuan(0.10m) - Yuan(0.20m));
        Assert.Equal(Yuan(-5), -Yuan(5));
        Assert.Equal(Yuan(6), new[] { Yuan(1), Yuan(2), Yuan(3) }.Sum("CNY"));
        Assert.Equal(Zero("CNY"), Array.Empty<Money>().Sum("CNY"));
        Assert.Equal(Yuan(3), new[] { 1, 2 }.Sum(n => Yuan(n), "CNY"));
        Assert.Equal(Most, new[] { Most, Yuan(1), Yuan(-1) }.Sum("CNY"));
    }

    [Fact]
    public void Currencies_never_mix()
    {
        var (yuan, dollar) = (Yuan(1), Of(1, "USD"));
        KernelErrors.CurrencyMismatch.Refuses(() => yuan + dollar);
        KernelErrors.CurrencyMismatch.Refuses(() => yuan - dollar);
        KernelErrors.CurrencyMismatch.Refuses(() => yuan < dollar);
        KernelErrors.CurrencyMismatch.Refuses(() => yuan >= dollar);
        KernelErrors.CurrencyMismatch.Refuses(() => Max(yuan, dollar));
        KernelErrors.CurrencyMismatch.Refuses(() => new[] { yuan, dollar }.Sum("CNY"));
        Assert.NotEqual(yuan, dollar);
    }

    [Fact]
    public void Amounts_never_wrap()
    {
        KernelErrors.AmountOverflow.Refuses(() => Most + new Money(1, "CNY"));
        KernelErrors.AmountOverflow.Refuses(() => Least - new Money(1, "CNY"));
        KernelErrors.AmountOverflow.Refuses(() => -Least);
        KernelErrors.AmountOverflow.Refuses(() => Most.Times(2));
        KernelErrors.AmountOverflow.Refuses(() => Most.Times(1.0000000001m));
        KernelErrors.AmountOverflow.Refuses(() => Most.Percent(101));
        KernelErrors.AmountOverflow.Refuses(() => Most.Ratio(2, 1));
        KernelErrors.AmountOverflow.Refuses(() => new[] { Most, Most }.Sum("CNY"));
    }

    [Theory]
    [InlineData(1, 0.5, Rounding.HalfAwayFromZero, 1)]
    [InlineData(-1, 0.5, Rounding.HalfAwayFromZero, -1)]
    [InlineData(3, 0.5, Rounding.HalfAwayFromZero, 2)]
    [InlineData(1, 0.49, Rounding.HalfAwayFromZero, 0)]
    [InlineData(1, 0.9, Rounding.Down, 0)]
    [InlineData(-1, 0.9, Rounding.Down, 0)]
    [InlineData(1, 0.1, Rounding.Up, 1)]
    [InlineData(-1, 0.1, Rounding.Up, -1)]
    [InlineData(2, 0.5, Rounding.Up, 1)]
    public void A_factor_is_rounded_once_by_a_named_rule(long minor, double factor, Rounding rounding, long expected) =>
        Assert.Equal(new Money(expected, "CNY"), new Money(minor, "CNY").Times((decimal)factor, rounding));

    [Fact]
    public void Factors_are_computed_exactly_before_rounding()
    {
        Assert.Equal(Yuan(164_950), Yuan(32_990).Times(5));
        Assert.Equal(Yuan(2_886.63m), Yuan(32_990).Percent(8.75m));
        Assert.Equal(Yuan(0.33m), Yuan(1).Ratio(1, 3));
        // 28 digits of decimal would round this product up to …0.5 and then to …1.
        var almostHalf = 0.4999999999999999999999999999m;
        Assert.Equal(new Money(49_999_999_999_999_999, "CNY"), new Money(99_999_999_999_999_999, "CNY").Times(almostHalf));
    }

    [Theory]
    [InlineData("zh-CN", "¥32,990.00"), InlineData("en-US", "¥32,990.00"), InlineData("de-DE", "¥32.990,00")]
    public void It_is_shown_with_symbol_and_the_separators_of_the_culture(string culture, string expected)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(expected, Yuan(32_990).ToString());
        Assert.Equal("32990.00", Yuan(32_990).ToPlainString());
    }

    [Fact]
    public void Negative_and_foreign_amounts_are_shown_unambiguously()
    {
        using var _ = new InCulture("en-US");
        Assert.Equal("-¥1,234.50", Yuan(-1_234.5m).ToString());
        Assert.Equal("JP¥1,500", Of(1_500, "JPY").ToString());
        Assert.Equal("US$5.00", Of(5, "USD").ToString());
    }

    [Theory]
    [InlineData("32990.00", 3_299_000), InlineData("32990", 3_299_000), InlineData("0.5", 50), InlineData("-0.01", -1), InlineData("0", 0)]
    [InlineData("92233720368547758.07", long.MaxValue), InlineData("-92233720368547758.08", long.MinValue)]
    public void Strict_text_is_read(string text, long minor) => Assert.Equal(new Money(minor, "CNY"), ParseStrict(text, "CNY"));

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue), InlineData("-9223372036854775808", long.MinValue)]
    public void The_extremes_of_a_currency_without_decimals_are_read(string text, long minor) => Assert.Equal(new Money(minor, "JPY"), ParseStrict(text, "JPY"));

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" 1"), InlineData("1 "), InlineData("+1"), InlineData("1,000.00"), InlineData("1e3"), InlineData("01")]
    [InlineData(".5"), InlineData("5."), InlineData("０.5"), InlineData("٣"), InlineData("0x10"), InlineData("¥1"), InlineData("--1"), InlineData("1\n"), InlineData("NaN")]
    public void Any_other_text_is_refused(string? text) => ValueErrors.Amount.Refuses(() => ParseStrict(text, "CNY"));

    [Fact]
    public void Too_fine_and_too_large_texts_are_refused_as_such()
    {
        ValueErrors.AmountDigits.Refuses(() => ParseStrict("1.001", "CNY"));
        ValueErrors.AmountDigits.Refuses(() => ParseStrict("1.5", "JPY"));
        KernelErrors.AmountOverflow.Refuses(() => ParseStrict("92233720368547758.08", "CNY"));
        KernelErrors.AmountOverflow.Refuses(() => ParseStrict(new string('9', 40), "CNY"));
    }
}
