using Hecai.Catalogue;

namespace Hecai.Tests.Catalogue;

/// <summary>The demo range, indexed once for all questions.</summary>
public sealed class IndexedRange : IAsyncLifetime
{
    public CatalogueBed Bed { get; private set; } = null!;
    public async ValueTask InitializeAsync() => Bed = await CatalogueBed.Open(range: true);
    public ValueTask DisposeAsync() => Bed.DisposeAsync();
}

public sealed class SearchStories(IndexedRange range) : IClassFixture<IndexedRange>
{
    private CatalogueBed Bed => range.Bed;

    /// <summary>Judged queries: the first hit is this part number.</summary>
    [Theory]
    [InlineData("YL-KFR-72QW/A1", "YL-KFR-72QW/A1")]
    [InlineData("yl-kfr-72qw/a1", "YL-KFR-72QW/A1")]
    [InlineData("YLKFR72QWA1", "YL-KFR-72QW/A1")]
    [InlineData("ＹＬ－ＫＦＲ－７２ＱＷ／Ａ１", "YL-KFR-72QW/A1")]
    [InlineData("KFR-72QW/A1", "YL-KFR-72QW/A1")]
    [InlineData("72QW/A1", "YL-KFR-72QW/A1")]
    [InlineData("kfr 72 qw a1", "YL-KFR-72QW/A1")]
    [InlineData("RSJ-38", "YL-RSJ-38/A1")]
    [InlineData("CY-MV335/T", "CY-MV335/T")]
    [InlineData("mv335", "CY-MV335/T")]
    [InlineData("SVC-DZ", "YL-SVC-DZ")]
    [InlineData("LSB352", "YL-LSB352/A1")]
    public async Task A_part_number_is_found_as_typed(string text, string first) => Assert.Equal(first, (await Bed.Found(new SearchRequest { Text = text }))[0].PartNumber);

    /// <summary>Judged queries: each of the first hits is in one of these categories, and says what was asked for.</summary>
    [Theory]
    [InlineData("天花机", 10, "hvac.cassette", "")]
    [InlineData("嵌入式天花机", 10, "hvac.cassette", "天花机")]
    [InlineData("3匹 天花机", 5, "hvac.cassette", "3 匹")]
    [InlineData("三匹天花机", 3, "hvac.cassette", "3 匹")]
    [InlineData("1.5匹挂机", 5, "hvac.wall", "1.5 匹")]
    [InlineData("变频空调 壁挂", 5, "hvac.wall", "变频")]
    [InlineData("商用洗碗机", 5, "kitchen.dishwasher-commercial", "")]
    [InlineData("空气能", 3, "kitchen.hp-commercial kitchen.hp-household", "")]
    [InlineData("大吊扇", 2, "hvac.fan", "吊扇")]
    [InlineData("除湿机", 3, "small.dehumidifier", "除湿")]
    [InlineData("超低温", 1, "cold.medical", "")]
    [InlineData("开水器", 3, "kitchen.boiler", "开水器")]
    [InlineData("四门冰箱", 2, "cold.kitchen cold.refrigerator", "")]
    [InlineData("燃气热水器 零冷水", 1, "kitchen.gas", "零冷水")]
    [InlineData("机房空调", 4, "hvac.crac", "")]
    [InlineData("冷水机组", 5, "hvac.chiller-water hvac.chiller-air", "冷水机组")]
    [InlineData("ceiling cassette", 10, "hvac.cassette hvac.vrf-in-cassette", "cassette")]
    [InlineData("wall split inverter", 5, "hvac.wall", "wall split")]
    [InlineData("heat pump water heaters", 5, "kitchen.hp-commercial kitchen.hp-household", "heat pump")]
    [InlineData("dishwasher", 5, "kitchen.dishwasher kitchen.dishwasher-commercial", "")]
    [InlineData("washer extractor", 3, "laundry.extractor", "washer-extractor")]
    [InlineData("VRF outdoor", 5, "hvac.vrf-out", "outdoor")]
    [InlineData("kettle", 3, "small.kettle", "kettle")]
    [InlineData("7.2kW cassette", 2, "hvac.cassette hvac.vrf-in-cassette", "")]
    [InlineData("7200 W 天花机", 2, "hvac.cassette hvac.vrf-in-cassette", "")]
    [InlineData("540L 冰箱", 1, "cold.refrigerator", "540 L")]
    [InlineData("150升热水器", 1, "kitchen.hp-household", "150 L")]
    [InlineData("KFR-35", 5, "hvac.wall hvac.cassette hvac.duct hvac.cabinet", "")]
    [InlineData("72QW", 2, "hvac.cassette", "3 匹")]
    [InlineData("20000m³/h", 1, "hvac.evap hvac.ahu hvac.fan", "")]
    [InlineData("澄岳 多联机", 5, "hvac.vrf-out hvac.vrf-in-cassette hvac.vrf-in-duct", "")]
    [InlineData("Beiyu range", 3, "kitchen.range kitchen.gas-range kitchen.hood", "")]
    [InlineData("风管机安装", 1, "service.install", "风管机")]
    [InlineData("cass", 3, "hvac.cassette hvac.vrf-in-cassette hvac.lcac-in", "")]
    [InlineData("壶", 1, "small.kettle", "壶")]
    public async Task A_phrase_finds_what_a_buyer_means(string text, int first, string categories, string says)
    {
        var found = await Bed.Found(new SearchRequest { Text = text });
        Assert.True(found.Count >= first, $"“{text}” finds {found.Count}");
        foreach (var offer in found.Take(first))
        {
            Assert.True(categories.Split(' ').Contains(offer.Category), $"“{text}” finds {offer.PartNumber} {offer.Name.Zh} in {offer.Category}");
            Assert.True($"{offer.Name.Zh} {offer.Name.En}".Contains(says, StringComparison.OrdinalIgnoreCase), $"“{text}” finds {offer.PartNumber} {offer.Name.Zh} / {offer.Name.En}");
        }
    }

    [Fact]
    public async Task Counts_of_a_facet_ignore_its_own_selection_and_obey_the_others()
    {
        var all = await Bed.Search(new SearchRequest { Category = "hvac.cassette" });
        var one = await Bed.Search(new SearchRequest { Category = "hvac.cassette", Brands = ["云岭"], Values = new Dictionary<string, IReadOnlyList<string>> { ["hp"] = ["3"] } });
        Assert.InRange(one.Total, 1, all.Total - 1);
        Assert.Equal(one.Total, Facet(one, "brand").Values.Single(v => v.Code == "云岭").Count);
        Assert.Contains(Facet(one, "brand").Values, v => v is { Code: "澄岳", Selected: false, Count: > 0 });
        Assert.True(Facet(one, "hp").Values.Count > 3);
        Assert.Equal(Facet(one, "hp").Values.Single(v => v.Code == "3").Count, one.Total);
        // Every count is what choosing that value as well would find.
        foreach (var value in Facet(one, "hp").Values)
            Assert.Equal(value.Count, (await Bed.Search(new SearchRequest { Category = "hvac.cassette", Brands = ["云岭"], Values = new Dictionary<string, IReadOnlyList<string>> { ["hp"] = [value.Code] } })).Total);
        Assert.Contains(Facet(one, "category").Values, v => v is { Code: "hvac.wall", Count: > 0 });
    }

    [Fact]
    public async Task A_selected_value_without_hits_stays_to_be_taken_back()
    {
        var none = await Bed.Search(new SearchRequest { Text = "天花机", Category = "hvac.cassette", Brands = ["无此牌"], Values = new Dictionary<string, IReadOnlyList<string>> { ["hp"] = ["99"] } });
        Assert.Equal(0, none.Total);
        Assert.Contains(Facet(none, "brand").Values, v => v is { Code: "无此牌", Selected: true, Count: 0 });
        Assert.Contains(Facet(none, "hp").Values, v => v is { Code: "99", Selected: true, Count: 0 });
    }

    [Fact]
    public async Task Ranges_suppliers_sorting_and_paging_hold()
    {
        var request = new SearchRequest { Category = "hvac", Sort = SearchSort.PriceUp, Limit = 200, Ranges = new Dictionary<string, NumberRange> { ["cool_kw"] = new(7, 8) }, Price = new(300_000, 2_000_000) };
        var found = await Bed.Found(request);
        Assert.NotEmpty(found);
        Assert.Equal(found.OrderBy(o => o.ListPrice).Select(o => o.ListPrice), found.Select(o => o.ListPrice));
        Assert.All(found, o => Assert.InRange(o.ListPrice.Minor, 300_000, 2_000_000));
        var pages = new List<SkuId>();
        for (var offset = 0; offset < found.Count; offset += 7)
            pages.AddRange((await Bed.Search(request with { Offset = offset, Limit = 7 })).Hits);
        Assert.Equal(found.Select(o => o.Sku), pages);
        Assert.All(await Bed.Found(new SearchRequest { Suppliers = [CatalogueBed.Beiyu] }), o => Assert.Equal(CatalogueBed.Beiyu, o.Supplier));
        Assert.Equal((await Bed.Search(new SearchRequest())).Total, (await Bed.Search(new SearchRequest { Suppliers = [CatalogueBed.Beiyu] })).Total
            + (await Bed.Search(new SearchRequest { Suppliers = [CatalogueBed.Yunling] })).Total + (await Bed.Search(new SearchRequest { Suppliers = [CatalogueBed.Chengyue] })).Total);
    }

    [Theory]
    [InlineData("\"*?:~^[]{}()\\/!&|+-"), InlineData("天花机 AND (\"x\" OR *:*)"), InlineData("'; DROP TABLE listings; --"), InlineData("<script>"), InlineData("\u0000\u202E\uFEFF"), InlineData("\uD800"), InlineData("😀🌡"), InlineData("   "),
        InlineData("مكيف"), InlineData("1e309 99999999999999999999 kW 0.0.0.0"), InlineData("****************"), InlineData("a-/-b__c..d"), InlineData("\t\n\r")]
    public async Task Whatever_is_typed_is_answered(string text) => Assert.True((await Bed.Search(new SearchRequest { Text = text })).Total >= 0);

    [Fact]
    public async Task Too_much_is_refused_and_the_limit_itself_is_not()
    {
        await Refuses("search.too_long", new SearchRequest { Text = new string('冷', 10_000) });
        await Refuses("search.page", new SearchRequest { Offset = 10_000 });
        await Refuses("search.page", new SearchRequest { Offset = -1 });
        await Refuses("search.page", new SearchRequest { Limit = 0 });
        foreach (var text in new[] { new string('冷', 512), new string('a', 512), string.Join(' ', Enumerable.Range(0, 128).Select(i => $"a{i}"))[..512], new string('9', 512), string.Concat(Enumerable.Repeat("1 ", 256)) })
            Assert.True((await Bed.Search(new SearchRequest { Text = text })).Total >= 0);
    }

    [Fact]
    public async Task Typing_is_completed_with_categories_brands_and_part_numbers()
    {
        async Task<IReadOnlyList<Suggestion>> Suggest(string text) => await Bed.Db.Read(CatalogueBed.Buyer, read => Bed.Get<SuggestQueries>().Suggest(read, text));
        Assert.Contains(await Suggest("天花"), s => s is { Kind: "category", Category: "hvac.cassette" });
        Assert.Contains(await Suggest("云"), s => s.Kind == "brand");
        Assert.Contains(await Suggest("kfr-72"), s => s is { Kind: "part" } && s.Text.Contains("KFR-72", StringComparison.Ordinal));
        Assert.Empty(await Suggest(new string('x', 1_000)));
    }

    private async Task Refuses(string code, SearchRequest request) => Assert.Equal(code, (await Assert.ThrowsAsync<Refused>(() => Bed.Search(request))).Code);
    private static Facet Facet(SearchResult result, string code) => result.Facets.Single(f => f.Code == code);
}

/// <summary>The index as a thing that may be lost.</summary>
public sealed class IndexStories
{
    [Fact]
    public async Task An_index_goes_on_where_it_was_and_is_built_again_when_damaged_or_of_another_database()
    {
        var folder = Directory.CreateTempSubdirectory("hecai-index-").FullName;
        int total;
        await using (var bed = await CatalogueBed.Open(indexFolder: folder, range: true))
        {
            total = (await bed.Search(new SearchRequest())).Total;
            Assert.True(total > 400);
            await bed.Get<SuspendListing>().Run(Id.Named<ListingId>("YL-KFR-72QW/A1"), "停产", CatalogueBed.CategoryManager());
            Assert.Equal(1, await bed.Get<SearchIndex>().CatchUp());
            Assert.Equal(total - 1, (await bed.Search(new SearchRequest())).Total);
        }
        // Another database: nothing of the first may be shown.
        await using (var other = await CatalogueBed.Open(indexFolder: folder))
            Assert.Equal(0, (await other.Search(new SearchRequest())).Total);
        foreach (var file in Directory.GetFiles(folder).Where(f => !f.EndsWith("write.lock", StringComparison.Ordinal)))
            await File.WriteAllBytesAsync(file, [.. Enumerable.Repeat((byte)7, 200)]);
        await using (var again = await CatalogueBed.Open(indexFolder: folder, range: true))
            Assert.Equal(total, (await again.Search(new SearchRequest())).Total);
        Directory.Delete(folder, recursive: true);
    }
}
