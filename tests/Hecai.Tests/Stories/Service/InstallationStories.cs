using Hecai.Fulfilment;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Stories.Service;

public class InstallationStories
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Delivered_goods_with_an_installation_are_installed_accepted_billed_and_registered(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 2, installed: true);
        await bed.Delivered(order, 2);
        var row = Assert.Single(await bed.Works(order));
        Assert.Equal((WorkOrderState.Open, "迅安服务", 2), (row.State, row.ProviderName, row.Units));
        Assert.Empty((await bed.Statement()).Lines);
        await FulfilmentErrors.NothingToAccept.RefusesAsync(async () => await bed.Get<AcceptDelivery>().Run(order, null, await bed.As("shen.li")));

        await bed.Finished(row.Id);
        Assert.Equal((2, 2, 0), ((await bed.Line(order, 1)).Installed, (await bed.Line(order, 2)).Installed, (await bed.Line(order, 1)).Accepted));

        var note = await bed.Get<AcceptWork>().Run(row.Id, await bed.As("shen.li"));
        Assert.StartsWith("YS-", note);
        await bed.Settle();
        var (goods, service) = (await bed.Line(order, 1), await bed.Line(order, 2));
        Assert.Equal((2, 2, 2), (goods.Accepted, service.Accepted, service.Delivered));
        var statement = await bed.Statement();
        Assert.Equal(goods.UnitPrice.Times(2) + service.UnitPrice.Times(2), statement.Gross);
        Assert.Equal(("SZ-0312", statement.Gross), (statement.ByCostCentre.Single().Code, statement.ByCostCentre.Single().Gross));
        Assert.Equal(SupplierOrderState.Completed, (await bed.Read("wu.tong", read => bed.Get<OrderQueries>().One(read, order))).State);

        var register = (await bed.Read("shen.li", read => bed.Get<EquipmentQueries>().List(read))).Items;
        Assert.Equal(2, register.Select(e => e.Serial).Distinct().Count());
        Assert.All(register, e => Assert.Equal(e.AcceptedOn.AddMonths(72).AddDays(-1), e.WarrantyUntil));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Each_delivery_opens_one_work_order_with_its_share_of_the_services(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 3, installed: true);
        var shipment = await bed.Delivered(order, 1);
        // The message again: nothing more happens.
        await bed.Db.Write(Actor.System(), tx => { tx.Publish(new GoodsDelivered(order, (OrganizationId)Id.Named<OrganizationId>("jiangnan-bank"), Id.Named<OrganizationId>("yunling"), shipment, [new(1, 1)])); return Task.CompletedTask; });
        await bed.Settle();
        Assert.Single(await bed.Works(order));
        await bed.Delivered(order, 2);
        var works = await bed.Works(order);
        Assert.Equal([1, 2], works.Select(w => w.Units).Order());
        var services = new List<long>();
        foreach (var work in works)
            services.Add((await bed.Read("shen.li", read => bed.Get<WorkOrderQueries>().One(read, work.Id))).Lines.Single().Services.Single().Quantity);
        Assert.Equal(3, services.Sum());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Unfinished_work_is_not_done(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(order, 1);
        var id = (await bed.Works(order)).Single().Id;
        var work = await bed.OnSite(id);
        var technician = await bed.As("sun.hao");
        await ServiceErrors.Incomplete.RefusesAsync(() => bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, technician));
        var refused = await ServiceErrors.RemarkRequired.RefusesAsync(() => bed.Get<RecordCheck>().Run(id, [new(1, 1, "voltage", new(Reading: "260"))], technician));
        Assert.Equal("checks[0].remark", refused.Fields.Single().Field);
        await ServiceErrors.UnknownItem.RefusesAsync(() => bed.Get<RecordCheck>().Run(id, [new(1, 1, "nonsense", new(Yes: true))], technician));
        await ServiceErrors.UnknownUnit.RefusesAsync(() => bed.Get<RecordCheck>().Run(id, [new(1, 2, "voltage", new(Reading: "220"))], technician));
        await ServiceErrors.NotYourJob.RefusesAsync(async () => await bed.Get<RecordCheck>().Run(id, [new(1, 1, "voltage", new(Reading: "220"))], await bed.As("li.gang")));
        await KernelErrors.FileNotAPicture.RefusesAsync(() => bed.Get<AttachPhoto>().Run(id, 1, 1, "photo_out", "<svg onload=alert(1)>"u8.ToArray(), "x.jpg", technician));
        await bed.Fill(work, photos: false);
        await ServiceErrors.Incomplete.RefusesAsync(() => bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, technician));
        await bed.Fill(work);
        await ServiceErrors.Signature.RefusesAsync(() => bed.Get<FinishWork>().Run(id, "沈立", "M1 1<script>", technician));
        await bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, technician);
        await KernelErrors.Step.RefusesAsync(() => bed.Get<RecordCheck>().Run(id, [new(1, 1, "voltage", new(Reading: "220"))], technician));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Rework_brings_the_technician_back_and_is_installed_once(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(order, 1);
        var id = (await bed.Works(order)).Single().Id;
        await bed.Finished(id);
        var receiver = await bed.As("shen.li");
        await ServiceErrors.ReasonRequired.RefusesAsync(() => bed.Get<AskForRework>().Run(id, " ", receiver));
        await bed.Get<AskForRework>().Run(id, "外机支架松动", receiver);
        await KernelErrors.Step.RefusesAsync(() => bed.Get<AcceptWork>().Run(id, receiver));
        await ServiceErrors.AlreadyInstalled.RefusesAsync(async () => await bed.Get<CancelWork>().Run(id, "不装了", false, await bed.As("gao.feng")));
        bed.Clock.Forward(TimeSpan.FromHours(5));
        await bed.OnSite(id);
        await bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, await bed.As("sun.hao"));
        await bed.Settle();
        Assert.Equal(1, (await bed.Line(order, 1)).Installed);
        await bed.Get<AcceptWork>().Run(id, receiver);
        Assert.Equal(1, (await bed.Line(order, 1)).Accepted);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Acceptance_does_not_wait_for_messages_and_duties_stay_apart(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(order, 1);
        var id = (await bed.Works(order)).Single().Id;
        await bed.Fill(await bed.OnSite(id));
        var technician = await bed.As("sun.hao");
        await bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, technician);
        var receiver = await bed.As("shen.li");
        await ServiceErrors.OwnWork.RefusesAsync(() => bed.Get<AcceptWork>().Run(id, receiver with { Person = technician.Person }));
        await FulfilmentErrors.OwnRequest.RefusesAsync(async () => await bed.Get<AcceptWork>().Run(id, receiver with { Person = (await bed.As("he.jiayi")).Person }));
        await bed.Get<AcceptWork>().Run(id, receiver);
        await bed.Settle();
        Assert.Equal((1, 1), ((await bed.Line(order, 1)).Installed, (await bed.Line(order, 1)).Accepted));
        await KernelErrors.Step.RefusesAsync(() => bed.Get<AcceptWork>().Run(id, receiver));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_technician_is_never_in_two_places(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 6, installed: true);
        for (var i = 0; i < 6; i++)
            await bed.Delivered(order, 1);
        var (works, dispatcher, technician) = (await bed.Works(order), await bed.As("zhao.tie"), await bed.Technician("孙浩"));
        var start = ChinaTime.At(ChinaTime.DateOf(bed.Clock.GetUtcNow()).AddDays(2), new(9, 0));
        var tries = await Task.WhenAll(works.Select(async (work, i) =>
        {
            try { await bed.Get<ScheduleVisit>().Run(work.Id, start.AddMinutes(15 * i), start.AddMinutes(15 * i + 120), technician, dispatcher); return "done"; }
            catch (Refused refused) { return refused.Code; }
        }));
        Assert.Single(tries, "done");
        Assert.All(tries.Where(t => t != "done"), code => Assert.Equal(ServiceErrors.TechnicianBusy.Code, code));
        var board = await bed.Read("zhao.tie", read => bed.Get<DispatchQueries>().Board(read, ChinaTime.DateOf(start)));
        Assert.Single(board.Lanes.Single(l => l.Technician.Id == technician).Jobs);
        Assert.Equal(5, board.Unassigned.Count);
        Assert.All(board.Unassigned, job => Assert.NotEmpty(job.Fits));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_cancelled_visit_frees_the_technician_and_another_work_order_follows(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(order, 1);
        var id = (await bed.Works(order)).Single().Id;
        var (dispatcher, technician) = (await bed.As("zhao.tie"), await bed.Technician("孙浩"));
        var start = ChinaTime.At(ChinaTime.DateOf(bed.Clock.GetUtcNow()).AddDays(1), new(9, 0));
        await bed.Get<ScheduleVisit>().Run(id, start, start.AddHours(2), technician, dispatcher);
        await KernelErrors.Forbidden.RefusesAsync(() => bed.Get<CancelWork>().Run(id, "撞期", true, dispatcher));
        await bed.Get<CancelWork>().Run(id, "网点装修延期", true, await bed.As("lin.xiaowen"));
        await bed.Settle();
        var next = (await bed.Works(order)).Single(w => w.State == WorkOrderState.Open);
        await bed.Get<ScheduleVisit>().Run(next.Id, start, start.AddHours(2), technician, dispatcher);
        await bed.Get<AssignTechnician>().Run(next.Id, await bed.Technician("李刚"), dispatcher);
        Assert.Equal("李刚", (await bed.Read("zhao.tie", read => bed.Get<WorkOrderQueries>().One(read, next.Id))).TechnicianName);
        foreach (var party in new[] { "lin.xiaowen", "zhao.tie" })
            Assert.Equal(new SuccessorView(next.Id, next.Number), (await bed.Read(party, read => bed.Get<WorkOrderQueries>().One(read, id))).Successor);
        Assert.Null((await bed.Read("zhao.tie", read => bed.Get<WorkOrderQueries>().One(read, next.Id))).Successor);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Strangers_see_neither_the_work_order_nor_its_photos(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(order, 1);
        var id = (await bed.Works(order)).Single().Id;
        await bed.Fill(await bed.OnSite(id));
        var photo = (await bed.Read("shen.li", read => bed.Get<WorkOrderQueries>().One(read, id))).Results.First(r => r.File is not null).File!.Value;
        foreach (var party in new[] { "shen.li", "wu.tong", "zhao.tie", "gao.feng" })
            Assert.Equal("image/png", (await bed.Get<OpenFile>().Run(photo, await bed.As(party))).Row.ContentType);
        foreach (var stranger in new[] { "shi.lei", "shao.qing", "wei.dong" })
        {
            var actor = await bed.As(stranger);
            await KernelErrors.NotFound.RefusesAsync(() => bed.Get<OpenFile>().Run(photo, actor));
            await KernelErrors.NotFound.RefusesAsync(() => bed.Db.Read(actor, read => bed.Get<WorkOrderQueries>().One(read, id)));
        }
        // Who has no part in the work sees none of its photos, though their company is a party of it; nor does a colleague without the job.
        foreach (var (uninvolved, refusal) in new[] { ("zhou.qiming", KernelErrors.Forbidden), ("ding.yi", KernelErrors.Forbidden), ("li.gang", KernelErrors.NotFound) })
        {
            var actor = await bed.As(uninvolved);
            await refusal.RefusesAsync(() => bed.Get<OpenFile>().Run(photo, actor));
        }
        await KernelErrors.NotFound.RefusesAsync(async () => await bed.Read("li.gang", read => bed.Get<WorkOrderQueries>().One(read, id)));
    }
}
