using System.Globalization;
using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Purchasing;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>A line of a quick order as the page carries it from one answer to the next.</summary>
/// <param name="Line">Where it stood in the list or the file.</param>
/// <param name="Part">The part number as it was written.</param>
/// <param name="Quantity">As it was written.</param>
/// <param name="Listing">The product, once it was chosen.</param>
/// <param name="Services">Those of the document that it comes from.</param>
/// <param name="Fault">Why the file could not be read here.</param>
public sealed record QuickLine(long Line, string Part, string Quantity, Guid? Listing = null, IReadOnlyList<ChosenService>? Services = null, string? Fault = null);

/// <summary>A line with what became of it.</summary>
/// <param name="Index">Its place among all lines of the page, which names its fields.</param>
/// <param name="Line">As it was written.</param>
/// <param name="Fault">Why it cannot be ordered; null when it can.</param>
/// <param name="Found">What the check says; null for what could not be read.</param>
public sealed record QuickRow(int Index, QuickLine Line, string? Fault, string? Code, CheckedLine? Found)
{
    public IReadOnlyList<ShopRow> Choices => Found?.Choices ?? [];
    public ShopRow? Row => Found?.Row;
}

/// <summary>The lines of a quick order, checked in parts as large as a check takes.</summary>
public sealed record QuickLines(IReadOnlyList<QuickRow> Rows)
{
    public static readonly QuickLines None = new([]);

    public IReadOnlyList<WantedLine> Good => [.. Rows.Select(r => r.Fault is null ? r.Found?.Wanted : null).OfType<WantedLine>()];
    public IReadOnlyList<QuickLine> Bad => [.. Rows.Where(r => r.Fault is not null).Select(r => r.Line)];

    /// <summary>Required parts of which there is not enough among the lines that can be ordered. A list that is checked in several parts leaves that to the cart.</summary>
    public IReadOnlyList<MissingPart> Parts => Rows.Count > CheckLines.MaxLines ? [] : [.. Rows.SelectMany(r => r.Found?.Parts ?? [])];

    /// <summary>The lines with those parts after them; more of what is among them already.</summary>
    public IReadOnlyList<QuickLine> WithParts => [.. Rows.Select(r => r.Line), .. Parts.Select((p, i) => new QuickLine((Rows.Count == 0 ? 0 : Rows.Max(r => r.Line.Line)) + i + 1, p.Row.Offer.PartNumber, p.Add.ToString(CultureInfo.InvariantCulture), p.Row.Offer.Id.Value))];

    public Money Total => Rows.Select(r => r.Fault is null ? r.Found?.Amount : null).OfType<Money>().Sum(m => m, "CNY");

    /// <summary>For the form's hidden field.</summary>
    public string State => Write([.. Rows.Select(r => r.Line)]);

    public static string Write(IReadOnlyList<QuickLine> lines) => JsonSerializer.Serialize(lines, KernelJson.Options);

    /// <summary>What the form carried; refused as malformed when it was not written by this page.</summary>
    public static IReadOnlyList<QuickLine> Read(string? state)
    {
        try
        {
            return state is null ? [] : [.. (JsonSerializer.Deserialize<List<QuickLine?>>(state, KernelJson.Options) ?? []).OfType<QuickLine>().Where(l => l is { Part: not null, Quantity: not null }).Take(LineSheet.MaxRows)];
        }
        catch (JsonException)
        {
            throw Refused.Field("lines", KernelErrors.Malformed, "lines");
        }
    }

    public static QuickLine Of(WrittenLine written) => new(written.Line, written.PartNumber, written.Quantity, Fault: written.Fault is { Field: "partNumber" } fault && fault.Error != KernelErrors.Required ? fault.Message : null);

    /// <summary>The lines as the person mended them: another part number or quantity, a choice, or taken out.</summary>
    public static IReadOnlyList<QuickLine> Mended(IReadOnlyList<QuickLine> lines, IFormCollection form)
    {
        var removed = int.TryParse(form["remove"], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
        return [.. lines.Select((line, i) => (line, i)).Where(l => l.i != removed).Select(l => Mended(l.line, l.i, form))];
    }

    private static QuickLine Mended(QuickLine line, int i, IFormCollection form)
    {
        var (part, quantity, choice) = (form[$"p-{i}"].FirstOrDefault(), form[$"q-{i}"].FirstOrDefault(), form[$"l-{i}"].FirstOrDefault());
        if (quantity is not null)
            line = line with { Quantity = quantity.Trim() };
        if (Guid.TryParse(choice, out var listing))
            return line with { Listing = listing, Fault = null };
        return part is null || part.Trim() == line.Part ? line : line with { Part = part.Trim(), Listing = null, Services = null, Fault = null };
    }

    /// <summary>Checks the lines. Those of one product are checked together, so that its stock is not counted twice.</summary>
    public static async Task<QuickLines> Checked(CheckLines check, IReadOnlyList<QuickLine> lines, string? regionCode, Actor actor, CancellationToken ct)
    {
        var rows = new QuickRow[lines.Count];
        var asked = new List<(int Index, QuickLine Line, AskedLine Asked)>();
        for (var i = 0; i < lines.Count; i++)
            if (Unread(lines[i]) is var (fault, code))
                rows[i] = new(i, lines[i], fault, code, null);
            else
                asked.Add((i, lines[i], new AskedLine(lines[i].Part, lines[i].Listing is { } id ? new ListingId(id) : null, Hecai.Count.Parse(lines[i].Quantity).Value, lines[i].Services ?? [])));
        foreach (var part in asked.OrderBy(a => a.Line.Part, StringComparer.OrdinalIgnoreCase).Chunk(CheckLines.MaxLines))
            foreach (var ((index, line, _), found) in part.Zip(await check.Run([.. part.Select(p => p.Asked)], regionCode, actor, ct)))
                rows[index] = new(index, line, found.Fault?.Message, found.Fault?.Error.Code, found);
        return new QuickLines(rows);
    }

    private static (string Fault, string Code)? Unread(QuickLine line) =>
        line.Fault is { } kept ? (kept, "")
        : line.Part.Length == 0 && line.Listing is null ? (L("没有型号", "No part number"), KernelErrors.Required.Code)
        : line.Quantity.Length == 0 ? (L("没有数量", "No quantity"), KernelErrors.Required.Code)
        : LineSheet.FaultOf(line.Quantity) is { } fault ? (fault.Message, fault.Error.Code)
        : null;
}
