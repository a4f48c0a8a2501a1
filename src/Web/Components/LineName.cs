using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Components;

/// <summary>A product in a table: thumbnail, name, number below it.</summary>
public sealed class LineName : Leaf
{
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>The model or SKU.</summary>
    [Parameter] public string? Sub { get; set; }
    [Parameter] public string? Category { get; set; }
    [Parameter] public string? Src { get; set; }

    /// <summary>Makes the row a link.</summary>
    [Parameter] public string? Href { get; set; }

    /// <summary>Who supplies it, after the number.</summary>
    [Parameter] public string? Supplier { get; set; }

    /// <summary>What is wrong with it, below the number: why it was returned or suspended.</summary>
    [Parameter] public string? Wrong { get; set; }

    protected override MarkupString Html() => Of(Src ?? Pictures.Src(Assets, Category), Name, Sub, Href, Supplier, Wrong);

    public static MarkupString Of(string src, string name, string? sub, string? href, string? supplier = null, string? wrong = null)
    {
        var title = href is null ? Markup.Of($"<b>{name}</b>") : Markup.Of($"<a class=\"hc-row\" href=\"{href}\">{name}</a>");
        return Markup.Of($"<div class=\"hc-line-name\"><img class=\"hc-thumb\" src=\"{src}\" alt=\"\" loading=\"lazy\" width=\"48\" height=\"36\" /><div>{title}{Below(sub, supplier, wrong)}</div></div>");
    }

    private static MarkupString Below(string? sub, string? supplier, string? wrong) => sub is null && supplier is null && wrong is null ? Markup.None : Markup.Of(
        $"<span class=\"sub\">{(sub is null ? Markup.None : Markup.Of($"<span class=\"doc-no\">{sub}</span>"))}{(supplier is null ? Markup.None : Markup.Of($" <i class=\"sep\"></i> {supplier}"))}{(wrong is null ? Markup.None : Markup.Of($" <span class=\"t-bad d-block\">{wrong}</span>"))}</span>");
}
