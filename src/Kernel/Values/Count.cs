using System.Globalization;
using System.Text.Json.Serialization;

namespace Hecai;

/// <summary>How many pieces an order line asks for: a whole number from 1 to 999,999.</summary>
[JsonConverter(typeof(CountJson))]
public readonly record struct Count : IComparable<Count>
{
    public const int Max = 999_999;

    private Count(int value) => Value = value;

    public int Value { get; }

    /// <summary>Refused with <c>count.not_positive</c> or <c>count.too_large</c> outside of 1 to <see cref="Max"/>.</summary>
    public static Count Of(long value) => value switch
    {
        <= 0 => throw Refused.With(ValueErrors.CountNotPositive),
        > Max => throw Refused.With(ValueErrors.CountTooLarge, Max),
        _ => new((int)value),
    };

    /// <summary>
    /// Reads ASCII digits and nothing else; spaces around them are forgiven, because they come with pasted lists.
    /// Refused with <c>count.malformed</c>, <c>count.not_positive</c>, <c>count.fractional</c> or <c>count.too_large</c>.
    /// </summary>
    public static Count Parse(string? text)
    {
        var digits = text?.Trim(' ') ?? "";
        if (digits.Length > 1 && digits[0] == '-' && IsDigits(digits.AsSpan(1)))
            throw Refused.With(ValueErrors.CountNotPositive);
        if (digits.Split('.') is [var whole, var rest] && IsDigits(whole) && IsDigits(rest))
            throw Refused.With(ValueErrors.CountFractional, PlainText.Shown(text));
        if (!IsDigits(digits))
            throw Refused.With(ValueErrors.CountMalformed, PlainText.Shown(text));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Of(value)
            : throw Refused.With(ValueErrors.CountTooLarge, Max);
    }

    public static implicit operator int(Count count) => count.Value;

    public int CompareTo(Count other) => Value.CompareTo(other.Value);

    /// <summary>The number with separators of the current culture: 1,200.</summary>
    public override string ToString() => Value.ToString("N0", CultureInfo.CurrentCulture);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
