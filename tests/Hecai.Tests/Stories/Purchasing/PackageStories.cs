using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>A package for a branch, a canteen or a dormitory is scaled, and counted, priced and ordered as the single products that it is made of.</summary>
public sealed class PackageStories
{
    private const string Suzhou = "320508", Wall = "YL-KFR-26GW/B2", Washer = "YL-XB80/A1", Kettle = "YL-SH17/B";

    [Theory, EveryDatabase]
    public async Task A_dormitory_for_twelve_rooms_goes_into_the_cart_at_the_prices_of_its_products(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var he = await world.As("he.jiayi");
        var rows = (await he.Get("/packages?scenario=Dormitory")).Ok()["items"].EnumerateArray().ToList();
        var id = rows.Single().GetProperty("id").GetGuid();
        var package = (await he.Get($"/packages/{id}?units=12&regionCode={Suzhou}")).Ok();
        // One machine for every ten rooms: twelve rooms have two.
        Assert.Equal([(Wall, 12L), ("YL-DS60/B2", 12), (Washer, 2), ("YL-YS10/L", 2)], package["lines"].EnumerateArray().Select(l => (l.GetProperty("product").GetProperty("partNumber").GetString()!, l.GetProperty("quantity").GetInt64())));
        var quote = (await he.Post("/quotes", new { lines = Buying.Lines([new(Wall, 12, "install"), new("YL-DS60/B2", 12, "install"), new(Washer, 2), new("YL-YS10/L", 2)]), regionCode = Suzhou })).Ok();
        Assert.Equal(quote["total"].Amount(), package["total"].Amount());

        var put = (await he.Post($"/packages/{id}/cart", new { units = 12, regionCode = Suzhou, listings = new[] { Of(Wall), Of(Washer) } })).Ok();
        Assert.All(put.Body.EnumerateArray(), line => Assert.Equal(JsonValueKind.Null, line.GetProperty("fault").ValueKind));
        var cart = (await he.Get("/cart")).Ok();
        Assert.Equal([(Of(Wall), 12), (Of(Washer), 2)], cart.Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32())));
        Assert.Equal(("install", 12), (cart["0.services.0.code"].GetString(), cart["0.services.0.quantity"].GetInt32()));
        (await he.Post($"/packages/{id}/cart", new { units = 1, regionCode = Suzhou, listings = new[] { Of(Kettle) } })).Refused(400, "package.unknown_line", "listings[0]");
        (await he.Post($"/packages/{id}/cart", new { units = PackageQueries.MaxUnits + 1, regionCode = Suzhou })).Refused(400, "input.out_of_range", "units");
        (await he.Get($"/packages/{id}?units=0")).Refused(400, "input.out_of_range", "units");
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_the_buyers_is_a_number_and_nothing_else(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var he = await world.As("he.jiayi");
        var id = (await he.Get("/packages?scenario=Dormitory")).Ok()["items.0.id"].GetGuid();
        var admin = await world.Actor("gu.nian");
        await world.Get<PublishPool>().Run(await world.Get<DraftPool>().Run(new(null, null, "空调", [new() { Category = "hvac" }], [], []), admin), admin);
        var put = (await he.Post($"/packages/{id}/cart", new { units = 2, regionCode = Suzhou })).Ok();
        Assert.Equal((Of(Wall), JsonValueKind.Null), put.Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("fault").ValueKind)).Single());
        Assert.Equal([(Of(Wall), 2)], (await he.Get("/cart")).Ok().Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32())));
        var shown = (await he.Get($"/packages/{id}?units=2&regionCode={Suzhou}")).Ok();
        Assert.Equal((1, 1, 3), (shown["package.lines"].GetArrayLength(), shown["lines"].GetArrayLength(), shown["package.unavailable"].GetInt32()));
        Assert.DoesNotContain(Washer, shown.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(Of(Washer).ToString(), shown.Raw, StringComparison.Ordinal);
        (await he.Post($"/packages/{id}/cart", new { units = 2, regionCode = Suzhou, listings = new[] { Of(Washer) } })).Refused(400, "package.unknown_line", "listings[0]");
        using var pages = await Pages.As(world, "he.jiayi", english: true);
        var page = await pages.Get($"/packages/{id}?units=2");
        Assert.Contains("3 more products of the package are not available to you", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Washer, page.Html, StringComparison.Ordinal);
        // Its publisher sees all of it.
        Assert.Equal((4, 0), (await (await world.As("ding.yi")).Get($"/packages/{id}")).Ok() is var own ? (own["package.lines"].GetArrayLength(), own["package.unavailable"].GetInt32()) : default);
        Assert.Equal((await he.Post("/quotes", new { lines = Buying.Lines([new(Wall, 2, "install")]), regionCode = Suzhou })).Ok()["total"].Amount(), shown["total"].Amount());
    }

    [Theory, EveryDatabase]
    public async Task What_a_pack_has_beyond_the_need_is_bought_and_not_installed(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        await Change(world, Wall, l => l.SetProperty(x => x.PackSize, 6));
        using var he = await world.As("he.jiayi");
        var id = (await he.Get("/packages?scenario=Dormitory")).Ok()["items.0.id"].GetGuid();
        (await he.Post($"/packages/{id}/cart", new { units = 2, regionCode = Suzhou, listings = new[] { Of(Wall) } })).Ok();
        var cart = (await he.Get("/cart")).Ok();
        Assert.Equal((6, "install", 2), (cart["0.quantity"].GetInt32(), cart["0.services.0.code"].GetString(), cart["0.services.0.quantity"].GetInt32()));
    }

    [Theory, EveryDatabase]
    public async Task What_was_never_listed_is_in_no_package_that_others_see(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (ding, xu) = (await world.Actor("ding.yi"), await world.Actor("xu.ran"));
        var product = new ProductInput { PartNumber = "NEW-1", Brand = new Text("试牌", "Trial"), Category = "hvac.wall", Name = new Text("壁挂机", "Wall split"), ListPrice = 100_00 };
        await world.Get<DraftListing>().Run(product, ding);
        PackageHead Head(bool published) => new(("新品", "New"), ("", ""), PackageScenario.Office, PackageMeasure.Site, published);
        async Task Unknown(bool published, Actor actor) =>
            Assert.Equal(("package.product_unknown", "lines[0].partNumber"), (await Assert.ThrowsAsync<Refused>(() => world.Get<MakePackage>().Run(Head(published), [new("NEW-1", 1)], actor))) is var no ? (no.Code, no.Fields.Single().Field) : default);
        // The operator reviews drafts, but plans with none; their supplier may, until buyers see it.
        await Unknown(false, xu);
        await Unknown(true, ding);
        var id = await world.Get<MakePackage>().Run(Head(false), [new("NEW-1", 1), new(Kettle, 1)], ding);
        Assert.Equal("package.product_unknown", (await Assert.ThrowsAsync<Refused>(() => world.Get<ChangePackage>().Run(id, Head(true), [new("NEW-1", 1), new(Kettle, 1)], null, ding))).Code);
        await world.Get<ChangePackage>().Run(id, Head(true), [new(Kettle, 1)], null, ding);

        // What is written anew after it was listed is told to nobody meanwhile.
        using var he = await world.As("he.jiayi");
        Assert.Equal(1, (await he.Get($"/packages/{id.Value}")).Ok()["package.lines"].GetArrayLength());
        await Change(world, Kettle, l => l.SetProperty(x => x.State, ListingState.Draft));
        var shown = (await he.Get($"/packages/{id.Value}")).Ok();
        Assert.Equal((0, 1), (shown["package.lines"].GetArrayLength(), shown["package.unavailable"].GetInt32()));
        Assert.DoesNotContain(Kettle, shown.Raw, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_supplier_publishes_its_own_products_and_the_operator_any(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        using var ding = await world.As("ding.yi");
        using var xu = await world.As("xu.ran");
        using var he = await world.As("he.jiayi");
        object Body(bool published, params object[] lines) => new { name = new { zh = "茶水间", en = "Pantry" }, text = new { zh = "", en = "" }, scenario = "Office", measure = "Person", published, lines };
        (await ding.Post("/packages", Body(true))).Refused(409, "package.empty", "lines");
        (await ding.Post("/packages", Body(false, new { partNumber = "BY-SH18", quantity = 1 }))).Refused(400, "package.product_unknown", "lines[0].partNumber");
        (await ding.Post("/packages", Body(false, new { partNumber = Kettle, quantity = 1 }, new { partNumber = Kettle.ToLowerInvariant(), quantity = 1 }))).Refused(400, "package.product_repeated", "lines[1].partNumber");
        (await ding.Post("/packages", Body(false, new { partNumber = Kettle, quantity = 1, every = 10_001 }))).Refused(400, "input.out_of_range", "lines[0].every");
        (await ding.Post("/packages", Body(false, [.. Enumerable.Range(0, 101).Select(i => new { partNumber = $"X-{i}", quantity = 1 })]))).Refused(400, "package.too_many_lines", "lines");
        (await xu.Post("/packages", Body(false, new { partNumber = "BY-SH18", quantity = 1 }))).Ok();
        (await he.Post("/packages", Body(false))).Refused(403, "permission.missing");

        var id = (await ding.Post("/packages", Body(false, new { partNumber = Kettle, quantity = 1, every = 8 }))).Ok().Id;
        (await he.Get($"/packages/{id}")).Refused(404, "not_found");
        (await xu.Put($"/packages/{id}", Body(true))).Refused(404, "not_found");
        var draft = (await ding.Get($"/packages/{id}")).Ok();
        Assert.Equal(["change", "delete"], draft["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        (await ding.Put($"/packages/{id}", Body(true, new { partNumber = Kettle, quantity = 1, every = 8 }), draft.ETag)).Ok();
        (await ding.Put($"/packages/{id}", Body(true), draft.ETag)).Refused(409, "document.changed");
        // Sold by the six: nine persons need two, and six are the least that can be ordered.
        Assert.Equal(6, (await he.Get($"/packages/{id}?units=9&regionCode={Suzhou}")).Ok()["lines.0.quantity"].GetInt32());
        Assert.Empty((await xu.Get($"/packages/{id}")).Ok()["lines"].EnumerateArray());
        (await xu.Delete($"/packages/{id}")).Refused(404, "not_found");
        (await ding.Delete($"/packages/{id}")).Ok();
        (await he.Get($"/packages/{id}")).Refused(404, "not_found");
    }

    [Theory, EveryDatabase]
    public async Task A_part_number_of_two_suppliers_is_not_guessed(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (ding, shao) = (await world.Actor("ding.yi"), await world.Actor("xu.ran"));
        var product = new ProductInput { PartNumber = "TWO-1", Brand = new Text("试牌", "Trial"), Category = "hvac.wall", Name = new Text("壁挂机", "Wall split"), ListPrice = 100_00 };
        await world.Get<DraftListing>().Run(product, ding);
        await world.Get<DraftListing>().Run(product, ding with { Organization = Id.Named<OrganizationId>("chengyue"), OrganizationName = ("澄岳暖通", "Chengyue") });
        await world.Sql("UPDATE listings SET state = 'Listed' WHERE sku_id IN (SELECT id FROM skus WHERE part_number = 'TWO-1')");
        var head = new PackageHead(("两家", "Two"), ("", ""), PackageScenario.Office, PackageMeasure.Site, false);
        var refused = await Assert.ThrowsAsync<Refused>(() => world.Get<MakePackage>().Run(head, [new("TWO-1", 1)], shao));
        Assert.Equal(("package.product_ambiguous", "lines[0].partNumber"), (refused.Code, refused.Fields.Single().Field));
        await world.Get<MakePackage>().Run(head, [new("TWO-1", 1)], ding);
    }

    [Theory, EveryDatabase]
    public async Task The_pages_scale_buy_and_write_packages(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var api = await world.As("he.jiayi");
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("Standard dormitory room", (await he.Get("/packages")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("VRF for a small office", (await he.Get("/packages")).Text, StringComparison.Ordinal);
        var id = (await api.Get("/packages?scenario=Dormitory")).Ok()["items.0.id"].GetGuid();
        Assert.Contains("1 for every 10 rooms", (await he.Get($"/packages/{id}?units=12")).Text, StringComparison.Ordinal);
        Assert.Contains("count.malformed", (await he.Get($"/packages/{id}?units=many")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post($"/packages/{id}", "cart", [("units", "12"), ("go", "all")])).Status);
        Assert.Equal(4, (await api.Get("/cart")).Ok().Body.GetArrayLength());
        Assert.Equal(200, (await he.Post($"/packages/{id}", "cart", [("units", "12"), ("go", "picked")])).Status);

        using var ding = await Pages.As(world, "ding.yi", english: true);
        (string, string)[] fields = [("name", "茶水间"), ("scenario", "Office"), ("measure", "Person"), ("lines[0].partNumber", ""), ("lines[1].partNumber", Kettle), ("lines[1].quantity", "1"), ("lines[1].every", "x")];
        Assert.Contains("is-invalid", (await ding.Post("/supplier/packages/new", "package", [.. fields, ("go", "publish")])).Html, StringComparison.Ordinal);
        fields[^1] = ("lines[1].every", "8");
        var made = await ding.Post("/supplier/packages/new", "package", [.. fields, ("go", "publish")]);
        Assert.Equal(302, made.Status);
        var page = new Uri(world.Root, made.Location!).AbsolutePath;
        Assert.Contains("Published", (await ding.Get("/supplier/packages")).Text, StringComparison.Ordinal);
        Assert.Contains("茶水间", (await he.Get("/packages?q=茶水")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await ding.Post(page, "package", [.. fields, ("go", "draft")])).Status);
        Assert.DoesNotContain("/packages/", (await he.Get("/packages?q=茶水")).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await ding.Post(page, "delete", [])).Status);
        Assert.Equal(404, (await ding.Get(page)).Status);
        // What others publish is not changed here.
        Assert.Equal(404, (await ding.Get($"/supplier/packages/{(await api.Get("/packages?scenario=Branch")).Ok()["items.0.id"].GetGuid()}")).Status);
    }

    private static Task Change(World world, string partNumber, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Listing>> set) => world.Db.Write(Actor.System(), tx =>
    {
        var id = Id.Named<ListingId>(partNumber);
        return tx.Set<Listing>().Where(l => l.Id == id).ExecuteUpdateAsync(set);
    });

    private static Guid Of(string partNumber) => Id.Named<ListingId>(partNumber).Value;
}
