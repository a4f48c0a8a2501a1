using Hecai.Fulfilment;
using Hecai.Purchasing;
using Hecai.Service;
using SkiaSharp;

namespace Hecai.Web.Demo;

/// <summary>Carries a confirmed order of the demo world on: shipment, delivery, installation, acceptance, each by its people.</summary>
internal static class DemoFulfilment
{
    private const string Signature = "M30 96L48 60L62 40L70 72L66 110L92 64L120 52L112 84L100 108L140 70L168 58L160 92L190 66L220 60L214 96L250 72L282 68";

    public static async Task Carry(DemoWorld world, DemoOrganization buyer, SupplierOrderId order, Actor desk, DemoStage stage)
    {
        var receiver = await world.As(buyer.People.First(p => p.Roles.Contains(Roles.Receiver)).Key);
        world.Clock.Forward(TimeSpan.FromHours(20));
        var shipment = await Ship(world, order, desk, stage == DemoStage.PartlyDelivered);
        if (stage == DemoStage.Shipped)
            return;
        if (stage == DemoStage.TurnedAway)
        {
            world.Later(DemoVisits.On(world, daysAgo: 6, 15), () => Deliver(world, shipment, receiver, stage));
            return;
        }
        if (stage == DemoStage.Redelivered)
            shipment = await ShipAgain(world, order, shipment, desk);
        world.Clock.Forward(TimeSpan.FromHours(22));
        await Deliver(world, shipment, receiver, stage);
        await world.Settle();
        if (stage is DemoStage.Delivered or DemoStage.PartlyDelivered)
            return;
        await AcceptGoods(world, order, receiver);
        var works = (await world.Db.Read(receiver, read => world.Get<WorkOrderQueries>().List(read, new(Order: order)))).Items;
        foreach (var work in works)
            if (stage is DemoStage.Installed or DemoStage.Accepted)
                await Install(world, work, stage == DemoStage.Accepted ? receiver : null);
            else
                await DemoVisits.Plan(world, stage, work, order, receiver);
    }

    /// <summary>The carrier did not get there; what came back leaves once more.</summary>
    private static async Task<ShipmentId> ShipAgain(DemoWorld world, SupplierOrderId order, ShipmentId lost, Actor desk)
    {
        world.Clock.Forward(TimeSpan.FromHours(26));
        await world.Get<FailShipment>().Run(lost, "高速封路，承运车辆返程，货物已退回仓库", desk);
        await world.Settle();
        world.Clock.Forward(TimeSpan.FromHours(44));
        return await Ship(world, order, desk, half: false);
    }

    private static async Task<ShipmentId> Ship(DemoWorld world, SupplierOrderId order, Actor desk, bool half)
    {
        var view = await world.Db.Read(desk, read => world.Get<OrderQueries>().One(read, order));
        var lines = view.Lines.Where(l => l.Shippable > 0).Select(l => new LineQuantity(l.Line, half ? Math.Max(1, l.Shippable / 2) : l.Shippable)).ToList();
        var shipped = await world.Get<ShipGoods>().Run(order, lines, new Transport("自有车队", $"苏B·{7000 + view.Number[^3..].Sum(c => c) % 999}", Math.Max(1, (int)lines.Sum(l => l.Quantity)),
            ChinaTime.DateOf(world.Clock.GetUtcNow()).AddDays(1)), desk);
        return shipped.Id;
    }

    private static async Task Deliver(DemoWorld world, ShipmentId shipment, Actor receiver, DemoStage stage) =>
        await world.Get<RecordDelivery>().Run(shipment, await Outcome(world, shipment, receiver, stage), receiver);

    private static async Task<List<DeliveredLine>?> Outcome(DemoWorld world, ShipmentId shipment, Actor receiver, DemoStage stage)
    {
        if (stage is not (DemoStage.PartlyDelivered or DemoStage.TurnedAway))
            return null;
        var view = await world.Db.Read(receiver, read => world.Get<ShipmentQueries>().One(read, shipment));
        return [.. view.Lines.Select((l, i) => stage == DemoStage.TurnedAway ? new DeliveredLine(l.Line, 0, l.Quantity, 0, "运输途中淋雨，包装全部受潮，整批拒收")
            : i == 0 ? new DeliveredLine(l.Line, l.Quantity - 1, 1, 0, "外箱破损，壶身凹陷") : new DeliveredLine(l.Line, l.Quantity))];
    }

    private static async Task AcceptGoods(DemoWorld world, SupplierOrderId order, Actor receiver)
    {
        var waiting = await world.Db.Read(receiver, read => world.Get<DeliveryQueries>().ToAccept(read));
        if (waiting.Any(w => w.Order == order))
            await world.Get<AcceptDelivery>().Run(order, null, receiver);
    }

    private static async Task Install(DemoWorld world, WorkOrderRow row, Actor? receiver)
    {
        var provider = DemoPeople.Providers.Single(p => p.Id == row.Provider);
        var (person, start) = await DemoService.Agree(world, provider, row.Id, Math.Min(9, 3 + row.Units));
        world.Clock.To(start.AddMinutes(4));
        await Work(world, row.Id, await world.As(person.Key));
        if (receiver is null)
            return;
        world.Clock.Forward(TimeSpan.FromHours(5));
        await world.Get<AcceptWork>().Run(row.Id, receiver);
        await world.Settle();
    }

    /// <summary>The technician arrives, fills the checklists, takes the photos and has it signed for.</summary>
    internal static async Task Work(DemoWorld world, WorkOrderId id, Actor technician)
    {
        var work = await Arrive(world, id, technician);
        world.Clock.Forward(TimeSpan.FromHours(3));
        await Check(world, work, technician, line => line.Units);
        world.Clock.Forward(TimeSpan.FromMinutes(20));
        await world.Get<FinishWork>().Run(id, work.Site.Contact, Signature, technician);
        await world.Settle();
    }

    internal static async Task<WorkOrderView> Arrive(DemoWorld world, WorkOrderId id, Actor technician)
    {
        await world.Get<ArriveOnSite>().Run(id, technician);
        return await world.Db.Read(technician, read => world.Get<WorkOrderQueries>().One(read, id));
    }

    /// <summary>Everything that is asked of the first so many units of each line.</summary>
    internal static async Task Check(DemoWorld world, WorkOrderView work, Actor technician, Func<WorkLineView, int> units)
    {
        await world.Get<RecordCheck>().Run(work.Id, [.. Entries(work).Where(e => e.Unit <= units(work.Lines.Single(l => l.Line == e.Line)))], technician);
        foreach (var line in work.Lines)
            foreach (var photo in line.Checklist.Items.Where(i => i.Kind == CheckKind.Photo))
                for (var unit = 1; unit <= units(line); unit++)
                    await world.Get<AttachPhoto>().Run(work.Id, line.Line, unit, photo.Code, Photos.Value, $"{photo.Code}.png", technician);
    }

    private static IEnumerable<CheckEntry> Entries(WorkOrderView work) =>
        from line in work.Lines
        from unit in Enumerable.Range(1, line.Units)
        from item in line.Checklist.Items
        let input = Input(work, line, unit, item)
        where input is not null
        select new CheckEntry(line.Line, unit, item.Code, input);

    private static CheckInput? Input(WorkOrderView work, WorkLineView line, int unit, CheckItem item) => item.Kind switch
    {
        CheckKind.YesNo => new(Yes: true),
        CheckKind.Serial => new(Text: $"{line.PartNumber.Replace("/", "").Replace("-", "")}{work.Number[^6..]}{line.Line}{unit:D2}{(item.Code == "serial" ? "" : "W")}"),
        CheckKind.Reading when item.Required => new(Reading: Between(item, unit)),
        CheckKind.Text when item.Code == "place" => new(Text: $"{(unit + 1) / 2} 楼 {(unit % 2 == 0 ? "办公区" : "营业厅")} {unit}"),
        CheckKind.Text when item.Required => new(Text: $"{work.Number[^6..]}-{unit:D2}"),
        _ => null,
    };

    private static string Between(CheckItem item, int unit)
    {
        var (min, max) = (item.Min ?? (item.Max ?? 10) / 2, item.Max ?? (item.Min ?? 1) * 2);
        return Math.Round(min + (max - min) * (40 + unit * 7 % 20) / 100m, 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A picture that stands for a photo taken on site.</summary>
    internal static readonly Lazy<byte[]> Photos = new(() =>
    {
        using var bitmap = new SKBitmap(320, 240);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(0xdd, 0xe4, 0xe8));
        using var paint = new SKPaint { Color = new SKColor(0x7a, 0x8a, 0x94), IsAntialias = true };
        canvas.DrawRoundRect(40, 60, 240, 90, 8, 8, paint);
        paint.Color = new SKColor(0xf5, 0xf7, 0xf8);
        for (var i = 0; i < 6; i++)
            canvas.DrawRect(56, 78 + i * 10, 208, 4, paint);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    });
}
