using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Hecai.Catalogue;
using Hecai.Tests.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Catalogue;

public sealed class ImportStories
{
    private static readonly ImportOptions Tests = new() { Supplier = CatalogueBed.Yunling, SupplierName = "云岭电器", MakePrices = true, List = true };

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task The_shared_catalogue_goes_in_whole_and_a_second_time_changes_nothing(Database kind)
    {
        var path = SharedData.Path("products/catalogue_seed.jsonl.gz");
        await using var bed = await CatalogueBed.Open(kind);

        var dry = await Import(bed, File.OpenRead(path), Tests with { DryRun = true });
        Assert.Equal((12_173, 12_173, 0), (dry.Rows, dry.Created, dry.Rejected));
        var watch = Stopwatch.StartNew();
        var first = await Import(bed, File.OpenRead(path), Tests);
        Console.WriteLine($"{kind}: {first.Rows / watch.Elapsed.TotalSeconds:N0} rows imported per second");
        Assert.Equal((12_173, 12_173, 0, 0, 0), (first.Rows, first.Created, first.Changed, first.Unchanged, first.Rejected));

        watch.Restart();
        var second = await Import(bed, File.OpenRead(path), Tests);
        Console.WriteLine($"{kind}: {second.Rows / watch.Elapsed.TotalSeconds:N0} unchanged rows per second");
        Assert.Equal((0, 0, 12_173, 0), (second.Created, second.Changed, second.Unchanged, second.Rejected));
        Assert.Equal(12_173, await bed.Db.Read(CatalogueBed.Platform, read => read.Set<Listing>().CountAsync(l => l.State == ListingState.Listed)));
        Assert.Equal(2 * 12_173, await bed.Db.Read(CatalogueBed.Platform, read => read.Set<AuditEntry>().CountAsync(e => e.Document == "sku" || e.Document == "listing")));

        watch.Restart();
        await Eventually.Is(12_173, async () => await bed.Get<SearchIndex>().CatchUp() is var _ ? (await bed.Search(new SearchRequest())).Total : 0);
        Console.WriteLine($"{kind}: indexed in {watch.Elapsed.TotalSeconds:N1} s");
        Assert.Equal(12_173, (await bed.Search(new SearchRequest())).Total);
        await MeasureSearch(bed);
    }

    private static async Task MeasureSearch(CatalogueBed bed)
    {
        SearchRequest[] requests = [new() { Text = "热泵" }, new() { Text = "Vitocal 250" }, new() { Text = "heat pump daikin" }, new() { Category = "cold.refrigerator", Sort = SearchSort.PriceUp }, new() { Category = "hvac.heatpump", Text = "9 kW" }];
        foreach (var request in requests.Concat(requests))
            await bed.Search(request);
        var times = new List<double>();
        for (var i = 0; i < 400; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await bed.Search(requests[i % requests.Length]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"search with facets over 12,173: p50 {times[200]:N2} ms, p99 {times[396]:N2} ms");
    }

    [Fact]
    public async Task Each_bad_row_is_named_with_line_field_and_reason_and_the_others_go_in()
    {
        await using var bed = await CatalogueBed.Open();
        const string csv = """
            型号,品牌,类目,名称,英文名称,目录价,cool_kw,energy_class,颜色
            T-1,试牌,hvac.wall,一匹挂机,1 HP wall,"2,699.00",2.6 kW,一级,白
            T-2,试牌,hvac.walls,一匹挂机,1 HP wall,2699,2.6,1,白
            T-3,试牌,hvac.wall,一匹挂机,1 HP wall,abc,2.6,1,白
            T-4,试牌,hvac.wall,一匹挂机,1 HP wall,2699,好冷,9,白
            T-1,试牌,hvac.wall,一匹挂机,1 HP wall,2699,2.6,1,白
            T-5,试牌,hvac.wall
            T-6,"试牌,hvac.wall",hvac.wall,"多行
            名称",1 HP wall,2699,2600 W,1,白
            """;
        var actor = CatalogueBed.SupplierManager(CatalogueBed.Yunling);
        var result = await bed.Get<ImportCatalogue>().Run(Bytes(csv), "a.csv", new ImportOptions(), actor);

        Assert.Equal((7, 1, 6), (result.Rows, result.Created, result.Rejected));
        Assert.Equal([(3L, "category", "category.unknown"), (4, "listPrice", "input.malformed"), (5, "attributes.cool_kw", "attribute.not_number"), (5, "attributes.energy_class", "attribute.not_choice"),
                (6, "sku", "import.repeated"), (7, "", "import.columns"), (8, "name", "input.control_characters")],
            result.Faults.Select(f => (f.Line, f.Field, f.Code)));
        var row = Assert.Single((await bed.Db.Read(actor, read => bed.Get<ListingQueries>().Rows(read, new ListingFilter()))).Rows);
        Assert.Equal((Money.Yuan(2699), ListingState.Draft), (row.ListPrice!.Value, row.State));
        var page = await bed.Db.Read(actor, read => bed.Get<SkuPageQueries>().Page(read, row.Id));
        Assert.Equal(["2.6 kW", "一级"], page.Specifications.Select(s => s.Value.Zh));
        Assert.Equal("白", page.Extras["颜色"]);
    }

    [Fact]
    public async Task A_workbook_is_read_like_a_sheet_of_text()
    {
        await using var bed = await CatalogueBed.Open();
        using var workbook = new MemoryStream();
        MiniExcelLibs.MiniExcel.SaveAs(workbook, new[] { new { sku = "X-1", brand = "试牌", category = "壁挂机", name = "挂机", listPrice = 2699.5, cool_kw = 2.6 }, new { sku = "X-2", brand = "试牌", category = "壁挂机", name = "挂机", listPrice = 0d, cool_kw = 3.5 } });
        var result = await Import(bed, new MemoryStream(workbook.ToArray()), new ImportOptions { Supplier = CatalogueBed.Yunling });
        Assert.Equal((2, 1, 1), (result.Rows, result.Created, result.Rejected));
        Assert.Equal((3L, "listPrice", "listing.price_positive"), result.Faults.Select(f => (f.Line, f.Field, f.Code)).Single());
    }

    [Fact]
    public async Task Archives_that_blow_up_are_refused_while_they_inflate()
    {
        await using var bed = await CatalogueBed.Open();
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("xl/workbook.xml").Open().Dispose();
            await using var entry = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 50; i++)
                await entry.WriteAsync(zeros);
        }
        await Refuses("import.archive", bed, bomb.ToArray());
        using var gzip = new MemoryStream();
        await using (var packed = new GZipStream(gzip, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 5_000; i++)
                await packed.WriteAsync(Encoding.UTF8.GetBytes($"{{\"sku\":\"{Guid.NewGuid()}\"}}\n"));
        await Refuses("import.archive", bed, gzip.ToArray()[..^10_000]);
    }

    [Theory]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task Other_encodings_are_refused_by_name(string encoding)
    {
        await using var bed = await CatalogueBed.Open();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await Refuses("import.encoding", bed, Encoding.GetEncoding(encoding).GetBytes("型号,品牌,类目,名称\nT-1,试牌,hvac.wall,挂机\n"));
    }

    [Fact]
    public async Task Files_that_are_no_catalogue_are_refused_and_nothing_is_in()
    {
        await using var bed = await CatalogueBed.Open();
        await Refuses("import.format", bed, "%PDF-1.7 ..."u8.ToArray());
        await Refuses("import.header", bed, []);
        await Refuses("import.header_missing", bed, "a,b,c\n1,2,3\n"u8.ToArray());
        await Refuses("import.header", bed, "sku,sku,brand\n"u8.ToArray());
        var result = await Import(bed, Bytes("{\"sku\":\"A\"}\n{\"sku\":\nnull\n[]\n{\"sku\":{}}\n"), new ImportOptions { Supplier = CatalogueBed.Yunling });
        Assert.Equal((5, 5), (result.Rows, result.Rejected));
        Assert.Equal(0, await bed.Db.Read(CatalogueBed.Platform, read => read.Set<Sku>().CountAsync()));
    }

    [Fact]
    public async Task A_supplier_imports_only_its_own_and_lists_nothing_by_it()
    {
        await using var bed = await CatalogueBed.Open();
        var actor = CatalogueBed.SupplierManager(CatalogueBed.Yunling);
        foreach (var options in new[] { new ImportOptions { Supplier = CatalogueBed.Beiyu }, new ImportOptions { List = true }, new ImportOptions { MakePrices = true } })
            await Assert.ThrowsAsync<Refused>(() => bed.Get<ImportCatalogue>().Run(Bytes("x"), "a.csv", options, actor));
    }

    private static Task<ImportResult> Import(CatalogueBed bed, Stream content, ImportOptions options) => bed.Get<ImportCatalogue>().Run(content, "file", options, CatalogueBed.Platform);

    private static async Task Refuses(string code, CatalogueBed bed, byte[] content) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Refused>(() => Import(bed, new MemoryStream(content), new ImportOptions { Supplier = CatalogueBed.Yunling }))).Code);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
