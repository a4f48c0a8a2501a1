using System.Text;
using Hecai.Catalogue;

namespace Hecai.Tests.Catalogue;

/// <summary>Pictures and documents of a product: uploaded to its draft by its supplier, shown to buyers once it is on sale.</summary>
public sealed class MediaStories
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Manual = Encoding.ASCII.GetBytes("%PDF-1.7\n% a manual\n");

    [Theory, EveryDatabase]
    public async Task Buyers_see_the_pictures_of_a_product_that_was_reviewed_with_them(Database database)
    {
        await using var world = await World.Open(database);
        var (ding, he) = (await world.As("ding.yi"), await world.As("he.jiayi"));
        var id = await Draft(ding, "T-MEDIA-1");
        var photo = (await Add(ding, id, "Picture", "正面.png", Photo)).Ok()["file"].GetGuid();
        var manual = (await Add(ding, id, "Manual", "说明书.pdf", Manual)).Ok()["file"].GetGuid();
        (await Add(ding, id, "Picture", "说明书.pdf", Manual)).Refused(400, "file.not_a_picture", "files");
        (await Add(ding, id, "Manual", "说明.docx", [0x50, 0x4B, 3, 4])).Refused(400, "file.kind", "files");

        // A draft is its supplier's and the operator's affair; competitors and buyers know nothing of it.
        Assert.Equal(Photo, await (await world.As("xu.ran")).Bytes($"/media/{photo}"));
        foreach (var stranger in (string[])["he.jiayi", "pan.ke", "zhao.tie"])
            (await (await world.As(stranger)).Get($"/media/{photo}")).Refused(404, "not_found");
        foreach (var (who, status) in new[] { ("pan.ke", 404), ("mei.lin", 403) })
            Assert.Equal(status, (await Add(await world.As(who), id, "Picture", "x.png", Photo)).Status);

        (await ding.Post($"/listings/{id}/submission")).Ok();
        (await Add(ding, id, "Picture", "侧面.png", Photo)).Refused(409, "listing.locked");
        (await ding.Send(HttpMethod.Delete, $"/listings/{id}/files/{photo}", null)).Refused(409, "listing.locked");
        (await (await world.As("xu.ran")).Post($"/listings/{id}/review", new { })).Ok();
        Assert.Equal(["Picture 正面.png", "Manual 说明书.pdf"], (await he.Get($"/products/{id}")).Ok()["files"].EnumerateArray().Select(f => $"{f.GetProperty("kind").GetString()} {f.GetProperty("name").GetString()}"));
        Assert.Equal(Manual, await he.Bytes($"/media/{manual}"));
        using var pages = await Pages.As(world, "he.jiayi");
        var page = (await pages.Get($"/catalogue/{id}")).Html;
        Assert.Contains($"src=\"/media/{photo}\"", page, StringComparison.Ordinal);
        Assert.Contains("说明书.pdf", page, StringComparison.Ordinal);
        // What is sold later has no pictures yet, but for its supplier.
        (await ding.Put($"/listings/{id}/schedule", new { saleFrom = world.Clock.GetUtcNow().AddDays(2) })).Ok();
        (await he.Get($"/media/{photo}")).Refused(404, "not_found");
        Assert.Equal(Photo, await ding.Bytes($"/media/{photo}"));
        (await ding.Put($"/listings/{id}/schedule", new { })).Ok();
        Assert.Equal(Photo, await he.Bytes($"/media/{photo}"));
        // Without a picture of its own a product shows the drawing of its category, and says that it is one.
        Assert.Contains("示意图", (await pages.Get($"/catalogue/{Id.Named<ListingId>("YL-KFR-72QW/A1").Value}")).Text, StringComparison.Ordinal);
        await world.Invariants();
    }

    [Fact]
    public async Task The_supplier_s_page_takes_several_files_and_takes_one_off_again()
    {
        await using var world = await World.Open(Database.Sqlite);
        var ding = await world.As("ding.yi");
        var id = await Draft(ding, "T-MEDIA-2");
        using var pages = await Pages.As(world, "ding.yi");
        var path = $"/supplier/products/{id}";
        Assert.Equal(302, (await pages.Post(path, "add-file", [("kind", "Picture")], ("files", "1.png", Photo), ("files", "2.png", Photo))).Status);
        Assert.Contains("input.required", (await pages.Post(path, "add-file", [("kind", "Picture")])).Text, StringComparison.Ordinal);
        Assert.Contains("file.not_a_picture", (await pages.Post(path, "add-file", [("kind", "Picture")], ("files", "3.png", Photo), ("files", "4.pdf", Manual))).Text, StringComparison.Ordinal);
        var files = (await ding.Get($"/listings/{id}")).Ok()["files"];
        Assert.Equal(["1.png", "2.png"], files.EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal(302, (await pages.Post(path, "remove-file", [("file", files[0].GetProperty("id").GetGuid().ToString())])).Status);
        Assert.Equal(["2.png"], (await ding.Get($"/listings/{id}")).Ok()["files"].EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        (await ding.Delete($"/listings/{id}/files/{files[1].GetProperty("id").GetGuid()}")).Ok();
        Assert.Empty((await ding.Get($"/listings/{id}")).Ok()["files"].EnumerateArray());
        Assert.Contains("上传 1.png, 2.png", (await pages.Get(path)).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_product_has_at_most_twenty_files(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var ding = await world.As("ding.yi");
        var id = await Draft(ding, "T-MEDIA-3");
        for (var n = 1; n <= 20; n++)
            (await Add(ding, id, "Picture", $"{n}.png", Photo)).Ok();
        (await Add(ding, id, "Picture", "21.png", Photo)).Refused(400, "listing.too_many_files", "files");
        Assert.Equal(20, (await ding.Get($"/listings/{id}")).Ok()["files"].GetArrayLength());
    }

    private static async Task<Guid> Draft(Caller supplier, string partNumber) => (await supplier.Post("/listings", new
    {
        sku = partNumber, brand = new { zh = "试牌", en = "Trial" }, category = "hvac.wall", name = new { zh = "壁挂机", en = "Wall split" }, listPrice = 269_900,
    })).Ok().Id;

    private static Task<Answer> Add(Caller supplier, Guid listing, string kind, string name, byte[] bytes) =>
        supplier.Post($"/listings/{listing}/files?kind={kind}&name={Uri.EscapeDataString(name)}", bytes);
}
