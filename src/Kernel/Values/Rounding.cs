using System.Numerics;
using System.Runtime.InteropServices;

namespace Hecai;

/// <summary>Where a value between two minor units goes. The rule of the product is <see cref="HalfAwayFromZero"/>.</summary>
public enum Rounding
{
    /// <summary>To the nearest; a half goes away from zero (四舍五入): 0.5 → 1, −0.5 → −1.</summary>
    HalfAwayFromZero,
    /// <summary>Towards zero: 0.9 → 0.</summary>
    Down,
    /// <summary>Away from zero: 0.1 → 1.</summary>
    Up,
}

internal static class Fraction
{
    /// <summary>The exact quotient rounded once; the denominator is positive.</summary>
    public static BigInteger Round(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var away = rounding switch
        {
            Rounding.HalfAwayFromZero => BigInteger.Abs(rest) * 2 >= denominator,
            Rounding.Up => !rest.IsZero,
            _ => false,
        };
        return away ? quotient + numerator.Sign : quotient;
    }

    /// <summary>A decimal as a whole number over a power of ten, without loss.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Of(decimal value)
    {
        var scale = value.Scale;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = new BigInteger(MemoryMarshal.AsBytes(bits[..3]), isUnsigned: true);
        return (value < 0 ? -digits : digits, BigInteger.Pow(10, scale));
    }
}
