using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hecai;

/// <summary>A measured value with its unit: 7.2 kW. How many pieces an order wants is a <see cref="Count"/> instead.</summary>
/// <param name="Value">How many of the unit.</param>
/// <param name="Unit">The unit.</param>
[JsonConverter(typeof(QuantityJson))]
public readonly partial record struct Quantity(decimal Value, Unit Unit) : IComparable<Quantity>
{
    /// <summary>What is accepted from outside: at most this many in either direction, with at most six decimals.</summary>
    public const decimal Max = 1_000_000_000_000_000m;

    /// <summary>
    /// The same in another unit, computed in decimal with 28 digits; refused with <c>quantity.dimension_mismatch</c> across dimensions,
    /// with <c>quantity.out_of_range</c> when it does not fit. From 匹 the result is nominal (see <see cref="Unit.Pi"/>).
    /// </summary>
    public Quantity To(Unit unit)
    {
        if (Unit.Equals(unit))
            return this;
        if (!Unit.ConvertsTo(unit))
            throw Refused.With(ValueErrors.Dimension, Unit.Symbol, unit.Symbol);
        return Fitting(this, q => q.Value * q.Unit.Factor / unit.Factor, unit);
    }

    /// <summary>The sum in the unit of the left one.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => Fitting(right.To(left.Unit), q => left.Value + q.Value, left.Unit);

    /// <summary>The quantity that many times.</summary>
    public static Quantity operator *(Quantity quantity, decimal factor) => Fitting(quantity, q => q.Value * factor, quantity.Unit);

    /// <summary>By size within a dimension, whatever the units: 1 RT is more than 3.5 kW.</summary>
    public int CompareTo(Quantity other) => Value.CompareTo(other.To(Unit).Value);

    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Reads a number and a unit, with or without a space: "7.2kW", "24,000 Btu/h", "３ 匹". Commas only between groups of three.
    /// Refused with <c>quantity.malformed</c>, <c>quantity.unit_unknown</c> or <c>quantity.out_of_range</c>.
    /// </summary>
    public static Quantity Parse(string? text)
    {
        if (text is not { Length: > 0 and <= 64 } || !PlainText.IsVisible(text)
            || NumberAndUnit().Match(PlainText.Compatible(text)) is not { Success: true } match)
            throw Refused.With(ValueErrors.Quantity, PlainText.Shown(text));
        return Of(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), match.Groups["unit"].Value);
    }

    /// <summary>Reads the number that <see cref="Number"/> writes, and a unit; refused as <see cref="Parse"/> does.</summary>
    public static Quantity Of(string? number, string? unit)
    {
        if (number is not { Length: <= 64 } || !PlainNumber().IsMatch(number))
            throw Refused.With(ValueErrors.Quantity, PlainText.Shown(number));
        return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
               && value is >= -Max and <= Max
            ? new(value, Unit.Of(unit))
            : throw Refused.With(ValueErrors.QuantityRange);
    }

    /// <summary>The value for machines, without separators or trailing zeros: 7.2.</summary>
    [JsonIgnore] public string Number => Value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>For people, at most three decimals, separators of the current culture: "24,000 Btu/h", "3匹", "55%".</summary>
    public override string ToString()
    {
        var space = Unit.Symbol[0] is '%' or '℃' || Unit.Symbol[0] >= 0x4E00 ? "" : " ";
        return Value.ToString("#,0.###", CultureInfo.CurrentCulture) + space + Unit.Symbol;
    }

    private static Quantity Fitting(Quantity quantity, Func<Quantity, decimal> compute, Unit unit)
    {
        try
        {
            return new(compute(quantity), unit);
        }
        catch (OverflowException)
        {
            throw Refused.With(ValueErrors.QuantityRange);
        }
    }

    [GeneratedRegex(@"\A *(?<number>-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,6})?) ?(?<unit>[^ 0-9.,+-].*?) *\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainNumber();
}
