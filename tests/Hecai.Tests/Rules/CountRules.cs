using CsCheck;

namespace Hecai.Tests.Rules;

public class CountRules
{
    [Theory]
    [InlineData("1", 1), InlineData("999999", 999_999), InlineData(" 12 ", 12), InlineData("007", 7)]
    public void Whole_numbers_in_digits_are_read(string text, int value) => Assert.Equal(Count.Of(value), Count.Parse(text));

    [Theory]
    [InlineData("0"), InlineData("-1"), InlineData("-999999999999999999999"), InlineData("00")]
    public void It_is_more_than_zero(string text) => ValueErrors.CountNotPositive.Refuses(() => Count.Parse(text));

    [Theory]
    [InlineData("1.5"), InlineData("1.0"), InlineData("0.5")]
    public void It_is_whole(string text) => ValueErrors.CountFractional.Refuses(() => Count.Parse(text));

    [Theory]
    [InlineData("1000000"), InlineData("2147483648"), InlineData("99999999999999999999999999")]
    public void It_is_less_than_a_million(string text) => ValueErrors.CountTooLarge.Refuses(() => Count.Parse(text));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("  "), InlineData("１２"), InlineData("٣"), InlineData("五"), InlineData("1e3"), InlineData("1E3"), InlineData("0x10")]
    [InlineData("1 2"), InlineData("1,000"), InlineData("+5"), InlineData("1\t"), InlineData("5台"), InlineData("1.2.3"), InlineData("1\u200B"), InlineData("--1"), InlineData("1.")]
    public void Everything_else_is_not_a_count(string? text) => ValueErrors.CountMalformed.Refuses(() => Count.Parse(text));

    [Fact]
    public void A_number_outside_of_the_range_is_refused_too()
    {
        ValueErrors.CountNotPositive.Refuses(() => Count.Of(0));
        ValueErrors.CountTooLarge.Refuses(() => Count.Of(long.MaxValue));
    }

    [Fact]
    public void Any_text_is_a_count_in_range_or_refused() => Gen.String[Gen.Char["0123456789.- +eExX１٣"], 0, 12].Sample(text =>
    {
        try
        {
            return Count.Parse(text).Value is >= 1 and <= Count.Max;
        }
        catch (Refused refused)
        {
            return refused.Code.StartsWith("count.", StringComparison.Ordinal);
        }
    });
}
