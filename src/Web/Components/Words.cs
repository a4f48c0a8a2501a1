namespace Hecai.Web.Components;

/// <summary>Texts of pages, both languages side by side where they are shown: <c>@L("订单", "Orders")</c>.</summary>
public static class Words
{
    public static string L(string zh, string en) => Text.IsChinese ? zh : en;

    public static string L(Text text) => text.ToString();
}
