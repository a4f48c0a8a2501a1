using Hecai.Catalogue;
using Hecai.Fulfilment;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Service;
using Hecai.Stock;
using Hecai.Tests.Rules;
using Hecai.Tests.Stories.Service;

namespace Hecai.Tests.Stories;

/// <summary>What suppliers, receivers, dispatchers and technicians are refused, with its code and its field.</summary>
public sealed class SupplyRefusals
{
    private static async Task Refuses(Error error, string? field, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<Refused>(act);
        Assert.True(refused.Code == error.Code || refused.Fields.Any(f => f.Error == error), $"Expected {error.Code}, got {refused.Code}: {refused.Message}");
        if (field is not null)
            Assert.Contains((field, error.Code), refused.Fields.Select(f => (f.Field, f.Error.Code)));
    }

    [Theory, EveryDatabase]
    public async Task Shipments_and_acceptances_name_lines_that_are_there_once(Database database)
    {
        await using var bed = await ServiceBed.Open(database);
        var order = await bed.Ordered(ServiceBed.Wall, 2, installed: true);
        var (desk, receiver, carrier) = (await bed.As("wu.tong"), await bed.As("shen.li"), new Transport("自有车队", null, 1, null));
        Task Ship(params LineQuantity[] lines) => bed.Get<ShipGoods>().Run(order, lines, carrier, desk);
        Task Accept(params LineQuantity[] lines) => bed.Get<AcceptDelivery>().Run(order, lines, receiver);

        await Refuses(FulfilmentErrors.NothingToShip, "lines", () => Ship());
        await Refuses(FulfilmentErrors.LineTwice, "lines[1].line", () => Ship(new(1, 1), new(1, 1)));
        await Refuses(FulfilmentErrors.NotGoods, "lines", () => Ship(new LineQuantity(2, 1)));
        await Refuses(PurchasingErrors.LineUnknown, null, () => Ship(new LineQuantity(99, 1)));
        await Refuses(KernelErrors.OutOfRange, "lines[0].quantity", () => Ship(new LineQuantity(1, 0)));
        await Refuses(KernelErrors.OutOfRange, "packages", () => bed.Get<ShipGoods>().Run(order, [new(1, 1)], carrier with { Packages = 0 }, desk));
        await bed.Delivered(order, 2);
        await Refuses(FulfilmentErrors.Installed, "lines[0].line", () => Accept(new LineQuantity(1, 1)));
        await Refuses(FulfilmentErrors.LineTwice, null, () => Accept(new(1, 1), new(1, 1)));
        await Refuses(PurchasingErrors.LineUnknown, "lines[0].line", () => Accept(new LineQuantity(99, 1)));
    }

    [Theory, EveryDatabase]
    public async Task Work_is_given_to_who_exists_and_each_unit_has_a_serial_number_of_its_own(Database database)
    {
        await using var bed = await ServiceBed.Open(database);
        var (dispatcher, technician, head) = (await bed.As("zhao.tie"), await bed.As("sun.hao"), await bed.As("zhu.hong"));
        var stranger = Id.New<MembershipId>();
        await Refuses(ServiceErrors.UnknownMember, "membership", () => bed.Get<RegisterTechnician>().Run(stranger, "13800138000", [], true, head));
        await Refuses(ServiceErrors.UnknownSkill, "skills", () => bed.Get<RegisterTechnician>().Run(technician.Membership, "13800138000", ["juggling"], true, head));

        var order = await bed.Ordered(ServiceBed.Wall, 2, installed: true);
        await bed.Delivered(order, 2);
        var id = (await bed.Works(order)).Single().Id;
        await Refuses(ServiceErrors.NoSuchProvider, "provider", async () => await bed.Get<AssignProvider>().Run(id, Id.New<OrganizationId>(), await bed.As("gao.feng")));
        var start = ChinaTime.At(ChinaTime.DateOf(bed.Clock.GetUtcNow()).AddDays(1), new(9, 0));
        await Refuses(ServiceErrors.NoSuchTechnician, "technician", () => bed.Get<ScheduleVisit>().Run(id, start, start.AddHours(2), Id.New<TechnicianId>(), dispatcher));

        var work = await bed.OnSite(id);
        var (serial, photo) = (Item(work, CheckKind.Serial), Item(work, CheckKind.Photo));
        await Refuses(ServiceErrors.PhotoByUpload, "checks[0]", () => bed.Get<RecordCheck>().Run(id, [new(1, 1, photo, new(Text: "x"))], technician));
        await Refuses(ServiceErrors.SerialTwice, "checks[1].text", () => bed.Get<RecordCheck>().Run(id, [new(1, 1, serial, new(Text: "SN-1")), new(1, 2, serial, new(Text: "sn-1"))], technician));
        await Refuses(KernelErrors.FileTooLarge, null, () => bed.Get<AttachPhoto>().Run(id, 1, 1, photo, new byte[Uploads.MaxBytes + 1], "x.png", technician));
        await Refuses(KernelErrors.FileKind, "contract", () => bed.Get<Uploads>().Take("MZ a program"u8.ToArray(), "x.pdf", false, _ => Task.FromResult(0), "contract", default));

        // The register knows the serial number already.
        await bed.Fill(work);
        await bed.Get<FinishWork>().Run(id, "沈立", ServiceBed.Ink, technician);
        await bed.Get<AcceptWork>().Run(id, await bed.As("shen.li"));
        await bed.Settle();
        var known = (await bed.Read("shen.li", read => bed.Get<EquipmentQueries>().List(read))).Items[0].Serial!;
        var again = await bed.Ordered(ServiceBed.Wall, 1, installed: true);
        await bed.Delivered(again, 1);
        var next = await bed.OnSite((await bed.Works(again)).Single().Id);
        await bed.Fill(next, entry => entry.Item == serial ? entry with { Input = new(Text: known) } : entry);
        await bed.Get<FinishWork>().Run(next.Id, "沈立", ServiceBed.Ink, technician);
        await Refuses(ServiceErrors.SerialRegistered, null, async () => await bed.Get<AcceptWork>().Run(next.Id, await bed.As("shen.li")));
    }

    private static string Item(WorkOrderView work, CheckKind kind) => work.Lines[0].Checklist.Items.First(i => i.Kind == kind && i.Required).Code;

    [Theory, EveryDatabase]
    public async Task Agreements_and_warehouses_are_numbered_once_and_make_sense(Database database)
    {
        await using var bed = await ServiceBed.Open(database);
        var (sales, desk) = (await bed.As("fang.yuan"), await bed.As("wu.tong"));
        AgreementLineInput Priced(string part) => new() { Sku = Id.Named<SkuId>(part), Price = Money.Yuan(100) };
        AgreementLineInput Discounted(int basisPoints) => new() { DiscountBasisPoints = basisPoints };
        var good = new AgreementInput(Id.Named<OrganizationId>("jiangnan-bank"), Id.Named<OrganizationId>("yunling"), "FA-TEST-1", "测试", new(2026, 1, 1), new(2026, 12, 31), [Priced(ServiceBed.Wall)]);
        Task Draft(AgreementInput input) => bed.Get<DraftAgreement>().Run(input, sales);

        await Refuses(PricingErrors.Validity, "validTo", () => Draft(good with { ValidTo = new(2025, 12, 31) }));
        await Refuses(PricingErrors.DuplicateLine, null, () => Draft(good with { Lines = [Priced(ServiceBed.Wall), Priced(ServiceBed.Wall)] }));
        await Refuses(PricingErrors.Discount, null, () => Draft(good with { Lines = [Discounted(10_000)] }));
        await Draft(good);
        await Refuses(PricingErrors.NumberTaken, "number", () => Draft(good with { Title = "另一份" }));
        var inForce = new Agreement(Id.New<AgreementId>(), good.Buyer, good.Supplier, "FA-TEST-2", "测试", good.ValidFrom, good.ValidTo);
        inForce.Propose(sales, DateTimeOffset.UnixEpoch);
        PricingErrors.NotDraft.Refuses(() =>
        {
            inForce.Write(AgreementSubject.Of(category: null, brand: null), new(null, 500, null, default, []));
            return 0;
        });

        var warehouse = new WarehouseInput("W-TEST", ("测试仓", "Test"), Places.Pingjiang, [("32", 2)]);
        await bed.Get<OpenWarehouse>().Run(warehouse, desk);
        await Refuses(StockErrors.WarehouseExists, "code", () => bed.Get<OpenWarehouse>().Run(warehouse, desk));
        await Refuses(KernelErrors.OutOfRange, "areas", () => bed.Get<OpenWarehouse>().Run(warehouse with { Code = "W-TEST-2", Areas = [("32", 91)] }, desk));
    }
}
