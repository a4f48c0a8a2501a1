using System.Globalization;
using Hecai.Catalogue;

namespace Hecai.Stock;

/// <summary>A column of the price and stock sheet that can be changed. Its values are whole numbers: cents, pieces, days, or minutes since 1970 for a moment.</summary>
/// <param name="Field">What it is called in refusals: <c>listPrice</c>, <c>stock.GZ</c>.</param>
/// <param name="Warehouse">Whose stock it is; null for a term of sale.</param>
public sealed record OfferColumn(string Field, Text Name, WarehouseId? Warehouse = null)
{
    public static readonly OfferColumn Price = new("listPrice", ("目录价（元）", "List price (CNY)"));
    public static readonly OfferColumn MinQuantity = new("minQuantity", ("起订量", "Minimum quantity"));
    public static readonly OfferColumn PackSize = new("packSize", ("包装数", "Pack size"));

    /// <summary>Working days; 0 for stock goods.</summary>
    public static readonly OfferColumn Days = new("makeToOrderDays", ("排产天数", "Make-to-order days"));

    /// <summary>From when it is sold and until when, in China's time; 0 for no such moment, which is written as a dash.</summary>
    public static readonly OfferColumn From = new("saleFrom", ("起售时间", "On sale from")), Until = new("saleUntil", ("停售时间", "On sale until"));

    /// <summary>True for the ends of the time of sale, which are no terms: nothing goes to review for them.</summary>
    public bool IsMoment => this == From || this == Until;

    /// <summary>The moment that a value stands for; null for none.</summary>
    public static DateTimeOffset? Moment(long? value) => value is > 0 and var minutes ? DateTimeOffset.UnixEpoch.AddMinutes(minutes) : null;

    internal static long Value(DateTimeOffset? moment) => moment is { } at ? at.ToUnixTimeSeconds() / 60 : 0;

    internal Permission Right() => Warehouse is not null ? StockPermissions.Manage : IsMoment ? CataloguePermissions.Suspend : CataloguePermissions.Edit;

    private static readonly string[] None = ["-", "—", "无", "none", "不限"];

    /// <summary>A value of this column as a sheet has it: 3299.00, 120, 2026-12-01 09:00; nothing for none.</summary>
    public string Written(long? value) => value is not { } number ? "" : IsMoment ? Moment(number) is { } at ? ChinaTime.Written(at) : "" : this == Price ? new Money(number, "CNY").ToPlainString() : number.ToString(CultureInfo.InvariantCulture);

    internal long? Read(string text) => IsMoment ? text.Length == 0 ? null : None.Contains(text.ToLowerInvariant()) ? 0 : Value(ChinaTime.Read(Field, text, isEnd: this == Until)) : this == Price ? SheetTable.Yuan(Field, text)?.Minor
        : SheetTable.Whole(Field, text) is not { } number ? null : number <= int.MaxValue ? number : throw Refused.Field(Field, KernelErrors.OutOfRange, 0, int.MaxValue);
}

/// <summary>A row of the sheet as it was read.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Values">What it says; an empty cell says nothing.</param>
/// <param name="Downloaded">What each field was when the sheet was made, where the row tells.</param>
internal sealed record OfferRow(long Line, string PartNumber, IReadOnlyList<(OfferColumn Column, long Value)> Values, IReadOnlyDictionary<string, long?> Downloaded, IReadOnlyList<FieldError> Faults);

/// <summary>
/// The price and stock sheet of a supplier: part number, terms of sale, and the pieces in each of its warehouses. Columns are known by their
/// names, in Chinese or English, in any order; what is not in the sheet stays as it is, and so does what its cell does not say.
/// </summary>
public static class OfferSheet
{
    /// <summary>The most rows of a sheet.</summary>
    public const int MaxRows = 10_000;

    public static readonly Text PartNumber = ("型号", "Part number"), Name = ("名称", "Name"), State = ("状态", "State");

    /// <summary>
    /// What the row was when it was downloaded. With it a cell that nobody touched changes nothing, however much was sold since, and one
    /// that somebody touched does not undo what others did in the meantime.
    /// </summary>
    public static readonly Text Downloaded = ("下载时（勿改）", "As downloaded (keep)");

    /// <summary>What stands before the code of a warehouse over its pieces on hand.</summary>
    public static readonly Text Stock = ("库存", "Stock");

    private static readonly (string[] Names, OfferColumn Column)[] Terms =
    [
        (["目录价", "含税价", "价格", "list price", "listprice", "price"], OfferColumn.Price),
        (["起订量", "minimum quantity", "min quantity", "minquantity", "moq"], OfferColumn.MinQuantity),
        (["包装数", "pack size", "packsize"], OfferColumn.PackSize),
        (["排产天数", "make-to-order days", "maketoorderdays"], OfferColumn.Days),
        (["起售时间", "上架时间", "on sale from", "salefrom"], OfferColumn.From),
        (["停售时间", "下架时间", "on sale until", "saleuntil"], OfferColumn.Until),
    ];

    private static readonly string[] Shown = ["名称", "商品名称", "name", "状态", "state"], Kept = ["下载时", "as downloaded"];

    /// <summary>The columns that the actor may change, in the order of a download: terms of sale with the one right, stock with the other.</summary>
    internal static IReadOnlyList<OfferColumn> Columns(Actor actor, IEnumerable<Warehouse> warehouses) =>
        [.. Terms.Select(t => t.Column).Concat(warehouses.Select(Of)).Where(c => actor.Can(c.Right()))];

    /// <summary>What each of a row's columns is now, as <see cref="Downloaded"/> keeps it.</summary>
    public static string Written(IEnumerable<(OfferColumn Column, long? Value)> values) => string.Join(';', values.Select(v => $"{v.Column.Field}={v.Value?.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The rows of a CSV or XLSX file; refused as <see cref="SheetFile"/> does, by unknown column, and by column that the actor may not change.</summary>
    internal static async Task<IReadOnlyList<OfferRow>> Read(Stream content, string fileName, Actor actor, IReadOnlyList<Warehouse> warehouses, CancellationToken ct)
    {
        var rows = await SheetTable.Read(content, fileName, MaxRows, () => Refused.Field("file", SheetErrors.Limit, MaxRows), cells => new Header(cells, actor, warehouses), Row, ct);
        return rows.Count > 0 ? rows : throw Refused.Field("file", KernelErrors.Required);
    }

    private static OfferColumn Of(Warehouse warehouse) => new($"stock.{warehouse.Code}", ($"{Stock.Zh} {warehouse.Code}（{warehouse.NameZh}）", $"{Stock.En} {warehouse.Code} ({warehouse.NameEn})"), warehouse.Id);

    private static OfferRow Row(SheetRow row, Header header)
    {
        if (row.Refusal is { } broken)
            return new(row.Line, "", [], NoValues, [new("file", broken.Error, broken.Args)]);
        var fields = new FieldErrors();
        string At(int column, string field) => row.IsComputed(column) ? throw Refused.Field(field, SheetErrors.Formula) : SheetTable.Written(row.Cells.ElementAtOrDefault(column) ?? "");
        var part = fields.Read("sku", f => PlainText.Line(f, At(header.Part, f), 120)) ?? "";
        if (row.Cells.Skip(header.Width).Any(c => c.Trim().Length > 0))
            fields.Read<object?>("file", f => throw Refused.Field(f, SheetErrors.Columns, row.Line, row.Cells.Count, header.Width));
        var values = new List<(OfferColumn, long)>();
        foreach (var (column, at) in header.Columns)
            if (fields.Read(column.Field, f => column.Read(At(at, f))) is { } value)
                values.Add((column, value));
        var downloaded = header.Kept is { } kept ? fields.Read("downloaded", f => Before(f, At(kept, f))) : null;
        return new(row.Line, part, values, downloaded ?? NoValues, fields.All);
    }

    private static readonly Dictionary<string, long?> NoValues = [];

    private static Dictionary<string, long?> Before(string field, string text)
    {
        var values = new Dictionary<string, long?>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = 0L;
            if (part.Split('=') is not [var name, var value] || (value.Length > 0 && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number)) || !values.TryAdd(name, value.Length > 0 ? number : null))
                throw Refused.Field(field, KernelErrors.Malformed, PlainText.Shown(text));
        }
        return values;
    }

    /// <summary>Which column is which.</summary>
    private sealed class Header
    {
        public Header(IReadOnlyList<string> cells, Actor actor, IReadOnlyList<Warehouse> warehouses)
        {
            var names = cells.Select(SheetTable.NameOf).ToList();
            Width = names.FindLastIndex(n => n.Length > 0) + 1;
            if (names.Take(Width).Where((n, i) => n.Length == 0 || names.IndexOf(n) < i).FirstOrDefault() is { } wrong)
                throw Refused.Field("file", SheetErrors.Header, PlainText.Shown(wrong));
            var faults = new List<FieldError>();
            for (var i = 0; i < Width; i++)
                if (part is null && SheetTable.PartNumber.Contains(names[i]))
                    part = i;
                else if (Kept is null && Array.IndexOf(OfferSheet.Kept, names[i]) >= 0)
                    Kept = i;
                else if (Array.IndexOf(Shown, names[i]) >= 0)
                    continue;
                else if (Find(names[i], warehouses) is not { } column)
                    faults.Add(new("file", SheetErrors.Unknown, [PlainText.Shown(cells[i].Trim())]));
                else if (Columns.Exists(c => c.Column == column))
                    faults.Add(new("file", SheetErrors.Header, [PlainText.Shown(cells[i].Trim())]));
                else if (!actor.Can(column.Right()))
                    faults.Add(new(column.Field, KernelErrors.Forbidden, [column.Right().Name]));
                else
                    Columns.Add((column, i));
            if (part is null)
                faults.Add(new("file", SheetErrors.Missing, [PartNumber]));
            if (Refused.Many(faults) is { } refused)
                throw refused;
        }

        private readonly int? part;
        public int Part => part!.Value;
        public int? Kept { get; }
        public int Width { get; }
        public List<(OfferColumn Column, int At)> Columns { get; } = [];

        // "库存 GZ", "Stock GZ".
        private static OfferColumn? Find(string name, IReadOnlyList<Warehouse> warehouses) =>
            Terms.FirstOrDefault(t => t.Names.Contains(name)).Column is { } term ? term
            : name.Split(' ', 2, StringSplitOptions.TrimEntries) is [var stock, var code] && (stock == Stock.Zh || stock == Stock.En.ToLowerInvariant())
                && warehouses.FirstOrDefault(w => string.Equals(w.Code, code, StringComparison.OrdinalIgnoreCase)) is { } warehouse ? Of(warehouse) : null;
    }
}
