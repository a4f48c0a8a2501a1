using Hecai.Control;
using Hecai.Fulfilment;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Web.Components;
using Hecai.Web.Portals.Shared.Agreements;
using Hecai.Web.Portals.Shared.Work;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>What waits at a buyer's doors and on its sites, and what goes wrong: the workbench beside requisitions and approvals.</summary>
public sealed class BuyerWaiting(ShipmentQueries shipments, DeliveryQueries deliveries, WorkOrderQueries work, RequisitionQueries requisitions, AgreementQueries agreements, BudgetQueries budgets)
{
    public async Task<(IReadOnlyList<WaitingTask> Tasks, IReadOnlyList<Trouble> Troubles)> Of(Reading read)
    {
        var coming = read.Actor.Can(FulfilmentPermissions.Receive) || read.Actor.Can(PurchasingPermissions.ViewOrders) ? (await shipments.ToReceive(read)).Items : [];
        return (await Tasks(read, coming), await Troubles(read, coming));
    }

    /// <summary>What the actor confirms, receives and accepts; nothing for whoever does not.</summary>
    private async Task<IReadOnlyList<WaitingTask>> Tasks(Reading read, IReadOnlyList<ShipmentView> coming)
    {
        var actor = read.Actor;
        List<WaitingTask> tasks = [];
        if (await AgreementsWaiting.ToConfirm(agreements, read, "/agreements") is { } proposed)
            tasks.Add(proposed);
        if (!actor.Can(FulfilmentPermissions.Receive))
            return tasks;
        var today = ChinaTime.DateOf(read.Now);
        var goods = await deliveries.ToAccept(read);
        var done = actor.Can(ServicePermissions.Accept) && actor.Can(ServicePermissions.ViewWork) ? await work.ToAccept(read) : [];
        if (coming.Count > 0)
            tasks.Add(new("truck-delivery", L("待收货", "To receive"), "/acceptance", coming.Count, coming.Min(s => s.ExpectedOn) is { } due ? L($"最早预计 {Formats.Date(due)}", $"first expected {Formats.Date(due)}") : "", null, coming.Min(s => s.ExpectedOn) <= today));
        if (goods.Select(g => g.Order).Distinct().Count() is > 0 and var orders)
            tasks.Add(new("clipboard-check", L("待验收的商品", "Goods to accept"), "/acceptance", orders, L($"{goods.Sum(g => g.Open)} 件", $"{goods.Sum(g => g.Open)} pieces")));
        if (done.Count > 0)
            tasks.Add(new("tool", L("待验收的安装", "Installations to accept"), "/acceptance", done.Count, done.Min(w => w.DoneAt) is { } since ? L($"最久 {Formats.Date(since)} 起", $"oldest since {Formats.Date(since)}") : "", null, true));
        return tasks;
    }

    /// <summary>What is late, came back, is about to be lost or to end, as far as the actor may see it.</summary>
    private async Task<IReadOnlyList<Trouble>> Troubles(Reading read, IReadOnlyList<ShipmentView> coming)
    {
        var (actor, today, found) = (read.Actor, ChinaTime.DateOf(read.Now), new List<Trouble>());
        if (actor.Can(PurchasingPermissions.ViewRequisitions))
            found.AddRange((await requisitions.List(read, new(RequisitionState.InApproval), null, 200)).Items.Where(r => r.HeldUntil < read.Now.AddHours(24))
                .Select(r => new Trouble(Tone.Wait, "clock-exclamation", L($"预占 {Formats.Time(r.HeldUntil!.Value)} 到期", $"The hold ends {Formats.Time(r.HeldUntil!.Value)}"), L($"{r.Purpose}：逾期未批完，货源与预算随即释放", $"{r.Purpose}: goods and budget are released unless it is approved"), L("查看申请", "Open it"), $"/requisitions/{r.Id.Value}", r.Number)));
        if (actor.Can(PurchasingPermissions.ViewOrders))
        {
            found.AddRange(coming.Where(s => s.ExpectedOn < today)
                .Select(s => new Trouble(Tone.Wait, "truck-off", L($"预计 {Formats.Date(s.ExpectedOn!.Value)} 送达，还未登记收货", $"Expected on {Formats.Date(s.ExpectedOn!.Value)}, not received yet"), L($"{s.SupplierName}，{s.ShipTo.Detail}", $"{s.SupplierName}, {s.ShipTo.Detail}"), L("查看发货", "Open it"), $"/shipments/{s.Id.Value}", s.Number)));
            found.AddRange((await shipments.Problems(read, read.Now.AddDays(-30), 10))
                .Select(s => new Trouble(Tone.Bad, "package-off", s.Exceptions()!, L($"{s.SupplierName} 补发", $"{s.SupplierName} ships them again"), L("查看发货", "Open it"), $"/shipments/{s.Id.Value}", s.Number)));
        }
        if (actor.Can(ServicePermissions.ViewWork))
            found.AddRange((await work.List(read, new(States: [WorkOrderState.Rework]), null, 10)).Items
                .Select(w => new Trouble(Tone.Bad, "rotate", L("安装返工中", "Being reworked"), L($"{w.Work}：{w.Reason}", $"{w.Work}: {w.Reason}"), L("查看工单", "Open it"), $"/work-orders/{w.Id.Value}", w.Number)));
        found.AddRange(await AgreementsWaiting.Ending(agreements, read, "/agreements"));
        if (actor.Can(ControlPermissions.ViewBudgets))
            found.AddRange((await budgets.OfYear(read, today.Year)).Where(b => b.Allocated > 0 && b.Available * 10 < b.Allocated)
                .Select(b => new Trouble(Tone.Wait, "wallet", L($"预算只剩 {100 * b.Available / b.Allocated}%", $"Only {100 * b.Available / b.Allocated}% of the budget is left"), $"{b.Code} {b.Name}", L("查看预算", "Open it"), $"/budgets/{b.Id.Value}")));
        return found;
    }
}
