using System.Globalization;
using System.Text;
using Hecai.Web.Api;
using Hecai.Web.Components;
using MiniExcelLibs;

namespace Hecai.Web.Exports;

/// <summary>A column of an exported list: its head in the reader's language, and what it shows of a row.</summary>
internal sealed record Column<T>(string Name, Func<T, object?> Value);

/// <summary>Writes a list as an XLSX sheet: amounts and quantities as numbers, dates as they are shown, texts that no program takes for a formula.</summary>
internal static class Sheet
{
    /// <summary>What a reader of a sheet can use, and one request can carry.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The content type of an XLSX file.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The sheet as a download; refused with <c>export.too_many_rows</c> when it was read with one row more than <see cref="MaxRows"/>.</summary>
    public static async Task<IResult> Of<T>(string file, IReadOnlyList<T> rows, params Column<T>[] columns)
    {
        Demand(rows.Count);
        var stream = new MemoryStream();
        // Without rows there would be no head either: an empty one keeps it.
        var cells = rows.Count > 0 ? rows.Select(row => columns.ToDictionary(c => c.Name, c => Cell(c.Value(row)))) : [columns.ToDictionary(c => c.Name, _ => (object?)null)];
        await stream.SaveAsAsync(cells, sheetName: file);
        stream.Position = 0;
        return Results.File(stream, Type, $"{file}.xlsx");
    }

    /// <summary>The same as CSV in UTF-8, with the mark that spreadsheet programs know it by.</summary>
    public static IResult Text<T>(string file, IReadOnlyList<T> rows, params Column<T>[] columns)
    {
        Demand(rows.Count);
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns.Select(c => Quoted(c.Name))).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(c => Quoted(Convert.ToString(Cell(c.Value(row)), CultureInfo.InvariantCulture) ?? ""))).Append("\r\n");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{file}.csv");
    }

    private static void Demand(int rows)
    {
        if (rows > MaxRows)
            throw Refused.With(ApiErrors.TooManyRows, MaxRows);
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",;\"\t\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static object? Cell(object? value) => value switch
    {
        Money money => money.Minor / 100m,
        DateOnly day => Formats.Date(day),
        DateTimeOffset at => Formats.Time(at),
        Hecai.Text text => Safe(text.ToString()),
        FlowState state => state.Name.ToString(),
        string text => Safe(text),
        _ => value,
    };

    /// <summary>
    /// Texts that begin like a formula or a command are written with an apostrophe before them: saved as CSV and opened again they would
    /// be run on somebody else's machine (A90). Full-width signs count, because some programs read them as the ordinary ones.
    /// </summary>
    internal static string Safe(string text) =>
        text.Length > 0 && ("=+-@|\t\r\n＝＋－＠｜".Contains(text[0]) || text.StartsWith("$=", StringComparison.Ordinal) || (char.IsWhiteSpace(text[0]) && Safe(text.TrimStart()) != text.TrimStart())) ? "'" + text : text;
}
