using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Purchasing;

namespace Hecai.Web.Demo;

/// <summary>How far a demo purchase has come.</summary>
internal enum DemoStage { Draft, Submitted, HalfApproved, Returned, Rejected, Withdrawn, Ordered, Confirmed, Refused, Cancelled, Shipped, PartlyDelivered, Delivered, Installed, Accepted, Redelivered, TurnedAway, Postponed, OnSite, Rework }

/// <summary>One purchase of the demo world: who asked for what, when, and how far it came.</summary>
internal sealed record DemoPurchase(int DaysAgo, string Requester, string Centre, string Site, string Purpose, DemoStage Stage, (string PartNumber, int Quantity, bool Installed)[] Lines)
{
    /// <summary>Lines, from 0, that go to another site and are borne by another cost centre than the whole.</summary>
    public Dictionary<int, (string Site, string Centre)> Elsewhere { get; init; } = [];

    /// <summary>Whom the first approver has decide instead, and why.</summary>
    public (string To, string Reason)? HandedOn { get; init; }

    /// <summary>Why what is installed is not installed yet.</summary>
    public string? Later { get; init; }
}

/// <summary>Requisitions and orders in every state, made by their people.</summary>
internal static class DemoDocuments
{
    public static async Task Seed(DemoWorld world)
    {
        var now = world.Now;
        DemoStates.Quarter(world);
        DemoLists.Plan(world);
        foreach (var purchase in DemoPurchases.All.OrderByDescending(p => p.DaysAgo))
        {
            // During working hours in China, but never after now.
            var morning = ChinaTime.At(ChinaTime.DateOf(now).AddDays(-purchase.DaysAgo), new TimeOnly(9, 5 * (purchase.Purpose.Length % 10)));
            await world.To(morning < now ? morning : now.AddHours(-2));
            await Make(world, purchase);
        }
        await world.To(now);
        await DemoService.Plan(world);
    }

    private static async Task Make(DemoWorld world, DemoPurchase purchase)
    {
        var buyer = DemoPeople.Buyers.Single(b => b.People.Any(p => p.Key == purchase.Requester));
        var requester = await world.As(purchase.Requester);
        var centres = await world.Db.Read(requester, world.Get<CostCentreQueries>().All);
        var sites = await world.Db.Read(requester, world.Get<SiteQueries>().All);
        var head = new RequisitionHead(purchase.Purpose, centres.Single(c => c.Code == purchase.Centre).Id, sites.Single(s => s.Name == purchase.Site).Address, null, null, null);
        var offers = await world.Db.Read(requester, read => world.Get<CatalogueQueries>().Offers(read, [.. purchase.Lines.Select(l => Id.Named<ListingId>(l.PartNumber))]));
        Destination? To(int line) => purchase.Elsewhere.TryGetValue(line, out var to) ? new(sites.Single(s => s.Name == to.Site).Id, centres.Single(c => c.Code == to.Centre).Id) : null;
        var lines = purchase.Lines.Select((l, i) => Wanted(offers[Id.Named<ListingId>(l.PartNumber)], l.Quantity, l.Installed) with { To = To(i), Wish = purchase.Later is { } reason && l.Installed ? new(Later: new(reason)) : null }).ToList();

        var draft = await world.Get<DraftRequisition>().Run(head, lines, requester);
        if (purchase.Stage is DemoStage.Draft or DemoStage.HalfApproved)
            await world.Get<AttachToRequisition>().Run(draft.Id, [new Upload(DemoFulfilment.Photos.Value, "现场点位.png")], requester);
        if (purchase.Stage == DemoStage.Draft)
            return;
        world.Clock.Forward(TimeSpan.FromMinutes(7));
        var submitted = await world.Get<SubmitRequisition>().Run(draft.Id, null, requester);
        if (purchase.Stage == DemoStage.Withdrawn)
            await world.Get<WithdrawRequisition>().Run(draft.Id, "改用现有设备", requester);
        else if (purchase.Stage != DemoStage.Submitted)
            await Decide(world, buyer, draft.Id, purchase);
        await world.Settle();
        if (purchase.Stage >= DemoStage.Confirmed)
            await Supply(world, buyer, requester, draft.Id, purchase.Stage);
    }

    internal static WantedLine Wanted(Offer offer, int quantity, bool installed) =>
        new(offer.Id, quantity, installed ? [new ChosenService(offer.Services.First(s => s.Installs).Code, quantity)] : []);

    private static async Task Decide(DemoWorld world, DemoOrganization buyer, RequisitionId id, DemoPurchase purchase)
    {
        var (reader, stage) = (await world.As(buyer.People[0].Key), purchase.Stage);
        while (true)
        {
            var route = await world.Db.Read(reader, read => world.Get<ApprovalQueries>().Route(read, id.Value));
            if (route.FirstOrDefault(r => r.State == ApprovalState.Open) is not { } open)
                return;
            world.Clock.Forward(TimeSpan.FromMinutes(95));
            var approver = await world.As(buyer.People.Single(p => DemoPeople.Membership(p.Key) == open.Approver).Key);
            if (purchase.HandedOn is { } other && !route.Any(r => r.State == ApprovalState.HandedOn))
            {
                await world.Get<HandOnApproval>().Run(open.Id, DemoPeople.Membership(other.To), other.Reason, approver);
                continue;
            }
            var (decision, comment) = stage switch
            {
                DemoStage.Rejected => (ApprovalState.Rejected, "本年度已有同类设备，暂不新增。"),
                DemoStage.Returned => (ApprovalState.Returned, "请补充点位图并核对数量。"),
                _ => (ApprovalState.Approved, (string?)null),
            };
            await world.Get<DecideRequisition>().Run(open.Id, decision, comment, null, approver);
            if (stage == DemoStage.HalfApproved)
                return;
        }
    }

    private static async Task Supply(DemoWorld world, DemoOrganization buyer, Actor requester, RequisitionId id, DemoStage stage)
    {
        var order = await world.Db.Read(requester, async read =>
        {
            var requisition = await world.Get<RequisitionQueries>().One(read, id);
            return await world.Get<OrderQueries>().One(read, requisition.Order!.Value);
        });
        foreach (var child in order.SupplierOrders)
        {
            var supplier = DemoPeople.Suppliers.Single(s => s.Id == child.Supplier);
            var desk = await world.As(supplier.People.First(p => p.Roles.Contains(Roles.OrderDesk)).Key);
            world.Clock.Forward(TimeSpan.FromHours(3));
            switch (stage)
            {
                case DemoStage.Refused:
                    await world.Get<RejectSupplierOrder>().Run(child.Id, "该型号停产，建议改订新款。", desk);
                    break;
                case DemoStage.Cancelled:
                    await world.Get<CancelSupplierOrder>().Run(child.Id, "网点装修延期", await world.As("lin.xiaowen"));
                    break;
                default:
                    await world.Get<ConfirmSupplierOrder>().Run(child.Id, null, desk);
                    if (stage > DemoStage.Cancelled)
                        await DemoFulfilment.Carry(world, buyer, child.Id, desk, stage);
                    break;
            }
        }
        await world.Settle();
    }
}
