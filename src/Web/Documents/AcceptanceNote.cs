using Hecai.Purchasing;
using Hecai.Service;

namespace Hecai.Web.Documents;

/// <summary>A line of an acceptance note; prices are there for those who may see them.</summary>
public sealed record AcceptedLine(int Number, Text Name, string PartNumber, string Unit, long Quantity, Money? UnitPrice)
{
    public Money? Amount => UnitPrice?.Times(Quantity);
}

/// <summary>The readings of one product: one column per measured item, one row per unit.</summary>
public sealed record ReadingTable(Text Name, IReadOnlyList<CheckItem> Items, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>设备验收单: what was accepted, what was measured, and who signed. The page and the PDF are made from it.</summary>
public sealed record AcceptanceNote(WorkOrderView Work, IReadOnlyList<AcceptedLine> Lines, IReadOnlyList<ReadingTable> Readings, IReadOnlyList<(string Where, string Says)> Remarks)
{
    public bool HasPrices => Lines.All(l => l.UnitPrice is not null);
    public Money Total => Lines.Sum(l => l.Amount ?? Money.Zero("CNY"), "CNY");

    /// <summary>The last day of the longest warranty; null without any.</summary>
    public DateOnly? WarrantyUntil => Work is { AcceptedAt: { } at } && Work.Lines.Max(l => l.WarrantyMonths) is > 0 and var months ? ChinaTime.DateOf(at).AddMonths(months).AddDays(-1) : null;
}

/// <summary>Puts acceptance notes together.</summary>
public sealed class AcceptanceNotes(WorkOrderQueries works, BillingFactsQueries prices)
{
    /// <summary>The note of an accepted work order, or <c>not_found</c> as long as there is none. A provider gets it without prices.</summary>
    public async Task<AcceptanceNote> Of(Reading read, WorkOrderId id)
    {
        var work = await works.One(read, id);
        if (work.AcceptanceNumber is null)
            throw Refused.With(KernelErrors.NotFound);
        var seesPrices = read.Actor.IsOperator || read.Actor.Organization == work.Buyer || read.Actor.Organization == work.Supplier;
        var priced = seesPrices ? (await prices.Lines(read, work.SupplierOrder)).ToDictionary(l => l.Line, l => l.UnitPrice) : [];
        var moved = work.Lines.SelectMany(l => l.Services.Where(s => s.Quantity > 0).Select(s => (s.Line, s.Name, PartNumber: "", s.Unit, s.Quantity)).Prepend((l.Line, l.Name, l.PartNumber, l.Unit, l.Quantity)));
        return new(work, [.. moved.Select((m, i) => new AcceptedLine(i + 1, m.Name, m.PartNumber, m.Unit, m.Quantity, priced.TryGetValue(m.Line, out var price) ? price : null))],
            [.. work.Lines.Select(l => Table(work, l))],
            [.. work.Results.Where(r => r.Remark is not null).Select(r => (Where(work, r), r.Remark!))]);
    }

    private static ReadingTable Table(WorkOrderView work, WorkLineView line)
    {
        List<CheckItem> items = [.. line.Checklist.Items.Where(i => i.Code == "place" || i.Kind is CheckKind.Serial).Take(2), .. line.Checklist.Items.Where(i => i.Kind == CheckKind.Reading && i.Required).Take(4)];
        items = [.. items.Select(i => i with { Name = (Short(i.Name.Zh, '（'), Short(i.Name.En, ',')) })];
        return new(line.Name, items, [.. Enumerable.Range(1, line.Units).Select(unit => (IReadOnlyList<string>)
            [.. items.Select(item => work.Result(line.Line, unit, item.Code) is { } r ? r.Reading?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) ?? r.Text ?? "" : ""),
             work.Results.Any(r => r.Line == line.Line && r.Unit == unit && !r.Within) ? new Text("见说明", "see remarks").ToString() : new Text("合格", "passed").ToString()])]);
    }

    // A column's head has room for what is measured, not for how.
    private static string Short(string name, char from) => name.IndexOf(from, StringComparison.Ordinal) is > 0 and var at ? name[..at].TrimEnd() : name;

    private static string Where(WorkOrderView work, ResultView result)
    {
        var line = work.Lines.First(l => l.Line == result.Line);
        return $"{line.Name} #{result.Unit} {line.Checklist.Find(result.Item)?.Name}";
    }
}
