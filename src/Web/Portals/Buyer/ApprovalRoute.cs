using Hecai.Control;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>A route as pages show it: who, why, when, and what they said.</summary>
internal static class ApprovalRoute
{
    public static IReadOnlyList<RouteStep> Steps(IReadOnlyList<RouteRow> route) => [.. route.Select(r => new RouteStep(r.Name, ToneOf(r.State), [Person(r)], r.Because.ToString(), When: r.DecidedAt is { } at ? Formats.Time(at) : null, Quote: r.Comment, Icon: r.State == ApprovalState.HandedOn ? "arrow-right" : null))];

    private static RoutePerson Person(RouteRow r) => new(r.ApproverName, r.State == ApprovalState.Planned ? null : WordOf(r.State), ToneOf(r.State),
        r.DecidedBy is { } by ? L($"由 {by} 代理", $"by {by} as stand-in") : r is { State: ApprovalState.Open, RemindedAt: { } at } ? L($"{Formats.Time(at)} 催办", $"reminded {Formats.Time(at)}") : null);

    private static Tone ToneOf(ApprovalState state) => state switch { ApprovalState.Approved => Tone.Done, ApprovalState.Open => Tone.Wait, ApprovalState.Rejected or ApprovalState.Returned => Tone.Bad, _ => Tone.Idle };

    private static string WordOf(ApprovalState state) => state switch
    {
        ApprovalState.Approved => L("同意", "approved"), ApprovalState.Open => L("等待中", "waiting"), ApprovalState.Rejected => L("驳回", "rejected"), ApprovalState.Returned => L("退回", "returned"),
        ApprovalState.HandedOn => L("转办", "handed on"), _ => L("未到", "not yet"),
    };
}
