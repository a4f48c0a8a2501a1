using Hecai.Catalogue;

namespace Hecai.Stock;

public static class OfferErrors
{
    public static readonly Error ProductUnknown = Error.Invalid("offers.product_unknown", "本方没有（或不止一件）商品的型号是 {0}", "You have no product, or more than one, with part number {0}");
    public static readonly Error LargeChange = Error.Conflict("offers.large_change", "有 {0} 个目录价变动超过 {1}%，请确认后再写入", "{0} list prices change by more than {1} %; confirm them");
}

/// <summary>One value that a sheet changes.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Large">A price that changes so much that somebody has to confirm it.</param>
public sealed record OfferChange(long Line, string PartNumber, OfferColumn Column, long? Before, long? After, bool Large);

/// <summary>Why a row cannot be taken.</summary>
public sealed record OfferFault(long Line, string PartNumber, FieldError Fault);

/// <summary>What a sheet did, or would do.</summary>
/// <param name="Basis">Stands for exactly these changes from exactly these values.</param>
/// <param name="Unchanged">Rows that change nothing.</param>
/// <param name="OffSale">Part numbers that go off sale until they are reviewed.</param>
public sealed record OfferImport(bool Written, long Basis, int Unchanged, IReadOnlyList<OfferChange> Changes, IReadOnlyList<OfferFault> Faults, IReadOnlyList<string> OffSale)
{
    /// <summary>How many prices have to be confirmed.</summary>
    public int Large => Changes.Count(c => c.Large);

    /// <summary>Rows that change something.</summary>
    public int Rows => Changes.Select(c => c.Line).Distinct().Count();

    /// <summary>Rows with a fault.</summary>
    public int Refused => Faults.Select(f => f.Line).Distinct().Count();
}

/// <summary>How a sheet is taken.</summary>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
/// <param name="Revise">Products on sale go off sale, are changed and go to review; otherwise a change of their terms is refused.</param>
/// <param name="Confirmed">Large changes of price are meant.</param>
/// <param name="ExpectedBasis">What a dry run was shown; refused with <c>document.changed</c> when it would be something else by now. Null: whatever it is.</param>
public sealed record OfferImportOptions(bool DryRun = false, bool Revise = false, bool Confirmed = false, long? ExpectedBasis = null);

/// <summary>Takes a sheet of up to ten thousand rows of prices, terms, times of sale and stock, all of it or nothing, by the rules of the single changes.</summary>
public sealed class ImportOffers(AppDb db, OwnListingQueries listings, ChangeTerms terms, ChangeWindows windows, StockLedger ledger)
{
    /// <summary>A price that changes by more than so many per cent has to be confirmed.</summary>
    public const int LargePercent = 30;

    // What one answer can say; the first faults are enough to mend a file.
    private const int MaxFaults = 100;

    /// <param name="content">A CSV or XLSX file.</param>
    /// <param name="fileName">For messages; what the file is, is read off its first bytes.</param>
    /// <param name="options">Dry run; what is confirmed.</param>
    /// <param name="actor">Of a supplier; each column needs the right to change what it holds.</param>
    /// <param name="ct">Stops reading, or cancels the transaction.</param>
    /// <returns>Every change; a dry run tells the faults with them, otherwise they refuse the whole sheet by <c>rows[line].field</c>.</returns>
    public async Task<OfferImport> Run(Stream content, string fileName, OfferImportOptions options, Actor actor, CancellationToken ct = default)
    {
        var rows = await OfferSheet.Read(content, fileName, actor, await db.Read(actor, OfferQueries.Warehouses, ct), ct);
        if (options.DryRun)
            return await db.Read(actor, async read => (await Plan(read, rows, options)).Shown(written: false), ct);
        return await db.Write(actor, async tx =>
        {
            var plan = await Plan(tx, rows, options);
            if (Refused.Many([.. plan.Faults.Select(f => f.Fault with { Field = $"rows[{f.Line}].{f.Fault.Field}" }).Take(MaxFaults)]) is { } refused)
                throw refused;
            var shown = plan.Shown(written: plan.Changes.Count > 0);
            Tx.DemandVersion(options.ExpectedBasis, shown.Basis);
            if (shown.Large > 0 && !options.Confirmed)
                throw Refused.Field("confirmed", OfferErrors.LargeChange, shown.Large, LargePercent);
            terms.Run(tx, plan.Terms);
            await windows.Run(tx, [.. plan.WindowsOf.Select(w => w.Change)]);
            await Count(tx, plan);
            return shown;
        }, ct);
    }

    private async Task<OfferPlan> Plan(Reading read, IReadOnlyList<OfferRow> rows, OfferImportOptions options)
    {
        var named = await listings.Named(read, [.. rows.Select(r => r.PartNumber).Where(p => p.Length > 0)]);
        var stock = rows.Any(r => r.Values.Any(v => v.Column.Warehouse is not null)) ? await OfferQueries.Items(read, [.. named.SelectMany(n => n).Select(n => n.Sku).Distinct()]) : [];
        var plan = new OfferPlan(stock);
        foreach (var row in rows)
            plan.Add(row, named[row.PartNumber].ToList());
        plan.Take(await terms.Check(read, [.. plan.TermsOf.Select(t => t.Change)], options.Revise));
        plan.Take(await windows.Check(read, [.. plan.WindowsOf.Select(w => w.Change)]));
        return plan;
    }

    private async Task Count(Tx tx, OfferPlan plan)
    {
        if (plan.Counts.Count == 0)
            return;
        var own = tx.Actor.Organization;
        // The warehouses are loaded, so that their part of the audit trail knows whose they are.
        foreach (var warehouse in await OfferQueries.Warehouses(tx))
            if (plan.Counts.Where(c => c.Warehouse == warehouse.Id).ToList() is { Count: > 0 } counts)
            {
                ledger.Count(tx, own, [.. counts.SelectMany(c => Counted(tx, own, warehouse.Id, c.Sku, c.Item, c.After))]);
                tx.Log("warehouse", warehouse.Id, "warehouse.counted", null, counts.Count, counts.Sum(c => c.After - (c.Item?.OnHand ?? 0)));
            }
    }

    // What is set aside stays with its arrival; all else that was found lies on the shelf.
    private static IEnumerable<CountedStock> Counted(Tx tx, OrganizationId own, WarehouseId warehouse, SkuId sku, CountedGoods? item, long found) => (item?.Arrived ?? [])
        .Select(i => new CountedStock(i.Id, warehouse, i.OnHand, i.Held))
        .Append(new CountedStock(item?.Shelf?.Id ?? tx.Add(new StockItem(Id.New<StockItemId>(), own, warehouse, sku)).Id, warehouse, item?.Shelf?.OnHand ?? 0, found - (item?.SetAside ?? 0)));
}
