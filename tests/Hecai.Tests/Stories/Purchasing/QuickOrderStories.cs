using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>A list of part numbers becomes a cart: checked at once, told line by line, mended, and put in.</summary>
public sealed class QuickOrderStories
{
    private const string Cassette = "YL-KFR-72QW/A1", Kettle = "BY-SH18", Suzhou = "320508";

    [Theory, EveryDatabase]
    public async Task One_call_tells_of_each_line_what_a_quote_would(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await world.As("he.jiayi");
        var quote = (await he.Post("/quotes", new { lines = Buying.Lines([new(Cassette, 5)]), regionCode = Suzhou })).Ok();
        var answer = await Check(he,
            new { partNumber = " yl-kfr-72qw/a1 ", quantity = 5 },
            new { partNumber = "YL-KFR-72QW", quantity = 1 },
            new { partNumber = "XX-0000", quantity = 1 },
            new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 6 },
            new { partNumber = Kettle, quantity = 999_999 },
            new { partNumber = Cassette, quantity = 1, services = new[] { new { code = "nonsense", quantity = 1 } } });

        Assert.Equal([null, "line.ambiguous", "line.not_found", "stock.insufficient", "stock.insufficient", "offer.unknown_service"], answer.Select(Code));
        Assert.Equal([1, 2, 3, 4, 5, 6], answer.Select(l => l.GetProperty("line").GetInt32()));
        // Both lines of one product are priced and counted together, so the quote of five and the check of five and one agree where no tier lies between.
        var (line, quoted) = (answer[0], quote["split.0.lines.0"]);
        Assert.Equal(quoted.GetProperty("partNumber").GetString(), line.GetProperty("product").GetProperty("partNumber").GetString());
        Assert.Equal(quoted.GetProperty("unitPrice").Amount(), line.GetProperty("product").GetProperty("unitPrice").Amount());
        Assert.Equal(quote["total"].Amount(), line.GetProperty("amount").Amount());
        Assert.Equal((quoted.GetProperty("delivery").GetString(), "InStock"), (line.GetProperty("product").GetProperty("delivery").GetString(), line.GetProperty("product").GetProperty("stock").GetString()));
        Assert.NotEmpty(line.GetProperty("why").EnumerateArray());
        var choices = answer[1].GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("partNumber").GetString()!).ToList();
        Assert.InRange(choices.Count, 1, PartQueries.MaxChoices);
        Assert.All(choices, c => Assert.StartsWith("YL-KFR-72QW", c, StringComparison.Ordinal));
        Assert.Equal("listing", (await Check(he, new { listing = Guid.NewGuid(), quantity = 1 }))[0].GetProperty("fault").GetProperty("field").GetString());
    }

    [Theory, EveryDatabase]
    public async Task What_hinders_a_line_has_its_code_and_what_cannot_be_asked_is_refused(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await world.As("he.jiayi");
        async Task<string?> Of(int quantity) => Code((await Check(he, new { partNumber = Kettle, quantity }))[0]);
        Assert.Null(await Of(6));
        await Listing(world, l => l.SetProperty(x => x.MinQuantity, 4).SetProperty(x => x.PackSize, 2));
        Assert.Equal(("offer.min_quantity", "offer.pack_size"), (await Of(2), await Of(5)));
        await Listing(world, l => l.SetProperty(x => x.State, ListingState.Suspended));
        Assert.Equal("offer.not_saleable", await Of(6));
        (await he.Post("/line-checks", new { lines = Array.Empty<object>(), regionCode = Suzhou })).Refused(400, "requisition.empty", "lines");
        (await he.Post("/line-checks", new { lines = Enumerable.Repeat(new { partNumber = Kettle, quantity = 1 }, CheckLines.MaxLines + 1), regionCode = Suzhou })).Refused(400, "lines.too_many", "lines");
        (await he.Post("/line-checks", new { lines = new[] { new { partNumber = Kettle, quantity = 1 } }, regionCode = "999999" })).Refused(400, "region.unknown", "regionCode");
        await world.Sql("DELETE FROM delivery_areas");
        // Which warehouses deliver where is remembered for a moment: another district was not asked for yet.
        Assert.Equal("stock.area_not_served", Code((await he.Post("/line-checks", new { lines = new[] { new { partNumber = Cassette, quantity = 1 } }, regionCode = "320505" })).Ok().Body[0]));
    }

    [Theory, EveryDatabase]
    public async Task What_is_outside_of_the_pool_is_answered_as_what_never_was(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        var admin = await world.Actor("gu.nian");
        await world.Get<PublishPool>().Run(await world.Get<DraftPool>().Run(new(null, null, "空调", [new() { Category = "hvac.cassette" }], [], []), admin), admin);
        using var he = await world.As("he.jiayi");
        var answer = await Check(he, new { partNumber = Kettle, quantity = 1 }, new { partNumber = "BY-SH99", quantity = 1 }, new { listing = Id.Named<ListingId>(Kettle).Value, quantity = 1 }, new { listing = Guid.NewGuid(), quantity = 1 }, new { partNumber = Cassette, quantity = 1 });
        Assert.Equal(["line.not_found", "line.not_found", "line.not_found", "line.not_found", null], answer.Select(Code));
        string Told(JsonElement line) => line.GetProperty("fault").GetRawText() + line.GetProperty("choices").GetRawText();
        Assert.Equal(Told(answer[1]).Replace("BY-SH99", Kettle, StringComparison.Ordinal), Told(answer[0]));
        Assert.Equal(Told(answer[3]), Told(answer[2]));
        (await he.Post("/cart/additions", new { lines = Buying.Lines([new(Cassette, 1), new(Kettle, 1)]) })).Refused(409, "offer.not_saleable", "lines[1].listing");
    }

    [Theory, EveryDatabase]
    public async Task Many_lines_go_into_the_cart_together_or_not_at_all(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        using var he = await world.As("he.jiayi");
        foreach (var line in (await he.Get("/cart")).Ok().Body.EnumerateArray())
            (await he.Delete($"/cart/lines/{line.GetProperty("listing").GetString()}")).Ok();
        (await he.Post("/cart/additions", new { lines = Array.Empty<object>() })).Refused(400, "requisition.empty", "lines");
        (await he.Post("/cart/additions", new { lines = Buying.Lines([new(Cassette, 1), new(Kettle, 1, "nonsense")]) })).Refused(400, "offer.unknown_service", "lines[1].services");
        Assert.Empty((await he.Get("/cart")).Ok().Body.EnumerateArray());
        (await he.Post("/cart/additions", new { lines = Buying.Lines([new(Cassette, 2), new(Kettle, 6), new(Cassette, 3)]) })).Ok();
        Assert.Equal([(Id.Named<ListingId>(Cassette).Value, 5), (Id.Named<ListingId>(Kettle).Value, 6)],
            (await he.Get("/cart")).Ok().Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32())));
    }

    [Theory, EveryDatabase]
    public async Task A_cart_of_hundreds_of_lines_is_changed_on_its_page_at_once(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.As("he.jiayi");
        await world.Get<SearchIndex>().CatchUp();
        var offers = new List<Guid>();
        for (string? after = null; offers.Count < 400;)
        {
            var page = (await he.Get($"/products?limit=200{(after is null ? "" : $"&after={after}")}")).Ok();
            offers.AddRange(page["items"].EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            after = page["next"].GetString();
        }
        (await he.Post("/cart/additions", new { lines = offers.Select(id => new { listing = id, quantity = 1 }) })).Ok();
        var before = (await he.Get("/cart")).Ok().Body.GetArrayLength();
        Assert.InRange(before, 400, 410);
        using var pages = await Pages.As(world, "he.jiayi");
        // Three fields a line, as a browser sends them: more than a form holds unless it is told otherwise.
        (string, string)[] fields = [.. offers.SelectMany(id => new[] { ($"q-{id}", "2"), ($"n-{id}-install", "2"), ($"n-{id}-pipe", "") })];
        Assert.Equal(302, (await pages.Post("/cart", "cart", fields)).Status);
        Assert.Equal(400, (await he.Get("/cart")).Ok().Body.EnumerateArray().Count(l => offers.Contains(l.GetProperty("listing").GetGuid()) && l.GetProperty("quantity").GetInt32() == 2));
        // One wrong number changes none of them, and taking one out is a change like the others.
        fields[0] = ($"q-{offers[0]}", "0");
        fields[3] = ($"q-{offers[1]}", "7");
        Assert.Equal(200, (await pages.Post("/cart", "cart", fields)).Status);
        Assert.DoesNotContain(7, (await he.Get("/cart")).Ok().Body.EnumerateArray().Select(l => l.GetProperty("quantity").GetInt32()));
        Assert.Equal(302, (await pages.Post("/cart", "cart", [("remove", offers[0].ToString()), .. fields[3..]])).Status);
        Assert.Equal((before - 1, 7), ((await he.Get("/cart")).Ok().Body.GetArrayLength(), (await he.Get("/cart")).Ok().Body.EnumerateArray().Single(l => l.GetProperty("listing").GetGuid() == offers[1]).GetProperty("quantity").GetInt32()));
    }

    [Theory, EveryDatabase]
    public async Task A_pasted_list_is_checked_mended_and_put_into_the_cart(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        await world.Sql("DELETE FROM cart_lines");
        using var he = await Pages.As(world, "he.jiayi", english: true);
        var checkedLines = await he.Post("/quick-order", "enter", [("text", $"{Cassette}, 5\n{Kettle} 1,5\nYL-KFR-72QW 2\nXX-0000\t1")]);
        Assert.Contains("4 lines, 1 of them can be ordered", checkedLines.Text, StringComparison.Ordinal);
        Assert.Contains("count.malformed", checkedLines.Text, StringComparison.Ordinal);
        Assert.Contains("line.ambiguous", checkedLines.Text, StringComparison.Ordinal);
        Assert.Contains("line.not_found", checkedLines.Text, StringComparison.Ordinal);

        // The quantity is mended, the choice is made, the unknown line is taken out.
        var mended = await he.Post("/quick-order", "lines", [("lines", State(checkedLines)), ("q-1", "6"), ("l-2", Id.Named<ListingId>("YL-KFR-72QW/A1").Value.ToString()), ("remove", "3")]);
        Assert.Contains("3 lines, 3 of them can be ordered", mended.Text, StringComparison.Ordinal);

        var key = Guid.NewGuid().ToString();
        (string, string)[] put = [("lines", State(mended)), ("go", "cart"), ("once", key)];
        Assert.Equal((302, "/cart"), (await he.Post("/quick-order", "lines", put)) is var done ? (done.Status, new Uri(world.Root, done.Location!).AbsolutePath) : default);
        await he.Post("/quick-order", "lines", put);
        using var api = await world.As("he.jiayi");
        Assert.Equal([(Id.Named<ListingId>(Cassette).Value, 7), (Id.Named<ListingId>(Kettle).Value, 6)],
            (await api.Get("/cart")).Ok().Body.EnumerateArray().Select(l => (l.GetProperty("listing").GetGuid(), l.GetProperty("quantity").GetInt32())));
    }

    [Theory, EveryDatabase]
    public async Task A_file_is_read_by_its_header_or_by_the_columns_that_are_named(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await Pages.As(world, "he.jiayi", english: true);
        var known = await he.Post("/quick-order", "enter", [("text", "")], ("file", "list.csv", Encoding.UTF8.GetBytes($"名称,型号,数量\n天花机,{Cassette},5\n壶,{Kettle},\"1,5\"\n")));
        Assert.Contains("2 lines, 1 of them can be ordered", known.Text, StringComparison.Ordinal);
        Assert.Contains("count.malformed", known.Text, StringComparison.Ordinal);

        var asked = await he.Post("/quick-order", "enter", [("text", "")], ("file", "list.csv", Encoding.UTF8.GetBytes($"1,{Cassette},5\n2,{Kettle},6\n")));
        Assert.Contains("not certain: please choose", asked.Text, StringComparison.Ordinal);
        var read = await he.Post("/quick-order", "columns", [("sheet", Hidden(asked, "sheet")), ("partColumn", "1"), ("quantityColumn", "2")]);
        Assert.Contains("2 lines, 2 of them can be ordered", read.Text, StringComparison.Ordinal);

        var utf16 = await he.Post("/quick-order", "enter", [("text", "")], ("file", "list.csv", Encoding.Unicode.GetBytes($"{Cassette},5")));
        Assert.Contains("import.encoding", utf16.Text, StringComparison.Ordinal);
        var many = await he.Post("/quick-order", "enter", [("text", string.Join('\n', Enumerable.Range(0, 2_050).Select(i => string.Create(CultureInfo.InvariantCulture, $"ZZ-{i} 1"))))]);
        Assert.Contains("49 after them were not", many.Text, StringComparison.Ordinal);
        Assert.Contains("2001 lines, 0 of them", many.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_two_cost_centres_bore_together_is_bought_again_in_its_packs(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var api = await world.As("he.jiayi");
        var nanjing = (await api.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == "NJ-0108").GetProperty("id").GetGuid();
        var body = await api.Body([], "SZ-0312", "观前支行");
        object Part(int quantity, Guid? costCentre) => new { listing = Id.Named<ListingId>(Kettle).Value, quantity, costCentre, services = Array.Empty<object>() };
        body["lines"] = new[] { Part(4, null), Part(2, nanjing) };
        var id = (await api.Post("/requisitions", body)).Ok().Id;
        await Listing(world, l => l.SetProperty(x => x.MinQuantity, 6).SetProperty(x => x.PackSize, 6));
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("2 lines, 2 of them can be ordered", (await he.Get($"/quick-order?requisition={id}")).Text, StringComparison.Ordinal);
        Assert.Equal([null, null], (await Check(api, new { partNumber = Kettle, quantity = 4 }, new { partNumber = Kettle, quantity = 2 })).Select(Code));
        Assert.Equal(["offer.pack_size", "offer.pack_size"], (await Check(api, new { partNumber = Kettle, quantity = 4 }, new { partNumber = Kettle, quantity = 3 })).Select(Code));
    }

    [Theory, EveryDatabase]
    public async Task What_was_bought_is_bought_again_and_what_is_gone_is_told(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var api = await world.As("he.jiayi");
        var id = await api.Draft(new Want(Cassette, 2, "install"), new Want(Kettle, 6));
        using var he = await Pages.As(world, "he.jiayi", english: true);
        Assert.Contains("2 lines, 2 of them can be ordered", (await he.Get($"/quick-order?requisition={id}")).Text, StringComparison.Ordinal);
        await Listing(world, l => l.SetProperty(x => x.State, ListingState.Retired));
        var again = await he.Get($"/quick-order?requisition={id}");
        Assert.Contains("2 lines, 1 of them can be ordered", again.Text, StringComparison.Ordinal);
        Assert.Contains("offer.not_saleable", again.Text, StringComparison.Ordinal);

        await world.Sql("DELETE FROM cart_lines");
        var rest = await he.Post("/quick-order", "lines", [("lines", State(again)), ("go", "cart")]);
        Assert.Contains("1 lines are in the cart", rest.Text, StringComparison.Ordinal);
        var cart = (await api.Get("/cart")).Ok();
        Assert.Equal(("install", 2), (cart["0.services.0.code"].GetString(), cart["0.services.0.quantity"].GetInt32()));

        // A document of somebody else's is none.
        using var other = await Pages.As(world, "jiang.tao");
        Assert.Equal(404, (await other.Get($"/quick-order?requisition={id}")).Status);
    }

    private static async Task<List<JsonElement>> Check(Caller caller, params object[] lines) => [.. (await caller.Post("/line-checks", new { lines, regionCode = Suzhou })).Ok().Body.EnumerateArray()];

    private static string? Code(JsonElement line)
    {
        var code = line.TryGetProperty("fault", out var fault) && fault.ValueKind == JsonValueKind.Object ? fault.GetProperty("code").GetString() : null;
        WholeRun.Refused(code);
        return code;
    }

    private static Task Listing(World world, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Listing>> set) => world.Db.Write(Actor.System(), tx =>
    {
        var id = Id.Named<ListingId>(Kettle);
        return tx.Set<Listing>().Where(l => l.Id == id).ExecuteUpdateAsync(set);
    });

    private static string State(PageAnswer page) => Hidden(page, "lines");

    private static string Hidden(PageAnswer page, string name) => System.Net.WebUtility.HtmlDecode(Regex.Match(page.Html, $"name=\"{name}\" value=\"(?<value>[^\"]*)\"").Groups["value"].Value);
}
