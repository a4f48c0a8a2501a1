using System.Text.RegularExpressions;

namespace Hecai.Purchasing;

/// <summary>A line as somebody wrote it. What cannot be read for certain is not read: it stays as it is, with why.</summary>
public sealed record WrittenLine(long Line, string PartNumber, string Quantity, FieldError? Fault);

/// <summary>Which column of a list is which, from 0; null where that is not known.</summary>
public sealed record LineColumns(bool Header, int? PartNumber, int? Quantity)
{
    public bool Sure => PartNumber is not null && Quantity is not null;
}

/// <summary>A list of part numbers and quantities, pasted or uploaded, as rows of cells.</summary>
/// <param name="Rows">At most <see cref="MaxRows"/>, the header among them.</param>
/// <param name="Beyond">How many rows there were after these.</param>
public sealed partial record LineSheet(IReadOnlyList<SheetRow> Rows, int Beyond)
{
    public const int MaxRows = 2_001;
    private const int MaxCells = 40, MaxCell = 200, Sample = 50;
    private static readonly string[] PartNames = [.. SheetTable.PartNumber, "编码", "item", "mpn"];
    private static readonly string[] QuantityNames = ["数量", "采购数量", "需求数量", "订购数量", "申请数量", "qty", "qty.", "quantity", "pcs", "count"];

    public int Columns => Rows.Count == 0 ? 0 : Rows.Max(r => r.Cells.Count);

    /// <summary>What was pasted: of each line the part number, then the quantity; or the cells of a sheet, with tabs between them.</summary>
    public static LineSheet OfText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => (Line: i + 1L, Text: line)).Where(l => l.Text.Trim().Length > 0).ToList();
        var cells = lines.Exists(l => l.Text.Count(c => c == '\t') > 1);
        return Of(lines.Select(l => new SheetRow(l.Line, cells || l.Text.Trim().Contains('\t', StringComparison.Ordinal) ? l.Text.Split('\t') : Pair(l.Text.Trim()))));
    }

    /// <summary>A CSV or XLSX file; refused as <see cref="SheetFile"/> does.</summary>
    public static async Task<LineSheet> OfFile(Stream content, string fileName, CancellationToken ct)
    {
        var rows = new List<SheetRow>();
        var beyond = 0;
        await foreach (var row in SheetFile.Rows(content, fileName, ct))
            if (rows.Count < MaxRows)
                rows.Add(row);
            else
                beyond++;
        return new LineSheet([.. rows.Select(Short)], beyond);
    }

    private static LineSheet Of(IEnumerable<SheetRow> rows)
    {
        var all = rows.ToList();
        return new LineSheet([.. all.Take(MaxRows).Select(Short)], Math.Max(0, all.Count - MaxRows));
    }

    private static SheetRow Short(SheetRow row) => row with { Cells = [.. row.Cells.Take(MaxCells).Select(c => c.Trim()).Select(c => c.Length > MaxCell ? c[..MaxCell] : c)] };

    /// <summary>What the columns most probably are: by the names in the first row, else where there is only one way to read them.</summary>
    public LineColumns Guess()
    {
        if (Rows.Count == 0)
            return new(false, null, null);
        var names = Rows[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        int? part = Index(names, PartNames), quantity = Index(names, QuantityNames);
        if (part is not null || quantity is not null)
            return new(true, part, quantity);
        var counts = Enumerable.Range(0, Columns).Where(c => Rows.Take(Sample).All(r => IsCount(r.Cells.ElementAtOrDefault(c)))).ToList();
        return Columns switch
        {
            1 => new(false, 0, null),
            // Pasted pairs are read by their order, right or wrong: each line then says what is wrong with it.
            2 when counts is not [0] => new(false, 0, 1),
            _ => new(false, null, counts is [var only] ? only : null),
        };
    }

    private static int? Index(List<string> names, string[] known) => names.FindIndex(n => known.Contains(n)) is >= 0 and var index ? index : null;

    private static bool IsCount(string? cell) => cell is { Length: > 0 and <= 6 } && cell.All(char.IsAsciiDigit);

    /// <summary>The lines under these columns.</summary>
    public IReadOnlyList<WrittenLine> Lines(LineColumns columns) => [.. Rows.Skip(columns.Header ? 1 : 0).Select(r => Line(r, columns))];

    private static WrittenLine Line(SheetRow row, LineColumns columns)
    {
        var (part, quantity) = (Cell(row, columns.PartNumber), Cell(row, columns.Quantity));
        FieldError? fault = row.Refusal is { } refusal ? new("partNumber", refusal.Error, refusal.Args)
            : Computed(row, columns.PartNumber) ? new("partNumber", SheetErrors.Formula, [])
            : Computed(row, columns.Quantity) ? new("quantity", SheetErrors.Formula, [])
            : part.Length == 0 ? new("partNumber", KernelErrors.Required, [])
            : FaultOf(quantity);
        return new(row.Line, part, quantity, fault);
    }

    /// <summary>Why a text is no quantity; null when it is one. "1,5" and "1.234" are not guessed at.</summary>
    public static FieldError? FaultOf(string quantity)
    {
        try
        {
            if (quantity.Trim().Length == 0)
                return new("quantity", KernelErrors.Required, []);
            _ = Count.Parse(quantity);
            return null;
        }
        catch (Refused refused)
        {
            return new("quantity", refused.Error, refused.Args);
        }
    }

    private static string Cell(SheetRow row, int? column) => column is { } index && index >= 0 && index < row.Cells.Count ? row.Cells[index] : "";

    private static bool Computed(SheetRow row, int? column) => column is { } index && row.IsComputed(index);

    /// <summary>"part number, quantity" with a comma, a semicolon or spaces between them.</summary>
    private static string[] Pair(string line)
    {
        var at = line.IndexOfAny([';', '；']);
        if (at < 0)
            at = line.IndexOfAny([',', '，']);
        // "AB-12 1,5" has its comma within the quantity.
        if (at >= 0 && !(line[at] is ',' or '，' && EndsWithNumber().IsMatch(line[..at])))
            return [line[..at].Trim(), line[(at + 1)..].Trim()];
        var space = line.LastIndexOfAny([' ', '\u3000']);
        return space > 0 && char.IsDigit(line[space + 1]) ? [line[..space].Trim(), line[(space + 1)..]] : [line, ""];
    }

    [GeneratedRegex(@"\s[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsWithNumber();
}
