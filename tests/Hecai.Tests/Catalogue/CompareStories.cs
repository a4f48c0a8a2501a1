using Hecai.Catalogue;

namespace Hecai.Tests.Catalogue;

/// <summary>Products side by side: each figure in one unit, what differs named, and nothing from outside of the pool.</summary>
public sealed class CompareStories
{
    private const string Cassette = "YL-KFR-72QW/A1", Wall = "YL-KFR-26GW/B2", Kettle = "BY-SH18";

    [Theory, EveryDatabase]
    public async Task Figures_stand_side_by_side_and_differences_are_marked(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var he = await world.Actor("he.jiayi");
        var figures = await world.Db.Read(he, async read =>
        {
            var offers = await world.Get<CatalogueQueries>().Offers(read, [.. new[] { Cassette, Wall }.Select(p => Id.Named<ListingId>(p))]);
            return await world.Get<CompareQueries>().Figures(read, [offers[Id.Named<ListingId>(Cassette)], offers[Id.Named<ListingId>(Wall)]]);
        });
        ComparedRow Of(string name) => figures.Single(f => f.Name.En == name);
        Assert.Equal((true, "7.2 kW", "2.6 kW"), (Of("Nominal cooling capacity").Differs, Of("Nominal cooling capacity").Values[0]?.En, Of("Nominal cooling capacity").Values[1]?.En));
        Assert.Equal((false, "R32"), (Of("Refrigerant").Differs, Of("Refrigerant").Values[1]?.En));
        Assert.All(figures, f => Assert.Equal(2, f.Values.Count));
    }

    [Fact]
    public void A_number_of_another_category_is_shown_in_the_unit_of_the_first()
    {
        static AttributeDefinition In(string? unit) => new() { Code = "power", Zh = "功率", En = "Power", Type = AttributeType.Number, Unit = unit };
        Assert.Equal(2.6m, CompareQueries.InUnit(In("kW"), In("W"), 2_600));
        Assert.Equal(2_600, CompareQueries.InUnit(In("W"), In("kW"), 2.6m));
        Assert.Null(CompareQueries.InUnit(In("kW"), In("匹"), 3));
        Assert.Null(CompareQueries.InUnit(In("kW"), In("kg"), 3));
    }

    [Theory, EveryDatabase]
    public async Task The_page_compares_six_says_what_is_left_out_and_adds_by_part_number(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        await world.Get<SearchIndex>().CatchUp();
        using var he = await Pages.As(world, "he.jiayi", english: true);
        string P(params string[] parts) => "/compare?" + string.Join('&', parts.Select(p => $"p={Id.Named<ListingId>(p).Value}"));
        var two = await he.Get($"{P(Cassette)}&add={Wall.ToLowerInvariant()}");
        Assert.Contains("2 products", two.Text, StringComparison.Ordinal);
        Assert.Contains("is-different", two.Html, StringComparison.Ordinal);
        Assert.Contains("Nothing on sale to you is called “XX”", (await he.Get($"{P(Cassette)}&add=XX")).Text, StringComparison.Ordinal);
        var seven = await he.Get(P(Cassette, Wall, Kettle, "YL-KFR-35GW/B2", "YL-KFR-50GW/B2", "YL-KFR-72GW/B2", "YL-KFR-26GW/B1"));
        Assert.Contains("6 products", seven.Text, StringComparison.Ordinal);
        Assert.Contains("1 after them are left out", seven.Text, StringComparison.Ordinal);

        // Outside of the pool it does not exist, neither by its address nor by its part number.
        var admin = await world.Actor("gu.nian");
        await world.Get<PublishPool>().Run(await world.Get<DraftPool>().Run(new(null, null, "空调", [new() { Category = "hvac.cassette" }], [], []), admin), admin);
        var inside = await he.Get($"{P(Cassette, Kettle)}&add={Kettle}");
        Assert.Contains("1 products", inside.Text, StringComparison.Ordinal);
        Assert.Contains($"Nothing on sale to you is called “{Kettle}”", inside.Text, StringComparison.Ordinal);
    }
}
