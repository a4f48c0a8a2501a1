using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Components;

/// <summary>One step of a computation; a lost one (the list price) is struck out.</summary>
public sealed record WhyStep(string Name, string Number, string? Note = null, bool Lost = false);

/// <summary>Explains a computed number: the number is the summary, the steps the panel, and the last step is the number.</summary>
public sealed class Why : Leaf
{
    [Parameter, EditorRequired] public required string Number { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<WhyStep> Steps { get; set; }
    [Parameter] public string? Title { get; set; }
    [Parameter] public string? Foot { get; set; }

    /// <summary>The panel hangs from the left edge; for numbers at the left of the page.</summary>
    [Parameter] public bool Left { get; set; }
    [Parameter] public bool Open { get; set; }

    protected override MarkupString Html() => Of(Number, Steps, Title, Foot, Left, Open);

    public static MarkupString Of(string number, IReadOnlyList<WhyStep> steps, string? title = null, string? foot = null, bool left = false, bool open = false) => Markup.Of(
        $"<details class=\"hc-why {(left ? "is-left" : "")}\"{Markup.Attribute("open", open ? "" : null)}><summary>{number}</summary><div><h3>{title ?? L("为什么是这个价", "Why this price")}</h3><ol>{Markup.Each(steps, Step)}</ol>{(foot is null ? Markup.None : Markup.Of($"<p class=\"foot\">{foot}</p>"))}</div></details>");

    private static MarkupString Step(WhyStep step)
    {
        var lost = step.Lost ? "lost" : "";
        return Markup.Of($"<li><span class=\"{lost}\">{step.Name}</span><span class=\"num {lost}\">{step.Number}</span>{(step.Note is null ? Markup.None : Markup.Of($"<span class=\"sub\">{step.Note}</span>"))}</li>");
    }
}
