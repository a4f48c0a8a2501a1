using Hecai.Catalogue;

namespace Hecai.Tests.Catalogue;

public sealed class ListingStories
{
    private static readonly ProductInput Product = new()
    {
        PartNumber = "T-35GW", Brand = new Text("试牌", "Trial"), Category = "hvac.wall", Name = new Text("1.5 匹壁挂机", "1.5 HP wall split"), ListPrice = 269_900,
        Attributes = new Dictionary<string, AttributeValue> { ["cool_kw"] = AttributeValue.Of("3500 W"), ["energy_class"] = AttributeValue.Of("一级"), ["inverter"] = AttributeValue.Of("是") },
        Services = [new ProductService("install", 20_000, null), new ProductService("pipe", 10_000, 9)],
    };

    private static readonly Actor Supplier = CatalogueBed.SupplierManager(CatalogueBed.Yunling), Operator = CatalogueBed.CategoryManager();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_draft_is_submitted_returned_changed_listed_found_suspended_and_resumed(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var id = await bed.Get<DraftListing>().Run(Product with { ListPrice = null }, Supplier);
        await Refuses("listing.price_required", () => bed.Get<SubmitListing>().Run(id, Supplier));
        await bed.Get<ChangeListing>().Run(id, Product, null, Supplier);
        await bed.Get<SubmitListing>().Run(id, Supplier);
        Assert.Empty((await bed.Search(new SearchRequest { Text = "T-35GW" })).Hits);
        Assert.Empty(await bed.Db.Read(CatalogueBed.Buyer, read => bed.Get<CatalogueQueries>().Offers(read, [id])));

        var queue = await bed.Db.Read(Operator, read => bed.Get<ListingQueries>().ReviewQueue(read));
        Assert.Equal((id, 1), (queue.Rows.Single().Id, queue.Counts[ListingState.InReview]));
        await bed.Get<ReviewListing>().Run(id, "请补充能效标识", Operator);
        await bed.Get<SubmitListing>().Run(id, Supplier);
        await bed.Get<ReviewListing>().Run(id, null, Operator);

        await Eventually.Is(1, async () => await bed.Get<SearchIndex>().CatchUp() is var _ ? (await bed.Search(new SearchRequest { Text = "t35gw" })).Total : 0);
        Assert.Equal([id], (await bed.Found(new SearchRequest { Text = "t35gw" })).Select(o => o.Id));
        var offer = (await bed.Db.Read(CatalogueBed.Buyer, read => bed.Get<CatalogueQueries>().Offers(read, [id])))[id];
        Assert.Equal((Money.Yuan(2699), true, "hvac"), (offer.ListPrice, offer.Saleable, offer.CategoryPath[0]));
        Assert.Equal([("install", true), ("pipe", false)], offer.Services.Select(s => (s.Code, s.Installs)));

        await Refuses("listing.locked", () => bed.Get<ChangeListing>().Run(id, Product, null, Supplier));
        await bed.Get<SuspendListing>().Run(id, "价格核实中", Operator);
        await Eventually.Is(0, async () => await bed.Get<SearchIndex>().CatchUp() is var _ ? (await bed.Search(new SearchRequest { Text = "t35gw" })).Total : 0);
        await Refuses("listing.suspended_by_operator", () => bed.Get<ResumeListing>().Run(id, Supplier));
        await bed.Get<ResumeListing>().Run(id, Operator);
        var timeline = await bed.Db.Read(Operator, read => bed.Get<TimelineQueries>().Of(read, id.Value));
        Assert.Equal(["listing.resumed", "listing.suspended", "listing.listed", "listing.submitted", "listing.returned", "listing.submitted", "listing.changed", "listing.drafted"], timeline.Select(t => t.Action));
    }

    [Fact]
    public async Task Nobody_reviews_what_they_submitted_nor_their_own_company_s_products()
    {
        await using var bed = await CatalogueBed.Open();
        var id = await bed.Get<DraftListing>().Run(Product, Supplier);
        await bed.Get<SubmitListing>().Run(id, Supplier);
        await Refuses("permission.missing", () => bed.Get<ReviewListing>().Run(id, null, Supplier));
        var both = CatalogueBed.Person("兼任", CatalogueBed.Yunling, OrganizationKind.Supplier | OrganizationKind.Operator, CataloguePermissions.Review);
        await Refuses("listing.own_review", () => bed.Get<ReviewListing>().Run(id, null, both));
        await Refuses("listing.own_review", () => bed.Get<ReviewListing>().Run(id, null, Operator with { Person = Supplier.Person }));
        await Refuses("not_found", () => bed.Get<SuspendListing>().Run(id, "x", CatalogueBed.SupplierManager(CatalogueBed.Beiyu, "别家")));
    }

    [Fact]
    public async Task Every_fault_of_a_draft_is_told_at_once()
    {
        await using var bed = await CatalogueBed.Open();
        var wrong = Product with
        {
            Category = "hvac", Brand = null, ListPrice = -1, Vat = 12,
        };
        var refused = await Assert.ThrowsAsync<Refused>(() => bed.Get<DraftListing>().Run(wrong, Supplier));
        Assert.Equal(["category", "brand", "listPrice", "vat"], refused.Fields.Select(f => f.Field));
        await bed.Get<DraftListing>().Run(Product, Supplier);
        await Refuses("sku.part_number_taken", () => bed.Get<DraftListing>().Run(Product with { PartNumber = "t-35gw" }, Supplier));
        await bed.Get<DraftListing>().Run(Product, CatalogueBed.SupplierManager(CatalogueBed.Beiyu, "别家"));
    }

    [Fact]
    public async Task The_demo_range_loads_once_and_shows_its_specifications()
    {
        await using var bed = await CatalogueBed.Open(range: true);
        var id = Id.Named<ListingId>("YL-KFR-72QW/A1");
        var page = await bed.Db.Read(CatalogueBed.Buyer, read => bed.Get<SkuPageQueries>().Page(read, id));
        Assert.Equal("YL-KFR-72QW/A1", page.PartNumber);
        Assert.Equal(Money.Yuan(8990), page.Offer!.ListPrice);
        Assert.Contains(page.Specifications, s => s.Code == "cool_kw" && s.Value.Zh == "7.2 kW");
        // What it goes with is told to a buyer only as what the buyer can have.
        Assert.Empty(page.Relations);
        Assert.Equal("split", page.Checklist);
        Assert.NotNull(ServiceKinds.Checklist(page.Checklist));
        var again = await bed.Get<CatalogueSeed>().Load(new Dictionary<string, SeedSupplier> { ["yunling"] = new(CatalogueBed.Yunling, "云岭电器") });
        Assert.Equal(0, again);
    }

    private static async Task Refuses(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refused>(act)).Code);
}
