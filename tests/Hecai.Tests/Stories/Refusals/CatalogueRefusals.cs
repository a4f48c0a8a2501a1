using System.Text;
using Hecai.Catalogue;
using Hecai.Tests.Catalogue;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Stories;

/// <summary>What suppliers and category managers are refused, with its code and its field.</summary>
public sealed class CatalogueRefusals
{
    private static readonly Actor Supplier = CatalogueBed.SupplierManager(CatalogueBed.Yunling), Operator = CatalogueBed.CategoryManager();

    [Theory, EveryDatabase]
    public async Task Categories_and_listings_are_complete_and_reasons_are_given(Database kind)
    {
        await using var bed = await CatalogueBed.Open(kind);
        var number = new AttributeDefinition { Code = "power", Zh = "功率", En = "Power", Type = AttributeType.Number };
        var node = new CategoryNode { Code = "test.thing", Parent = null, Name = ("试品", "Thing"), Leaf = true };
        async Task Category(CategoryNode said, string code, string field) =>
            Assert.Contains((await Assert.ThrowsAsync<Refused>(() => bed.Get<DefineCategory>().Run(said, Operator))).Fields, f => (f.Error.Code, f.Field) == (code, field));
        await Category(node with { Attributes = [number, number] }, "category.attribute", "attributes.power");
        await Category(node with { Attributes = [number with { Type = AttributeType.Choice }] }, "category.attribute", "attributes.power");
        await Category(node with { ServiceOptions = ["juggling"] }, "listing.service_unknown", "serviceOptions");

        var product = new ProductInput
        {
            PartNumber = "T-1", Brand = ("试牌", "Trial"), Category = "hvac.wall", Name = ("挂机", "Wall split"), ListPrice = 100_00, Services = [new ProductService("juggling", 1, null)],
        };
        Assert.Contains((await Assert.ThrowsAsync<Refused>(() => bed.Get<DraftListing>().Run(product, Supplier))).Fields, f => f.Error == CatalogueErrors.UnknownService);
        var id = await bed.Get<DraftListing>().Run(product with { Services = [] }, Supplier);
        await bed.Get<SubmitListing>().Run(id, Supplier);
        await CatalogueErrors.ReasonRequired.RefusesAsync(() => bed.Get<ReviewListing>().Run(id, " ", Operator));
        await bed.Get<ReviewListing>().Run(id, null, Operator);
        await CatalogueErrors.ReasonRequired.RefusesAsync(() => bed.Get<SuspendListing>().Run(id, "", Operator));
    }

    [Theory]
    [InlineData("sku,brand,category,name\nT-1,\"x\"y,hvac.wall,n\n", "import.quote")]
    [InlineData("sku,brand,category,name\nT-1,\"never closed,hvac.wall,n\n", "import.quote")]
    [InlineData("sku,brand,category,name\nT-1,x\n", "import.columns")]
    [InlineData("{\"sku\":\"A\"}\n{\"sku\":\n", "import.json")]
    [InlineData("{\"sku\":\"A\"}\n[]\n", "import.json")]
    public async Task A_row_that_cannot_be_read_is_named(string file, string code)
    {
        await using var bed = await CatalogueBed.Open();
        var result = await Import(bed, Encoding.UTF8.GetBytes(file));
        Assert.Contains(code, result.Faults.Select(f => f.Code));
        Assert.Equal(result.Rows, result.Rejected);
    }

    [Fact]
    public async Task A_file_without_end_is_refused_where_its_limit_is()
    {
        await using var bed = await CatalogueBed.Open();
        await SheetErrors.Limit.RefusesAsync(() => Import(bed, Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 201).Select(i => $"c{i}")) + "\n")));
        var wide = await Import(bed, Encoding.UTF8.GetBytes($"sku,brand,category,name\nT-1,{new string('x', 70_000)},hvac.wall,n\n"));
        Assert.Equal(["import.limit"], wide.Faults.Select(f => f.Code));
    }

    private static async Task<ImportResult> Import(CatalogueBed bed, byte[] content)
    {
        var result = await bed.Get<ImportCatalogue>().Run(new MemoryStream(content), "file", new ImportOptions { Supplier = CatalogueBed.Yunling }, CatalogueBed.Platform);
        // Faults of rows are told in the result; nothing is thrown.
        foreach (var fault in result.Faults)
            WholeRun.Refused(fault.Code);
        return result;
    }
}
