using System.Text.Json;
using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>Required parts that are missing are told and added; what is no longer sold is replaced by what can be had; nothing is told of what is not the buyer's.</summary>
public sealed class CompanionStories
{
    private const string Indoor = "YL-VN28Q", Another = "YL-VN22G", Controller = "YL-XK-60", Old = "YL-KFR-32GW/A9", Successor = "YL-KFR-35GW/B2", Equivalent = "YL-KFR-35GW/B1", Suzhou = "320508";

    [Theory, EveryDatabase]
    public async Task Missing_required_parts_are_a_warning_of_the_check_and_one_call_adds_them(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var he = await world.As("he.jiayi");
        var answer = await Check(he, new { partNumber = Indoor, quantity = 10 }, new { partNumber = Another, quantity = 2 }, new { partNumber = Controller, quantity = 3 });
        var part = answer[0].GetProperty("parts").EnumerateArray().Single();
        WholeRun.Refused(part.GetProperty("code").GetString());
        // Twelve indoor units need a controller each; three are among the lines.
        Assert.Equal(("line.part_missing", 9, 9, Controller), (part.GetProperty("code").GetString(), part.GetProperty("missing").GetInt64(), part.GetProperty("add").GetInt64(), PartNumber(part)));
        Assert.All(answer, line => Assert.Equal(JsonValueKind.Null, line.TryGetProperty("fault", out var fault) ? fault.ValueKind : JsonValueKind.Null));
        Assert.All(answer.Skip(1), line => Assert.Empty(line.GetProperty("parts").EnumerateArray()));
        Assert.Empty((await Check(he, new { partNumber = Indoor, quantity = 10 }, new { partNumber = Controller, quantity = 10 }))[0].GetProperty("parts").EnumerateArray());

        (await he.Post("/cart/additions", new { lines = Buying.Lines([new(Indoor, 10), new(Another, 2), new(Controller, 3)]) })).Ok();
        var added = (await he.Post("/cart/parts", new { regionCode = Suzhou })).Ok();
        Assert.Equal((Of(Controller), 9), (added["0.listing"].GetGuid(), added["0.quantity"].GetInt32()));
        Assert.Empty((await he.Post("/cart/parts", new { })).Ok().Body.EnumerateArray());
        Assert.Equal([(Of(Indoor), 10), (Of(Another), 2), (Of(Controller), 12)], await Cart(he));
    }

    [Theory, EveryDatabase]
    public async Task What_is_ordered_of_a_part_keeps_to_its_packs_and_what_the_buyer_cannot_have_is_not_told(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await world.As("he.jiayi");
        await Change(world, Controller, l => l.SetProperty(x => x.PackSize, 4).SetProperty(x => x.MinQuantity, 8));
        async Task<JsonElement[]> Parts(int quantity) => [.. (await Check(he, new { partNumber = Indoor, quantity }))[0].GetProperty("parts").EnumerateArray()];
        Assert.Equal((3, 8), (await Parts(3)).Select(p => (p.GetProperty("missing").GetInt32(), p.GetProperty("add").GetInt32())).Single());
        Assert.Equal((9, 12), (await Parts(9)).Select(p => (p.GetProperty("missing").GetInt32(), p.GetProperty("add").GetInt32())).Single());

        // Beside twelve that are there already, four make the packs full and the minimum is reached.
        var beside = (await Check(he, new { partNumber = Indoor, quantity = 14 }, new { partNumber = Controller, quantity = 12 }))[0].GetProperty("parts").EnumerateArray();
        Assert.Equal((2, 4), beside.Select(p => (p.GetProperty("missing").GetInt32(), p.GetProperty("add").GetInt32())).Single());

        // Outside of the pool, off sale or not delivered here: it is not named.
        await Change(world, Controller, l => l.SetProperty(x => x.State, ListingState.Suspended));
        Assert.Empty(await Parts(3));
        Assert.DoesNotContain(Controller, (await he.Get($"/products/{Of(Indoor)}?regionCode={Suzhou}")).Ok().Raw, StringComparison.Ordinal);
        await Change(world, Controller, l => l.SetProperty(x => x.State, ListingState.Listed));
        Assert.Contains(Controller, (await he.Get($"/products/{Of(Indoor)}?regionCode={Suzhou}")).Ok().Raw, StringComparison.Ordinal);
        var admin = await world.Actor("gu.nian");
        await world.Get<PublishPool>().Run(await world.Get<DraftPool>().Run(new(null, null, "室内机", [new() { Category = "hvac.vrf-in-cassette" }, new() { Category = "hvac.wall" }], [], [Successor]), admin), admin);
        Assert.Empty(await Parts(3));
        Assert.DoesNotContain(Controller, (await he.Get($"/products/{Of(Indoor)}?regionCode={Suzhou}")).Ok().Raw, StringComparison.Ordinal);
        var gone = (await Check(he, new { partNumber = Old, quantity = 2 }))[0];
        Assert.Equal([("Equivalent", Equivalent)], Instead(gone));
        Assert.DoesNotContain(Successor, gone.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Successor, (await he.Get($"/products?q={Uri.EscapeDataString(Old)}&regionCode={Suzhou}")).Ok()["replaced"].GetRawText(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_is_no_longer_sold_leads_to_its_successor_in_check_search_page_and_cart(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var he = await world.As("he.jiayi");
        var gone = (await Check(he, new { partNumber = Old.ToLowerInvariant(), quantity = 2 }))[0];
        Assert.Equal("offer.not_saleable", gone.GetProperty("fault").GetProperty("code").GetString());
        Assert.Equal([("Successor", Successor), ("Equivalent", Equivalent)], Instead(gone));
        Assert.NotEqual("0.00", gone.GetProperty("instead")[0].GetProperty("product").GetProperty("unitPrice").Amount());

        var found = (await he.Get($"/products?q={Uri.EscapeDataString(Old)}&regionCode={Suzhou}")).Ok();
        Assert.Equal((Old, "Successor", Successor), (found["replaced.partNumber"].GetString(), found["replaced.instead.0.kind"].GetString(), PartNumber(found["replaced.instead.0"])));
        Assert.Equal(JsonValueKind.Null, (await he.Get($"/products?q={Uri.EscapeDataString(Successor)}")).Ok()["replaced"].ValueKind);
        var listing = found["replaced.id"].GetGuid();
        Assert.Equal(["Successor", "Equivalent"], (await he.Get($"/products/{listing}?regionCode={Suzhou}")).Ok()["instead"].EnumerateArray().Select(i => i.GetProperty("kind").GetString()));

        // Of a chain the first that is sold.
        var ding = await world.Actor("ding.yi");
        await world.Get<ChangeLinks>().Run(new ListingId(Of(Successor)), [new(RelationKind.Successor, "YL-KFR-50GW/B2")], null, ding);
        await Change(world, Successor, l => l.SetProperty(x => x.State, ListingState.Retired));
        Assert.Equal([("Successor", "YL-KFR-50GW/B2"), ("Equivalent", Equivalent)], Instead((await Check(he, new { partNumber = Old, quantity = 2 }))[0]));
        await Change(world, Successor, l => l.SetProperty(x => x.State, ListingState.Listed));

        // It was put into the cart while it was sold.
        await Change(world, Old, l => l.SetProperty(x => x.State, ListingState.Listed), new ListingId(listing));
        (await he.Post("/cart/lines", new { listing, quantity = 3 })).Ok();
        await Change(world, Old, l => l.SetProperty(x => x.State, ListingState.Suspended), new ListingId(listing));
        (await he.Post($"/cart/lines/{Of(Indoor)}/replacement", new { by = Of(Successor) })).Refused(404, "not_found");
        (await he.Post($"/cart/lines/{listing}/replacement", new { by = listing })).Refused(409, "offer.not_saleable", "by");
        (await he.Post($"/cart/lines/{listing}/replacement", new { by = Of(Successor) })).Ok();
        Assert.Equal([(Of(Successor), 3)], await Cart(he));
    }

    [Theory, EveryDatabase]
    public async Task The_pages_add_required_parts_and_replace_in_one_click(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var api = await world.As("he.jiayi");
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("Add with required parts", (await he.Get($"/catalogue/{Of(Indoor)}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post($"/catalogue/{Of(Indoor)}", "add", [("quantity", "4"), ("with", "parts")])).Status);
        Assert.Equal([(Of(Indoor), 4), (Of(Controller), 4)], await Cart(api));

        Assert.Equal(302, (await he.Post($"/catalogue/{Of(Indoor)}", "add", [("quantity", "1")])).Status);
        var cart = await he.Get("/cart");
        Assert.Contains("1 required part missing", cart.Text, StringComparison.Ordinal);
        Assert.Contains("line.part_missing", cart.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post("/cart", "parts", [])).Status);
        Assert.Equal([(Of(Indoor), 5), (Of(Controller), 5)], await Cart(api));
        Assert.DoesNotContain("required part missing", (await he.Get("/cart")).Text, StringComparison.Ordinal);

        var search = await he.Get($"/catalogue?q={Uri.EscapeDataString(Old)}");
        Assert.Contains($"{Old} is no longer sold; it has a successor", search.Text, StringComparison.Ordinal);
        Assert.Contains(Successor, search.Text, StringComparison.Ordinal);
        var listing = (await api.Get($"/products?q={Uri.EscapeDataString(Old)}")).Ok()["replaced.id"].GetGuid();
        Assert.Contains("No longer sold; it has a successor", (await he.Get($"/catalogue/{listing}")).Text, StringComparison.Ordinal);
        await Change(world, Old, l => l.SetProperty(x => x.State, ListingState.Listed), new ListingId(listing));
        (await api.Post("/cart/lines", new { listing, quantity = 3 })).Ok();
        await Change(world, Old, l => l.SetProperty(x => x.State, ListingState.Suspended), new ListingId(listing));
        Assert.Contains($"{Old} is no longer sold; instead", (await he.Get("/cart")).Text, StringComparison.Ordinal);
        // The button says how many it would be.
        await Change(world, Successor, l => l.SetProperty(x => x.PackSize, 4));
        Assert.Contains("Take 4 of it", (await he.Get("/cart")).Text, StringComparison.Ordinal);
        await Change(world, Successor, l => l.SetProperty(x => x.PackSize, 1));
        Assert.Equal(302, (await he.Post("/cart", "replace", [("swap", $"{listing} {Of(Successor)}")])).Status);
        Assert.Equal([(Of(Indoor), 5), (Of(Controller), 5), (Of(Successor), 3)], await Cart(api));

        // Quick order: the same in its list.
        var lines = await he.Post("/quick-order", "enter", [("text", $"{Indoor} 6\n{Old} 2")]);
        Assert.Contains("2 lines, 1 of them can be ordered", lines.Text, StringComparison.Ordinal);
        Assert.Contains($"Take {Successor}", lines.Text, StringComparison.Ordinal);
        var whole = await he.Post("/quick-order", "lines", [("lines", Hidden(lines)), ("go", "parts"), ("l-1", Of(Successor).ToString())]);
        Assert.Contains("3 lines, 3 of them can be ordered", whole.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("required part missing", whole.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Supplier_and_operator_say_what_goes_with_a_product_on_its_page_and_by_program(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        using var ding = await Pages.As(world, "ding.yi", english: true);
        var page = $"/supplier/products/{Of(Another)}";
        Assert.Contains($"value=\"{Controller}\"", (await ding.Get(page)).Html, StringComparison.Ordinal);
        var refused = await ding.Post(page, "links", [("links[0].sku", ""), ("links[1].sku", Controller), ("links[1].kind", "Required"), ("links[1].quantity", "2"), ("links[2].sku", "XX-1"), ("links[2].kind", "Accessory")]);
        Assert.Contains("There is no part number XX-1", refused.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await ding.Post(page, "links", [("links[0].sku", Controller), ("links[0].kind", "Required"), ("links[0].quantity", "2")])).Status);
        using var program = await world.As("ding.yi");
        var listing = (await program.Get($"/listings/{Of(Another)}")).Ok();
        Assert.Equal(("Required", Controller, 2), (listing["relations.0.kind"].GetString(), listing["relations.0.partNumber"].GetString(), listing["relations.0.quantity"].GetInt32()));
        (await program.Put($"/listings/{Of(Another)}/links", new { links = new[] { new { kind = "Successor", sku = Another, quantity = 1 } } }, listing.ETag)).Refused(400, "relation.self", "links[0].sku");
        (await program.Put($"/listings/{Of(Another)}/links", new { links = new[] { new { kind = "Accessory", sku = Controller, quantity = 1 } } }, listing.ETag)).Ok();
        (await program.Put($"/listings/{Of(Another)}/links", new { links = Array.Empty<object>() }, listing.ETag)).Refused(409, "document.changed");

        using var xu = await Pages.As(world, "xu.ran", english: true);
        Assert.Equal(302, (await xu.Post($"/operator/listings/{Of(Another)}", "links", [("links[0].sku", "CY-MN28C"), ("links[0].reason", "same use")])).Status);
        Assert.Equal(["CY-MN28C", Controller], (await program.Get($"/listings/{Of(Another)}")).Ok()["relations"].EnumerateArray().Select(r => r.GetProperty("partNumber").GetString()!).Order(StringComparer.Ordinal));
        (await (await world.As("he.jiayi")).Put($"/listings/{Of(Another)}/links", new { links = Array.Empty<object>() })).Refused(403, "permission.missing");
    }

    private static Guid Of(string partNumber) => Id.Named<ListingId>(partNumber).Value;

    private static async Task<List<JsonElement>> Check(Caller caller, params object[] lines) => [.. (await caller.Post("/line-checks", new { lines, regionCode = Suzhou })).Ok().Body.EnumerateArray()];

    private static async Task<List<(Guid, int)>> Cart(Caller caller) => [.. (await caller.Get("/cart")).Ok().Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32()))];

    private static string PartNumber(JsonElement of) => of.GetProperty("product").GetProperty("partNumber").GetString()!;

    private static List<(string, string)> Instead(JsonElement line) => [.. line.GetProperty("instead").EnumerateArray().Select(i => (i.GetProperty("kind").GetString()!, PartNumber(i)))];

    private static string Hidden(PageAnswer page) => System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"lines\" value=\"(?<value>[^\"]*)\"").Groups["value"].Value);

    // Straight in the database: the shelf of this node is told as an indexer would.
    private static async Task Change(World world, string partNumber, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Listing>> set, ListingId? listing = null)
    {
        await world.Db.Write(Actor.System(), async tx =>
        {
            var id = listing ?? Id.Named<ListingId>(partNumber);
            await tx.Set<Listing>().Where(l => l.Id == id).ExecuteUpdateAsync(set);
            world.Get<CatalogueLog>().Changed(tx, id);
        });
        // It is told when whatever the cluster began before it has ended.
        await Eventually.Is(true, async () => await world.Get<SearchIndex>().CatchUp() > 0);
    }
}
