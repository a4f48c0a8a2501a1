using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Stock;

namespace Hecai.Web.Demo;

/// <summary>What is on offer: the range, the warehouses with their stock, and the framework agreements of the seed files.</summary>
internal static class DemoRange
{
    public static async Task Seed(DemoWorld world)
    {
        await world.Get<CatalogueSeed>().Load(DemoPeople.Suppliers.ToDictionary(s => s.Key, s => new SeedSupplier(s.Id, s.Zh)));
        await Stock(world);
        await Freight(world);
        await Agreements(world);
    }

    private static async Task Stock(DemoWorld world)
    {
        using var file = Open("stock.json");
        foreach (var warehouse in file.RootElement.GetProperty("warehouses").EnumerateArray())
        {
            var supplier = DemoPeople.Suppliers.Single(s => s.Key == warehouse.GetProperty("supplier").GetString());
            var desk = await world.As(supplier.People.First(p => p.Roles.Contains(Roles.OrderDesk)).Key);
            var code = warehouse.GetProperty("code").GetString()!;
            var serves = warehouse.GetProperty("serves").EnumerateArray().Select(s => s.GetString()!).ToList();
            var home = warehouse.GetProperty("cityCode").GetString()![..2];
            var id = await world.Get<OpenWarehouse>().Run(new WarehouseInput(code, (warehouse.GetProperty("zh").GetString()!, warehouse.GetProperty("en").GetString()!),
                warehouse.GetProperty("districtCode").GetString()!, [.. Regions.Provinces.Select(p => (p.Code, Days(p.Code, home, serves)))]), desk);
            var pieces = file.RootElement.GetProperty("stock").EnumerateArray().Where(s => s.GetProperty("warehouse").GetString() == code)
                .Select(s => (Id.Named<SkuId>(s.GetProperty("sku").GetString()!), s.GetProperty("onHand").GetInt64())).ToList();
            foreach (var batch in pieces.Chunk(500))
                await world.Get<ReceiveStock>().Run(id, batch, desk);
        }
    }

    // Two working days at home, three where it is the first to serve, six elsewhere.
    private static int Days(string province, string home, List<string> serves) =>
        province == home ? 2 : serves.Contains(province + "0000") ? 3 : serves.Contains("*") ? 4 : 6;

    /// <summary>One supplier charges for small orders to one far town, and for the far west; all else is brought free.</summary>
    private static async Task Freight(DemoWorld world) => await world.Get<SetFreightRules>().Run(new FreightRules(
    [
        new(Money.Yuan(180), RegionCode: "370783", FreeFrom: Money.Yuan(30_000)),
        new(Money.Yuan(600), RegionCode: "65", Mode: DeliveryMode.Delivery, PerPiece: Money.Yuan(60), FreeFrom: Money.Yuan(100_000)),
        new(Money.Yuan(1_200), RegionCode: "54", PerPiece: Money.Yuan(80), Vat: 13),
    ]), null, await world.As("wu.tong"));

    private static async Task Agreements(DemoWorld world)
    {
        using var file = Open("agreements.json");
        var sales = await world.As("fang.yuan");
        foreach (var agreement in file.RootElement.GetProperty("agreements").EnumerateArray())
        {
            var lines = agreement.GetProperty("lines").EnumerateArray().Select(Line)
                .Concat(agreement.GetProperty("categoryDiscounts").EnumerateArray().Select(d =>
                    new AgreementLineInput { Category = d.GetProperty("category").GetString(), DiscountBasisPoints = Points(d) }))
                .Concat(agreement.TryGetProperty("brandDiscounts", out var brands) ? brands.EnumerateArray().Select(Brand) : []).ToList();
            var id = await world.Get<DraftAgreement>().Run(new AgreementInput(Organization(agreement, "buyer"), Organization(agreement, "supplier"),
                agreement.GetProperty("number").GetString()!, agreement.GetProperty("title").GetProperty("zh").GetString()!,
                Date(agreement, "validFrom"), Date(agreement, "validTo"), lines), sales);
            await world.Get<ProposeAgreement>().Run(id, sales);
            // The operator proposes for both; the sides consent one after the other.
            await Confirm(world, id, DemoPeople.Suppliers.Single(s => s.Id == Organization(agreement, "supplier")), Roles.SupplierSales);
            if (!agreement.TryGetProperty("open", out _))
                await Confirm(world, id, DemoPeople.Buyers.Single(b => b.Id == Organization(agreement, "buyer")), Roles.Purchaser);
        }
    }

    private static async Task Confirm(DemoWorld world, AgreementId id, DemoOrganization side, Role role) =>
        await world.Get<ConfirmAgreement>().Run(id, null, await world.As(side.People.First(p => p.Roles.Contains(role)).Key));

    private static AgreementLineInput Line(JsonElement line)
    {
        var tiers = line.TryGetProperty("tiers", out var all)
            ? all.EnumerateArray().Select(t => new TierInput(t.GetProperty("minQuantity").GetInt32(), Fen(t.GetProperty("price")), null)).ToList() : [];
        return new()
        {
            Sku = Id.Named<SkuId>(line.GetProperty("sku").GetString()!), Price = Fen(line.GetProperty("price")), Tiers = tiers,
            Quota = line.TryGetProperty("quota", out var quota) ? new(quota.GetInt64(), QuotaMeasure.Pieces) : null,
        };
    }

    private static AgreementLineInput Brand(JsonElement discount) => new()
    {
        Brand = discount.GetProperty("brand").GetString(), Category = discount.GetProperty("category").GetString(), DiscountBasisPoints = Points(discount),
        Tiers = [.. discount.GetProperty("tiers").EnumerateArray().Select(t => new TierInput(t.GetProperty("minQuantity").GetInt32(), null, Points(t)))],
        Quota = new(discount.GetProperty("quotaAmount").GetInt64(), QuotaMeasure.Amount),
    };

    private static int Points(JsonElement discount) => (int)(discount.GetProperty("percentOff").GetDecimal() * 100);

    private static Money Fen(JsonElement amount) => new(amount.GetInt64(), "CNY");
    private static OrganizationId Organization(JsonElement agreement, string side) => Id.Named<OrganizationId>(agreement.GetProperty(side).GetString()!);
    private static DateOnly Date(JsonElement agreement, string name) => DateOnly.Parse(agreement.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    private static JsonDocument Open(string file) => JsonDocument.Parse(CatalogueSeed.OpenFile(file));
}
