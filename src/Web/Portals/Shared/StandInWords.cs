using Hecai.Control;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>An absence in words.</summary>
internal static class StandInWords
{
    public static string Of(StandInRow row)
    {
        var days = $"{Formats.Date(row.From)} {L("至", "to")} {Formats.Date(row.To)}";
        var most = row.UpTo is { } money ? L($"，{Formats.Money(money.Minor, symbol: true)} 以内", $", up to {Formats.Money(money.Minor, symbol: true)}") : "";
        return row.Reason is { } reason ? days + most + L($"（{reason}）", $" ({reason})") : days + most;
    }
}
