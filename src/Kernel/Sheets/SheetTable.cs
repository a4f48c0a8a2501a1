using System.Globalization;

namespace Hecai;

/// <summary>What sheets have in common that people download, change and bring back: a header that names the columns, and rows under it.</summary>
public static class SheetTable
{
    /// <summary>What people in the trade write over the part number.</summary>
    public static readonly IReadOnlyList<string> PartNumber = ["型号", "商品编码", "物料号", "物料编码", "产品型号", "规格型号", "part number", "partnumber", "part no", "part no.", "part", "sku", "model"];

    /// <summary>The rows of a CSV or XLSX file that hold something; refused as <see cref="SheetFile"/> does.</summary>
    /// <param name="content">Read once.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="most">How many rows are taken.</param>
    /// <param name="tooMany">What more of them are refused with.</param>
    /// <param name="header">Understands the first row, or refuses it.</param>
    /// <param name="read">Understands one of the others; what is wrong with it is its own to say.</param>
    /// <param name="ct">Stops between rows.</param>
    public static async Task<IReadOnlyList<TRow>> Read<TColumns, TRow>(Stream content, string fileName, int most, Func<Refused> tooMany,
        Func<IReadOnlyList<string>, TColumns> header, Func<SheetRow, TColumns, TRow> read, CancellationToken ct) where TColumns : class
    {
        var (rows, columns) = (new List<TRow>(), (TColumns?)null);
        await foreach (var row in SheetFile.Rows(content, fileName, ct))
        {
            if (columns is null)
                columns = header(row.Refusal is { } broken ? throw broken : row.Cells);
            else if (row.Refusal is not null || row.Formulas is not null || row.Cells.Any(c => c.Trim().Length > 0))
                rows.Add(read(row, columns));
            if (rows.Count > most)
                throw tooMany();
        }
        return rows;
    }

    /// <summary>The name over a column as it is looked up: "协议价（元）" and "Price (CNY)" are known without what stands in brackets.</summary>
    public static string NameOf(string head) => Written(head).Split('（', '(')[0].Trim().ToLowerInvariant();

    /// <summary>What was written in a cell: an exported text that begins like a formula stands behind an apostrophe.</summary>
    public static string Written(string cell) => cell.Trim() is ['\'', .. var text] ? text : cell.Trim();

    /// <summary>
    /// An amount of CNY with at most two decimals: 3299, 3,299.00, ¥3299; null when there is none. 8,99 could be 8.99 or 899, so only whole
    /// groups of three are read; refused with <c>input.malformed</c> or as <see cref="Money.ParseStrict"/> does.
    /// </summary>
    public static Money? Yuan(string field, string text)
    {
        var number = text.TrimStart('¥', '￥').Trim();
        if (number.Length == 0)
            return text.Length == 0 ? null : throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text));
        if (number.Split('.')[0].Split(',') is { Length: > 1 } groups && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3)))
            throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text));
        try
        {
            return Money.ParseStrict(number.Replace(",", "", StringComparison.Ordinal), "CNY");
        }
        catch (Refused refused)
        {
            throw Refused.Field(field, refused.Error, [.. refused.Args]);
        }
    }

    /// <summary>A whole number without a sign, null when there is none. 1,200 and 1.5 are not guessed at: refused with <c>input.malformed</c>.</summary>
    public static long? Whole(string field, string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text));
}
