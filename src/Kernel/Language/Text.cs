using System.Globalization;

namespace Hecai;

/// <summary>
/// A text in both languages of the product, written side by side where it is used, so that a missing
/// translation does not compile. Shown in the current UI culture: Chinese for zh-*, English otherwise.
/// </summary>
public readonly record struct Text(string Zh, string En)
{
    public static implicit operator Text((string Zh, string En) both) => new(both.Zh, both.En);

    /// <summary>True when the current UI culture is Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public override string ToString() => IsChinese ? Zh : En;

    /// <summary>The text with <c>{0}</c>, <c>{1}</c> … replaced, numbers and dates in the current culture.</summary>
    public string With(params object?[] args) =>
        args.Length == 0 ? ToString() : string.Format(CultureInfo.CurrentCulture, ToString(), args);
}
