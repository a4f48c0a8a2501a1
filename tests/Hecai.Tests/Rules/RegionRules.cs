namespace Hecai.Tests.Rules;

public class RegionRules
{
    private const string Pingjiang = "江苏省 苏州市 姑苏区 平江街道";

    [Fact]
    public void The_four_levels_are_complete() => Assert.Equal([31, 342, 2_978, 41_352],
        Enum.GetValues<RegionLevel>().Select(Regions.Count));

    [Fact]
    public void Every_division_is_found_by_its_code_lies_in_its_parent_and_has_a_name()
    {
        var level = Regions.Provinces;
        var seen = 0;
        while (level.Count > 0)
        {
            foreach (var region in level)
            {
                Assert.Equal(region, Regions.Of(region.Code));
                Assert.NotEqual("", region.Name);
                Assert.True(region.Parent is not { } parent || parent.Contains(region) && !region.Contains(parent));
                seen++;
            }
            level = [.. level.SelectMany(region => region.Children)];
        }
        Assert.Equal(44_703, seen);
    }

    [Fact]
    public void A_path_is_written_and_read_from_the_province_down()
    {
        var street = Regions.ByPath(Pingjiang);
        Assert.Equal((Pingjiang, RegionLevel.Street, "平江街道"), (street.Path, street.Level, street.Name));
        Assert.Equal(["32", "3205", "320508", street.Code], street.Parents.Select(region => region.Code));
        Assert.Equal("320508", street.Parent!.Value.Code);
    }

    [Theory]
    [InlineData("110101002", "北京市 东城区 景山街道"), InlineData("4419", "广东省 东莞市"), InlineData("441900", "广东省 东莞市"), InlineData("469001", "海南省 五指山市")]
    public void Divisions_that_only_fill_a_level_are_not_written(string code, string path) => Assert.Equal(path, Regions.Of(code).Path);

    [Theory]
    [InlineData("北京市 东城区 景山街道"), InlineData("北京市 市辖区 东城区 景山街道")]
    public void A_path_is_read_with_or_without_fillers(string path) => Assert.Equal("110101002", Regions.ByPath(path).Code);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("99"), InlineData("1"), InlineData("3205080"), InlineData("0032"), InlineData("32o5"), InlineData("-320508001"), InlineData("３２")]
    public void An_unknown_code_is_refused(string? code)
    {
        ValueErrors.Region.Refuses(() => Regions.Of(code));
        ValueErrors.Region.Refuses(() => Regions.ByPath(code));
    }

    [Theory]
    [InlineData("32", "320508", true), InlineData("3205", "3205", true), InlineData("320508", "32", false), InlineData("33", "3205", false)]
    [InlineData("32", "329999", false), InlineData("99", "99", false), InlineData(null, null, false), InlineData("3205", "3206", false)]
    public void Containing_is_by_descent_and_unknown_is_in_nothing(string? outer, string? inner, bool expected) =>
        Assert.Equal(expected, Regions.Contains(outer, inner));

    [Fact]
    public void A_name_is_found_by_its_beginning_and_by_what_it_lies_in()
    {
        Assert.Equal("江苏省 苏州市", Regions.Search("苏州")[0].Path);
        Assert.Equal("江苏省 苏州市 姑苏区", Regions.Search("姑苏")[0].Path);
        Assert.Equal([Pingjiang], Regions.Search("苏州 姑苏 平江").Select(region => region.Path));
        Assert.All(Regions.Search("鼓楼区", 3), region => Assert.Equal("鼓楼区", region.Name));
        Assert.Equal(20, Regions.Search("街道").Count);
        Assert.Empty(Regions.Search(" "));
        Assert.Empty(Regions.Search("没有这个地方"));
    }
}
