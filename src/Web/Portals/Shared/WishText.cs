using System.Globalization;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>How pages say when something shall come and be installed, and when a site takes goods in.</summary>
internal static class WishText
{
    private static readonly string[] Chinese = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], English = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static string Weekday(DayOfWeek day) => L(Chinese[(int)day], English[(int)day]);

    /// <summary>12-03 周四.</summary>
    public static string Day(DateOnly day) => $"{day.ToString("MM-dd", CultureInfo.InvariantCulture)} {Weekday(day.DayOfWeek)}";

    /// <summary>What the buyer asked of a delivery, in a line; null where nothing was.</summary>
    public static string? Of(DeliveryWish? wish)
    {
        if (wish is null)
            return null;
        var said = new List<string>();
        if (wish.On is { } on)
            said.Add(L($"{Formats.Date(on)} {Weekday(on.DayOfWeek)}{Hours(wish)} 送达", $"delivery on {Formats.Date(on)} {Weekday(on.DayOfWeek)}{Hours(wish)}"));
        else if (wish.Window is { } window)
            said.Add(L($"{window} 送达", $"delivery at {window}"));
        if (wish.InstallOn is { } install)
            said.Add(L($"{Formats.Date(install)} {Weekday(install.DayOfWeek)} 安装", $"installation on {Formats.Date(install)} {Weekday(install.DayOfWeek)}"));
        if (wish.Later is { } later)
            said.Add(Of(later));
        return string.Join(L("，", "; "), said);
    }

    /// <summary>That it is installed later, and why.</summary>
    public static string Of(Deferral later) => Short(later) + L($"（{later.Reason}）", $" ({later.Reason})");

    public static string Short(Deferral later) => later.NotBefore is { } day ? L($"暂缓安装，不早于 {Formats.Date(day)}", $"installation deferred, not before {Formats.Date(day)}") : L("暂缓安装，听通知", "installation on call");

    /// <summary>The week of a site, days with the same hours together: 周一至周五 09:00-12:00.</summary>
    public static string Of(IReadOnlyList<ReceivingDay>? week) => week is null ? L("每个工作日", "every working day")
        : string.Join(L("；", "; "), week.GroupBy(d => string.Join(L("、", ", "), d.Hours)).Select(g => string.Join(L("、", ", "), g.Select(d => Weekday(d.Day))) + (g.Key.Length > 0 ? " " + g.Key : "")));

    private static string Hours(DeliveryWish wish) => wish.Window is { } window ? " " + window : "";
}
