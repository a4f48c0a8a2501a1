using System.Globalization;
using System.Text;

namespace Hecai;

/// <summary>
/// Cleaning of what people and systems write, before it is stored: Unicode NFC, ends trimmed, lengths in code points.
/// What cannot be seen is refused with <c>input.control_characters</c>, so that two names that look the same are the same:
/// control characters, bidirectional overrides, zero-width and filler characters, unpaired surrogates (Unicode TR 36).
/// </summary>
public static class PlainText
{
    private const char ZeroWidthNonJoiner = '\u200C', ZeroWidthJoiner = '\u200D';

    /// <summary>A mandatory single line: a name, a title. Also refused with <c>input.required</c> or <c>input.too_long</c>.</summary>
    /// <param name="field">The field as the caller names it; the refusal carries it.</param>
    /// <param name="value">What was written.</param>
    /// <param name="max">The most code points.</param>
    public static string Line(string field, string? value, int max)
    {
        var line = Clean(field, value, max, lines: false);
        return line.Length > 0 ? line : throw Refused.Field(field, KernelErrors.Required);
    }

    /// <summary>As <see cref="Line"/>; nothing, or only spaces, is null.</summary>
    public static string? OptionalLine(string field, string? value, int max) => Clean(field, value, max, lines: false) is { Length: > 0 } line ? line : null;

    /// <summary>Text of several lines, or empty: line ends become \n, tabs stay, and joiners inside of emoji are allowed.</summary>
    public static string Block(string field, string? value, int max) =>
        Clean(field, value?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), max, lines: true);

    /// <summary>
    /// An identifier given by someone else, an order number or a SKU: a <see cref="Line"/> in NFKC, so that full-width
    /// letters are the same as ASCII ones, and without spaces (<c>input.malformed</c>).
    /// </summary>
    public static string Identifier(string field, string? value, int max)
    {
        var identifier = Compatible(Line(field, value, max));
        if (identifier.Any(char.IsWhiteSpace))
            throw Refused.Field(field, KernelErrors.Malformed, Shown(value));
        return Length(identifier) <= max ? identifier : throw Refused.Field(field, KernelErrors.TooLong, max);
    }

    /// <summary>The number of code points: a four-byte emoji or rare character counts once.</summary>
    public static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>True when every character of the text can be seen.</summary>
    public static bool IsVisible(string text) => IsVisible(text, lines: false);

    /// <summary>Short enough and safe to repeat in a message: at most 40 characters, what cannot be seen as �.</summary>
    public static string Shown(string? text)
    {
        var shown = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes().Take(40))
            shown.Append(IsVisible(rune, lines: false) ? rune.ToString() : "\uFFFD");
        return shown.ToString();
    }

    /// <summary>NFKC: full-width and compatibility characters become ordinary ones; the text must be well formed.</summary>
    internal static string Compatible(string text) => text.Normalize(NormalizationForm.FormKC);

    private static string Clean(string field, string? value, int max, bool lines)
    {
        var text = value?.Trim() ?? "";
        // Four code units per code point is more than NFC ever saves; longer input is not worth looking at.
        if (text.Length > max * 4L)
            throw Refused.Field(field, KernelErrors.TooLong, max);
        // Most of what files bring is printable ASCII, in which nothing can hide and nothing is to be composed.
        if (text.Length <= max && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        if (!IsVisible(text, lines))
            throw Refused.Field(field, KernelErrors.ControlCharacters);
        text = text.Normalize(NormalizationForm.FormC);
        return Length(text) <= max ? text : throw Refused.Field(field, KernelErrors.TooLong, max);
    }

    private static bool IsVisible(string text, bool lines)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsVisible(rune, lines))
                return false;
            i += rune.Utf16SequenceLength;
        }
        return true;
    }

    private static bool IsVisible(Rune rune, bool lines) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => lines && rune.Value is '\n' or '\t',
        UnicodeCategory.Format => lines && rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => false,
        // Hangul fillers and the empty Braille pattern have a letter's category and no shape.
        _ => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800),
    };
}
