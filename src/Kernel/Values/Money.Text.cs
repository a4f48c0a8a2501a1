using System.Globalization;
using System.Text.RegularExpressions;

namespace Hecai;

public readonly partial record struct Money
{
    /// <summary>For people: symbol, and separators of the current culture: ¥32,990.00, −US$5.00 as -US$5.00.</summary>
    public override string ToString()
    {
        if (Currency is null)
            return "";
        var kind = Hecai.Currency.Of(Currency);
        var culture = CultureInfo.CurrentCulture;
        var digits = Math.Abs(ToDecimal()).ToString("N" + kind.Digits, culture);
        return (Minor < 0 ? culture.NumberFormat.NegativeSign : "") + kind.Symbol + digits;
    }

    /// <summary>For machines: major units, all decimals, no separators, whatever the culture: 32990.00.</summary>
    public string ToPlainString() => ToDecimal().ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads what <see cref="ToPlainString"/> writes; fewer decimals are allowed, nothing else is: no sign but a minus, no
    /// separators, spaces, exponents, leading zeros or digits of other scripts. Refused with <c>money.malformed</c>,
    /// <c>money.too_many_decimals</c>, <c>money.overflow</c> or <c>money.currency_unknown</c>.
    /// </summary>
    public static Money ParseStrict(string? amount, string? currency)
    {
        var code = Hecai.Currency.Of(currency).Code;
        if (amount is null || !Plain().IsMatch(amount))
            throw Refused.With(ValueErrors.Amount, PlainText.Shown(amount));
        return decimal.TryParse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? Of(value, code)
            : throw Refused.With(KernelErrors.AmountOverflow);
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,39})(\.[0-9]{1,9})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
