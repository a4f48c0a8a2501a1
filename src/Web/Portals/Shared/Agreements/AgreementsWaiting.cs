using Hecai.Pricing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared.Agreements;

/// <summary>What agreements ask of either party: consent to a proposal, and a look before one ends.</summary>
internal static class AgreementsWaiting
{
    private const int Soon = 60, Shown = 10;

    /// <summary>The proposals that the actor may consent to; null when there are none.</summary>
    /// <param name="list">The address of the party's list of agreements.</param>
    public static async Task<WaitingTask?> ToConfirm(AgreementQueries agreements, Reading read, string list) => await agreements.ToConfirm(read) is > 0 and var proposed
        ? new("file-certificate", L("待确认的框架协议", "Agreements to confirm"), $"{list}?state=Proposed", proposed, "") : null;

    /// <summary>The agreements that end within 60 days, the first to end first; none for whoever does not see agreements.</summary>
    public static async Task<IEnumerable<Trouble>> Ending(AgreementQueries agreements, Reading read, string list)
    {
        if (!read.Actor.Can(PricingPermissions.View))
            return [];
        var today = ChinaTime.DateOf(read.Now);
        return (await agreements.EndingBy(read, today.AddDays(Soon), Shown)).Select(a => new Trouble(Tone.Wait, "calendar-exclamation",
            L($"协议 {a.ValidTo.DayNumber - today.DayNumber} 天后到期", $"An agreement ends in {a.ValidTo.DayNumber - today.DayNumber} days"), a.Title, L("查看协议", "Open it"), $"{list}/{a.Id.Value}", a.Number));
    }
}
