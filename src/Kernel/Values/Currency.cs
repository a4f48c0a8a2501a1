using System.Collections.Frozen;

namespace Hecai;

/// <summary>A currency of ISO 4217: its code, the decimals of its minor unit and the symbol that amounts show.</summary>
/// <param name="Code">The alphabetic code, upper case.</param>
/// <param name="Digits">Decimals between the major and the minor unit ("minor unit" of ISO 4217 list one).</param>
/// <param name="Symbol">Unambiguous among these currencies: ¥ is always the yuan.</param>
/// <param name="Name">What users call it.</param>
public sealed record Currency(string Code, int Digits, string Symbol, Text Name)
{
    private static readonly FrozenDictionary<string, Currency> Table = new Currency[]
    {
        new("CNY", 2, "¥", ("人民币", "Renminbi")),
        new("USD", 2, "US$", ("美元", "US dollar")),
        new("EUR", 2, "€", ("欧元", "Euro")),
        new("JPY", 0, "JP¥", ("日元", "Yen")),
        new("HKD", 2, "HK$", ("港元", "Hong Kong dollar")),
        new("GBP", 2, "£", ("英镑", "Pound sterling")),
        new("MOP", 2, "MOP$", ("澳门元", "Pataca")),
        new("TWD", 2, "NT$", ("新台币", "New Taiwan dollar")),
        new("SGD", 2, "S$", ("新加坡元", "Singapore dollar")),
        new("KRW", 0, "₩", ("韩元", "Won")),
        new("AUD", 2, "A$", ("澳大利亚元", "Australian dollar")),
        new("CAD", 2, "C$", ("加拿大元", "Canadian dollar")),
        new("CHF", 2, "CHF ", ("瑞士法郎", "Swiss franc")),
        new("THB", 2, "฿", ("泰铢", "Baht")),
        new("VND", 0, "₫", ("越南盾", "Dong")),
        new("KWD", 3, "KWD ", ("科威特第纳尔", "Kuwaiti dinar")),
    }.ToFrozenDictionary(c => c.Code);

    /// <summary>Minor units in one major unit: 100 for CNY, 1 for JPY.</summary>
    public long MinorPerMajor { get; } = (long)Math.Pow(10, Digits);

    public static IReadOnlyCollection<Currency> All => Table.Values;

    /// <summary>The currency of a code, or refused with <c>money.currency_unknown</c>; codes are upper case.</summary>
    public static Currency Of(string? code) =>
        code is not null && Table.TryGetValue(code, out var currency) ? currency : throw Refused.With(ValueErrors.Currency, code);
}
