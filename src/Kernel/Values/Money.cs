using System.Numerics;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>
/// An exact amount in the minor unit of its currency (分 for CNY). Amounts of different currencies never mix
/// (<c>money.currency_mismatch</c>) and never wrap (<c>money.overflow</c>). Never multiply it inside a query.
/// </summary>
/// <param name="Minor">Minor units, for example 3299000 for ¥32,990.00.</param>
/// <param name="Currency">ISO 4217 code; one that is not supported is refused with <c>money.currency_unknown</c>.</param>
[JsonConverter(typeof(MoneyJson))]
public readonly partial record struct Money(long Minor, string Currency) : IComparable<Money>
{
    public string Currency { get; init => field = Hecai.Currency.Of(value).Code; } = Hecai.Currency.Of(Currency).Code;

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>An amount in yuan; refused with <c>money.too_many_decimals</c> when finer than a fen.</summary>
    public static Money Yuan(decimal amount) => Of(amount, "CNY");

    /// <summary>An amount in major units; refused with <c>money.too_many_decimals</c> when finer than the minor unit.</summary>
    public static Money Of(decimal amount, string currency)
    {
        var kind = Hecai.Currency.Of(currency);
        var (numerator, denominator) = Fraction.Of(amount);
        var minor = BigInteger.DivRem(numerator * kind.MinorPerMajor, denominator, out var rest);
        return rest.IsZero ? Checked(minor, currency) : throw Refused.With(ValueErrors.AmountDigits, kind.Code, kind.Digits);
    }

    [JsonIgnore] public bool IsZero => Minor == 0;
    [JsonIgnore] public bool IsPositive => Minor > 0;
    [JsonIgnore] public bool IsNegative => Minor < 0;

    /// <summary>The amount in major units, with all decimals of the currency: 32990.00.</summary>
    public decimal ToDecimal() => Minor * new decimal(1, 0, 0, isNegative: false, (byte)Hecai.Currency.Of(Currency).Digits);

    public static Money operator +(Money left, Money right) => Checked((Int128)left.Minor + left.Same(right).Minor, left.Currency);
    public static Money operator -(Money left, Money right) => Checked((Int128)left.Minor - left.Same(right).Minor, left.Currency);
    public static Money operator -(Money amount) => Checked(-(Int128)amount.Minor, amount.Currency);
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>By amount; refused with <c>money.currency_mismatch</c> across currencies.</summary>
    public int CompareTo(Money other) => Minor.CompareTo(Same(other).Minor);

    public static Money Min(Money left, Money right) => left <= right ? left : right;
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>The amount that many times, exactly.</summary>
    public Money Times(long count) => Checked((Int128)Minor * count, Currency);

    /// <summary>The amount times a factor: computed exactly, rounded once to the minor unit.</summary>
    public Money Times(decimal factor, Rounding rounding = Rounding.HalfAwayFromZero)
    {
        var (numerator, denominator) = Fraction.Of(factor);
        return Checked(Fraction.Round(Minor * numerator, denominator, rounding), Currency);
    }

    /// <summary>So many per cent of the amount: <c>Percent(2.5m)</c> is a fortieth, computed exactly and rounded once.</summary>
    public Money Percent(decimal percent, Rounding rounding = Rounding.HalfAwayFromZero)
    {
        var (numerator, denominator) = Fraction.Of(percent);
        return Checked(Fraction.Round(Minor * numerator, denominator * 100, rounding), Currency);
    }

    /// <summary>The amount times <paramref name="numerator"/> over a positive <paramref name="denominator"/>, rounded once.</summary>
    public Money Ratio(long numerator, long denominator, Rounding rounding = Rounding.HalfAwayFromZero)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        return Checked(Fraction.Round((BigInteger)Minor * numerator, denominator, rounding), Currency);
    }

    internal static Money Checked(BigInteger minor, string currency) =>
        minor >= long.MinValue && minor <= long.MaxValue ? new((long)minor, currency) : throw Refused.With(KernelErrors.AmountOverflow);

    private Money Same(Money other) =>
        Currency == other.Currency ? other : throw Refused.With(KernelErrors.CurrencyMismatch, Currency, other.Currency);
}

/// <summary>Sums of amounts.</summary>
public static class MoneySums
{
    /// <summary>The sum, whatever the order: only the result must fit. The currency is given, because nothing also has one.</summary>
    public static Money Sum(this IEnumerable<Money> amounts, string currency)
    {
        var total = BigInteger.Zero;
        foreach (var amount in amounts)
            total += amount.Currency == currency ? amount.Minor : throw Refused.With(KernelErrors.CurrencyMismatch, currency, amount.Currency);
        return Money.Checked(total, currency);
    }

    /// <summary>The sum of one amount of each item.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount, string currency) => items.Select(amount).Sum(currency);
}
