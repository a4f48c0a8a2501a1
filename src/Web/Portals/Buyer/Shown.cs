using Hecai.Control;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Web.Components;
using Hecai.Web.Portals.Shared;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>How the buyer's pages show prices, dates, supply and timelines.</summary>
internal static class Shown
{
    public static string Amount(Money money) => Formats.Money(money.Minor);
    public static string Yuan(Money money) => Formats.Money(money.Minor, symbol: true);
    public static string Date(DateOnly? date) => date is { } known ? known.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture) : L("待定", "to be fixed");

    /// <summary>The steps that lead to a price; the last one is the price.</summary>
    public static IReadOnlyList<WhyStep> Why(IReadOnlyList<PriceStep> steps) =>
        [.. steps.Select(s => new WhyStep(s.Text.ToString(), s.Amount is { } amount ? Formats.Money(amount) : "", null, s.Overruled))];

    public static string Promise(DateOnly? delivery, DateOnly? installation) => installation is null
        ? L($"最早 {Date(delivery)} 送达", $"delivered from {Date(delivery)}")
        : L($"最早 {Date(delivery)} 送达，{Date(installation)} 安装", $"delivered from {Date(delivery)}, installed {Date(installation)}");

    /// <summary>When a part of a checkout comes and is installed, as chosen.</summary>
    public static string Promise(SplitPart part) => part.Wish is not { } wish ? Promise(part.Delivery, part.Installation)
        : (wish.On is null ? L($"最早 {Date(part.Delivery)} 送达", $"delivered from {Date(part.Delivery)}") : L($"{Date(part.Delivery)} 送达", $"delivered on {Date(part.Delivery)}"))
            + (part.Installs ? L("，", ", ") + (wish.Later is { } later ? WishText.Short(later) : L($"{Date(part.Installation)} 安装", $"installed {Date(part.Installation)}")) : "");

    public static string Mode(DeliveryMode mode) => DeliveryModes.Name(mode).ToString();

    /// <summary>What a freight comes to, with how it came about.</summary>
    public static Microsoft.AspNetCore.Components.MarkupString Freight(FreightCharge freight) =>
        Components.Why.Of(freight.Amount.IsZero ? L("免运费", "free") : Amount(freight.Amount), Why(freight.Why), L("为什么是这个运费", "Why this freight"));

    /// <summary>How much more of goods would make it free, where half of it is there already; else null.</summary>
    public static string? Nearly(FreightCharge freight) => freight is { Missing: { } missing, Rule.FreeFrom: { } from } && missing.Times(2) <= from ? L($"再买 {Yuan(missing)} 免运费", $"free with {Yuan(missing)} more of goods") : null;

    /// <summary>The code of a cost centre, to stand after a part number; nothing where it is not among these.</summary>
    public static string Bearer(IReadOnlyList<CostCentreRow> centres, CostCentreId? id) => centres.FirstOrDefault(c => c.Id == id) is { } centre ? $"  {centre.Code}" : "";

    public static string Region(Address address) => Regions.Find(address.RegionCode)?.Path ?? "";
}
