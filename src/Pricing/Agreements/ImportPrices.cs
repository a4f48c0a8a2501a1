using Hecai.Catalogue;

namespace Hecai.Pricing;

/// <summary>What a row of a price list does to a draft.</summary>
public enum PriceChangeKind { Refused, Added, Changed, Removed, Unchanged }

/// <summary>A price or discount with tiers and quota (pieces, or minor units of CNY), as it is shown.</summary>
public sealed record TermsView(Money? Price, int? DiscountBasisPoints, long? Quota, QuotaMeasure QuotaMeasure, IReadOnlyList<TierView> Tiers)
{
    internal static TermsView Of(AgreementTerms terms) =>
        new(terms.PriceMinor is { } price ? new Money(price, "CNY") : null, terms.DiscountBasisPoints, terms.Quota, terms.Measure, TierView.Of(terms.Tiers));
}

/// <summary>One row of a price list and what it does, or why it does nothing.</summary>
/// <param name="Line">Where it stands in the file; null for a line of the agreement that the list does not name.</param>
/// <param name="Named">The part number, the code of the category and the brand, or <c>*</c> for everything.</param>
public sealed record PriceChange(long? Line, PriceChangeKind Kind, string Named, TermsView? Before, TermsView? After, IReadOnlyList<FieldError> Faults);

/// <summary>What a price list did to a draft, or would do.</summary>
/// <param name="Version">The version of the draft that was looked at.</param>
public sealed record PriceImport(bool Written, long Version, IReadOnlyList<PriceChange> Changes)
{
    public int Count(PriceChangeKind kind) => Changes.Count(c => c.Kind == kind);
}

/// <summary>How a price list is taken.</summary>
/// <param name="Replace">Lines that the list does not name are taken off; otherwise they stay.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
/// <param name="ExpectedVersion">The version that a dry run was shown for; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
public sealed record PriceImportOptions(bool Replace = false, bool DryRun = false, long? ExpectedVersion = null);

/// <summary>Takes a price list of up to ten thousand rows into a draft, all of it or nothing: half a price list is no agreement.</summary>
public sealed class ImportPrices(AppDb db, AgreementReader reader, CatalogueQueries catalogue)
{
    // What one answer can say; the first faults are enough to mend a file.
    private const int MaxFaults = 100;

    /// <param name="id">A draft of the actor's.</param>
    /// <param name="content">A CSV or XLSX file.</param>
    /// <param name="fileName">For messages; what the file is, is read off its first bytes.</param>
    /// <param name="options">Merge or replace; dry run.</param>
    /// <param name="actor">Operator's or supplier's sales.</param>
    /// <param name="ct">Stops reading, or cancels the transaction.</param>
    /// <returns>Every change; a dry run shows rows at fault among them, otherwise they refuse the whole list by <c>rows[line].field</c>.</returns>
    public async Task<PriceImport> Run(AgreementId id, Stream content, string fileName, PriceImportOptions options, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PricingPermissions.Manage);
        var rows = await AgreementSheet.Read(content, fileName, await db.Read(actor, catalogue.Categories, ct), ct);
        if (options.DryRun)
            return await db.Read(actor, async read => (await Plan(read, id, rows, options)).Shown(written: false), ct);
        return await db.Write(actor, async tx =>
        {
            var plan = await Plan(tx, id, rows, options);
            if (Refused.Many([.. plan.Changes.SelectMany(c => c.Faults.Select(f => f with { Field = $"rows[{c.Line}].{f.Field}" })).Take(MaxFaults)]) is { } refused)
                throw refused;
            foreach (var (subject, terms) in plan.Writes)
                if (terms is not null)
                    plan.Agreement.Write(subject, terms);
                else
                    plan.Agreement.Remove(subject);
            if (plan.Writes.Count == 0)
                return plan.Shown(written: false);
            tx.Touch(plan.Agreement);
            tx.Log("agreement", id, "agreement.prices_imported", null, plan.Writes.Count);
            return plan.Shown(written: true);
        }, ct);
    }

    private async Task<PricePlan> Plan(Reading read, AgreementId id, IReadOnlyList<PriceRow> rows, PriceImportOptions options)
    {
        var agreement = await Heads.WithLines(read, id);
        Tx.DemandVersion(options.ExpectedVersion, agreement.Version);
        agreement.DemandDraft();
        var said = rows.Where(r => r.Said is not null).ToList();
        var lines = await reader.Read(read, agreement, [.. said.Select(r => r.Said!)]);
        var there = agreement.Lines.ToDictionary(l => l.Subject);
        var plan = new PricePlan(agreement);
        plan.Changes.AddRange(rows.Where(r => r.Said is null).Select(r => new PriceChange(r.Line, PriceChangeKind.Refused, r.Named, null, null, r.Faults)));
        foreach (var (row, line) in said.Zip(lines))
            if (line.Faults.Count == 0)
                plan.Add(row.Line, line, there.GetValueOrDefault(line.Subject));
            else
                plan.Changes.Add(new(row.Line, PriceChangeKind.Refused, row.Named, null, null, line.Faults));
        if (options.Replace)
        {
            var named = lines.Where(l => l.Faults.Count == 0).Select(l => l.Subject).ToHashSet();
            var gone = agreement.Lines.Where(l => !named.Contains(l.Subject)).ToList();
            var names = await reader.Named(read, agreement, [.. gone.Select(l => l.SkuId).OfType<SkuId>()]);
            foreach (var line in gone)
                plan.Remove(line, line.SkuId is { } sku ? names.GetValueOrDefault(sku) ?? line.Subject.Named : line.Subject.Named);
        }
        if (agreement.Lines.Count + plan.Growth > AgreementReader.MaxLines)
            throw Refused.Field("file", PricingErrors.TooManyLines, AgreementReader.MaxLines);
        return plan;
    }

    private sealed class PricePlan(Agreement agreement)
    {
        public Agreement Agreement => agreement;
        public List<PriceChange> Changes { get; } = [];

        /// <summary>Terms to be written; null to take the line off.</summary>
        public List<(AgreementSubject Subject, AgreementTerms? Terms)> Writes { get; } = [];
        public int Growth { get; private set; }

        public void Add(long line, ReadLine said, AgreementLine? there)
        {
            var kind = there is null ? PriceChangeKind.Added : there.Terms == said.Terms ? PriceChangeKind.Unchanged : PriceChangeKind.Changed;
            Changes.Add(new(line, kind, said.Named, there is null ? null : TermsView.Of(there.Terms), TermsView.Of(said.Terms), []));
            Growth += there is null ? 1 : 0;
            if (kind != PriceChangeKind.Unchanged)
                Writes.Add((said.Subject, said.Terms));
        }

        public void Remove(AgreementLine line, string named)
        {
            Changes.Add(new(null, PriceChangeKind.Removed, named, TermsView.Of(line.Terms), null, []));
            Growth--;
            Writes.Add((line.Subject, null));
        }

        public PriceImport Shown(bool written) => new(written, agreement.Version, [.. Changes.OrderBy(c => c.Kind).ThenBy(c => c.Line)]);
    }
}
