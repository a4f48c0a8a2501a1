namespace Hecai.Tests.Rules;

public class TaxRules
{
    [Theory]
    [InlineData("113.00", 1300, "100.00", "13.00")]
    [InlineData("32990.00", 1300, "29194.69", "3795.31")]
    [InlineData("0.01", 1300, "0.01", "0.00")]
    [InlineData("0.04", 1300, "0.04", "0.00")]
    [InlineData("0.05", 1300, "0.04", "0.01")]
    [InlineData("109.00", 900, "100.00", "9.00")]
    [InlineData("100.00", 600, "94.34", "5.66")]
    [InlineData("100.00", 300, "97.09", "2.91")]
    [InlineData("100.00", 100, "99.01", "0.99")]
    [InlineData("100.00", 0, "100.00", "0.00")]
    [InlineData("-113.00", 1300, "-100.00", "-13.00")]
    public void Tax_is_taken_out_of_the_price_and_rounded_half_away_from_zero(string gross, int rate, string net, string tax) =>
        Assert.Equal((Money.ParseStrict(net, "CNY"), Money.ParseStrict(tax, "CNY")), Tax.Included(Money.ParseStrict(gross, "CNY"), new VatRate(rate)));

    [Fact]
    public void Only_Chinese_rates_exist()
    {
        Assert.Equal(["13%", "9%", "6%", "3%", "1%", "0%"], VatRate.All.Select(rate => rate.ToString()));
        Assert.Equal(new VatRate(1300), VatRate.Percent(13));
        ValueErrors.VatRate.Refuses(() => new VatRate(1700));
        ValueErrors.VatRate.Refuses(() => new VatRate(13));
        ValueErrors.VatRate.Refuses(() => new VatRate(-100));
        ValueErrors.VatRate.Refuses(() => new VatRate(600) with { BasisPoints = 601 });
        ValueErrors.VatRate.Refuses(() => VatRate.Percent(int.MaxValue));
    }
}
