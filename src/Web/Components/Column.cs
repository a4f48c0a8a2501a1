using Hecai.Web.Portals.Shared;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Components;

/// <summary>The head of a column; with Sort a link that orders by it, keeping the rest of the query and starting at the first page.</summary>
public sealed class Column : Leaf
{
    [Inject] public required NavigationManager Navigation { get; set; }

    [Parameter, EditorRequired] public required string Name { get; set; }
    /// <summary>The value of the query's <c>sort</c>; a leading minus means descending.</summary>
    [Parameter] public string? Sort { get; set; }
    /// <summary>The list's order when the query names none: <c>due</c> or <c>-due</c>.</summary>
    [Parameter] public string? Default { get; set; }
    /// <summary>Numbers, right aligned.</summary>
    [Parameter] public bool Num { get; set; }
    [Parameter] public string? Class { get; set; }

    protected override MarkupString Html()
    {
        var kind = $"{(Num ? "num" : null)} {Class}".Trim();
        var look = Markup.Attribute("class", kind.Length == 0 ? null : kind);
        if (Sort is null)
            return Markup.Of($"<th scope=\"col\"{look}>{Name}</th>");
        var now = Navigation.Query("sort") ?? Default;
        var sorted = now == Sort ? "ascending" : now == "-" + Sort ? "descending" : null;
        var arrow = sorted is null ? Markup.None : Markup.Of($" {Icon.Of(sorted == "ascending" ? "arrow-up" : "arrow-down")}");
        return Markup.Of($"<th scope=\"col\"{look}{Markup.Attribute("aria-sort", sorted)}><a href=\"{Navigation.With(("sort", sorted == "ascending" ? "-" + Sort : Sort), ("after", null))}\" data-enhance-nav-preserve-scroll>{Name}{arrow}</a></th>");
    }
}
