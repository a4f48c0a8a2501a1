using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Web.Components;
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

    public static string Mode(DeliveryMode mode) => mode switch
    {
        DeliveryMode.DeliveryAndInstallation => L("仓配送装", "Delivery and installation"),
        DeliveryMode.FactoryDirect => L("排产厂直", "Made to order, factory direct"),
        _ => L("仓配", "Delivery"),
    };

    public static string Region(Address address) => Regions.Find(address.RegionCode)?.Path ?? "";

    /// <summary>The sentence of a timeline entry.</summary>
    public static string Action(string action) => action switch
    {
        "requisition.drafted" => L("起草", "drafted it"),
        "requisition.changed" => L("修改了内容", "changed it"),
        "requisition.attached" => L("添加了附件", "attached files"),
        "requisition.detached" => L("移除了附件", "took a file off"),
        "requisition.submitted" => L("提交审批，预占货源、额度与预算", "submitted it; goods, quota and budget are held"),
        "requisition.level_approved" => L("同意", "approved"),
        "requisition.rejected" => L("驳回", "rejected it"),
        "requisition.returned" => L("退回修改", "returned it"),
        "requisition.withdrawn" => L("撤回", "withdrew it"),
        "requisition.hold_expired" => L("预占到期，申请退回", "the hold expired; it came back"),
        "requisition.ordered" => L("全部通过，已下单", "all approved; the order is placed"),
        "purchase_order.placed" or "supplier_order.placed" => L("下单", "placed the order"),
        "purchase_order.closed" => L("订单完成", "the order is complete"),
        "purchase_order.cancelled" => L("订单取消", "the order is cancelled"),
        "supplier_order.confirmed" => L("确认供货", "confirmed"),
        "supplier_order.rejected" => L("拒绝供货", "refused the order"),
        "supplier_order.cancelled" => L("取消供货单", "cancelled the order"),
        "supplier_order.completed" => L("全部验收，供货单完成", "everything is accepted"),
        "supplier_order.shipped" => L("发货", "shipped"),
        "supplier_order.delivered" => L("送达", "delivered"),
        _ => action,
    };

    public static Tone ToneOf(string action) =>
        action.EndsWith("rejected", StringComparison.Ordinal) || action.EndsWith("cancelled", StringComparison.Ordinal) ? Tone.Bad
        : action.EndsWith("returned", StringComparison.Ordinal) || action.EndsWith("expired", StringComparison.Ordinal) ? Tone.Wait
        : action.EndsWith("approved", StringComparison.Ordinal) || action.EndsWith("completed", StringComparison.Ordinal) || action.EndsWith("ordered", StringComparison.Ordinal) ? Tone.Done
        : Tone.Going;

    public static string IconOf(string action) => ToneOf(action) switch { Tone.Bad => "x", Tone.Wait => "arrow-back-up", Tone.Done => "check", _ => "send" };
}
