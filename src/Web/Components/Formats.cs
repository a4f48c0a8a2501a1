using System.Globalization;

namespace Hecai.Web.Components;

/// <summary>Numbers and times as pages show them.</summary>
public static class Formats
{
    // Business days, deadlines and document dates are those of the operator's country, whoever reads them.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>An amount given in minor units of its currency. Without symbol by default: the currency stands once in the column's head.</summary>
    public static string Money(long minor, string currency = "CNY", bool symbol = false)
    {
        var digits = currency is "JPY" or "KRW" or "VND" ? 0 : 2;
        return Money((decimal)minor / (digits == 0 ? 1 : 100), currency, symbol, digits);
    }

    /// <summary>An amount in units of its currency.</summary>
    public static string Money(decimal amount, string currency = "CNY", bool symbol = false, int digits = 2)
    {
        // The minus sign of typography, as wide as a digit, so that columns stay aligned.
        return (amount < 0 ? "−" : "") + (symbol ? Symbol(currency) : "") + Math.Abs(amount).ToString("N" + digits, CultureInfo.InvariantCulture);
    }

    public static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A unit of sale: suppliers write it in Chinese, readers of English get the few that are common in theirs.</summary>
    public static string Unit(string unit) => Text.IsChinese ? unit : unit switch
    {
        "台" or "只" or "片" or "件" or "个" => "pc",
        "套" or "副" => "set",
        "孔" => "hole",
        "次" => "time",
        _ => unit,
    };

    /// <summary>The name of a figure with its unit. English leaves out what Chinese counts by (匹, 门, 种): the name says it already.</summary>
    public static string Named(Text name, string? unit) => unit is null ? name.ToString()
        : Words.L($"{name}（{unit}）", unit.Any(c => c is >= '\u4e00' and <= '\u9fff') ? name.ToString() : $"{name} ({unit})");

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => ChinaTime.Written(at);

    /// <summary>Without the year when it is the present one, and "today" for today; for timelines and lists.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (Local(at), Local(now));
        return local.Date == today.Date ? Words.L("今天", "Today") + local.ToString(" HH:mm", CultureInfo.InvariantCulture)
            : local.ToString(local.Year == today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    private static string Symbol(string currency) => currency switch
    {
        "CNY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "HKD" => "HK$",
        _ => currency + " ",
    };
}
