using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using MiniExcelLibs;

namespace Hecai.Catalogue;

/// <summary>The first sheet of an XLSX file. The archive is inflated once to count what it really holds before anything reads it.</summary>
internal static class XlsxRows
{
    public const long MaxFile = 20L << 20;
    public const long MaxUnpacked = 200L << 20;
    public const int MaxRatio = 100;
    public const int MaxEntries = 1_000;

    public static async IAsyncEnumerable<FileRow> Read(Stream content, [EnumeratorCancellation] CancellationToken ct)
    {
        // A ZIP needs its end first: the file goes to disk, not to memory.
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await new LimitedStream(content, MaxFile, () => Refused.With(CatalogueErrors.ImportLimit, $"{MaxFile >> 20} MB")).CopyToAsync(file, ct);
        await Weigh(file, ct);
        SheetHeader? sheet = null;
        var line = 0L;
        foreach (var row in Sheet(file))
        {
            ct.ThrowIfCancellationRequested();
            line++;
            var cells = row.Select(Shown).ToList();
            if (sheet is null)
                sheet = new SheetHeader([.. cells.AsEnumerable().Reverse().SkipWhile(c => c.Length == 0).Reverse()]);
            else if (cells.Any(c => c.Length > 0))
                yield return sheet.Row(line, cells);
        }
        if (sheet is null)
            throw Refused.With(CatalogueErrors.ImportHeader, "");
    }

    private static async Task Weigh(FileStream file, CancellationToken ct)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxEntries || archive.GetEntry("xl/workbook.xml") is null)
                throw Refused.With(CatalogueErrors.ImportArchive);
            var buffer = new byte[1 << 16];
            long total = 0;
            foreach (var entry in archive.Entries)
            {
                await using var part = await entry.OpenAsync(ct);
                for (int read; (read = await part.ReadAsync(buffer, ct)) > 0;)
                    if ((total += read) > MaxUnpacked || total > Math.Max(file.Length, 64 << 10) * MaxRatio)
                        throw Refused.With(CatalogueErrors.ImportArchive);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Refused.With(CatalogueErrors.ImportArchive);
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
            throw Refused.With(CatalogueErrors.ImportArchive);
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
