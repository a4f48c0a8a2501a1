using Hecai.Purchasing;
using Hecai.Web.Components;
using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>What can be had here, and when.</summary>
public sealed class SupplyText : Leaf
{
    [Parameter, EditorRequired] public required Supply Of { get; set; }
    [Parameter] public string Unit { get; set; } = "";

    protected override MarkupString Html() => Said(Of, Unit);

    public static MarkupString Said(Supply supply, string unit) => Markup.Of(
        $"{State(supply, unit)}{(supply.NotSold || supply.NotDelivered || (supply.Available == 0 && !supply.MadeToOrder && supply.InTransit is null) ? Markup.None : Markup.Of($"{Coming(supply, unit)}{(supply is { Available: 0, Delivery: null, Short: true } ? Markup.None : Markup.Of($"<span class=\"sub\">{Shown.Promise(supply.Delivery, supply.Installation)}</span>"))}"))}");

    // What comes next, where more is on its way: the rest is told on the product's page.
    private static MarkupString Coming(Supply supply, string unit) => supply is { InTransit: [var next, ..], NotSold: false }
        ? Markup.Of($"<span class=\"sub\">{L($"在途 {next.Quantity} {unit}，{Shown.Date(next.ArrivesOn)} 到仓", $"{next.Quantity} {unit} in transit, there on {Shown.Date(next.ArrivesOn)}")}</span>") : Markup.None;

    private static MarkupString State(Supply supply, string unit) => supply switch
    {
        { MadeToOrder: true } => StateBadge.Of(Tone.Wait, L("排产中", "Made to order"), plain: true),
        { NotSold: true } => StateBadge.Of(Tone.Bad, L("不在该地区销售", "Not sold here"), plain: true),
        { NotDelivered: true } => StateBadge.Of(Tone.Bad, L("不送达该地区", "Not delivered here"), plain: true),
        { Available: 0, InTransit.Count: > 0 } => StateBadge.Of(Tone.Going, L("在途", "In transit"), plain: true),
        { Available: 0 } or { Delivery: null, Warehouse: null } => StateBadge.Of(Tone.Bad, L("暂时缺货", "Out of stock"), plain: true),
        _ => StateBadge.Of(Tone.Done, $"{supply.Warehouse} {supply.Available} {unit}", plain: true),
    };
}
