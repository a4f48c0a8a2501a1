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

    protected override MarkupString Html() => Of(Legend, Name, Choices, One);

    public static MarkupString Of(string legend, string name, IReadOnlyList<Choice> choices, bool one = false) =>
        Markup.Of($"<fieldset><legend>{legend}</legend>{Markup.Each(choices, choice => Option(name, one, choice))}</fieldset>");

    private static MarkupString Option(string name, bool one, Choice choice) => Markup.Of(
        $"<label class=\"opt {(choice.Count == 0 ? "is-none" : "")}\"><input class=\"form-check-input\" type=\"{(one ? "radio" : "checkbox")}\" name=\"{name}\" value=\"{choice.Value}\"{Markup.Attribute("checked", choice.Chosen ? "" : null)} />{choice.Name}<span>{(choice.Count is { } count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}</span></label>");
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

    protected override MarkupString Html() => Of(Legend, Name, From, To, Least, Most, Hint, Spread);

    public static MarkupString Of(string legend, string name, string? from, string? to, string? least, string? most, string? hint = null, IReadOnlyList<(int Count, bool Inside)>? spread = null) => Markup.Of(
        $"<fieldset><legend>{legend}</legend>{Spark(spread ?? [])}<div class=\"hc-range\">{Field(name + "From", from, least, L($"{legend}，最小", $"{legend}, from"))}<span class=\"quiet\">{L("至", "to")}</span>{Field(name + "To", to, most, L($"{legend}，最大", $"{legend}, to"))}</div>{(hint is null ? Markup.None : Markup.Of($"<p class=\"form-hint\">{hint}</p>"))}</fieldset>");

    private static MarkupString Field(string name, string? value, string? placeholder, string label) => Markup.Of(
        $"<input class=\"form-control form-control-sm num\" inputmode=\"decimal\" name=\"{name}\" value=\"{value}\" placeholder=\"{placeholder}\" aria-label=\"{label}\" />");

    private static MarkupString Spark(IReadOnlyList<(int Count, bool Inside)> spread)
    {
        var most = spread.Count == 0 ? 0 : Math.Max(1, spread.Max(b => b.Count));
        return most == 0 ? Markup.None : Markup.Of(
            $"<svg class=\"hc-spark\" viewBox=\"0 0 {spread.Count * 10 - 2} 30\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{Markup.Each(spread.Index(), b => Bar(b.Item, b.Index, most))}</svg>");
    }

    private static MarkupString Bar((int Count, bool Inside) bar, int index, int most)
    {
        var height = Math.Max(2, 30 * bar.Count / most);
        return Markup.Of($"<rect class=\"{(bar.Inside ? "in" : "")}\" x=\"{index * 10}\" y=\"{30 - height}\" width=\"8\" height=\"{height}\"></rect>");
    }
}
