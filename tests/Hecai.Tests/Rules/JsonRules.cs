using System.Text.Json;

namespace Hecai.Tests.Rules;

public class JsonRules
{
    private sealed record Line(Count Quantity, Money Price);
    private sealed record Order(OrganizationId Buyer, CreditCode Code, Quantity Cooling, Line[] Lines, Dictionary<PersonId, Address>? ShipTo = null);

    private static readonly Guid Uuid = new("0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d");

    private const string Written =
        """{"buyer":"0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d","code":"91440606722473344C","cooling":{"value":"7.2","unit":"kW"},"lines":[{"quantity":5,"price":{"amount":"32990.00","currency":"CNY"}}],"shipTo":{"0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d":{"regionCode":"110101002","detail":"景山前街 4 号","contact":"林晓","phone":"13812345678"}}}""";

    [Fact]
    public void Values_are_written_in_their_own_forms_and_read_back()
    {
        var order = new Order(new(Uuid), CreditCode.Parse("91440606722473344C"), Quantity.Parse("7.20 kW"), [new(Count.Of(5), Money.Yuan(32_990))],
            new() { [new(Uuid)] = Address.Of("110101002", "景山前街 4 号", "林晓", "13812345678") });
        Assert.Equal(Written, JsonSerializer.Serialize(order, ValueJson.Options));
        Assert.Equal(Written, JsonSerializer.Serialize(Read<Order>(Written), ValueJson.Options));
    }

    [Theory]
    [InlineData("5", 5), InlineData("999999", 999_999)]
    public void A_count_is_a_number_of_digits(string json, int value) => Assert.Equal(Count.Of(value), Read<Count>(json));

    [Theory]
    [InlineData("0", "count.not_positive"), InlineData("-1", "count.not_positive"), InlineData("1.0", "count.fractional"), InlineData("1e3", "count.malformed")]
    [InlineData("1000000", "count.too_large"), InlineData("\"5\"", "json.shape"), InlineData("null", "json.shape"), InlineData("true", "json.shape")]
    public void Any_other_count_is_refused(string json, string code) => Assert.Equal(code, RefusalOf<Count>(json).Code);

    [Theory]
    [InlineData("""{"amount":32990.00,"currency":"CNY"}""", "json.shape")]
    [InlineData("""{"amount":"1"}""", "json.shape")]
    [InlineData("""{}""", "json.shape")]
    [InlineData("\"1 CNY\"", "json.shape")]
    [InlineData("""{"amount":null,"currency":"CNY"}""", "json.shape")]
    [InlineData("""{"amount":{"a":1},"currency":"CNY"}""", "json.shape")]
    [InlineData("""{"amount":"1","currency":"CNY","tax":"1"}""", "json.member")]
    [InlineData("""{"amount":"1","amount":"2","currency":"CNY"}""", "json.member")]
    [InlineData("""{"Amount":"1","currency":"CNY"}""", "json.member")]
    [InlineData("""{"amount":"1,000","currency":"CNY"}""", "money.malformed")]
    [InlineData("""{"amount":"1.001","currency":"CNY"}""", "money.too_many_decimals")]
    [InlineData("""{"amount":"99999999999999999999","currency":"CNY"}""", "money.overflow")]
    [InlineData("""{"amount":"1","currency":"cny"}""", "money.currency_unknown")]
    public void Any_other_money_is_refused(string json, string code) => Assert.Equal(code, RefusalOf<Money>(json).Code);

    [Theory]
    [InlineData("\"0198f2c47b1e7c3a9d526f0e8a4b1c2d\""), InlineData("\"{0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d}\""), InlineData("\" 0198f2c4-7b1e-7c3a-9d52-6f0e8a4b1c2d\""), InlineData("\"\""), InlineData("1"), InlineData("null")]
    public void An_identifier_is_a_uuid_with_hyphens(string json) => Assert.Equal("json.shape", RefusalOf<OrganizationId>(json).Code);

    [Fact]
    public void Other_values_are_read_as_strictly()
    {
        Assert.Equal("credit_code.checksum", RefusalOf<CreditCode>("\"91440606722473344D\"").Code);
        Assert.Equal("json.shape", RefusalOf<CreditCode>("18").Code);
        Assert.Equal("quantity.unit_unknown", RefusalOf<Quantity>("""{"value":"1","unit":"x"}""").Code);
        Assert.Equal("quantity.malformed", RefusalOf<Quantity>("""{"value":"1,000","unit":"W"}""").Code);
        Assert.Equal("address.region_incomplete", RefusalOf<Address>("""{"regionCode":"32","detail":"1","contact":"林","phone":"13812345678"}""").Code);
    }

    [Fact]
    public void A_refusal_names_the_place_in_the_document()
    {
        var refused = RefusalOf<Order>(Written.Replace("\"quantity\":5", "\"quantity\":0", StringComparison.Ordinal));
        Assert.Equal(("lines[0].quantity", "count.not_positive"), (refused.Fields[0].Field, refused.Code));
        Assert.Equal("input.malformed", RefusalOf<Line>("""{"quantity":5,"price":{"amount":"1","currency":"CNY"},"x":1}""").Code);
        var missing = RefusalOf<Line>("""{"quantity":5}""");
        Assert.Equal(("price", "input.required"), (missing.Fields[0].Field, missing.Code));
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ValueJson.Options)!;

    private static Refused RefusalOf<T>(string json) => ValueJson.Refusal(Assert.ThrowsAny<JsonException>(() => Read<T>(json)));
}
