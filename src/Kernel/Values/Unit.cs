using System.Collections.Frozen;

namespace Hecai;

/// <summary>What a unit measures. Units convert within one, except countable ones, of which each stands alone.</summary>
public enum Dimension { Power, Energy, AnnualEnergy, Area, Length, Volume, Mass, Flow, Pressure, Sound, Temperature, Ratio, Voltage, Current, Frequency, Duration, Countable }

/// <summary>A unit of measure of the catalogue, of solutions and of bills of quantities.</summary>
/// <param name="Symbol">How it is written and stored: <c>kW</c>, <c>m²</c>, <c>台</c>.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Factor">How many of the dimension's base unit one of it is, as an exact decimal.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Aliases">Other spellings that are understood.</param>
/// <remarks>
/// Factors: SI by definition; 1 Btu/h = 0.29307107 W and 1 RT (US ton of refrigeration) = 3.51685 kW are NIST SP 811 appendix B.8
/// to eight and six significant digits; 1 kcal/h = 1.163 W exactly (ISO 31-4, international table calorie).
/// </remarks>
public sealed record Unit(string Symbol, Dimension Dimension, decimal Factor, Text Name, params string[] Aliases)
{
    public static readonly Unit Watt = new("W", Dimension.Power, 1, ("瓦", "watt"), "w", "瓦");
    public static readonly Unit Kilowatt = new("kW", Dimension.Power, 1_000, ("千瓦", "kilowatt"), "kw", "KW", "Kw", "千瓦");
    public static readonly Unit Megawatt = new("MW", Dimension.Power, 1_000_000, ("兆瓦", "megawatt"), "兆瓦");
    public static readonly Unit BtuPerHour = new("Btu/h", Dimension.Power, 0.29307107m, ("英热单位每小时", "Btu per hour"), "BTU/h", "BTU/H", "btu/h", "Btu/hr", "BTU/hr", "BTUH");
    public static readonly Unit RefrigerationTon = new("RT", Dimension.Power, 3_516.85m, ("冷吨", "ton of refrigeration"), "rt", "USRT", "冷吨");
    public static readonly Unit KilocaloriePerHour = new("kcal/h", Dimension.Power, 1.163m, ("大卡每小时", "kilocalorie per hour"), "Kcal/h", "大卡/小时");

    /// <summary>
    /// 匹: how the trade sizes room air conditioners. By convention one is about 2.5 kW of cooling, so that a 3 匹 unit has about
    /// 7.2–7.5 kW. Nominal: good for searching and comparing, never for sizing; the rated cooling capacity is what counts.
    /// </summary>
    public static readonly Unit Pi = new("匹", Dimension.Power, 2_500, ("匹", "HP (nominal)"), "P", "p", "HP", "hp", "大匹");

    public static readonly Unit KilowattHour = new("kWh", Dimension.Energy, 1, ("千瓦时", "kilowatt-hour"), "kwh", "KWh", "KWH", "kW·h", "度", "千瓦时");
    public static readonly Unit KilowattHourPerYear = new("kWh/a", Dimension.AnnualEnergy, 1, ("千瓦时每年", "kilowatt-hour per year"), "kWh/annum", "kWh/year", "kW·h/a", "千瓦时/年");
    public static readonly Unit SquareMetre = new("m²", Dimension.Area, 1, ("平方米", "square metre"), "平方米", "平米", "sqm");
    public static readonly Unit Millimetre = new("mm", Dimension.Length, 0.001m, ("毫米", "millimetre"), "MM", "毫米");
    public static readonly Unit Centimetre = new("cm", Dimension.Length, 0.01m, ("厘米", "centimetre"), "厘米");
    public static readonly Unit Metre = new("m", Dimension.Length, 1, ("米", "metre"), "米");
    public static readonly Unit Millilitre = new("mL", Dimension.Volume, 0.001m, ("毫升", "millilitre"), "ml", "毫升");
    public static readonly Unit Litre = new("L", Dimension.Volume, 1, ("升", "litre"), "l", "升");
    public static readonly Unit CubicMetre = new("m³", Dimension.Volume, 1_000, ("立方米", "cubic metre"), "立方米", "方");
    public static readonly Unit Gram = new("g", Dimension.Mass, 0.001m, ("克", "gram"), "克");
    public static readonly Unit Kilogram = new("kg", Dimension.Mass, 1, ("千克", "kilogram"), "KG", "Kg", "公斤", "千克");
    public static readonly Unit Tonne = new("t", Dimension.Mass, 1_000, ("吨", "tonne"), "吨");
    public static readonly Unit CubicMetrePerHour = new("m³/h", Dimension.Flow, 1, ("立方米每小时", "cubic metre per hour"), "CMH", "立方米/小时", "立方/小时");
    public static readonly Unit LitrePerMinute = new("L/min", Dimension.Flow, 0.06m, ("升每分钟", "litre per minute"), "l/min", "升/分钟");
    public static readonly Unit LitrePerSecond = new("L/s", Dimension.Flow, 3.6m, ("升每秒", "litre per second"), "l/s");
    public static readonly Unit Pascal = new("Pa", Dimension.Pressure, 1, ("帕", "pascal"), "pa", "帕");
    public static readonly Unit Kilopascal = new("kPa", Dimension.Pressure, 1_000, ("千帕", "kilopascal"), "KPa", "kpa", "千帕");
    public static readonly Unit Megapascal = new("MPa", Dimension.Pressure, 1_000_000, ("兆帕", "megapascal"), "Mpa", "兆帕");
    public static readonly Unit DecibelA = new("dB(A)", Dimension.Sound, 1, ("分贝(A)", "decibel (A)"), "dB", "db", "dB(a)", "dBA", "分贝");
    public static readonly Unit Celsius = new("℃", Dimension.Temperature, 1, ("摄氏度", "degree Celsius"), "C", "度C", "摄氏度");
    public static readonly Unit PerCent = new("%", Dimension.Ratio, 1, ("百分比", "per cent"));
    public static readonly Unit Volt = new("V", Dimension.Voltage, 1, ("伏", "volt"), "v", "伏");
    public static readonly Unit Ampere = new("A", Dimension.Current, 1, ("安", "ampere"), "a", "安");
    public static readonly Unit Hertz = new("Hz", Dimension.Frequency, 1, ("赫兹", "hertz"), "HZ", "hz", "赫兹");
    public static readonly Unit Minute = new("min", Dimension.Duration, 1, ("分钟", "minute"), "分钟");
    public static readonly Unit Hour = new("h", Dimension.Duration, 60, ("小时", "hour"), "小时");
    public static readonly Unit Appliance = new("台", Dimension.Countable, 1, ("台", "unit"), "unit", "units");
    public static readonly Unit Set = new("套", Dimension.Countable, 1, ("套", "set"), "set", "sets");
    public static readonly Unit Piece = new("件", Dimension.Countable, 1, ("件", "piece"), "piece", "pieces", "pcs");
    public static readonly Unit Each = new("个", Dimension.Countable, 1, ("个", "each"), "each", "ea");
    public static readonly Unit Visit = new("次", Dimension.Countable, 1, ("次", "time"), "time", "times");
    public static readonly Unit Item = new("项", Dimension.Countable, 1, ("项", "item"), "item", "items");
    public static readonly Unit Group = new("组", Dimension.Countable, 1, ("组", "group"), "group");
    public static readonly Unit Box = new("箱", Dimension.Countable, 1, ("箱", "box"), "box", "boxes");

    public static IReadOnlyList<Unit> All { get; } = [.. typeof(Unit).GetFields().Where(f => f.FieldType == typeof(Unit)).Select(f => (Unit)f.GetValue(null)!)];

    private static readonly FrozenDictionary<string, Unit> BySpelling = All
        .SelectMany(unit => unit.Aliases.Prepend(unit.Symbol), (unit, spelling) => (Spelling: PlainText.Compatible(spelling), unit))
        .ToFrozenDictionary(entry => entry.Spelling, entry => entry.unit);

    /// <summary>True for 匹: a size class of the trade rather than a measure; show what is converted from it with ≈.</summary>
    public bool IsNominal => ReferenceEquals(this, Pi);

    /// <summary>The unit of a symbol or an alias (㎡ and m2 are m²), or refused with <c>quantity.unit_unknown</c>.</summary>
    public static Unit Of(string? spelling) => Find(spelling) ?? throw Refused.With(ValueErrors.Unit, PlainText.Shown(spelling));

    /// <summary>As <see cref="Of"/>, null when unknown.</summary>
    public static Unit? Find(string? spelling) =>
        spelling is { Length: > 0 and <= 20 } && PlainText.IsVisible(spelling) ? BySpelling.GetValueOrDefault(PlainText.Compatible(spelling)) : null;

    /// <summary>True when amounts of one can be given in the other: power never becomes area, 台 never becomes 套.</summary>
    public bool ConvertsTo(Unit other) => Dimension == other.Dimension && (Dimension != Dimension.Countable || Equals(other));

    public bool Equals(Unit? other) => other?.Symbol == Symbol;
    public override int GetHashCode() => Symbol.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Symbol;
}
