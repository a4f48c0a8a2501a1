using System.Text.RegularExpressions;

namespace Hecai.Tests.Stories;

/// <summary>A division is picked level by level, with script by asking for what lies in it, without script by sending the form.</summary>
public sealed class RegionPickerStories
{
    [Fact]
    public async Task The_divisions_of_a_division_are_there_for_pages_and_programs_and_an_unknown_one_is_refused()
    {
        await using var world = await World.Open(Database.Sqlite);
        var gu = await world.As("gu.nian");
        Assert.Equal((31, "11 北京市 False"), ((await gu.Get("/regions")).Ok().Body.GetArrayLength(), Row((await gu.Get("/regions")).Ok(), 0)));
        var streets = (await gu.Get("/regions?parent=320508")).Ok();
        Assert.Contains("320508018 平江街道 True", Enumerable.Range(0, streets.Body.GetArrayLength()).Select(i => Row(streets, i)));
        (await gu.Get("/regions?parent=99")).Refused(400, "region.unknown");
        using var pages = await Pages.As(world, "gu.nian");
        Assert.StartsWith("""[{"code":"3201","name":"南京市","leaf":false}""", (await pages.Get("/regions?parent=32")).Html, StringComparison.Ordinal);
        using var nobody = world.Anonymous();
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await nobody.GetAsync("/regions")).StatusCode);
    }

    [Fact]
    public async Task A_site_is_entered_without_script_level_by_level()
    {
        await using var world = await World.Open(Database.Sqlite);
        using var pages = await Pages.As(world, "gu.nian");
        (string, string)[] said = [("name", "新区支行"), ("detail", "狮山路 1 号"), ("contact", "沈立"), ("phone", "0512-65550190")];
        Task<PageAnswer> Send(params string[] codes) => pages.Post("/settings/sites", "save", [.. said, .. codes.Where(c => c.Length > 0).Select(c => ("regionCode", c)), .. codes.Contains("") ? [("region-step", "regionCode")] : Array.Empty<(string, string)>()]);

        Assert.Equal([31, 0, 0, 0], Lists((await pages.Get("/settings/sites")).Html));
        var cities = await Send("32", "");
        Assert.Equal([31, 13, 0, 0], Lists(cities.Html));
        Assert.Contains("value=\"狮山路 1 号\"", cities.Html, StringComparison.Ordinal);
        // A district of another province is left over from an earlier choice.
        Assert.Equal([31, 11, 0, 0], Lists((await Send("33", "3205", "320508", "")).Html));

        Assert.Contains("address.region_incomplete", (await Send("32", "3205")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await Send("32", "3205", "320508", "320508018")).Status);
        var sites = (await (await world.As("gu.nian")).Get("/sites")).Ok().Body.EnumerateArray();
        Assert.Equal("320508018", sites.Single(s => s.GetProperty("name").GetString() == "新区支行").GetProperty("address").GetProperty("regionCode").GetString());
    }

    [Theory, EveryDatabase]
    public async Task A_supplier_opens_a_warehouse_and_the_innermost_area_decides_how_long_it_takes(Database database)
    {
        await using var world = await World.Open(database);
        using var pages = await Pages.As(world, "wu.tong");
        var refused = await pages.Post("/supplier/stock/warehouses/new", "warehouse", [("code", ""), ("name", ""), ("days-32", "x")]);
        Assert.Equal(200, refused.Status);
        var opened = await pages.Post("/supplier/stock/warehouses/new", "warehouse", [("code", "SZ-9"), ("name", "苏州九号仓"), ("regionCode", "32"), ("regionCode", "3205"), ("regionCode", "320508"),
            ("days-32", "3"), ("days-31", "4"), ("finer", "32"), ("finer", "3205"), ("finer", "320508"), ("finerDays", "1")]);
        Assert.Equal(302, opened.Status);
        var id = opened.Location!.Split('=')[^1];
        Assert.Equal(["31 4", "32 3", "320508 1"], await Areas(world));
        Assert.Equal(200, (await pages.Post("/supplier/stock/warehouses/new", "warehouse", [("code", "SZ-9"), ("name", "又一个"), ("regionCode", "32")])).Status);

        Assert.Equal(302, (await pages.Post($"/supplier/stock/warehouses/{id}", "warehouse", [("days-32", "2"), ("days-31", ""), ("days-320508", "1")])).Status);
        Assert.Equal(["32 2", "320508 1"], await Areas(world));
        var wu = await world.As("wu.tong");
        (await wu.Put($"/warehouses/{id}/areas", new { areas = new[] { new { regionCode = "32", days = 91 } } })).Refused(400, "input.out_of_range", "areas");
        (await wu.Put($"/warehouses/{id}/areas", new { areas = new[] { new { regionCode = "32", days = 2 }, new { regionCode = "3205", days = 1 } } })).Ok();
        Assert.Equal(["32 2", "3205 1"], await Areas(world));
        (await (await world.As("nie.xin")).Put($"/warehouses/{id}/areas", new { areas = Array.Empty<object>() })).Refused(404, "not_found");
        (await wu.Post("/warehouses", new { code = "SZ-9", name = new { zh = "又一个", en = "Another" }, regionCode = "32", areas = Array.Empty<object>() })).Refused(409, "warehouse.exists", "code");
        using var other = await Pages.As(world, "nie.xin");
        Assert.Equal(404, (await other.Get($"/supplier/stock/warehouses/{id}")).Status);

        async Task<IEnumerable<string>> Areas(World w) => (await w.Rows("SELECT a.region_code, a.days FROM delivery_areas a JOIN warehouses w ON w.id = a.warehouse_id WHERE w.code = 'SZ-9' ORDER BY a.region_code")).Select(r => $"{r[0]} {r[1]}");
    }

    [Fact]
    public async Task A_provider_adds_and_gives_up_areas()
    {
        await using var world = await World.Open(Database.Sqlite);
        using var pages = await Pages.As(world, "zhao.tie");
        Assert.Equal(302, (await pages.Post("/provider/technicians", "areas", [("area", "35"), ("area", "3501")])).Status);
        Assert.Equal(302, (await pages.Post("/provider/technicians", "give-up", [("area", "31")])).Status);
        Assert.Contains("input.required", (await pages.Post("/provider/technicians", "areas", [])).Text, StringComparison.Ordinal);
        var areas = await world.Rows($"SELECT region_code FROM service_areas WHERE lower(provider_id) = '{Id.Named<OrganizationId>("xunan").Value}' ORDER BY region_code");
        Assert.Equal(["32", "33", "34", "3501"], areas.Select(r => r[0]!.ToString()!));
    }

    private static string Row(Answer answer, int i) => $"{answer[$"{i}.code"].GetString()} {answer[$"{i}.name"].GetString()} {answer[$"{i}.leaf"].GetBoolean()}";

    /// <summary>How many divisions each of the picker's lists offers.</summary>
    private static List<int> Lists(string html) => [.. Regex.Matches(html, "<select[^>]*name=\"regionCode\".*?</select>", RegexOptions.Singleline).Select(list => Regex.Matches(list.Value, "<option value=\"\\d").Count)];
}
