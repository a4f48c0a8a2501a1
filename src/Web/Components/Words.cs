namespace Hecai.Web.Components;

/// <summary>Texts of pages, both languages side by side where they are shown: <c>@L("订单", "Orders")</c>.</summary>
public static class Words
{
    public static string L(string zh, string en) => Text.IsChinese ? zh : en;

    public static string L(Text text) => text.ToString();

    /// <summary>So many of something in English: "1 supplier order", "3 supplier orders".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one, which takes an s for several.</param>
    public static string Many(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
