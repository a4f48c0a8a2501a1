using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hecai.Service;

/// <summary>
/// A handwritten signature as the path of its strokes in a box of 340 × 140. What comes from outside is read as numbers and
/// written anew, so that nothing but M and L with coordinates within the box is ever stored or shown.
/// </summary>
public static partial class SignaturePath
{
    public const int Width = 340, Height = 140, MaxLength = 40_000;

    /// <summary>The canonical path, or refused with <c>work_order.signature</c> when it is none or only a dot.</summary>
    public static string Of(string field, string? path)
    {
        if (path is null or { Length: > MaxLength } || !Path().IsMatch(path))
            throw Refused.Field(field, ServiceErrors.Signature);
        var (written, strokes) = (new StringBuilder(path.Length), 0);
        foreach (Match step in Step().Matches(path))
        {
            written.Append(step.Groups[1].Value).Append(Within(step.Groups[2].Value, Width)).Append(' ').Append(Within(step.Groups[3].Value, Height));
            strokes += step.Groups[1].Value == "L" ? 1 : 0;
        }
        return strokes >= 3 ? written.ToString() : throw Refused.Field(field, ServiceErrors.Signature);
    }

    // A finger that leaves the box draws along its edge.
    private static string Within(string number, int most) =>
        Math.Clamp(decimal.Parse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), 0, most).ToString("0.#", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\AM-?[0-9]{1,4}(\.[0-9]{1,2})? -?[0-9]{1,4}(\.[0-9]{1,2})?([ML]-?[0-9]{1,4}(\.[0-9]{1,2})? -?[0-9]{1,4}(\.[0-9]{1,2})?)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Path();

    [GeneratedRegex(@"([ML])(-?[0-9.]+) (-?[0-9.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
