using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Components;

/// <summary>A condition that is in force; the link takes it away.</summary>
public sealed class Chip : Leaf
{
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required string Href { get; set; }

    protected override MarkupString Html() => Markup.Of($"<a class=\"hc-chip\" href=\"{Href}\" aria-label=\"{L($"去掉条件 {Name}", $"Remove filter {Name}")}\">{Name}{Icon.Of("x")}</a>");
}
