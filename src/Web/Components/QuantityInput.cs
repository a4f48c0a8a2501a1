using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Components;

/// <summary>A quantity with minus and plus; a plain number field without script.</summary>
public sealed class QuantityInput : Leaf
{
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter] public decimal Value { get; set; } = 1;
    [Parameter] public decimal Min { get; set; } = 1;
    [Parameter] public decimal Step { get; set; } = 1;
    [Parameter] public string? Label { get; set; }

    protected override MarkupString Html() => Of(Name, Value, Min, Step, Label);

    public static MarkupString Of(string name, decimal value, decimal min, decimal step, string? label) => Markup.Of(
        $"<span class=\"hc-step\"><button type=\"button\" class=\"hc-scripted\" data-step=\"-{Quantities.Svg(step)}\" aria-label=\"{L("减少", "Less")}\">−</button><input name=\"{name}\" value=\"{Quantities.Svg(value)}\" min=\"{Quantities.Svg(min)}\" inputmode=\"decimal\" aria-label=\"{label ?? L("数量", "Quantity")}\" /><button type=\"button\" class=\"hc-scripted\" data-step=\"{Quantities.Svg(step)}\" aria-label=\"{L("增加", "More")}\">+</button></span>");
}
