namespace Hecai.Tests.Rules;

public class PlainTextRules
{
    [Fact]
    public void A_line_is_trimmed_and_composed()
    {
        Assert.Equal("caf\u00E9", PlainText.Line("name", "  cafe\u0301 ", 4));
        Assert.Null(PlainText.OptionalLine("name", "   ", 10));
        Assert.Equal("", PlainText.Block("note", null, 10));
        Assert.Equal("a\nb\nc\td", PlainText.Block("note", "a\r\nb\rc\td", 10));
        Assert.Equal("👩‍🔧 来了", PlainText.Block("note", "👩‍🔧 来了", 10));
    }

    [Theory]
    [InlineData("a\0b"), InlineData("a\u001Bb"), InlineData("a\u007Fb"), InlineData("a\u0085b"), InlineData("a\nb"), InlineData("a\tb"), InlineData("a\u200Bb"), InlineData("a\u200Db")]
    [InlineData("a\u202Eb"), InlineData("a\u2066b"), InlineData("\uFEFFa"), InlineData("a\u00ADb"), InlineData("a\u2028b"), InlineData("a\u3164b"), InlineData("a\uFFFFb"), InlineData("a\u061Cb")]
    public void What_cannot_be_seen_is_refused(string text)
    {
        var refused = KernelErrors.ControlCharacters.Refuses(() => PlainText.Line("name", text, 10));
        Assert.Equal("name", Assert.Single(refused.Fields).Field);
        KernelErrors.ControlCharacters.Refuses(() => PlainText.Identifier("sku", text, 10));
    }

    [Fact]
    public void Unpaired_surrogates_and_bidirectional_notes_are_refused()
    {
        KernelErrors.ControlCharacters.Refuses(() => PlainText.Line("name", "a" + (char)0xD800, 10));
        KernelErrors.ControlCharacters.Refuses(() => PlainText.Line("name", (char)0xDC00 + "a", 10));
        KernelErrors.ControlCharacters.Refuses(() => PlainText.Block("note", "a\u202Eb", 10));
    }

    [Fact]
    public void Length_is_counted_in_code_points_after_composing()
    {
        Assert.Equal(3, PlainText.Length("a𠮷👍"));
        Assert.Equal("𠮷𠮷", PlainText.Line("name", "𠮷𠮷", 2));
        Assert.Equal([2], KernelErrors.TooLong.Refuses(() => PlainText.Line("name", "𠮷𠮷𠮷", 2)).Args);
        KernelErrors.TooLong.Refuses(() => PlainText.Line("name", new string('a', 1_000_000), 2));
        KernelErrors.Required.Refuses(() => PlainText.Line("name", " \u3000 ", 2));
        KernelErrors.Required.Refuses(() => PlainText.Line("name", null, 2));
    }

    [Fact]
    public void Identifiers_are_compatible_and_without_spaces()
    {
        Assert.Equal("KFR-72LW", PlainText.Identifier("sku", "ＫＦＲ－７２ＬＷ", 20));
        KernelErrors.Malformed.Refuses(() => PlainText.Identifier("sku", "KFR 72", 20));
        KernelErrors.TooLong.Refuses(() => PlainText.Identifier("sku", "㎏", 1));
    }

    [Fact]
    public void Several_fields_are_gathered_and_one_keeps_its_own_code()
    {
        var fields = new FieldErrors("lines[0].");
        Assert.Equal(Count.Of(5), fields.Read("quantity", _ => Count.Parse("5")));
        fields.Demand();
        fields.Read("quantity", _ => Count.Parse("0"));
        Assert.Equal("lines[0].quantity", Assert.Single(Assert.Throws<Refused>(fields.Demand).Fields).Field);
    }
}
