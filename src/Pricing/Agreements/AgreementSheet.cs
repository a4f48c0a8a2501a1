using System.Globalization;
using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>A row of a price list as it was read: the line that it says, or what of it cannot be understood.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Named">The product or category as the row names it.</param>
internal sealed record PriceRow(long Line, string Named, AgreementLineInput? Said, IReadOnlyList<FieldError> Faults);

/// <summary>
/// A price list as a sheet: a part number with its price or discount, or a category, a brand or both with their discount; tiers and quota. The columns are known by their names, in Chinese
/// or English, in any order; columns of other names are not looked at.
/// </summary>
public static class AgreementSheet
{
    /// <summary>What an exported list is headed by, so that it can be changed and brought back.</summary>
    public static readonly IReadOnlyList<Text> Columns = [("型号", "Part number"), ("类目", "Category"), ("协议价（元）", "Price (CNY)"), ("阶梯", "Tiers"), ("额度（件，金额加“元”）", "Quota (pieces, or an amount with CNY)"), ("优惠（%）", "Discount (%)"), ("品牌", "Brand")];

    private static readonly string[][] Names =
    [
        [.. SheetTable.PartNumber],
        ["类目", "品类", "分类", "category"],
        ["协议价", "单价", "含税单价", "价格", "price", "unit price"],
        ["阶梯", "阶梯价", "tiers"],
        ["额度", "数量上限", "quota"],
        ["优惠", "折扣", "优惠率", "discount", "off"],
        ["品牌", "brand"],
    ];

    /// <summary>A category that stands for everything of the supplier.</summary>
    private static readonly string[] Everything = ["*", "全部", "全部商品", "everything", "all"];

    /// <summary>The rows of a CSV or XLSX file; refused as <see cref="SheetFile"/> does, and with <c>import.header_missing</c> or <c>agreement.too_many_lines</c>.</summary>
    internal static async Task<IReadOnlyList<PriceRow>> Read(Stream content, string fileName, CategoryTree tree, CancellationToken ct)
    {
        var rows = await SheetTable.Read(content, fileName, AgreementReader.MaxLines, () => Refused.Field("file", PricingErrors.TooManyLines, AgreementReader.MaxLines),
            Header, (row, columns) => Row(row, columns, tree), ct);
        return rows.Count > 0 ? rows : throw Refused.Field("file", PricingErrors.Empty);
    }

    private static int?[] Header(IReadOnlyList<string> cells)
    {
        var given = cells.Select(SheetTable.NameOf).ToList();
        var columns = Names.Select(names => given.FindIndex(names.Contains) is >= 0 and var at ? at : (int?)null).ToArray();
        var general = (columns[1] ?? columns[6]) is not null;
        return (columns[0] is not null && (columns[2] ?? columns[5]) is not null) || (general && columns[5] is not null) ? columns
            : throw Refused.Field("file", SheetErrors.Missing, general ? Columns[5] : columns[0] is null ? Columns[0] : Columns[2]);
    }

    private static PriceRow Row(SheetRow row, int?[] columns, CategoryTree tree)
    {
        if (row.Refusal is { } broken)
            return new(row.Line, "", null, [new("file", broken.Error, broken.Args)]);
        string At(int column) => columns[column] is { } at && at < row.Cells.Count ? SheetTable.Written(row.Cells[at]) : "";
        var (part, category, brand, fields) = (At(0), At(1), At(6), new FieldErrors());
        foreach (var column in columns.OfType<int>().Where(row.IsComputed))
            fields.Read<object?>("file", f => throw Refused.Field(f, SheetErrors.Formula));
        var named = part.Length > 0 ? part : string.Join(' ', new[] { category, brand }.Where(n => n.Length > 0));
        fields.Read("sku", f => named.Length > 0 ? named : throw Refused.Field(f, KernelErrors.Required));
        var said = new AgreementLineInput
        {
            PartNumber = part.Length > 0 ? part : null, Category = part.Length > 0 || category.Length == 0 || Everything.Contains(category.ToLowerInvariant()) ? null : Code(category, tree),
            Brand = part.Length > 0 || brand.Length == 0 ? null : brand, Price = fields.Read("price", f => SheetTable.Yuan(f, At(2))), Tiers = fields.Read("tiers", f => Tiers(f, At(3))) ?? [],
            Quota = fields.Read("quota", f => Quota(f, At(4))), DiscountBasisPoints = At(5).Length == 0 ? null : fields.Read<int?>("discount", f => Clear(f, At(5))),
        };
        return new(row.Line, PlainText.Shown(named), fields.Any ? null : said, fields.All);
    }

    // A cell shown as 8% holds 0.08: whoever wrote 0.08 may mean either, and a contract is not guessed at.
    private static int Clear(string field, string text) => Points(field, text) is var points && (points >= 100 || IsPercent(text))
        ? points : throw Refused.Field(field, PricingErrors.DiscountUnclear, text);

    private static string Code(string category, CategoryTree tree) => tree.Find(category)?.Code ?? (Called(category, tree) is [var only] ? only.Code : category);

    private static List<CategoryNode> Called(string name, CategoryTree tree) => [.. tree.All.Where(n => n.Name.Zh == name || string.Equals(n.Name.En, name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>A category as a list names it: by its name, or by its code where others are called the same.</summary>
    public static string Named(string category, CategoryTree tree) => tree.Find(category)?.Name.ToString() is { } name && Called(name, tree).Count == 1 ? name : category;

    /// <summary>Pieces (50), or an amount (500,000元, 500000 CNY); null without a limit.</summary>
    public static QuotaFigure? Quota(string field, string text) => text.Length == 0 ? null
        : Units.FirstOrDefault(u => text.EndsWith(u, StringComparison.OrdinalIgnoreCase)) is { } unit ? SheetTable.Yuan(field, text[..^unit.Length].Trim()) is { } amount ? new(amount.Minor, QuotaMeasure.Amount) : throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text))
        : new(SheetTable.Whole(field, text)!.Value, QuotaMeasure.Pieces);

    private static readonly string[] Units = ["元", "CNY", "RMB"];

    /// <summary>A quota as <see cref="Quota"/> reads it; empty without one.</summary>
    public static string Written(long? quota, QuotaMeasure measure) => quota is not { } value ? ""
        : measure == QuotaMeasure.Amount ? new Money(value, "CNY").ToPlainString() + "元" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Basis points of a discount in percent with at most two decimals: 8.5, 8.5%.</summary>
    public static int Points(string field, string text) =>
        decimal.TryParse(text.TrimEnd('%', '％'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent < 100 && decimal.IsInteger(percent * 100)
            ? (int)(percent * 100) : throw Refused.Field(field, PricingErrors.Discount);

    /// <summary>Tiers like <c>10:3200.00 50:3100.00</c>, or <c>10:8% 50:9.5%</c> where the line is a discount.</summary>
    public static IReadOnlyList<TierInput> Tiers(string field, string text)
    {
        var tiers = new List<TierInput>();
        foreach (var tier in text.Split([' ', '　', ';', '；', '\t'], StringSplitOptions.RemoveEmptyEntries))
            tiers.Add(tier.Split(':', '：') is [var pieces, { Length: > 0 } said] && int.TryParse(pieces, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
                ? IsPercent(said) ? new(quantity, null, Points(field, said)) : new(quantity, SheetTable.Yuan(field, said), null) : throw Refused.Field(field, PricingErrors.TierText));
        return tiers;
    }

    /// <summary>True for what is a discount and no price: 8%.</summary>
    public static bool IsPercent(string text) => text.EndsWith('%') || text.EndsWith('％');

    /// <summary>Tiers as <see cref="Tiers"/> reads them.</summary>
    public static string Written(IEnumerable<TierView> tiers) => string.Join(' ', tiers.Select(t => $"{t.MinQuantity}:{t.Price?.ToPlainString() ?? Percent(t.DiscountBasisPoints ?? 0)}"));

    /// <summary>Basis points as <see cref="Points"/> reads them.</summary>
    public static string Percent(int points) => string.Create(CultureInfo.InvariantCulture, $"{points / 100m:0.##}%");
}
