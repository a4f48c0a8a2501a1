using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Fulfilment;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Service;

namespace Hecai.Tests.Stories.Service;

/// <summary>One requisition over two places and two cost centres, from the quote to the statement.</summary>
public sealed class TwoPlacesStories
{
    [Theory, EveryDatabase]
    public async Task It_is_split_brought_installed_and_billed_where_each_line_says(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var he = await bed.As("he.jiayi");
        var (centres, sites) = await bed.Db.Read(he, async read => ((await bed.Get<CostCentreQueries>().All(read)).ToDictionary(c => c.Code), (await bed.Get<SiteQueries>().All(read)).ToDictionary(s => s.Name)));
        var (suzhou, nanjing, garden) = (centres["SZ-0312"].Id, centres["NJ-0108"].Id, sites["园区支行"].Id);
        WantedLine Wall(int quantity, Destination? to = null) => new(Id.Named<ListingId>(ServiceBed.Wall), quantity, [new("install", quantity)], to);
        var draft = await bed.Get<DraftRequisition>().Run(new RequisitionHead("网点更新", suzhou, sites["观前支行"].Address, null, null, null),
            [Wall(2), Wall(1, new(garden, nanjing)), new(Id.Named<ListingId>(ServiceBed.Kettle), 4, [], new(null, nanjing))], he);
        await bed.Get<SubmitRequisition>().Run(draft.Id, null, he);
        foreach (var approver in (string[])["zhou.qiming", "xu.wenjing"])
        {
            var open = (await bed.Db.Read(he, read => bed.Get<ApprovalQueries>().Route(read, draft.Id.Value))).Single(r => r.State == ApprovalState.Open);
            await bed.Get<DecideRequisition>().Run(open.Id, ApprovalState.Approved, null, null, await bed.As(approver));
        }
        await bed.Settle();

        var (requisition, order) = await bed.Db.Read(he, async read => (await bed.Get<RequisitionQueries>().One(read, draft.Id), await bed.Get<OrderQueries>().One(read, (await bed.Get<RequisitionQueries>().One(read, draft.Id)).Order!.Value)));
        Assert.Equal(["云岭电器 DeliveryAndInstallation 观前街 88 号 1,2", "云岭电器 DeliveryAndInstallation 星港街 199 号 3,4", "北屿厨电 Delivery 观前街 88 号 5"],
            order.SupplierOrders.Select(s => $"{s.SupplierName} {s.Mode} {s.ShipTo.Detail} {string.Join(',', s.Lines.Select(l => l.Line))}"));
        var share = requisition.Accounts.ToDictionary(a => a.CostCentre, a => a.Amount);
        Assert.Equal(requisition.Total, share[suzhou] + share[nanjing]);
        Assert.Equal((share[suzhou].Minor, share[nanjing].Minor), await Committed(bed));
        Assert.Equal([(3, nanjing), (4, nanjing), (5, nanjing)], order.Accounts.Select(a => (a.Line, a.CostCentre)));

        foreach (var (child, desk) in order.SupplierOrders.Zip((string[])["wu.tong", "wu.tong"]))
        {
            await bed.Get<ConfirmSupplierOrder>().Run(child.Id, null, await bed.As(desk));
            var goods = child.Lines.Single(l => l.Kind == LineKind.Goods);
            await bed.Get<RecordDelivery>().Run((await bed.Get<ShipGoods>().Run(child.Id, [new(goods.Line, goods.Ordered)], new Transport("自有车队", null, 1, null), await bed.As(desk))).Id, null, await bed.As("shen.li"));
            await bed.Settle();
            var work = Assert.Single(await bed.Works(child.Id));
            Assert.Equal(child.ShipTo.Detail, (await bed.Read("shen.li", read => bed.Get<WorkOrderQueries>().One(read, work.Id))).Site.Detail);
            await bed.Finished(work.Id);
            await bed.Get<AcceptWork>().Run(work.Id, await bed.As("shen.li"));
            await bed.Settle();
        }
        Assert.Equal([("NJ-0108", order.SupplierOrders[1].Total), ("SZ-0312", order.SupplierOrders[0].Total)], (await bed.Statement()).ByCostCentre.Select(s => (s.Code, s.Gross)));

        // What does not come is given back to who would have borne it.
        await bed.Get<RejectSupplierOrder>().Run(order.SupplierOrders[2].Id, "停产", await bed.As("nie.xin"));
        await bed.Settle();
        Assert.Equal((share[suzhou].Minor, (share[nanjing] - order.SupplierOrders[2].Total).Minor), await Committed(bed));
        await Invariants.Hold(bed.Get<Engine>());
    }

    private static async Task<(long Suzhou, long Nanjing)> Committed(ServiceBed bed)
    {
        var budgets = (await bed.Read("zhao.qian", read => bed.Get<BudgetQueries>().OfYear(read, 2026))).ToDictionary(b => b.Code, b => b.Committed);
        return (budgets["SZ-0312"], budgets["NJ-0108"]);
    }
}
