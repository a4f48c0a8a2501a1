using Hecai.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Hecai.Tests.Rules;

/// <summary>Whatever is put into a piece of markup is encoded, in text and in attributes alike.</summary>
public sealed class MarkupRules
{
    [Fact]
    public void Values_are_encoded_and_literal_parts_are_not()
    {
        var hostile = "\"><script>alert('x')</script>";
        Assert.Equal("<b title=\"&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;\">&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</b>",
            Markup.Of($"<b title=\"{hostile}\">{hostile}</b>").Value);
    }

    [Fact]
    public void A_piece_within_a_piece_is_encoded_once()
    {
        var inner = Markup.Of($"<i>{"a & b"}</i>");
        Assert.Equal("<p><i>a &amp; b</i></p>", Markup.Of($"<p>{inner}</p>").Value);
    }

    [Fact]
    public void Lists_nest()
    {
        var rows = Markup.Each([1, 2], row => Markup.Of($"<tr>{Markup.Each(["x", "<"], cell => Markup.Of($"<td>{row}{cell}</td>"))}</tr>"));
        Assert.Equal("<table><tr><td>1x</td><td>1&lt;</td></tr><tr><td>2x</td><td>2&lt;</td></tr></table>", Markup.Of($"<table>{rows}</table>").Value);
    }

    [Theory, InlineData(null, ""), InlineData("", " open=\"\""), InlineData("a\"b", " open=\"a&quot;b\"")]
    public void An_attribute_without_a_value_is_none(string? value, string expected) => Assert.Equal(expected, Markup.Attribute("open", value).Value);

    [Fact]
    public void Chinese_stays_readable_and_texts_speak_the_reader_s_language()
    {
        using var chinese = new InCulture("zh-CN");
        Assert.Equal("<b>冷暖</b><i>是</i>", Markup.Of($"<b>{"冷暖"}</b><i>{new Text("是", "Yes")}</i>").Value);
    }

    [Fact]
    public void A_null_is_nothing() => Assert.Equal("<b></b>", Markup.Of($"<b>{(string?)null}</b>").Value);

    [Fact]
    public void Not_even_an_unset_piece_breaks_it() => Assert.Equal("<b></b>", Markup.Of($"<b>{default(MarkupString)}</b>").Value);
}
