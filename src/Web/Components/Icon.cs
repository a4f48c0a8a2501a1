using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Components;

/// <summary>A Tabler icon by name; decoration unless it has a label.</summary>
public sealed class Icon : Leaf
{
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter] public string? Class { get; set; }
    [Parameter] public string? Label { get; set; }

    protected override MarkupString Html() => Of(Name, Class, Label);

    public static MarkupString Of(string name, string? css = null, string? label = null) => label is null
        ? Markup.Of($"<i class=\"ti ti-{name} {css}\" aria-hidden=\"true\"></i>")
        : Markup.Of($"<i class=\"ti ti-{name} {css}\" role=\"img\" aria-label=\"{label}\"></i>");
}

/// <summary>The dot between two words; a middle dot would be full width in Chinese fonts.</summary>
public sealed class Sep : Leaf
{
    protected override MarkupString Html() => new("<i class=\"sep\"></i>");
}
