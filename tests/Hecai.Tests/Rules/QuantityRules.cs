using CsCheck;

namespace Hecai.Tests.Rules;

public class QuantityRules
{
    private static readonly (Unit From, Unit To)[] Convertible =
        [.. from a in Unit.All from b in Unit.All where a.ConvertsTo(b) select (a, b)];

    [Fact]
    public void Units_of_one_dimension_convert_by_documented_factors()
    {
        Assert.Equal(new Quantity(3.51685m, Unit.Kilowatt), new Quantity(1, Unit.RefrigerationTon).To(Unit.Kilowatt));
        Assert.Equal(new Quantity(0.29307107m, Unit.Watt), new Quantity(1, Unit.BtuPerHour).To(Unit.Watt));
        Assert.Equal(new Quantity(7.03370568m, Unit.Kilowatt), new Quantity(24_000, Unit.BtuPerHour).To(Unit.Kilowatt));
        Assert.Equal(new Quantity(1.163m, Unit.Watt), new Quantity(1, Unit.KilocaloriePerHour).To(Unit.Watt));
        Assert.Equal(new Quantity(0.06m, Unit.CubicMetrePerHour), new Quantity(1, Unit.LitrePerMinute).To(Unit.CubicMetrePerHour));
        Assert.Equal(new Quantity(1_500, Unit.Litre), new Quantity(1.5m, Unit.CubicMetre).To(Unit.Litre));
        Assert.Equal(new Quantity(600, Unit.Millimetre), new Quantity(0.6m, Unit.Metre).To(Unit.Millimetre));
        Assert.Equal(new Quantity(90, Unit.Minute), new Quantity(1.5m, Unit.Hour).To(Unit.Minute));
    }

    [Fact]
    public void A_pi_is_nominally_two_and_a_half_kilowatts_of_cooling()
    {
        Assert.Equal(new Quantity(7.5m, Unit.Kilowatt), Quantity.Parse("3 匹").To(Unit.Kilowatt));
        Assert.Equal([Unit.Pi], Unit.All.Where(unit => unit.IsNominal));
    }

    [Fact]
    public void Nothing_converts_across_dimensions_and_no_countable_unit_into_another()
    {
        ValueErrors.Dimension.Refuses(() => new Quantity(1, Unit.Kilowatt).To(Unit.SquareMetre));
        ValueErrors.Dimension.Refuses(() => new Quantity(1, Unit.KilowattHour).To(Unit.KilowattHourPerYear));
        ValueErrors.Dimension.Refuses(() => new Quantity(1, Unit.Appliance).To(Unit.Set));
        ValueErrors.Dimension.Refuses(() => new Quantity(1, Unit.Litre) + new Quantity(1, Unit.Kilogram));
        ValueErrors.Dimension.Refuses(() => new Quantity(1, Unit.Litre) < new Quantity(1, Unit.Kilogram));
        ValueErrors.QuantityRange.Refuses(() => new Quantity(decimal.MaxValue, Unit.Megawatt).To(Unit.Watt));
        ValueErrors.QuantityRange.Refuses(() => new Quantity(decimal.MaxValue, Unit.Litre) * 2);
    }

    [Fact]
    public void Quantities_compare_and_add_whatever_their_units()
    {
        Assert.True(new Quantity(1, Unit.RefrigerationTon) > new Quantity(3.5m, Unit.Kilowatt));
        Assert.Equal(new Quantity(1.5m, Unit.Kilowatt), new Quantity(1, Unit.Kilowatt) + new Quantity(500, Unit.Watt));
        Assert.Equal(new Quantity(24, Unit.Kilowatt), new Quantity(7.2m, Unit.Kilowatt) * (10m / 3));
    }

    [Theory]
    [InlineData("7.2kW", "7.2", "kW"), InlineData("24,000 Btu/h", "24000", "Btu/h"), InlineData("3 匹", "3", "匹"), InlineData("３匹", "3", "匹")]
    [InlineData("55 dB(A)", "55", "dB(A)"), InlineData("120㎡", "120", "m²"), InlineData("120 m2", "120", "m²"), InlineData("1200m³/h", "1200", "m³/h")]
    [InlineData("-7℃", "-7", "℃"), InlineData("26°C", "26", "℃"), InlineData("50%", "50", "%"), InlineData("380V", "380", "V"), InlineData("2台", "2", "台")]
    [InlineData("1180 kWh/a", "1180", "kWh/a"), InlineData("100 冷吨", "100", "RT"), InlineData(" 500 L ", "500", "L"), InlineData("8 m³", "8", "m³")]
    public void Text_of_catalogues_is_read(string text, string number, string unit)
    {
        var quantity = Quantity.Parse(text);
        Assert.Equal((number, unit), (quantity.Number, quantity.Unit.Symbol));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("kW"), InlineData("7.2"), InlineData("7,2 kW"), InlineData("2,4000 Btu/h"), InlineData("1e3 W"), InlineData("1.2.3 kW")]
    [InlineData("--1 kW"), InlineData("+1 kW"), InlineData("7.2  kW"), InlineData("7 kW 8"), InlineData("1.0000001 kW"), InlineData("7.2k\u200BW")]
    public void Text_that_is_no_quantity_is_refused(string? text)
    {
        var refused = Assert.Throws<Refused>(() => Quantity.Parse(text));
        Assert.Contains(refused.Code, new[] { "quantity.malformed", "quantity.unit_unknown" });
    }

    [Fact]
    public void Unknown_units_and_immense_values_are_refused_as_such()
    {
        ValueErrors.Unit.Refuses(() => Quantity.Parse("3 furlongs"));
        ValueErrors.Quantity.Refuses(() => Quantity.Parse("3 \u202Ewk"));
        ValueErrors.QuantityRange.Refuses(() => Quantity.Parse("1000000000000001 kW"));
        ValueErrors.QuantityRange.Refuses(() => Quantity.Parse(new string('9', 50) + " kW"));
        ValueErrors.Quantity.Refuses(() => Quantity.Parse(new string('9', 5_000) + " kW"));
    }

    [Fact]
    public void It_is_shown_as_the_field_writes_it()
    {
        using var _ = new InCulture("en-US");
        Assert.Equal(["24,000 Btu/h", "3匹", "55%", "-7℃", "7.2 kW"],
            new[] { "24000Btu/h", "3 匹", "55 %", "-7 ℃", "7.20kW" }.Select(text => Quantity.Parse(text).ToString()));
    }

    [Fact]
    public void Every_spelling_belongs_to_one_unit_only() =>
        Assert.All(Unit.All, unit => Assert.All(unit.Aliases.Prepend(unit.Symbol), spelling => Assert.Same(unit, Unit.Of(spelling))));

    [Fact]
    public void Conversion_there_and_back_loses_nothing_that_matters() =>
        Gen.Int[-1_000_000, 1_000_000].Sample(value => Convertible.All(pair =>
            Math.Abs(new Quantity(value, pair.From).To(pair.To).To(pair.From).Value - value) < 0.000_000_000_001m));
}
