using System.Security.Cryptography;
using System.Text;

namespace Hecai.Catalogue;

/// <summary>How a file is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Whose products they are; a supplier's people leave it out.</summary>
    public OrganizationId? Supplier { get; init; }
    public string? SupplierName { get; init; }

    /// <summary>Checks everything and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>For benches and tests only: gives rows without a price one that is derived from their identity, with "TEST PRICE" among their figures.</summary>
    public bool MakePrices { get; init; }

    /// <summary>Lists new rows that have a price at once. Only for the installation itself, never for a user: a review is not skipped.</summary>
    public bool List { get; init; }
    public int BatchSize { get; init; } = 500;

    /// <summary>How many faults are kept; all are counted.</summary>
    public int MaxFaults { get; init; } = 1_000;
}

/// <summary>One fault of one row: where, which field, why.</summary>
public sealed record ImportFault(long Line, string Field, string Code, string Message);

/// <summary>How far an import is.</summary>
public sealed record ImportProgress(long Rows, long Created, long Changed, long Unchanged, long Rejected);

/// <summary>What an import did, or would do in a dry run.</summary>
public sealed record ImportResult(long Rows, long Created, long Changed, long Unchanged, long Rejected, IReadOnlyList<ImportFault> Faults, bool DryRun);

/// <summary>
/// Imports products from CSV, XLSX or JSON lines. Streams: what is in memory is one batch. Each batch is a transaction of its own, so
/// that an interrupted import is simply started again: what is in already is found unchanged.
/// </summary>
public sealed class ImportCatalogue(AppDb db, Categories categories, CatalogueLog log)
{
    /// <param name="content">The file.</param>
    /// <param name="fileName">Its name, for messages; what it is, is read off its first bytes.</param>
    /// <param name="options">Whose products, dry run, prices.</param>
    /// <param name="actor">Needs <c>catalogue.import</c>.</param>
    /// <param name="progress">Called after each batch.</param>
    /// <param name="ct">Stops between batches.</param>
    public async Task<ImportResult> Run(Stream content, string fileName, ImportOptions options, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken ct = default)
    {
        actor.Demand(CataloguePermissions.Import);
        var load = Load(options, actor);
        var tree = await db.Read(actor, categories.Tree, ct);
        var run = new ImportRun(db, new ProductReader(tree), new ProductLoader(log), load, options, actor, progress);
        await foreach (var row in ProductFiles.Rows(content, fileName, ct))
            await run.Take(row, ct);
        return await run.Finish(ct);
    }

    private static LoadOptions Load(ImportOptions options, Actor actor)
    {
        var own = actor.Kinds.HasFlag(OrganizationKind.Supplier) && !actor.IsOperator;
        if (own && options.Supplier is { } other && other != actor.Organization)
            throw Refused.Field("supplier", CatalogueErrors.ImportSupplier);
        if (options is { List: true } or { MakePrices: true } && !actor.IsSystem)
            throw Refused.With(KernelErrors.Forbidden, CataloguePermissions.Review.Name);
        var supplier = own ? actor.Organization : options.Supplier ?? throw Refused.Field("supplier", CatalogueErrors.ImportSupplier);
        return new LoadOptions(supplier, own ? actor.OrganizationName.Zh : options.SupplierName ?? "", options.List,
            p => Id.Named<SkuId>($"{supplier.Value}/{p.Content.Key}"), p => Id.Named<ListingId>($"{supplier.Value}/{p.Content.Key}"));
    }
}

/// <summary>One import on its way: gathers a batch, saves it, counts.</summary>
internal sealed class ImportRun(AppDb db, ProductReader reader, ProductLoader loader, LoadOptions load, ImportOptions options, Actor actor, IProgress<ImportProgress>? progress)
{
    private readonly List<(long Line, ReadProduct Product)> batch = [];
    private readonly List<ImportFault> faults = [];
    // Eight bytes a row tell repetitions within the file, also for the largest file allowed.
    private readonly Dictionary<UInt128, int> seen = [];
    private long rows, created, changed, unchanged, rejected;

    public async Task Take(FileRow row, CancellationToken ct)
    {
        rows++;
        if (row.Refusal is { } refusal)
            Reject(row.Line, refusal);
        else
            Read(row);
        if (batch.Count >= options.BatchSize)
            await Flush(ct);
    }

    public async Task<ImportResult> Finish(CancellationToken ct)
    {
        await Flush(ct);
        return new ImportResult(rows, created, changed, unchanged, rejected, faults, options.DryRun);
    }

    private void Read(FileRow row)
    {
        try
        {
            var product = reader.Read(options.MakePrices ? TestPrices.Give(row.Product!) : row.Product!, same =>
            {
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, Hash(same), out _);
                return ++count;
            });
            if (!product.Content.Key.StartsWith("model:", StringComparison.Ordinal) && !seen.TryAdd(Hash(product.Content.Key), (int)Math.Min(row.Line, int.MaxValue)))
                throw Refused.Field("sku", CatalogueErrors.ImportRepeated, product.Content.PartNumber, seen[Hash(product.Content.Key)]);
            batch.Add((row.Line, product));
        }
        catch (Refused refused)
        {
            Reject(row.Line, refused);
        }
    }

    private async Task Flush(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (batch.Count > 0)
        {
            var products = batch.Select(b => b.Product).ToList();
            var results = options.DryRun
                ? await Compare(products, ct)
                : await db.Write(actor with { Once = null }, tx => loader.Save(tx, products, load), ct);
            for (var i = 0; i < results.Count; i++)
                Count(batch[i].Line, results[i]);
            batch.Clear();
        }
        progress?.Report(new ImportProgress(rows, created, changed, unchanged, rejected));
    }

    private void Count(long line, (RowOutcome? Outcome, Refused? Refusal) result)
    {
        if (result.Refusal is { } refusal)
            Reject(line, refusal);
        else if (result.Outcome == RowOutcome.Created)
            created++;
        else if (result.Outcome == RowOutcome.Changed)
            changed++;
        else
            unchanged++;
    }

    /// <summary>What saving would do; the transaction is rolled back by an exception that carries the answer.</summary>
    private async Task<IReadOnlyList<(RowOutcome? Outcome, Refused? Refusal)>> Compare(List<ReadProduct> products, CancellationToken ct)
    {
        try
        {
            return await db.Write<IReadOnlyList<(RowOutcome?, Refused?)>>(actor with { Once = null }, async tx => throw new Rehearsed(await loader.Save(tx, products, load)), ct);
        }
        catch (Rehearsed rehearsed)
        {
            return rehearsed.Results;
        }
    }

    private void Reject(long line, Refused refusal)
    {
        rejected++;
        foreach (var fault in refusal.Fields.Count > 0 ? refusal.Fields : [new FieldError("", refusal.Error, refusal.Args)])
            if (faults.Count < options.MaxFaults)
                faults.Add(new ImportFault(line, fault.Field, fault.Error.Code, fault.Message));
    }

    private static UInt128 Hash(string text) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class Rehearsed(IReadOnlyList<(RowOutcome?, Refused?)> results) : Exception
    {
        public IReadOnlyList<(RowOutcome?, Refused?)> Results => results;
    }
}

/// <summary>Prices for benches and tests: from 199 to 99,999 yuan, always the same for the same product, and labelled.</summary>
internal static class TestPrices
{
    public static ProductInput Give(ProductInput input)
    {
        if (input.ListPrice is not null)
            return input;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{input.Brand?.En}/{input.PartNumber ?? input.Model}/{input.Name?.En}"));
        var yuan = 199 + (System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % 99_801);
        var attributes = new Dictionary<string, AttributeValue>(input.Attributes ?? new Dictionary<string, AttributeValue>()) { ["TEST PRICE"] = AttributeValue.Of("generated for tests, not an offer") };
        return input with { ListPrice = yuan * 100L, Attributes = attributes };
    }
}
