using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hecai.Catalogue;

/// <summary>What a piece of a text is, which decides how it is looked for.</summary>
internal enum WordKind
{
    /// <summary>A run of Chinese characters.</summary>
    Chinese,
    /// <summary>A number with its unit in one spelling: <c>1.5匹</c>, <c>7.2kw</c>.</summary>
    Measure,
    /// <summary>A word or a part number in Latin letters and digits.</summary>
    Latin,
}

/// <summary>A piece of a text, in lower case and NFKC.</summary>
internal readonly record struct Word(WordKind Kind, string Text);

/// <summary>Takes texts apart for search, in the index and in queries alike.</summary>
internal static partial class Words
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>The pieces in their order. What is neither letter nor digit separates, except inside of part numbers.</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        foreach (Match match in Piece().Matches(Plain(text)))
            if (match.Groups["measure"].Success)
                words.Add(Measure(match));
            else if (match.Groups["zh"].Success)
                words.Add(new Word(WordKind.Chinese, match.Value));
            else if (match.Value.Trim('-', '/', '.', '_', '+') is { Length: > 0 } latin)
                words.Add(new Word(WordKind.Latin, latin));
        return words;
    }

    /// <summary>NFKC, lower case, Chinese numerals before trade units as digits; what is not well formed or cannot be seen is a space.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text.ToLowerInvariant();
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate || rune == Rune.ReplacementChar ? " " : rune.ToString());
        var plain = clean.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return ChineseNumber().Replace(plain, m => Number(m.Groups["n"].Value) + m.Groups["u"].Value);
    }

    /// <summary>Two neighbouring characters each; a single character stands for itself.</summary>
    public static IEnumerable<string> Bigrams(string run)
    {
        var runes = run.EnumerateRunes().Select(r => r.ToString()).ToList();
        return runes.Count < 2 ? runes : runes.Zip(runes.Skip(1), (a, b) => a + b);
    }

    public static IEnumerable<string> Characters(string run) => run.EnumerateRunes().Select(r => r.ToString());

    /// <summary>A Latin piece without its separators: <c>kfr-72qw/a1</c> is <c>kfr72qwa1</c>.</summary>
    public static string Stripped(string latin) => string.Concat(latin.Where(char.IsLetterOrDigit));

    /// <summary>The words within a Latin piece, a plural as its singular.</summary>
    public static IEnumerable<string> Parts(string latin) => latin.Split(['-', '/', '.', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Select(Singular);

    public static string Singular(string word) => word.Length > 3 && word[^1] == 's' && word[^2] != 's' && word.All(char.IsAsciiLetter) ? word[..^1] : word;

    private static Word Measure(Match match)
    {
        var number = decimal.Parse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new Word(WordKind.Measure, Measure(number, match.Groups["unit"].Value));
    }

    /// <summary>A number with its unit as it is indexed: watts as kilowatts, millilitres as litres, P and HP as 匹.</summary>
    public static string Measure(decimal number, string unit)
    {
        var known = Unit.Find(unit) ?? Unit.Find(unit.ToUpperInvariant());
        if (known is { Dimension: Dimension.Power or Dimension.Volume or Dimension.Mass, IsNominal: false } && Base(known.Dimension) is var to && number < 1_000_000_000m)
            (number, known) = (Math.Round(new Quantity(number, known).To(to).Value, 4), to);
        return number.ToString("0.####", CultureInfo.InvariantCulture) + (known?.Symbol ?? unit).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
    }

    private static Unit Base(Dimension dimension) => dimension switch
    {
        Dimension.Power => Unit.Kilowatt,
        Dimension.Volume => Unit.Litre,
        _ => Unit.Kilogram,
    };

    private static string Number(string numerals) => numerals switch
    {
        "两" => "2",
        "十" => "10",
        _ when numerals.Length == 2 && numerals[0] == '十' => "1" + Digits.IndexOf(numerals[1], StringComparison.Ordinal),
        _ when numerals.Length == 2 && numerals[1] == '十' => Digits.IndexOf(numerals[0], StringComparison.Ordinal) + "0",
        _ when numerals.Length == 1 => Digits.IndexOf(numerals[0], StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture),
        _ => numerals,
    };

    // The numbers of a piece are bounded, so that no decimal overflows and no pattern runs long.
    [GeneratedRegex(@"(?<measure>(?<![a-z0-9.])(?<number>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9}(?:\.[0-9]{1,4})?) ?(?<unit>btu/h|kw·h|kwh|kw|mw|m3/h|m2|m3|l/min|l/h|kpa|mpa|pa|db|kg|mm|cm|ml|hz|hp|rt|冷吨|升|公斤|匹|平米|平方米|平|寸|套|盘|w|v|a|l|p|t|m|g)(?![a-z0-9]))|(?<zh>[\u3400-\u9fff\uf900-\ufaff]+)|(?<latin>[\p{L}\p{Nd}-[\u3400-\u9fff\uf900-\ufaff]](?:[\p{L}\p{Nd}-[\u3400-\u9fff\uf900-\ufaff]]|[-/._+](?=[\p{L}\p{Nd}-[\u3400-\u9fff\uf900-\ufaff]]))*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();

    [GeneratedRegex("(?<n>[一二三四五六七八九十两]{1,2})(?<u>匹|门|星|级能效|升|盘)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ChineseNumber();
}
