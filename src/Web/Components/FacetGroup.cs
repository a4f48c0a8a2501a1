using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Components;

/// <summary>
/// One facet: checkboxes with counts, or radio buttons where only one value makes sense. A value with no hits stays, greyed, so that
/// the list does not jump.
/// </summary>
public sealed class FacetGroup : Leaf
{
    [Parameter, EditorRequired] public required string Legend { get; set; }
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Choice> Choices { get; set; }

    /// <summary>Exactly one value holds, as with the place of delivery.</summary>
    [Parameter] public bool One { get; set; }

    protected override MarkupString Html() => Markup.Of($"<fieldset><legend>{Legend}</legend>{Markup.Each(Choices, Option)}</fieldset>");

    private MarkupString Option(Choice choice) => Markup.Of(
        $"<label class=\"opt {(choice.Count == 0 ? "is-none" : "")}\"><input class=\"form-check-input\" type=\"{(One ? "radio" : "checkbox")}\" name=\"{Name}\" value=\"{choice.Value}\"{Markup.Attribute("checked", choice.Chosen ? "" : null)} />{choice.Name}<span>{(choice.Count is { } count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}</span></label>");
}

/// <summary>A range facet: from, to, and above them how the values are spread.</summary>
public sealed class FacetRange : Leaf
{
    [Parameter, EditorRequired] public required string Legend { get; set; }

    /// <summary>The fields are called Name + "From" and Name + "To".</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter] public string? From { get; set; }
    [Parameter] public string? To { get; set; }
    [Parameter] public string? Least { get; set; }
    [Parameter] public string? Most { get; set; }
    [Parameter] public string? Hint { get; set; }

    /// <summary>How many things fall into each step, and whether the step is inside the chosen range.</summary>
    [Parameter] public IReadOnlyList<(int Count, bool Inside)> Spread { get; set; } = [];

    protected override MarkupString Html() => Markup.Of(
        $"<fieldset><legend>{Legend}</legend>{Spark()}<div class=\"hc-range\">{Field("From", From, Least, L($"{Legend}，最小", $"{Legend}, from"))}<span class=\"quiet\">{L("至", "to")}</span>{Field("To", To, Most, L($"{Legend}，最大", $"{Legend}, to"))}</div>{(Hint is null ? Markup.None : Markup.Of($"<p class=\"form-hint\">{Hint}</p>"))}</fieldset>");

    private MarkupString Field(string end, string? value, string? placeholder, string label) => Markup.Of(
        $"<input class=\"form-control form-control-sm num\" inputmode=\"decimal\" name=\"{Name}{end}\" value=\"{value}\" placeholder=\"{placeholder}\" aria-label=\"{label}\" />");

    private MarkupString Spark() => Spread.Count == 0 ? Markup.None : Markup.Of(
        $"<svg class=\"hc-spark\" viewBox=\"0 0 {Spread.Count * 10 - 2} 30\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{Markup.Each(Spread.Select((bar, index) => (bar, index)), b => Bar(b.bar, b.index))}</svg>");

    private MarkupString Bar((int Count, bool Inside) bar, int index)
    {
        var height = Math.Max(2, 30 * bar.Count / Math.Max(1, Spread.Max(b => b.Count)));
        return Markup.Of($"<rect class=\"{(bar.Inside ? "in" : "")}\" x=\"{index * 10}\" y=\"{30 - height}\" width=\"8\" height=\"{height}\"></rect>");
    }
}
