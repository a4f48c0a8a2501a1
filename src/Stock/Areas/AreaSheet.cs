using System.Globalization;

namespace Hecai.Stock;

/// <summary>A row of the sheet as it was read.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Named">The division as the row names it.</param>
internal sealed record AreaRow(long Line, string Named, string? RegionCode, int Days, IReadOnlyList<FieldError> Faults);

/// <summary>The delivery areas of a warehouse as a sheet: a division by its code or its written path, and the working days.</summary>
public static class AreaSheet
{
    /// <summary>More rows than there are divisions that anybody names one by one.</summary>
    public const int MaxRows = 5_000;

    /// <summary>What a download is headed by, so that it can be changed and brought back.</summary>
    public static readonly Text Code = ("地区代码", "Region code"), Name = ("地区", "Region"), Days = ("工作日", "Working days");

    private static readonly string[] Codes = ["地区代码", "区划代码", "region code", "regioncode", "code"], Paths = ["地区", "区域", "region", "area"], Within = ["工作日", "送达工作日", "天数", "working days", "days"];

    /// <summary>The rows of a CSV or XLSX file; refused as <see cref="SheetFile"/> does, and with <c>import.header_missing</c>.</summary>
    internal static Task<IReadOnlyList<AreaRow>> Read(Stream content, string fileName, CancellationToken ct) =>
        SheetTable.Read(content, fileName, MaxRows, () => Refused.Field("file", SheetErrors.Limit, MaxRows), Header, Row, ct);

    private static int?[] Header(IReadOnlyList<string> cells)
    {
        var names = cells.Select(SheetTable.NameOf).ToList();
        int?[] columns = [.. new[] { Codes, Paths, Within }.Select(known => names.FindIndex(known.Contains) is >= 0 and var at ? at : (int?)null)];
        return columns[2] is null ? throw Refused.Field("file", SheetErrors.Missing, Days) : (columns[0] ?? columns[1]) is null ? throw Refused.Field("file", SheetErrors.Missing, Code) : columns;
    }

    private static AreaRow Row(SheetRow row, int?[] columns)
    {
        if (row.Refusal is { } broken)
            return new(row.Line, "", null, 0, [new("file", broken.Error, broken.Args)]);
        string At(int column) => columns[column] is { } at && at < row.Cells.Count ? SheetTable.Written(row.Cells[at]) : "";
        var (code, path, fields) = (At(0), At(1), new FieldErrors());
        foreach (var column in columns.OfType<int>().Where(row.IsComputed))
            fields.Read<object?>("file", f => throw Refused.Field(f, SheetErrors.Formula));
        var region = fields.Read("regionCode", f => code.Length > 0 ? Regions.Of(code).Code : path.Length > 0 ? Regions.ByPath(path.Replace('/', ' ')).Code : throw Refused.Field(f, KernelErrors.Required));
        var days = fields.Read("days", f => SheetTable.Whole(f, At(2)) switch
        {
            null => throw Refused.Field(f, KernelErrors.Required),
            > DeliveryArea.MaxDays => throw Refused.Field(f, KernelErrors.OutOfRange, 0, DeliveryArea.MaxDays),
            { } number => (int)number,
        });
        return new(row.Line, code.Length > 0 ? code : path, region, days, fields.All);
    }

    /// <summary>Working days as a sheet has them.</summary>
    public static string Written(int? days) => days?.ToString(CultureInfo.InvariantCulture) ?? "";
}
