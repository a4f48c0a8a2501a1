using System.Runtime.CompilerServices;

namespace Hecai.Web.Components;

/// <summary>Texts of pages, both languages side by side where they are shown: <c>@L("订单", "Orders")</c>.</summary>
public static class Words
{
    public static string L(string zh, string en) => Text.IsChinese ? zh : en;

    public static string L(Text text) => text.ToString();

    /// <summary>The same with values in it; only the sentence that is shown is put together.</summary>
    public static string L(Sentence<Chinese> zh, Sentence<English> en) => Text.IsChinese ? zh.ToStringAndClear() : en.ToStringAndClear();

    /// <summary>So many of something in English: "1 supplier order", "3 supplier orders".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one, which takes an s for several.</param>
    public static string Many(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}

/// <summary>A language that a reader may have chosen.</summary>
public interface ILanguage
{
    static abstract bool IsRead { get; }
}

public readonly struct Chinese : ILanguage
{
    public static bool IsRead => Text.IsChinese;
}

public readonly struct English : ILanguage
{
    public static bool IsRead => !Text.IsChinese;
}

/// <summary>A sentence with values, of which nothing is put together unless its language is the reader's.</summary>
[InterpolatedStringHandler]
public ref struct Sentence<TLanguage> where TLanguage : ILanguage
{
    private DefaultInterpolatedStringHandler text;

    public Sentence(int literalLength, int formattedCount, out bool isRead)
    {
        if (isRead = TLanguage.IsRead)
            text = new(literalLength, formattedCount);
    }

    public void AppendLiteral(string literal) => text.AppendLiteral(literal);
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);
    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);
    public void AppendFormatted(string? value) => text.AppendFormatted(value);

    internal string ToStringAndClear() => text.ToStringAndClear();
}
