using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>Long lists, read on by cursor: whoever follows <c>next</c> sees every row once.</summary>
public sealed class PagingApi
{
    [Theory, EveryDatabase]
    public async Task Page_by_page_every_list_is_what_it_is_at_once(Database database)
    {
        await using var world = await World.Open(database);
        await world.Get<SearchIndex>().CatchUp();
        foreach (var (person, list) in new[]
        {
            ("qin.lan", "/organizations?"), ("lin.xiaowen", "/requisitions?"), ("lin.xiaowen", "/purchase-orders?"), ("wu.tong", "/supplier-orders?"), ("shen.li", "/shipments?"), ("lin.xiaowen", "/work-orders?"),
            ("shen.li", "/equipment?"), ("lin.xiaowen", "/agreements?"), ("zhou.qiming", "/approvals?"), ("zhou.qiming", "/approvals?decided=true&"), ("ding.yi", "/listings?state=Draft&"), ("xu.ran", "/listings?state=InReview&"),
            ("he.jiayi", "/messages?"), ("he.jiayi", "/products?q=挂机&"),
        })
        {
            var caller = await world.As(person);
            var whole = (await caller.Get($"{list}limit=200")).Ok();
            Assert.Equal(JsonValueKind.Null, whole["next"].ValueKind);
            var size = Math.Max(1, (whole["items"].GetArrayLength() + 2) / 3);
            Assert.Equal(Ids(whole), [.. (await Followed(caller, $"{list}limit={size}")).SelectMany(Ids)]);
        }
    }

    [Theory, EveryDatabase]
    public async Task What_happened_at_one_moment_is_all_shown_and_what_is_new_moves_nothing(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        // Two suppliers: their orders are placed at the same instant.
        (await he.Submit(await he.Draft(new("BY-SH18", 1), new Want("YL-KFR-26GW/B2", 1)))).Ok();
        var whole = Ids((await he.Get("/supplier-orders?limit=200")).Ok());
        var first = (await he.Get("/supplier-orders?limit=1")).Ok();
        (await he.Submit(await he.Draft(new Want("BY-SH18", 2)))).Ok();
        var rest = Ids((await he.Get($"/supplier-orders?limit=200&after={first["next"].GetString()}")).Ok());
        Assert.Equal(whole, [.. Ids(first), .. rest]);
        var placed = (await he.Get("/supplier-orders?limit=3")).Ok();
        Assert.Equal(whole[..2], Ids(placed)[1..]);
        Assert.Equal(placed["items.1.placedAt"].GetDateTimeOffset(), placed["items.2.placedAt"].GetDateTimeOffset());
    }

    [Theory, EveryDatabase]
    public async Task What_is_no_place_in_the_list_is_refused(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        foreach (var after in new[] { "next", "7", "%00", Guid.NewGuid().ToString(), "MjAyNi0xMS0yMHxub3QtYW4taWQ", new string('M', 400), "" })
            (await he.Get($"/requisitions?after={after}")).Refused(400, "paging.cursor", "after");
        // What nobody was given: a place of a list that is sorted by days, a moment of another offset.
        foreach (var place in new[] { "2026-11-26", "2026-11-26T08:00:00.0000000+08:00" })
            (await he.Get($"/requisitions?after={Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{place}|{Guid.Empty:N}"))}")).Refused(400, "paging.cursor", "after");
        foreach (var after in new[] { "-1", "1e3", "next" })
            (await he.Get($"/products?after={after}")).Refused(400, "paging.cursor", "after");
        (await he.Get("/products?after=5000")).Refused(400, "search.page", "after");
    }

    private static async Task<List<Answer>> Followed(Caller caller, string list)
    {
        var pages = new List<Answer>();
        string? next = null;
        do
        {
            pages.Add((await caller.Get(next is null ? list : $"{list}&after={Uri.EscapeDataString(next)}")).Ok());
            next = pages[^1]["next"].GetString();
        }
        while (next is not null && pages.Count < 100);
        return pages;
    }

    private static List<Guid> Ids(Answer page) => [.. page["items"].EnumerateArray().Select(row => row.GetProperty("id").GetGuid())];
}
