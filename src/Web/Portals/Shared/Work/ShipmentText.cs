using Hecai.Fulfilment;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared.Work;

/// <summary>What went wrong with a shipment, in words: only what happened is said, never "0 missing".</summary>
internal static class ShipmentText
{
    public static string? Exceptions(this ShipmentView s) => (s.Refused, s.Short) switch
    {
        ( > 0, > 0) => L($"拒收 {s.Refused} 件，短少 {s.Short} 件", $"{s.Refused} refused, {s.Short} missing"),
        ( > 0, _) => L($"拒收 {s.Refused} 件", $"{s.Refused} refused"),
        (_, > 0) => L($"短少 {s.Short} 件", $"{s.Short} missing"),
        _ => null,
    };
}
