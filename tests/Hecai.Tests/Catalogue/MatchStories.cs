using Hecai.Catalogue;

namespace Hecai.Tests.Stories;

/// <summary>Why a product is among the hits: each word of the search, and where the product has it.</summary>
public sealed class MatchStories
{
    private const string Cassette = "YL-KFR-72QW/A1";

    [Theory, EveryDatabase]
    public async Task Each_word_names_the_most_telling_place_first_and_says_how_it_was_found(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        Assert.Equal(["变频天花: Same 名称 3 匹嵌入式天花机 变频冷暖 (变频、天花)"], await Why(he, "变频天花"));
        Assert.Equal(["7.2kw: Same 名义制冷量 7.2 kW (7.2kw)", "72qw: Begins 型号 YL-KFR-72QW/A1 (72qw)", "云岭: Same 品牌 云岭 (云岭)"], await Why(he, "7200W 72QW 云岭"));
        Assert.Equal(["cassete: Similar 名称 3 匹嵌入式天花机 变频冷暖 (cassette)", "invert: Begins 名称 3 匹嵌入式天花机 变频冷暖 (inverter)", "dishwasher: "], await Why(he, "cassete invert dishwasher"));
        Assert.Equal(["yl-kfr-72qv/a1: Similar 型号 YL-KFR-72QW/A1 (yl-kfr-72qv/a1)"], await Why(he, "yl-kfr-72qv/a1"));
        Assert.Empty(await Why(he, " ** "));
        (await he.Get($"{Path}?q={new string('x', SearchRequest.MaxText + 1)}")).Refused(400, "search.too_long", "q");
        (await he.Get($"/products/{Guid.NewGuid()}/matches?q=x")).Refused(404, "not_found");
    }

    [Fact]
    public async Task The_page_says_why_to_whoever_came_from_a_search()
    {
        await using var world = await World.Open(Database.Sqlite);
        await world.Get<SearchIndex>().CatchUp();
        using var pages = await Pages.As(world, "he.jiayi");
        var address = $"/catalogue/{Id.Named<ListingId>(Cassette).Value}";
        Assert.Contains($"{address}?site=", (await pages.Get("/catalogue?q=YL-KFR-72QW")).Html, StringComparison.Ordinal);
        Assert.Contains("&amp;q=YL-KFR-72QW", (await pages.Get("/catalogue?q=YL-KFR-72QW")).Html, StringComparison.Ordinal);
        Assert.Contains("为什么出现在“YL-KFR-72QW”的结果里", (await pages.Get($"{address}?q=YL-KFR-72QW")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("为什么出现在", (await pages.Get(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_was_left_empty_filters_nothing()
    {
        await using var world = await World.Open(Database.Sqlite);
        await world.Get<SearchIndex>().CatchUp();
        using var pages = await Pages.As(world, "he.jiayi");
        Assert.Contains("共 45 件", (await pages.Get("/catalogue?q=天花机")).Text, StringComparison.Ordinal);
        Assert.Contains("共 45 件", (await pages.Get("/catalogue?q=天花机&brand=&category=&supplier=&priceFrom=&priceTo=&voltage=")).Text, StringComparison.Ordinal);
    }

    private static string Path => $"/products/{Id.Named<ListingId>(Cassette).Value}/matches";

    private static async Task<IEnumerable<string>> Why(Caller buyer, string text) =>
        (await buyer.Get($"{Path}?q={Uri.EscapeDataString(text)}")).Ok().Body.EnumerateArray().Select(match => $"{match.GetProperty("word").GetString()}: " + string.Join("; ", match.GetProperty("places").EnumerateArray()
            .Select(place => $"{place.GetProperty("kind").GetString()} {place.GetProperty("place").GetProperty("zh").GetString()} {place.GetProperty("shown").GetProperty("zh").GetString()} ({place.GetProperty("part").GetString()})")));
}
