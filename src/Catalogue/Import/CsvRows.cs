using System.Text;

namespace Hecai.Catalogue;

/// <summary>CSV as RFC 4180 writes it, with commas, semicolons or tabs; quoted fields may hold separators, quotes and line ends.</summary>
internal static class CsvRows
{
    public const int MaxField = 32 << 10;
    public const int MaxRecord = 64 << 10;

    public static IEnumerable<FileRow> Read(Utf8Text text)
    {
        var records = Records(text).GetEnumerator();
        if (!records.MoveNext())
            throw Refused.With(CatalogueErrors.ImportHeader, "");
        if (records.Current.Refusal is { } broken)
            throw broken;
        var sheet = new SheetHeader(records.Current.Fields);
        while (records.MoveNext())
        {
            var (line, fields, refusal) = records.Current;
            if (refusal is not null)
                yield return new FileRow(line, null, refusal);
            else if (fields.Count != sheet.Columns)
                yield return new FileRow(line, null, Refused.With(CatalogueErrors.ImportColumns, line, fields.Count, sheet.Columns));
            else
                yield return sheet.Row(line, fields);
        }
    }

    /// <summary>The records with the line on which each begins. After a misplaced quote reading goes on with the next line.</summary>
    internal static IEnumerable<(long Line, List<string> Fields, Refused? Refusal)> Records(Utf8Text text)
    {
        char? separator = null;
        long line = 1;
        while (text.Peek() >= 0)
        {
            var start = line;
            var (fields, refusal) = Record(text, ref separator, ref line);
            if (refusal is not null || fields.Count > 1 || fields[0].Length > 0)
                yield return (start, fields, refusal);
        }
    }

    private static (List<string>, Refused?) Record(Utf8Text text, ref char? separator, ref long line)
    {
        var start = line;
        var fields = new List<string>();
        var field = new StringBuilder();
        var length = 0;
        bool quoted = false, closed = false;
        Refused? refusal = null;
        while (true)
        {
            var next = text.Read();
            if (++length > MaxRecord || field.Length > MaxField)
                refusal ??= length > MaxRecord * 64 ? throw Refused.With(CatalogueErrors.ImportLimit, $"{MaxRecord >> 10} KB") : Refused.With(CatalogueErrors.ImportLimit, $"{MaxRecord >> 10} KB");
            if (quoted)
            {
                if (next < 0)
                    return (fields, Refused.With(CatalogueErrors.ImportQuote, start));
                if (next == '"' && text.Peek() == '"')
                    field.Append((char)text.Read());
                else if (next == '"')
                    (quoted, closed) = (false, true);
                else
                {
                    line += next == '\n' ? 1 : 0;
                    if (refusal is null)
                        field.Append((char)next);
                }
                continue;
            }
            if (next == '\r')
            {
                // A lone CR ends a line as well: old spreadsheets write it.
                if (text.Peek() == '\n')
                    continue;
                next = '\n';
            }
            if (next < 0 || next == '\n')
            {
                fields.Add(field.ToString());
                separator ??= ',';
                line++;
                return (fields, refusal);
            }
            if (next == separator || (separator is null && next is ',' or ';' or '\t'))
            {
                separator ??= (char)next;
                fields.Add(field.ToString());
                field.Clear();
                closed = false;
                if (fields.Count > 400)
                    refusal ??= Refused.With(CatalogueErrors.ImportLimit, "400");
            }
            else if (next == '"' && field.Length == 0 && !closed)
                quoted = true;
            else if (next == '"' || closed)
                refusal ??= Refused.With(CatalogueErrors.ImportQuote, start);
            else if (refusal is null)
                field.Append((char)next);
        }
    }
}
