using SkiaSharp;

namespace Hecai.Web.Documents;

/// <summary>A column of a printed table: its head, its share of the width, and whether it holds numbers.</summary>
public sealed record PdfColumn(string Name, float Share, bool Number = false);

/// <summary>
/// A4 pages written from top to bottom: headings, paragraphs, tables whose heads repeat on the next page, and a foot with page
/// numbers. Lengths are points.
/// </summary>
public sealed class PdfPaper : IDisposable
{
    private const float Width = 595, Height = 842, Left = 42, Right = Width - 42, Top = 42, Bottom = Height - 54;
    private readonly SKPictureRecorder recorder = new();
    private readonly List<SKPicture> pages = [];
    private readonly SKTypeface face;
    private readonly SKPaint ink = new() { Color = new SKColor(0x14, 0x19, 0x1d), IsAntialias = true };
    private readonly SKPaint grey = new() { Color = new SKColor(0x4b, 0x56, 0x60), IsAntialias = true };
    private readonly SKPaint rule = new() { Color = new SKColor(0x8d, 0x96, 0x9d), StrokeWidth = 0.5f, Style = SKPaintStyle.Stroke, IsAntialias = true };
    private readonly SKPaint shade = new() { Color = new SKColor(0xf1, 0xf3, 0xf4) };
    private SKCanvas canvas;
    private float y = Top;

    public PdfPaper(SKTypeface face)
    {
        this.face = face;
        canvas = recorder.BeginRecording(new SKRect(0, 0, Width, Height));
    }

    /// <summary>The letterhead: organization, title, number and facts at the left, a QR code at the right.</summary>
    public void Letter(string organization, string title, string number, string facts, QrCode code)
    {
        const float side = 62;
        var module = side / code.Size;
        foreach (var (x, row) in code.Dark)
            canvas.DrawRect(Right - side + x * module, Top + row * module, module, module, ink);
        Line(organization, 11); Line(title, 17); Line(number, 10); Line(facts, 8, grey);
        y = Math.Max(y, Top + side) + 6;
        canvas.DrawLine(Left, y, Right, y, new SKPaint { Color = ink.Color, StrokeWidth = 1.5f });
        y += 8;
    }

    public void Heading(string text)
    {
        Room(40);
        y += 6;
        Line(text, 10.5f);
        y += 2;
    }

    public void Paragraph(string text, float size = 9.5f)
    {
        using var font = new SKFont(face, size);
        foreach (var line in Wrap(text, font, Right - Left))
        {
            Room(size * 1.5f);
            Put(line, Left, font, ink);
            y += size * 1.5f;
        }
    }

    /// <summary>Names and values in two columns side by side.</summary>
    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
        using var font = new SKFont(face, 9);
        var half = (Right - Left - 16) / 2;
        foreach (var pair in facts.Chunk(2))
        {
            var values = pair.Select(f => Wrap(f.Value, font, half - 70).ToList()).ToList();
            Room(values.Max(v => v.Count) * 13.5f);
            for (var i = 0; i < pair.Length; i++)
            {
                var x = Left + i * (half + 16);
                Put(pair[i].Name, x, font, grey);
                for (var line = 0; line < values[i].Count; line++)
                    canvas.DrawText(values[i][line], x + 70, y + 9 + line * 13.5f, SKTextAlign.Left, font, ink);
            }
            y += values.Max(v => v.Count) * 13.5f;
        }
    }

    /// <summary>A ruled table; a row never breaks, the head comes again on each page.</summary>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var font = new SKFont(face, 8.5f);
        var unit = (Right - Left) / columns.Sum(c => c.Share);
        List<float> widths = [.. columns.Select(c => c.Share * unit)];
        Row([.. columns.Select(c => c.Name)], columns, widths, font, head: true);
        foreach (var row in rows)
        {
            if (y + RowHeight(row, widths, font) > Bottom)
            {
                NextPage();
                Row([.. columns.Select(c => c.Name)], columns, widths, font, head: true);
            }
            Row(row, columns, widths, font, head: false);
        }
    }

    /// <summary>Boxes for signatures: a path of strokes in 340 × 140, or nothing, above its words.</summary>
    public void Signatures(IReadOnlyList<(string? Path, string Who, string When)> signs)
    {
        Room(92);
        y += 12;
        using var font = new SKFont(face, 9);
        using var small = new SKFont(face, 8);
        using var pen = new SKPaint { Color = ink.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 4, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true };
        var width = (Right - Left - 16 * (signs.Count - 1)) / signs.Count;
        for (var i = 0; i < signs.Count; i++)
        {
            var x = Left + i * (width + 16);
            if (signs[i].Path is { } strokes && SKPath.ParseSvgPathData(strokes) is { } path)
            {
                canvas.Save();
                canvas.Translate(x, y);
                canvas.Scale(Math.Min(width / 340, 42f / 140));
                canvas.DrawPath(path, pen);
                canvas.Restore();
                path.Dispose();
            }
            canvas.DrawLine(x, y + 46, x + width, y + 46, rule);
            canvas.DrawText(signs[i].Who, x, y + 58, SKTextAlign.Left, font, ink);
            canvas.DrawText(signs[i].When, x, y + 70, SKTextAlign.Left, small, grey);
        }
        y += 80;
    }

    /// <summary>The document, with the foot and the page numbers that are known only now.</summary>
    public byte[] Write(string title, string foot)
    {
        pages.Add(recorder.EndRecording());
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, new SKDocumentPdfMetadata { Title = title, Producer = "Hecai", Creator = "Hecai" }))
        {
            using var font = new SKFont(face, 8);
            for (var i = 0; i < pages.Count; i++)
            {
                var page = document.BeginPage(Width, Height);
                page.DrawPicture(pages[i]);
                page.DrawLine(Left, Bottom + 12, Right, Bottom + 12, rule);
                page.DrawText(foot, Left, Bottom + 24, SKTextAlign.Left, font, grey);
                var number = $"{i + 1} / {pages.Count}";
                page.DrawText(number, Right - font.MeasureText(number), Bottom + 24, SKTextAlign.Left, font, grey);
                document.EndPage();
            }
            document.Close();
        }
        return bytes.ToArray();
    }

    private void Row(IReadOnlyList<string> cells, IReadOnlyList<PdfColumn> columns, List<float> widths, SKFont font, bool head)
    {
        var height = RowHeight(cells, widths, font);
        if (head)
            Room(height * 2);
        var x = Left;
        for (var i = 0; i < columns.Count; i++)
        {
            if (head)
                canvas.DrawRect(x, y, widths[i], height, shade);
            canvas.DrawRect(x, y, widths[i], height, rule);
            var line = 0;
            foreach (var text in Wrap(i < cells.Count ? cells[i] : "", font, widths[i] - 8))
                canvas.DrawText(text, columns[i].Number ? x + widths[i] - 4 - font.MeasureText(text) : x + 4, y + 12 + line++ * 12, SKTextAlign.Left, font, ink);
            x += widths[i];
        }
        y += height;
    }

    private static float RowHeight(IReadOnlyList<string> cells, List<float> widths, SKFont font) =>
        cells.Select((cell, i) => Wrap(cell, font, widths[Math.Min(i, widths.Count - 1)] - 8).Count()).DefaultIfEmpty(1).Max() * 12 + 5;

    // Chinese breaks anywhere; Latin words are short enough here to break like it when they must.
    private static IEnumerable<string> Wrap(string text, SKFont font, float width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph.AsSpan().ToString();
            do
            {
                var fits = rest.Length == 0 ? 0 : (int)font.BreakText(rest, width);
                if (fits > 0 && fits < rest.Length && rest.LastIndexOf(' ', fits) is > 0 and var space)
                    fits = space;
                fits = Math.Clamp(fits, Math.Min(1, rest.Length), rest.Length);
                yield return rest[..fits].TrimEnd();
                rest = rest[fits..].TrimStart();
            }
            while (rest.Length > 0);
        }
    }

    private void Line(string text, float size, SKPaint? paint = null)
    {
        using var font = new SKFont(face, size);
        Put(text, Left, font, paint ?? ink);
        y += size * 1.45f;
    }

    private void Put(string text, float x, SKFont font, SKPaint paint) => canvas.DrawText(text, x, y + font.Size, SKTextAlign.Left, font, paint);

    private void Room(float height)
    {
        if (y + height > Bottom)
            NextPage();
    }

    private void NextPage()
    {
        pages.Add(recorder.EndRecording());
        canvas = recorder.BeginRecording(new SKRect(0, 0, Width, Height));
        y = Top;
    }

    public void Dispose()
    {
        pages.ForEach(p => p.Dispose());
        recorder.Dispose();
        ink.Dispose();
        grey.Dispose();
        rule.Dispose();
        shade.Dispose();
    }
}
