using Hecai.Catalogue;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared;

/// <summary>What a list says of a time of sale.</summary>
public static class SaleWindowText
{
    /// <summary>What will happen by itself next, or that the sale is over; null where nothing is scheduled.</summary>
    public static string? Of(SaleWindow window, DateTimeOffset now) => window switch
    {
        { From: { } from } when from > now => L($"{Formats.Short(from, now)} 起售", $"on sale from {Formats.Short(from, now)}"),
        { Until: { } until } when until > now => L($"{Formats.Short(until, now)} 停售", $"on sale until {Formats.Short(until, now)}"),
        { Until: { } until } => L($"{Formats.Short(until, now)} 已停售", $"not sold since {Formats.Short(until, now)}"),
        _ => null,
    };
}
