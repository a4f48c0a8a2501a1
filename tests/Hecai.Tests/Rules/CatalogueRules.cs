using System.Text;
using CsCheck;
using Hecai.Catalogue;

namespace Hecai.Tests.Rules;

public class CatalogueRules
{
    private static readonly AttributeDefinition Power = new() { Code = "cool_kw", Zh = "制冷量", En = "Cooling", Type = AttributeType.Number, Unit = "kW" };
    private static readonly AttributeDefinition Noise = new() { Code = "feed", Zh = "流量", En = "Flow", Type = AttributeType.Number, Unit = "kWh/24h" };
    private static readonly AttributeDefinition Class = new() { Code = "energy_class", Zh = "能效", En = "Class", Type = AttributeType.Choice, Choices = [new("1", "一级", "Grade 1"), new("v380", "380 V", "380 V 3N~")] };
    private static readonly AttributeDefinition Inverter = new() { Code = "inverter", Zh = "变频", En = "Inverter", Type = AttributeType.Flag };

    [Theory]
    [InlineData("7.2", "7.2"), InlineData(" 7.20 kW ", "7.2"), InlineData("7200 W", "7.2"), InlineData("7200", "7200"), InlineData("1,200 kW", "1200"), InlineData("-3", "-3"), InlineData("24000 Btu/h", "7.033706")]
    public void Numbers_are_read_in_the_unit_of_their_attribute(string written, string value) => Assert.Equal(value, AttributeTyping.Read(Power, "f", AttributeValue.Of(written)).ToString());

    [Theory, InlineData(""), InlineData("kW"), InlineData("7,2"), InlineData("12,34 kW"), InlineData("3 m"), InlineData("3 匹"), InlineData("1e5"), InlineData("∞"), InlineData("9999999999999999")]
    public void What_is_no_number_in_that_unit_is_refused(string written) => CatalogueErrors.NotNumber.Refuses(() => AttributeTyping.Read(Power, "f", AttributeValue.Of(written)));

    [Fact]
    public void A_unit_that_the_kernel_does_not_know_is_accepted_as_it_is_written() => Assert.Equal("1.2", AttributeTyping.Read(Noise, "f", AttributeValue.Of("1.2 kwh/24h")).ToString());

    [Theory, InlineData("1", "1"), InlineData("一级", "1"), InlineData("grade 1", "1"), InlineData("380V", "v380"), InlineData("V380", "v380")]
    public void Choices_are_found_by_code_and_by_either_name(string written, string code) => Assert.Equal(code, AttributeTyping.Read(Class, "f", AttributeValue.Of(written)).Text);

    [Fact]
    public void Other_choices_and_flags_are_refused()
    {
        CatalogueErrors.NotChoice.Refuses(() => AttributeTyping.Read(Class, "f", AttributeValue.Of("六级")));
        CatalogueErrors.NotFlag.Refuses(() => AttributeTyping.Read(Inverter, "f", AttributeValue.Of("也许")));
        Assert.Equal([true, false, true], new[] { "是", "NO", "1" }.Select(t => AttributeTyping.Read(Inverter, "f", AttributeValue.Of(t)).Flag));
    }

    [Theory]
    [InlineData("1.5匹变频 KFR-35GW/B2", "1.5匹|变频|kfr-35gw/b2")]
    [InlineData("三匹柜机", "3匹|柜机")]
    [InlineData("7200W", "7.2kw"), InlineData("7.20 kW", "7.2kw"), InlineData("３HP", "3匹"), InlineData("20,000 m³/h", "20000m3/h"), InlineData("540升", "540l"), InlineData("500 mL", "0.5l")]
    [InlineData("72QW", "72qw"), InlineData("R32 冷媒", "r32|冷媒"), InlineData("\"天花*机\"", "天花|机"), InlineData("air-conditioners", "air-conditioners")]
    [InlineData("十二匹", "12匹"), InlineData("一级能效", "1|级能效"), InlineData("", ""), InlineData("-/..", "")]
    public void Texts_are_taken_apart(string text, string pieces) => Assert.Equal(pieces, string.Join('|', Words.Of(text).Select(w => w.Text)));

    [Fact]
    public void Chinese_becomes_bigrams_and_single_characters()
    {
        Assert.Equal(["天花", "花机"], Words.Bigrams("天花机"));
        Assert.Equal(["壶"], Words.Bigrams("壶"));
        Assert.Equal(["水壶", "水", "壶"], SearchDocument.Tokens("水壶", characters: true));
    }

    [Fact]
    public void A_part_number_can_be_entered_at_each_of_its_parts() =>
        Assert.Equal(["kfr72qwa1", "72qwa1", "qwa1", "a1", "1", "ylkfr72qwa1"], SearchDocument.Pieces("yl-kfr-72qw/a1"));

    [Fact]
    public void No_text_breaks_the_taking_apart() => Gen.String[0, 200].Sample(text => Words.Of(text).All(w => w.Text.Length > 0));

    [Theory]
    [InlineData("a,b\n1,2\n", "a|b / 1|2"), InlineData("a,b\r\n1,2", "a|b / 1|2"), InlineData("a,b\r1,2\r", "a|b / 1|2"), InlineData("a;b\n\"1;x\";2\n", "a|b / 1;x|2"), InlineData("a\tb\n1\t2\n", "a|b / 1|2")]
    [InlineData("a,b\n\"x\"\"y\",\"1\n2\"\n", "a|b / x\"y|1\n2"), InlineData("\uFEFFa,b\n,\n", "a|b / |"), InlineData("a,b\n\n\n1,2\n", "a|b / 1|2")]
    public void Sheets_of_text_follow_the_standard(string text, string records) =>
        Assert.Equal(records, string.Join(" / ", Records(text).Select(r => string.Join('|', r.Cells))));

    [Theory, InlineData("a,b\n\"1,2\n", 2), InlineData("a,b\nx\"y,2\n3,4\n", 2), InlineData("a,b\n\"x\"y,2\n3,4\n", 2)]
    public void A_misplaced_quote_is_named_with_its_line(string text, long line) => Assert.Equal([line], Records(text).Where(r => r.Refusal?.Code == "import.quote").Select(r => r.Line));

    [Fact]
    public void Whatever_a_sheet_holds_reading_ends() => Gen.String[Gen.Char["ab,;\"\n\r\t 天"], 0, 300].Sample(text => { _ = Records(text).Count; });

    private static List<SheetRow> Records(string text) => [.. CsvRows.Read(new Utf8Text(new MemoryStream(Encoding.UTF8.GetBytes(text))))];
}
