using Hecai.Billing;
using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Data;
using Hecai.Fulfilment;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests.Stories.Service;

/// <summary>The demo world's people, range and stock without its documents: an order of the bank comes as far as a story needs it.</summary>
public sealed class ServiceBed : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    public const string Ink = "M30 96L48 60L62 40L70 72L66 110";
    public const string Wall = "YL-KFR-35GW/B2", Kettle = "BY-SH18";
    private readonly DatabaseCopy copy;
    private readonly Microsoft.Extensions.DependencyInjection.ServiceProvider services;
    private readonly string folder;

    private ServiceBed(DatabaseCopy copy, Microsoft.Extensions.DependencyInjection.ServiceProvider services, string folder) => (this.copy, this.services, this.folder) = (copy, services, folder);

    internal DemoClock Clock => (DemoClock)Get<TimeProvider>();
    public AppDb Db => Get<AppDb>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<ServiceBed> Open(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("hecai-service-").FullName;
        var copy = await Databases.Copy(kind, "people", engine => DemoWorld.SeedIfEmpty(new HostSettings { Data = folder }, engine, Start, documents: false));
        var services = new ServiceCollection();
        services.AddSingleton(await Databases.Open(kind, copy.Place)).AddSingleton<TimeProvider>(new DemoClock(Start)).AddLogging(l => l.ClearProviders());
        services.AddSingleton(AuditKey.In(folder)).AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Hecai:Data", folder)]).Build());
        services.AddModules(HecaiModules.All);
        return new ServiceBed(copy, services.BuildServiceProvider(), folder);
    }

    /// <summary>A person of the demo world, acting as who they are there.</summary>
    public async Task<Actor> As(string key) => (await Get<Actors>().For(DemoPeople.Membership(key), Via.Page))!;

    public async Task<T> Read<T>(string who, Func<Reading, Task<T>> query) => await Db.Read(await As(who), query);

    /// <summary>Delivers every message that waits.</summary>
    public async Task Settle()
    {
        while (await Get<OutboxPump>().PumpOnce(default) > 0) { }
    }

    /// <summary>A confirmed supplier order of He Jiayi of the bank; installed goods with a standard installation each.</summary>
    public async Task<SupplierOrderId> Ordered(string part, int quantity, bool installed)
    {
        var requester = await As("he.jiayi");
        var (centre, site, offer) = await Db.Read(requester, async read => ((await Get<CostCentreQueries>().All(read)).Single(c => c.Code == "SZ-0312").Id,
            (await Get<SiteQueries>().All(read)).Single(s => s.Name == "观前支行").Address, (await Get<CatalogueQueries>().Offers(read, [Id.Named<ListingId>(part)])).Values.Single()));
        var services = installed ? new[] { new ChosenService(offer.Services.First(s => s.Installs).Code, quantity) } : [];
        var draft = await Get<DraftRequisition>().Run(new RequisitionHead("网点更新", centre, site, null, null, null), [new WantedLine(offer.Id, quantity, services)], requester);
        await Get<SubmitRequisition>().Run(draft.Id, null, requester);
        while ((await Db.Read(requester, read => Get<ApprovalQueries>().Route(read, draft.Id.Value))).FirstOrDefault(r => r.State == ApprovalState.Open) is { } open)
            await Get<DecideRequisition>().Run(open.Id, ApprovalState.Approved, null, null, (await Get<Actors>().For(open.Approver, Via.Page))!);
        await Settle();
        var order = await Db.Read(requester, async read => (await Get<OrderQueries>().One(read, (await Get<RequisitionQueries>().One(read, draft.Id)).Order!.Value)).SupplierOrders.Single());
        await Get<ConfirmSupplierOrder>().Run(order.Id, null, await As(installed ? "wu.tong" : "nie.xin"));
        return order.Id;
    }

    /// <summary>Ships goods of an order's first line.</summary>
    public async Task<ShipmentId> Shipped(SupplierOrderId order, long quantity, string desk = "wu.tong") =>
        (await Get<ShipGoods>().Run(order, [new LineQuantity(1, quantity)], new Transport("自有车队", null, 1, null), await As(desk))).Id;

    /// <summary>Ships and delivers, and lets follow what follows.</summary>
    public async Task<ShipmentId> Delivered(SupplierOrderId order, long quantity, string desk = "wu.tong")
    {
        var shipment = await Shipped(order, quantity, desk);
        await Get<RecordDelivery>().Run(shipment, null, await As("shen.li"));
        await Settle();
        return shipment;
    }

    public async Task<IReadOnlyList<WorkOrderRow>> Works(SupplierOrderId order) => (await Read("shen.li", read => Get<WorkOrderQueries>().List(read, new(Order: order)))).Items;

    public async Task<TechnicianId> Technician(string name) => (await Read("zhao.tie", read => Get<TechnicianQueries>().All(read))).Single(t => t.Name == name).Id;

    /// <summary>Agrees tomorrow from nine to twelve with Sun Hao, who arrives.</summary>
    public async Task<WorkOrderView> OnSite(WorkOrderId work)
    {
        var start = ChinaTime.At(ChinaTime.DateOf(Clock.GetUtcNow()).AddDays(1), new(9, 0));
        await Get<ScheduleVisit>().Run(work, start, start.AddHours(3), await Technician("孙浩"), await As("zhao.tie"));
        Clock.To(start);
        await Get<ArriveOnSite>().Run(work, await As("sun.hao"));
        return await Read("sun.hao", read => Get<WorkOrderQueries>().One(read, work));
    }

    /// <summary>Fills the checklists; an entry may be changed, or left out by returning null.</summary>
    public async Task Fill(WorkOrderView work, Func<CheckEntry, CheckEntry?>? change = null, bool photos = true)
    {
        var technician = await As("sun.hao");
        var all = from line in work.Lines from unit in Enumerable.Range(1, line.Units) from item in line.Checklist.Items where item.Required select (line, unit, item);
        var entries = all.Where(x => x.item.Kind != CheckKind.Photo).Select(x => new CheckEntry(x.line.Line, x.unit, x.item.Code, x.item.Kind switch
        {
            CheckKind.YesNo => new(Yes: true),
            CheckKind.Reading => new(Reading: ((x.item.Min ?? x.item.Max ?? 1) + (x.item.Max ?? x.item.Min ?? 1)) is var both ? (both / 2).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : ""),
            CheckKind.Serial => new(Text: $"S{work.Number[^6..]}{x.unit}{x.item.Code}"),
            _ => new CheckInput(Text: "一楼"),
        }));
        await Get<RecordCheck>().Run(work.Id, [.. entries.Select(e => change is null ? e : change(e)).OfType<CheckEntry>()], technician);
        if (photos)
            foreach (var (line, unit, item) in all.Where(x => x.item.Kind == CheckKind.Photo))
                await Get<AttachPhoto>().Run(work.Id, line.Line, unit, item.Code, Picture, "p.png", technician);
    }

    public static byte[] Picture { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    public async Task Finished(WorkOrderId work)
    {
        await Fill(await OnSite(work));
        await Get<FinishWork>().Run(work, "沈立", Ink, await As("sun.hao"));
        await Settle();
    }

    public async Task<OrderLineView> Line(SupplierOrderId order, int line) => (await Read("wu.tong", read => Get<OrderQueries>().One(read, order))).Lines.Single(l => l.Line == line);

    public Task<DraftStatement> Statement() => Read("zhao.qian", read => Get<StatementQueries>().Draft(read, Period.Of(read.Now)));

    public async ValueTask DisposeAsync()
    {
        await Get<Engine>().DisposeAsync();
        await services.DisposeAsync();
        await copy.Drop();
        Directory.Delete(folder, recursive: true);
    }
}
