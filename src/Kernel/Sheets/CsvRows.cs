using System.Text;

namespace Hecai;

/// <summary>CSV as RFC 4180 writes it, with commas, semicolons or tabs; quoted fields may hold separators, quotes and line ends.</summary>
public static class CsvRows
{
    /// <summary>The most characters of one field; a record has at most twice as many.</summary>
    public const int MaxField = 32 << 10;
    public const int MaxRecord = 64 << 10;

    /// <summary>The records with the line on which each begins, the header among them. After a misplaced quote reading goes on with the next line.</summary>
    public static IEnumerable<SheetRow> Read(Utf8Text text)
    {
        char? separator = null;
        long line = 1;
        while (text.Peek() >= 0)
        {
            var start = line;
            var (fields, refusal) = Record(text, ref separator, ref line);
            if (refusal is not null || fields.Count > 1 || fields[0].Length > 0)
                yield return new SheetRow(start, fields, refusal);
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
                refusal ??= length > MaxRecord * 64 ? throw Refused.With(SheetErrors.Limit, $"{MaxRecord >> 10} KB") : Refused.With(SheetErrors.Limit, $"{MaxRecord >> 10} KB");
            if (quoted)
            {
                if (next < 0)
                    return (fields, Refused.With(SheetErrors.Quote, start));
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
                    refusal ??= Refused.With(SheetErrors.Limit, "400");
            }
            else if (next == '"' && field.Length == 0 && !closed)
                quoted = true;
            else if (next == '"' || closed)
                refusal ??= Refused.With(SheetErrors.Quote, start);
            else if (refusal is null)
                field.Append((char)next);
        }
    }
}
