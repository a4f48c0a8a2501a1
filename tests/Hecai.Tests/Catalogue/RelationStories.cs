using System.Text;
using Hecai.Catalogue;

namespace Hecai.Tests.Catalogue;

/// <summary>What goes with what: said by the supplier of its own products, by the operator of equivalents of several suppliers, and by a file.</summary>
public sealed class RelationStories
{
    private static readonly Actor Supplier = CatalogueBed.SupplierManager(CatalogueBed.Yunling), Other = CatalogueBed.SupplierManager(CatalogueBed.Beiyu, "别家"), Operator = CatalogueBed.CategoryManager();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_supplier_says_what_its_products_go_with_in_any_state_and_whole(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var (old, next, panel) = (await Draft(bed, "T-OLD"), await Draft(bed, "T-NEW"), await Draft(bed, "T-MB"));
        await bed.Get<RetireListing>().Run(old, Supplier);
        var version = (await Page(bed, old)).Version;
        await bed.Get<ChangeLinks>().Run(old, [new(RelationKind.Successor, " t-new "), new(RelationKind.Required, "T-MB", 2, ("面板", "Panel"))], version, Supplier);
        await Refuses("document.changed", () => bed.Get<ChangeLinks>().Run(old, [], version, Supplier));
        Assert.Equal([(RelationKind.Successor, "T-NEW", 1, ""), (RelationKind.Required, "T-MB", 2, "面板")], (await Page(bed, old)).Relations.Select(r => (r.Kind, r.PartNumber, r.Quantity, r.Reason.Zh)));
        Assert.Equal("listing.related", (await bed.Db.Read(Supplier, read => bed.Get<TimelineQueries>().Of(read, old.Value)))[0].Action);

        // The next says all of them anew: another successor, no panel.
        await bed.Get<ChangeLinks>().Run(old, [new(RelationKind.Accessory, "T-NEW"), new(RelationKind.Successor, "T-MB")], null, Supplier);
        Assert.Equal([(RelationKind.Accessory, "T-NEW"), (RelationKind.Successor, "T-MB")], (await Page(bed, old)).Relations.Select(r => (r.Kind, r.PartNumber)));
        // A draft is written with its links, and without a word of them keeps what it has.
        await bed.Get<ChangeListing>().Run(next, Product("T-NEW") with { Links = [new(RelationKind.Accessory, "T-MB")] }, null, Supplier);
        await bed.Get<ChangeListing>().Run(next, Product("T-NEW"), null, Supplier);
        Assert.Equal([(RelationKind.Accessory, "T-MB", 1)], (await Page(bed, next)).Input!.Links!.Select(l => (l.Kind, l.Sku, l.Quantity)));
        var whole = await bed.Get<DraftListing>().Run(Product("T-4") with { Links = [new(RelationKind.Consumable, "T-MB", 3)] }, Supplier);
        Assert.Equal((RelationKind.Consumable, 3), (await Page(bed, whole)).Relations.Select(r => (r.Kind, r.Quantity)).Single());
        Assert.Empty((await Page(bed, panel)).Relations);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_cannot_be_is_refused_by_field(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var (one, two, three) = (await Draft(bed, "T-1"), await Draft(bed, "T-2"), await Draft(bed, "T-3"));
        await bed.Get<DraftListing>().Run(Product("B-1"), Other);
        Task Say(ListingId id, params SkuLink[] links) => bed.Get<ChangeLinks>().Run(id, links, null, Supplier);
        async Task Fault(string code, string field, Func<Task> act) => Assert.Equal((code, field), (await Assert.ThrowsAsync<Refused>(act)) is var refused ? (refused.Fields[0].Error.Code, refused.Fields[0].Field) : default);
        await Fault("relation.unknown", "links[1].sku", () => Say(one, new(RelationKind.Required, "T-2"), new(RelationKind.Required, "T-9")));
        // A product of another supplier is none of the supplier's to name, and answers as one that does not exist.
        await Fault("relation.unknown", "links[0].sku", () => Say(one, new SkuLink(RelationKind.Equivalent, "B-1")));
        await Fault("relation.self", "links[0].sku", () => Say(one, new SkuLink(RelationKind.Accessory, "t-1")));
        await Fault("relation.repeated", "links[1].sku", () => Say(one, new(RelationKind.Accessory, "T-2"), new(RelationKind.Required, "t-2")));
        await Fault("relation.second_successor", "links[1].sku", () => Say(one, new(RelationKind.Successor, "T-2"), new(RelationKind.Successor, "T-3")));
        await Fault("input.out_of_range", "links[0].quantity", () => Say(one, new SkuLink(RelationKind.Required, "T-2", 0)));
        await Fault("relation.too_many", "links", () => Say(one, [.. Enumerable.Range(0, 101).Select(i => new SkuLink(RelationKind.Accessory, $"X-{i}"))]));
        await Say(one, new SkuLink(RelationKind.Successor, "T-2"));
        await Say(two, new SkuLink(RelationKind.Successor, "T-3"));
        await Fault("relation.circle", "links[0].sku", () => Say(three, new SkuLink(RelationKind.Successor, "T-1")));
        await Fault("relation.circle", "links[0].sku", () => Say(two, new SkuLink(RelationKind.Successor, "T-1")));
        await Refuses("not_found", () => bed.Get<ChangeLinks>().Run(one, [], null, Other));
        await Refuses("permission.missing", () => bed.Get<ChangeLinks>().Run(one, [], null, CatalogueBed.Buyer));
        // A part number that a product gives up is not another product yet.
        await Fault("relation.self", "links[0].sku", () => bed.Get<ChangeListing>().Run(three, Product("T-33") with { Links = [new(RelationKind.Accessory, "T-3")] }, null, Supplier));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Of_two_who_close_a_circle_at_once_one_is_refused(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        for (var i = 0; i < 5; i++)
        {
            var (one, two) = (await Draft(bed, $"T-{i}A"), await Draft(bed, $"T-{i}B"));
            async Task<string?> Say(ListingId id, string successor)
            {
                try
                {
                    await Task.Run(() => bed.Get<ChangeLinks>().Run(id, [new(RelationKind.Successor, successor)], null, Supplier));
                    return null;
                }
                catch (Refused refused)
                {
                    return refused.Code;
                }
            }
            Assert.Equal([null, "relation.circle"], (await Task.WhenAll(Say(one, $"T-{i}B"), Say(two, $"T-{i}A"))).Order(StringComparer.Ordinal));
        }
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task The_operator_names_equivalents_of_other_suppliers_and_they_hold_both_ways(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var (one, other) = (await Draft(bed, "T-1"), await Listed(bed, "B-1", Other));
        await Draft(bed, "T-2");
        await bed.Get<ChangeLinks>().Run(one, [new(RelationKind.Accessory, "T-2")], null, Supplier);
        await Refuses("relation.only_equivalent", () => bed.Get<ChangeLinks>().Run(one, [new(RelationKind.Successor, "B-1")], null, Operator));
        await Refuses("relation.unknown", () => bed.Get<ChangeLinks>().Run(one, [new(RelationKind.Equivalent, "T-2")], null, Operator));
        await bed.Get<ChangeLinks>().Run(one, [new(RelationKind.Equivalent, "B-1")], null, Operator);
        // Each leaves alone what the other said.
        await bed.Get<ChangeLinks>().Run(one, [], null, Supplier);
        Assert.Equal([("B-1", true)], (await Page(bed, one)).Relations.Select(r => (r.PartNumber, r.ByOperator)));
        Assert.Empty((await Page(bed, one)).Input!.Links!);
        var (mine, theirs) = ((await Page(bed, one)).Sku, (await Page(bed, other, Other)).Sku);
        var (forth, back) = await bed.Db.Read(CatalogueBed.Platform, async read => ((await bed.Get<RelationQueries>().Of(read, [mine]))[mine].Single(), (await bed.Get<RelationQueries>().Of(read, [theirs]))[theirs].Single()));
        Assert.Equal((RelationKind.Equivalent, theirs, mine), (forth.Kind, forth.Target, back.Target));
        await bed.Get<ChangeLinks>().Run(one, [], null, Operator);
        Assert.Empty((await Page(bed, one)).Relations);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task One_part_number_of_two_suppliers_is_one_row_for_the_operator_and_is_saved_as_it_was_read(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var one = await Draft(bed, "T-1");
        foreach (var supplier in new[] { Other, CatalogueBed.SupplierManager(CatalogueBed.Chengyue, "又一家") })
            await Listed(bed, "B-1", supplier);
        IReadOnlyList<SkuLink> links = [new(RelationKind.Equivalent, "b-1", 1, ("同用途", "same use"))];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await bed.Get<ChangeLinks>().Run(one, links, null, Operator);
            var page = await Page(bed, one, Operator);
            links = [.. page.Relations.Select(r => new SkuLink(r.Kind, r.PartNumber, r.Quantity, r.Reason))];
            Assert.Equal([new(RelationKind.Equivalent, "B-1", 1, ("同用途", "same use"))], links);
            Assert.Equal(2, await bed.Db.Read(CatalogueBed.Platform, async read => (await bed.Get<RelationQueries>().Of(read, [page.Sku]))[page.Sku].Count()));
        }
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_draft_of_another_supplier_is_neither_named_nor_told(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var (one, other) = (await Draft(bed, "T-1"), await bed.Get<DraftListing>().Run(Product("B-1"), Other));
        Task Equate(params SkuLink[] links) => bed.Get<ChangeLinks>().Run(one, links, null, Operator);
        async Task<IEnumerable<string>> Told(Actor actor) => (await Page(bed, one, actor)).Relations.Select(r => r.PartNumber);
        await Refuses("relation.unknown", () => Equate(new SkuLink(RelationKind.Equivalent, "B-1")));
        await bed.Get<SubmitListing>().Run(other, Other);
        await Refuses("relation.unknown", () => Equate(new SkuLink(RelationKind.Equivalent, "B-1")));
        await bed.Get<ReviewListing>().Run(other, null, Operator);
        await Equate(new SkuLink(RelationKind.Equivalent, "B-1"));
        Assert.Equal(["B-1"], await Told(Supplier));

        // It is written anew: nobody is told what it will be, and what was said of it waits.
        await bed.Get<SuspendListing>().Run(other, "改款", Other);
        Assert.Equal(["B-1"], await Told(Supplier));
        await bed.Get<ReviseListing>().Run(other, Other);
        Assert.Empty(await Told(Supplier));
        Assert.Empty(await Told(Operator));
        await Equate();
        await bed.Get<SubmitListing>().Run(other, Other);
        await bed.Get<ReviewListing>().Run(other, null, Operator);
        Assert.Equal(["B-1"], await Told(Supplier));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_file_turns_a_successor_round_at_once(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        string Sheet(string ofOne, string ofTwo, string withTwo = "") => $"型号,品牌,类目,名称,目录价,替代型号,选配件\nT-1,试牌,hvac.wall,一匹挂机,2699,{ofOne},\nT-2,试牌,hvac.wall,一匹挂机,2699,{ofTwo},{withTwo}\nT-3,试牌,hvac.wall,面板,99,,T-1\n";
        Assert.Equal((3, 0), (await Import(bed, Sheet("T-2", ""))) is var first ? (first.Created, first.Unlinked) : default);
        foreach (var dry in new[] { true, false })
            Assert.Equal((2, 1, 0), (await Import(bed, Sheet("", "T-1"), dry)) is var turned ? (turned.Changed, turned.Unchanged, turned.Unlinked) : default);
        async Task<IEnumerable<(RelationKind, string)>> Of(string partNumber) => (await Page(bed, Id.Named<ListingId>($"{CatalogueBed.Yunling.Value}/{partNumber}"))).Relations.Select(r => (r.Kind, r.PartNumber));
        Assert.Empty(await Of("T-1"));
        Assert.Equal([(RelationKind.Successor, "T-1")], await Of("T-2"));
        Assert.Equal([(RelationKind.Accessory, "T-1")], await Of("T-3"));
        // The other way again, but the row that would forget its successor is refused and keeps it.
        foreach (var dry in new[] { true, false })
            Assert.Equal([(2L, "relation.circle"), (3, "relation.unknown")], (await Import(bed, Sheet("T-2", "", "T-9"), dry)).Faults.Select(f => (f.Line, f.Code)));
        Assert.Equal([(RelationKind.Successor, "T-1")], await Of("T-2"));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_file_may_name_what_stands_below_and_each_fault_is_told_by_its_row(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        const string csv = """
            型号,品牌,类目,名称,目录价,必需配件,选配件,替代型号
            T-1,试牌,hvac.wall,一匹挂机,2699,T-3*2; T-4,,T-2
            T-2,试牌,hvac.wall,一匹挂机,2699,,T-9,
            T-3,试牌,hvac.wall,面板,99,,,
            T-4,试牌,hvac.wall,线控器,99,T-3*x,,
            T-5,试牌,hvac.wall,一匹挂机,2699,,,T-6
            T-6,试牌,hvac.wall,一匹挂机,2699,,,T-5
            """;
        foreach (var dry in new[] { true, false })
        {
            var result = await Import(bed, csv, dry);
            Assert.Equal((6, 5, 1, 4), (result.Rows, result.Created, result.Rejected, result.Unlinked));
            // Line 5 has no quantity and stays out, so that nothing can be required that it would have been.
            Assert.Equal([(2L, "links[1].sku", "relation.unknown"), (3, "links[0].sku", "relation.unknown"), (5, "required", "input.malformed"), (6, "links[0].sku", "relation.circle"), (7, "links[0].sku", "relation.circle")],
                [.. result.Faults.Select(f => (f.Line, f.Field, f.Code))]);
        }
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_row_that_only_says_its_links_anew_is_a_changed_one_and_without_the_column_they_stay(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        string Sheet(string cell, string head = "必需配件") => $"型号,品牌,类目,名称,目录价,{head}\nT-1,试牌,hvac.wall,一匹挂机,2699,{cell}\nT-3,试牌,hvac.wall,面板,99,\n";
        Assert.Equal(2, (await Import(bed, Sheet("T-3*2"))).Created);
        Assert.Equal((0, 2), (await Import(bed, Sheet("T-3*2"))) is var same ? (same.Changed, same.Unchanged) : default);
        Assert.Equal((1, 1), (await Import(bed, Sheet("T-3*4"))) is var other ? (other.Changed, other.Unchanged) : default);
        Assert.Equal((0, 2), (await Import(bed, Sheet("", "描述"))) is var silent ? (silent.Changed, silent.Unchanged) : default);
        var id = Id.Named<ListingId>($"{CatalogueBed.Yunling.Value}/T-1");
        Assert.Equal([(RelationKind.Required, "T-3", 4)], (await Page(bed, id)).Relations.Select(r => (r.Kind, r.PartNumber, r.Quantity)));
        var json = """{"sku":"T-1","brand":"试牌","category":"hvac.wall","name":"一匹挂机","listPrice":269900,"links":[{"kind":"required","sku":"T-3"},{"kind":"nonsense","sku":"T-3"}]}""";
        Assert.Equal([(1L, "links[1].kind", "import.json")], (await Import(bed, json)).Faults.Select(f => (f.Line, f.Field, f.Code)));
        Assert.Equal(1, (await Import(bed, Sheet(""))).Changed);
        Assert.Empty((await Page(bed, id)).Relations);
    }

    [Fact]
    public async Task The_demo_range_says_what_goes_with_more_than_two_hundred_of_its_products()
    {
        await using var bed = await CatalogueBed.Open(range: true);
        var of = await bed.Db.Read(CatalogueBed.Platform, async read => (await bed.Get<RelationQueries>().Of(read, [.. CatalogueSeed.Range().Select(p => Id.Named<SkuId>(p.PartNumber!))])).ToList());
        Assert.InRange(of.Count, 239, 594);
        Assert.Equal(100, of.Sum(g => g.Count(r => r.Kind == RelationKind.Required)));
    }

    private static ProductInput Product(string partNumber) => new() { PartNumber = partNumber, Brand = new Text("试牌", "Trial"), Category = "hvac.wall", Name = new Text("壁挂机", "Wall split"), ListPrice = 269_900 };

    private static Task<ListingId> Draft(CatalogueBed bed, string partNumber) => bed.Get<DraftListing>().Run(Product(partNumber), Supplier);

    private static async Task<ListingId> Listed(CatalogueBed bed, string partNumber, Actor supplier)
    {
        var id = await bed.Get<DraftListing>().Run(Product(partNumber), supplier);
        await bed.Get<SubmitListing>().Run(id, supplier);
        await bed.Get<ReviewListing>().Run(id, null, Operator);
        return id;
    }

    private static Task<SkuPage> Page(CatalogueBed bed, ListingId id, Actor? actor = null) => bed.Db.Read(actor ?? Supplier, read => bed.Get<SkuPageQueries>().Page(read, id));

    private static Task<ImportResult> Import(CatalogueBed bed, string file, bool dry = false) =>
        bed.Get<ImportCatalogue>().Run(new MemoryStream(Encoding.UTF8.GetBytes(file)), "file", new ImportOptions { DryRun = dry }, Supplier);

    private static async Task Refuses(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refused>(act)).Code);
}
