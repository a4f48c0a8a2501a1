using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>What is bought again and again is kept under a name, shared with whom it concerns, and put into the cart again.</summary>
public sealed class ShoppingListStories
{
    private const string Cassette = "YL-KFR-72QW/A1", Wall = "YL-KFR-26GW/B2", Kettle = "BY-SH18", Suzhou = "320508", Shared = "网点开业标准配置";

    [Theory, EveryDatabase]
    public async Task A_cart_is_kept_as_a_list_that_a_colleague_puts_into_theirs(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM cart_lines");
        var (he, lin) = (await world.As("he.jiayi"), await world.As("lin.xiaowen"));
        (await he.Post("/cart/additions", new { lines = Buying.Lines([new(Cassette, 2, "install"), new(Kettle, 6)]) })).Ok();
        var id = (await he.Post("/shopping-lists", new { name = " 等候区 ", note = "每处一套", sharing = "Organization", from = new { cart = true } })).Ok().Id;

        var seen = (await lin.Get($"/shopping-lists/{id}")).Ok();
        Assert.Equal(("等候区", "每处一套", "Organization", "何嘉怡"), (seen["list.name"].GetString(), seen["list.note"].GetString(), seen["list.sharing"].GetString(), seen["list.ownerName"].GetString()));
        Assert.Equal([(Cassette, 2, "install 2"), (Kettle, 6, "")], Lines(seen));
        Assert.Empty(seen["allowedActions"].EnumerateArray());
        Assert.Equal(["change", "delete"], (await he.Get($"/shopping-lists/{id}")).Ok()["allowedActions"].EnumerateArray().Select(a => a.GetString()));

        var put = (await lin.Post($"/shopping-lists/{id}/cart", new { regionCode = Suzhou })).Ok().Body.EnumerateArray().ToList();
        Assert.Equal([null, null], put.Select(Code));
        Assert.Equal([(Listing(Cassette), 2), (Listing(Kettle), 6)], await Cart(lin));
        // The same request again is the same answer, and puts nothing in twice.
        var key = Guid.NewGuid().ToString();
        var answers = (await lin.Post($"/shopping-lists/{id}/cart", new { regionCode = Suzhou, listings = new[] { Listing(Kettle) } }, key), await lin.Post($"/shopping-lists/{id}/cart", new { regionCode = Suzhou, listings = new[] { Listing(Kettle) } }, key));
        Assert.Equal(answers.Item1.Ok().Raw, answers.Item2.Ok().Raw);
        // Only what is ticked; what is in the cart adds up. The list itself is as it was.
        Assert.Equal([(Listing(Cassette), 2), (Listing(Kettle), 12)], await Cart(lin));
        Assert.Equal(seen.ETag, (await lin.Get($"/shopping-lists/{id}")).Ok().ETag);
        (await lin.Post($"/shopping-lists/{id}/cart", new { regionCode = Suzhou, listings = new[] { Listing(Kettle), Listing(Wall) } })).Refused(400, "shopping_list.unknown_line", "listings[1]");
        var empty = (await he.Post("/shopping-lists", new { name = "空" })).Ok().Id;
        (await he.Post($"/shopping-lists/{empty}/cart", new { regionCode = Suzhou })).Refused(400, "requisition.empty", "lines");
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_shared_with_somebody_does_not_exist_for_them(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, lin, gu, jiang) = (await world.As("he.jiayi"), await world.As("lin.xiaowen"), await world.As("gu.nian"), await world.As("jiang.tao"));
        async Task<Guid> Made(Caller by, string sharing) => (await by.Post("/shopping-lists", new { name = "清单 " + sharing, sharing, from = new { lines = Buying.Lines([new(Kettle, 1)]) } })).Ok().Id;
        var (own, department, all) = (await Made(he, "Nobody"), await Made(he, "Department"), await Made(he, "Organization"));
        // The department of the administrator is above all others.
        var above = await Made(gu, "Department");

        async Task<IReadOnlyList<Guid>> Of(Caller caller) => [.. (await caller.Get("/shopping-lists?q=%E6%B8%85%E5%8D%95%20")).Ok()["items"].EnumerateArray().Select(l => l.GetProperty("id").GetGuid())];
        Assert.Equal(new[] { own, department, all, above }.Order(), (await Of(he)).Order());
        Assert.Equal(new[] { all, above }.Order(), (await Of(lin)).Order());
        Assert.Equal(new[] { department, all, above }.Order(), (await Of(gu)).Order());
        Assert.Empty(await Of(jiang));

        foreach (var (caller, hidden) in new[] { (lin, own), (lin, department), (gu, own), (jiang, own), (jiang, all) })
            foreach (var ask in (Func<Guid, Task<Answer>>[])
                     [
                         id => caller.Get($"/shopping-lists/{id}"), id => caller.Put($"/shopping-lists/{id}", new { name = "x", sharing = "Nobody" }), id => caller.Delete($"/shopping-lists/{id}"),
                         id => caller.Post($"/shopping-lists/{id}/lines", new { lines = Buying.Lines([new(Kettle, 1)]) }),
                     ])
            {
                var (there, never) = (await ask(hidden), Guid.NewGuid());
                var nowhere = await ask(never);
                Assert.Equal((404, Told(nowhere, never)), (there.Status, Told(there, hidden)));
            }
        (await lin.Post($"/shopping-lists/{own}/cart", new { regionCode = Suzhou })).Refused(404, "not_found");

        // Who sees it may not change it; the administrator keeps what is shared in order.
        (await lin.Put($"/shopping-lists/{all}", new { name = "x", sharing = "Nobody" })).Refused(403, "shopping_list.not_owner");
        (await lin.Delete($"/shopping-lists/{all}")).Refused(403, "shopping_list.not_owner");
        (await gu.Put($"/shopping-lists/{all}", new { name = "清单，整理过", sharing = "Department" })).Ok();
        (await lin.Get($"/shopping-lists/{all}")).Refused(404, "not_found");
        Assert.Equal(("何嘉怡", "清单，整理过"), (await he.Get($"/shopping-lists/{all}")).Ok() is var kept ? (kept["list.ownerName"].GetString(), kept["list.name"].GetString()) : default);
        (await gu.Delete($"/shopping-lists/{all}")).Ok();
        (await he.Get($"/shopping-lists/{all}")).Refused(404, "not_found");
    }

    [Theory, EveryDatabase]
    public async Task A_requisition_and_its_order_are_kept_as_a_list(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, jiang) = (await world.As("he.jiayi"), await world.As("jiang.tao"));
        var requisition = await he.Draft(new Want(Cassette, 2, "install"), new Want(Kettle, 6));
        var order = (await he.Get("/purchase-orders")).Ok()["items.0.id"].GetGuid();
        var id = (await he.Post("/shopping-lists", new { name = "再买", from = new { requisition } })).Ok().Id;
        Assert.Equal([(Cassette, 2, "install 2"), (Kettle, 6, "")], Lines((await he.Get($"/shopping-lists/{id}")).Ok()));

        // The same again, and a line more: quantities add up, and so do services.
        (await he.Post($"/shopping-lists/{id}/lines", new { requisition, lines = Buying.Lines([new(Wall, 1)]) })).Ok();
        Assert.Equal([(Cassette, 4, "install 4"), (Kettle, 12, ""), (Wall, 1, "")], Lines((await he.Get($"/shopping-lists/{id}")).Ok()));
        var ordered = (await he.Post("/shopping-lists", new { name = "订单", from = new { order } })).Ok().Id;
        var asked = (await he.Get($"/requisitions/{(await he.Get($"/purchase-orders/{order}")).Ok()["requisition"].GetGuid()}")).Ok()["requisition.lines"].EnumerateArray().Where(l => l.GetProperty("kind").GetString() == "Goods");
        Assert.Equal(asked.Select(l => (l.GetProperty("partNumber").GetString(), l.GetProperty("quantity").GetInt32())), Lines((await he.Get($"/shopping-lists/{ordered}")).Ok()).Select(l => (l.PartNumber, l.Quantity)));

        // A document of somebody else's is none, and leaves no list.
        (await jiang.Post("/shopping-lists", new { name = "x", from = new { requisition } })).Refused(404, "not_found");
        (await jiang.Post("/shopping-lists", new { name = "x", from = new { order } })).Refused(404, "not_found");
        Assert.DoesNotContain("x", (await jiang.Get("/shopping-lists")).Ok()["items"].EnumerateArray().Select(l => l.GetProperty("name").GetString()));
    }

    [Theory, EveryDatabase]
    public async Task What_is_gone_stays_on_the_list_and_out_of_the_cart_with_its_reason(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql("DELETE FROM cart_lines");
        var he = await world.As("he.jiayi");
        var id = (await he.Post("/shopping-lists", new { name = "将变", from = new { lines = Buying.Lines([new(Kettle, 6), new(Cassette, 2), new(Wall, 999_999)]) } })).Ok().Id;
        await world.Db.Write(Actor.System(), tx =>
        {
            var kettle = new ListingId(Listing(Kettle));
            return tx.Set<Listing>().Where(l => l.Id == kettle).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, ListingState.Retired));
        });

        var put = (await he.Post($"/shopping-lists/{id}/cart", new { regionCode = Suzhou })).Ok().Body.EnumerateArray().ToList();
        Assert.Equal([(Kettle, "offer.not_saleable"), (Cassette, null), (Wall, "stock.insufficient")], put.Select(l => (l.GetProperty("partNumber").GetString(), Code(l))));
        Assert.Equal([(Listing(Cassette), 2)], await Cart(he));
        using (var page = await Pages.As(world, "he.jiayi", english: true))
        {
            var told = (await page.Get($"/lists/{id}?view=faults")).Text;
            Assert.Contains("All 3 Cannot be ordered now 2", told, StringComparison.Ordinal);
            Assert.Contains("offer.not_saleable", told, StringComparison.Ordinal);
            Assert.Contains("stock.insufficient", told, StringComparison.Ordinal);
            Assert.Contains("2 of 2 lines on this page", told, StringComparison.Ordinal);
        }

        // It may stay there in another quantity; it does not come onto another list.
        var version = (await he.Get($"/shopping-lists/{id}")).Ok().ETag;
        (await he.Put($"/shopping-lists/{id}", new { name = "将变", sharing = "Nobody", lines = Buying.Lines([new(Cassette, 3), new(Kettle, 2)]) }, version)).Ok();
        Assert.Equal([(Kettle, 2, ""), (Cassette, 3, "")], Lines((await he.Get($"/shopping-lists/{id}")).Ok()));
        (await he.Put($"/shopping-lists/{id}", new { name = "将变", sharing = "Nobody" }, version)).Refused(409, "document.changed");
        (await he.Send(HttpMethod.Delete, $"/shopping-lists/{id}", null, ifMatch: version)).Refused(409, "document.changed");
        (await he.Post("/shopping-lists", new { name = "另一份", from = new { lines = Buying.Lines([new(Cassette, 1), new(Kettle, 2)]) } })).Refused(409, "offer.not_saleable", "lines[1].listing");
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_is_refused_at_its_field(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Sql($"UPDATE memberships SET department_id = NULL WHERE name = '叶帆'");
        var (he, ye) = (await world.As("he.jiayi"), await world.As("ye.fan"));
        (await he.Post("/shopping-lists", new { name = "  " })).Refused(400, "input.required", "name");
        (await he.Post("/shopping-lists", new { name = "园区支行二楼备选" })).Refused(409, "shopping_list.name_taken", "name");
        // Another's list may be called the same.
        var id = (await he.Post("/shopping-lists", new { name = Shared })).Ok().Id;
        (await he.Put($"/shopping-lists/{id}", new { name = "园区支行二楼备选", sharing = "Nobody" })).Refused(409, "shopping_list.name_taken", "name");
        (await he.Post($"/shopping-lists/{id}/lines", new { lines = Buying.Lines(Enumerable.Repeat(new Want(Kettle, 1), ShoppingList.MaxLines + 1)) })).Refused(400, "shopping_list.too_many_lines", "lines");
        (await he.Post($"/shopping-lists/{id}/lines", new { lines = Buying.Lines([new(Kettle, 1, "nonsense")]) })).Refused(400, "offer.unknown_service", "lines[0].services");
        (await ye.Post("/shopping-lists", new { name = "部门", sharing = "Department" })).Refused(409, "shopping_list.no_department", "sharing");

        var owner = await world.Actor("he.jiayi");
        await world.Db.Write(owner, tx =>
        {
            foreach (var n in Enumerable.Range(0, ShoppingList.MaxOfOwner))
            {
                var list = new ShoppingList(owner, tx.Now);
                list.Describe(new($"第 {n} 份", null, ListSharing.Nobody), null, tx.Now);
                tx.Add(list);
            }
            return Task.CompletedTask;
        });
        (await he.Post("/shopping-lists", new { name = "再一份" })).Refused(409, "shopping_list.too_many");

        // Every list is shown once, whatever the size of the pages.
        var (names, after) = (new List<string>(), "");
        do
        {
            var page = (await he.Get($"/shopping-lists?mine=true&limit=60{after}")).Ok();
            names.AddRange(page["items"].EnumerateArray().Select(l => l.GetProperty("name").GetString()!));
            after = page.Body.TryGetProperty("next", out var next) && next.GetString() is { } cursor ? "&after=" + cursor : null;
        }
        while (after is not null);
        Assert.Equal(ShoppingList.MaxOfOwner + 3, names.Distinct().Count());
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void A_list_holds_two_thousand_products_and_not_one_more()
    {
        var list = new ShoppingList(Actor.System(), default);
        List<NamedLine> all = [.. Enumerable.Range(0, ShoppingList.MaxLines).Select(_ => new NamedLine(null, new(Id.New<ListingId>(), 1, [])))];
        list.Put(all, default);
        list.Put(all, default);
        Assert.Equal((2_000, 4_000), (list.Lines.Count, list.Lines.Sum(l => l.Quantity)));
        list.Hold([.. all.AsEnumerable().Reverse().Take(3), all[^1]], default);
        // They keep their places; what is named twice adds up.
        Assert.Equal([(all[^3].Wanted.Listing, 1), (all[^2].Wanted.Listing, 1), (all[^1].Wanted.Listing, 2)], list.Lines.OrderBy(l => l.Place).Select(l => (l.ListingId, l.Quantity)));
        list.Hold(all, default);
        var refused = Assert.Throws<Refused>(() => list.Put([new NamedLine(null, new(Id.New<ListingId>(), 1, []))], default));
        Assert.Equal("shopping_list.too_many_lines", refused.Fields[0].Error.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_list_is_made_mended_and_bought_on_its_pages(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        var api = await world.As("he.jiayi");
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("All 4 Mine 2", (await he.Get("/lists")).Text, StringComparison.Ordinal);
        Assert.Contains("No list matches", (await he.Get("/lists?q=nothing")).Text, StringComparison.Ordinal);

        // From a product's page onto a new list, then onto the same, then from the cart.
        var listing = Listing(Cassette);
        var made = await he.Post($"/catalogue/{listing}", "add", [("quantity", "2"), ("service", "install"), ("name", "大堂"), ("to", "list")]);
        var path = new Uri(world.Root, made.Location!).AbsolutePath;
        var list = path.Split('/')[^1];
        Assert.Equal((302, $"/lists/{list}"), (made.Status, path));
        Assert.Contains("shopping_list.name_taken", (await he.Post($"/catalogue/{listing}", "add", [("quantity", "2"), ("name", "大堂"), ("to", "list")])).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post($"/catalogue/{Listing(Kettle)}", "add", [("quantity", "6"), ("list", list), ("to", "list")])).Status);
        (await api.Post("/cart/lines", new { listing = Listing(Wall), quantity = 1 })).Ok();
        Assert.Contains("From the cart, 1 line", (await he.Get("/lists/new?cart=true")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post("/lists/new?cart=true", "list", [("list", list)])).Status);

        async Task<IEnumerable<(string?, int, string)>> Now() => Lines((await api.Get($"/shopping-lists/{list}")).Ok());
        Assert.Equal([(Cassette, 2, "install 2"), (Kettle, 6, ""), (Wall, 1, "")], await Now());
        // One installation for each piece stays one for each.
        string Version(PageAnswer page) => System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;
        var version = Version(await he.Get(path));
        Assert.Equal(302, (await he.Post(path, "lines", [("version", version), ($"q-{listing}", "5"), ("remove", Listing(Wall).ToString())])).Status);
        Assert.Equal([(Cassette, 5, "install 5"), (Kettle, 6, "")], await Now());
        Assert.Contains("document.changed", (await he.Post(path, "lines", [("version", version), ($"q-{listing}", "7")])).Html, StringComparison.Ordinal);
        Assert.Contains("1,5", (await he.Post(path, "lines", [("version", Version(await he.Get(path))), ($"q-{listing}", "1,5")])).Html, StringComparison.Ordinal);

        Assert.Contains("input.required", (await he.Post(path, "cart", [("go", "picked")])).Html, StringComparison.Ordinal);
        await world.Sql("DELETE FROM cart_lines");
        var bought = await he.Post(path, "cart", [("go", "picked"), ("pick", Listing(Kettle).ToString())]);
        Assert.Equal("/cart", new Uri(world.Root, bought.Location!).AbsolutePath);
        Assert.Equal([(Listing(Kettle), 6)], await Cart(api));
        Assert.Equal(302, (await he.Post(path, "cart", [("go", "all")])).Status);
        Assert.Equal([(Listing(Kettle), 12), (listing, 5)], (await Cart(api)).OrderByDescending(l => l.Quantity));

        // A colleague sees it once it is shared, without what is only its owner's to do.
        using var lin = await Pages.As(world, "lin.xiaowen", english: true);
        Assert.Equal(404, (await lin.Get(path)).Status);
        Assert.Equal(302, (await he.Post(path, "head", [("version", Version(await he.Get(path))), ("name", "大堂"), ("sharing", "Organization"), ("note", "三月用")])).Status);
        var colleague = await lin.Get(path);
        Assert.Contains("三月用", colleague.Text, StringComparison.Ordinal);
        Assert.Contains("Put all 2 into the cart", colleague.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Delete the list", colleague.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await he.Post(path, "delete", [("version", Version(await he.Get(path)))])).Status);
        Assert.Equal(404, (await he.Get(path)).Status);
    }

    private static Guid Listing(string partNumber) => Id.Named<ListingId>(partNumber).Value;

    private static IEnumerable<(string? PartNumber, int Quantity, string Services)> Lines(Answer list) => list["list.lines"].EnumerateArray().Select(l => (l.GetProperty("partNumber").GetString(), l.GetProperty("wanted").GetProperty("quantity").GetInt32(),
        string.Join(", ", l.GetProperty("wanted").GetProperty("services").EnumerateArray().Select(s => $"{s.GetProperty("code").GetString()} {s.GetProperty("quantity").GetInt32()}"))));

    private static async Task<IReadOnlyList<(Guid Listing, int Quantity)>> Cart(Caller caller) =>
        [.. (await caller.Get("/cart")).Ok().Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32()))];

    private static string? Code(JsonElement line) => line.TryGetProperty("fault", out var fault) && fault.ValueKind == JsonValueKind.Object ? fault.GetProperty("code").GetString() : null;

    // What a request is numbered is never the same twice.
    private static string Told(Answer answer, Guid id) => System.Text.RegularExpressions.Regex.Replace(answer.Raw.Replace(id.ToString(), "ID", StringComparison.OrdinalIgnoreCase), "\"(traceId|instance)\":\"[^\"]*\"", "");
}
