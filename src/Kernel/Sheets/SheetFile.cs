using System.Runtime.CompilerServices;

namespace Hecai;

/// <summary>Reads the rows of a CSV or XLSX file. What a file is, is read off its first bytes, not its name.</summary>
public static class SheetFile
{
    /// <summary>The rows that hold something, the header among them; refused with <c>import.format</c>, <c>import.encoding</c>, <c>import.limit</c> or <c>import.archive</c>.</summary>
    /// <param name="content">Read once, as far as rows are asked for.</param>
    /// <param name="fileName">For the refusal.</param>
    /// <param name="ct">Stops between rows.</param>
    public static async IAsyncEnumerable<SheetRow> Rows(Stream content, string fileName, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var start = new byte[4];
        var length = await content.ReadAtLeastAsync(start, 4, throwOnEndOfStream: false, ct);
        var whole = new PrefixedStream(start.AsMemory(0, length), content);
        switch (start)
        {
            case [(byte)'P', (byte)'K', 3, 4]:
                await foreach (var row in XlsxRows.Read(whole, ct))
                    yield return row;
                break;
            case [0xD0, 0xCF, 0x11, 0xE0] or [(byte)'%', (byte)'P', (byte)'D', (byte)'F']:
                throw Refused.With(SheetErrors.Format, PlainText.Shown(fileName));
            default:
                using (var text = new Utf8Text(whole))
                    foreach (var row in CsvRows.Read(text))
                        yield return row;
                break;
        }
    }
}
