using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml;
using MiniExcelLibs;

namespace Hecai;

/// <summary>The first sheet of an XLSX file. The archive is inflated once to count what it really holds before anything reads it.</summary>
public static class XlsxRows
{
    /// <summary>The most bytes of a file, and of what it holds.</summary>
    public const long MaxFile = 20L << 20, MaxUnpacked = 200L << 20;

    /// <summary>How many times its size a file may unpack to, and how many parts it may have.</summary>
    public const int MaxRatio = 100, MaxEntries = 1_000;

    /// <summary>The rows that hold something, the header among them, with their numbers in the sheet; refused with <c>import.limit</c> or <c>import.archive</c>.</summary>
    public static async IAsyncEnumerable<SheetRow> Read(Stream content, [EnumeratorCancellation] CancellationToken ct)
    {
        // A ZIP needs its end first: the file goes to disk, not to memory.
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await new LimitedStream(content, MaxFile, () => Refused.With(SheetErrors.Limit, $"{MaxFile >> 20} MB")).CopyToAsync(file, ct);
        await Weigh(file, ct);
        var computed = Guarded(() => Formulas(file));
        var line = 0L;
        foreach (var row in Sheet(file))
        {
            ct.ThrowIfCancellationRequested();
            var cells = row.Select(Shown).ToList();
            if (cells.Any(c => c.Length > 0) | computed.TryGetValue(++line, out var formulas))
                yield return new SheetRow(line, cells, Formulas: formulas);
        }
    }

    /// <summary>The cells that are computed: what a sheet keeps of them is the value of when it was last saved, if any.</summary>
    private static Dictionary<long, HashSet<int>> Formulas(FileStream file)
    {
        var found = new Dictionary<long, HashSet<int>>();
        file.Position = 0;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (FirstSheet(archive) is not { } entry)
            return found;
        using var sheet = XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        var at = "";
        while (sheet.Read())
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "c" })
                at = sheet.GetAttribute("r") ?? "";
            else if (sheet is { NodeType: XmlNodeType.Element, LocalName: "f" } && Place(at) is var (row, column))
                (found.TryGetValue(row, out var columns) ? columns : found[row] = []).Add(column);
        return found;
    }

    private static ZipArchiveEntry? FirstSheet(ZipArchive archive)
    {
        var id = Attributes(archive, "xl/workbook.xml", "sheet").Select(a => a.GetValueOrDefault("id")).FirstOrDefault();
        var target = Attributes(archive, "xl/_rels/workbook.xml.rels", "Relationship").FirstOrDefault(a => a.GetValueOrDefault("Id") == id)?.GetValueOrDefault("Target");
        return target is null ? null : archive.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static List<Dictionary<string, string>> Attributes(ZipArchive archive, string part, string element)
    {
        var found = new List<Dictionary<string, string>>();
        if (archive.GetEntry(part) is not { } entry)
            return found;
        using var xml = XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
            {
                var attributes = new Dictionary<string, string>();
                while (xml.MoveToNextAttribute())
                    attributes.TryAdd(xml.LocalName, xml.Value);
                found.Add(attributes);
            }
        return found;
    }

    // "B12" is the second column of the twelfth row.
    private static (long Row, int Column)? Place(string cell)
    {
        var letters = cell.TakeWhile(char.IsAsciiLetterUpper).Count();
        return letters is 0 or > 3 || !long.TryParse(cell.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? null
            : (row, cell.Take(letters).Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1) - 1);
    }

    private static async Task Weigh(FileStream file, CancellationToken ct)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxEntries || archive.GetEntry("xl/workbook.xml") is null)
                throw Refused.With(SheetErrors.Archive);
            var buffer = new byte[1 << 16];
            long total = 0;
            foreach (var entry in archive.Entries)
            {
                await using var part = await entry.OpenAsync(ct);
                for (int read; (read = await part.ReadAsync(buffer, ct)) > 0;)
                    if ((total += read) > MaxUnpacked || total > Math.Max(file.Length, 64 << 10) * MaxRatio)
                        throw Refused.With(SheetErrors.Archive);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Refused.With(SheetErrors.Archive);
        }
    }

    private static IEnumerable<ICollection<object?>> Sheet(Stream file)
    {
        file.Position = 0;
        using var rows = Guarded(() => MiniExcel.Query(file, useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator());
        while (Guarded(rows.MoveNext))
            yield return ((IDictionary<string, object?>)rows.Current).Values;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not Refused and not OutOfMemoryException)
        {
            throw Refused.With(SheetErrors.Archive);
        }
    }

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        // Fifteen digits are what a sheet keeps; more of them, or an exponent, would be an invented part number.
        double number => Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
