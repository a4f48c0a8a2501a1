namespace Hecai.Tests.Rules;

public class AddressRules
{
    private static readonly string Street = Regions.ByPath("江苏省 苏州市 姑苏区 平江街道").Code;

    [Fact]
    public void A_complete_address_reads_like_a_parcel()
    {
        var address = Address.Of(Street, " 干将东路 1 号 ", "林晓", "13812345678");
        Assert.Equal("江苏省 苏州市 姑苏区 平江街道 干将东路 1 号", address.ToString());
        Assert.Equal("平江街道", address.Region().Name);
        Assert.Equal(address, Address.Of(Street, "干将东路 1 号", "林晓", "13812345678"));
    }

    [Fact]
    public void Every_field_at_fault_is_named_at_once()
    {
        var refused = KernelErrors.Fields.Refuses(() => Address.Of("320508", "", new string('长', 41), "12345", "shipTo."));
        Assert.Equal(
            [("shipTo.regionCode", "address.region_incomplete"), ("shipTo.detail", "input.required"), ("shipTo.contact", "input.too_long"), ("shipTo.phone", "address.phone")],
            refused.Fields.Select(field => (field.Field, field.Error.Code)));
    }

    [Theory]
    [InlineData("32", "address.region_incomplete"), InlineData("320508", "address.region_incomplete"), InlineData("999999999", "region.unknown"), InlineData("", "input.required")]
    public void The_street_is_mandatory_where_there_is_one(string code, string error) =>
        Assert.Equal(error, Assert.Throws<Refused>(() => Address.Of(code, "1 号", "林晓", "13812345678")).Code);

    [Fact]
    public void The_detail_has_1_to_120_characters_counted_as_people_count()
    {
        Assert.Equal(240, Address.Of(Street, string.Concat(Enumerable.Repeat("𠮷", 120)), "林", "13812345678").Detail.Length);
        KernelErrors.TooLong.Refuses(() => Address.Of(Street, new string('号', 121), "林", "13812345678"));
    }

    [Theory]
    [InlineData("13812345678"), InlineData("+86 13812345678"), InlineData("0512-65221234"), InlineData("051265221234-801"), InlineData("010-12345678"), InlineData("400-889-9315"), InlineData("+852 2123 4567")]
    public void Telephone_numbers_of_the_field_are_accepted(string phone) => Assert.Equal(phone, Address.Of(Street, "1", "林", phone).Phone);

    [Theory]
    [InlineData("12812345678"), InlineData("1381234567"), InlineData("１３８12345678"), InlineData("65221234"), InlineData("abc"), InlineData("+"), InlineData("13812345678;rm")]
    public void Others_are_refused(string phone) => ValueErrors.Phone.Refuses(() => Address.Of(Street, "1", "林", phone));
}
