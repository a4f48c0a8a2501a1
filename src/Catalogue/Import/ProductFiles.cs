using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>One row of a file with its line, or why it is not one.</summary>
internal sealed record FileRow(long Line, ProductInput? Product, Refused? Refusal = null);

/// <summary>Reads product files as streams of rows. What a file is, is read off its first bytes, not its name.</summary>
internal static class ProductFiles
{
    public const long MaxBytes = 50L << 20;
    public const long MaxInflated = 400L << 20;
    public const int MaxRows = 200_000;

    public static IAsyncEnumerable<FileRow> Rows(Stream content, string fileName, CancellationToken ct)
    {
        var file = new LimitedStream(content, MaxBytes, () => Refused.With(SheetErrors.Limit, $"{MaxBytes >> 20} MB"));
        var start = new byte[4];
        var length = file.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        var whole = new PrefixedStream(start.AsMemory(0, length), file);
        return Limited(start switch
        {
            [0x1F, 0x8B, ..] => Inflated(whole, ct),
            [(byte)'P', (byte)'K', 3, 4] => SheetHeader.Products(XlsxRows.Read(whole, ct)),
            [0xD0, 0xCF, 0x11, 0xE0] or [(byte)'%', (byte)'P', (byte)'D', (byte)'F'] => throw Refused.With(SheetErrors.Format, Shown(fileName)),
            _ => Text(whole, ct),
        }, ct);
    }

    private static async IAsyncEnumerable<FileRow> Inflated(Stream packed, [EnumeratorCancellation] CancellationToken ct)
    {
        var tail = new TailStream(packed);
        // Counted while inflating: what the header says of the size is not to be believed.
        var content = new LimitedStream(new GZipStream(tail, CompressionMode.Decompress), MaxInflated, () => Refused.With(SheetErrors.Archive));
        await using var rows = Text(content, ct).GetAsyncEnumerator(ct);
        while (await Next(rows))
            yield return rows.Current;
        // A file that was cut off inflates to its cut without complaint; its last four bytes are then not its length (RFC 1952).
        if (tail.LastFour() != (uint)content.Total)
            throw Refused.With(SheetErrors.Archive);
    }

    private static async Task<bool> Next(IAsyncEnumerator<FileRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (InvalidDataException)
        {
            throw Refused.With(SheetErrors.Archive);
        }
    }

    private static async IAsyncEnumerable<FileRow> Text(Stream content, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new Utf8Text(content);
        foreach (var row in text.Peek() == '{' ? JsonRows(text) : SheetHeader.Products(CsvRows.Read(text)))
        {
            ct.ThrowIfCancellationRequested();
            yield return row;
        }
        await Task.CompletedTask;
    }

    private static IEnumerable<FileRow> JsonRows(Utf8Text text)
    {
        for (long number = 1; text.ReadLine() is { } line; number++)
            if (line.Length > 0)
                yield return Json(number, line);
    }

    private static FileRow Json(long number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ProductInput>(line, Options) is { } product
                ? new FileRow(number, product)
                : new FileRow(number, null, Refused.With(CatalogueErrors.ImportJson, number));
        }
        catch (Exception exception) when (exception is JsonException or Refused or FormatException or InvalidOperationException)
        {
            return new FileRow(number, null, exception is JsonException { Path: { Length: > 2 } path } ? Refused.Field(path[2..], CatalogueErrors.ImportJson, number) : Refused.With(CatalogueErrors.ImportJson, number));
        }
    }

    private static async IAsyncEnumerable<FileRow> Limited(IAsyncEnumerable<FileRow> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        var count = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (++count > MaxRows)
                throw Refused.With(SheetErrors.Limit, $"{MaxRows}");
            yield return row;
        }
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16, Converters = { new JsonStringEnumConverter(allowIntegerValues: false) } };

    private static string Shown(string name) => name.Length > 60 ? name[..60] + "…" : name;
}
