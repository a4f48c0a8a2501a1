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
/// <param name="Unlinked">Of the rows that went in: those whose links did not, because one of them is at fault.</param>
public sealed record ImportResult(long Rows, long Created, long Changed, long Unchanged, long Rejected, long Unlinked, IReadOnlyList<ImportFault> Faults, bool DryRun);

/// <summary>
/// Imports products from CSV, XLSX or JSON lines. Streams: what is in memory is a few batches, and of the rows that go with others what
/// they go with, which is written last. Each batch is a transaction of its own, so that an interrupted import is simply started again: what
/// is in already is found unchanged.
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
        return await new ImportRun(db, new ProductReader(tree), new ProductLoader(log), load, options, actor, progress).Run(ProductFiles.Rows(content, fileName, ct), ct);
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

/// <summary>One import on its way: reads and checks rows, saves them a batch at a time while it reads on, counts.</summary>
internal sealed class ImportRun(AppDb db, ProductReader reader, ProductLoader loader, LoadOptions load, ImportOptions options, Actor actor, IProgress<ImportProgress>? progress)
{
    // One is written, one is made ready, one is read: more would only wait for the others.
    private const int MaxUnderWay = 3;

    private readonly Queue<(List<(long Line, ReadProduct Product)> Batch, Task<IReadOnlyList<RowResult>> Saved)> underWay = [];
    private readonly List<ImportFault> faults = [];
    // Eight bytes a row tell repetitions within the file, also for the largest file allowed.
    private readonly Dictionary<UInt128, int> seen = [];
    private List<(long Line, ReadProduct Product)> batch = [];
    // What goes with what is looked at when all rows are in: a row may name one that stands below it. Kept are those that name something or
    // have to forget what they named.
    private readonly List<LinkedRow> linked = [];
    private long rows, created, changed, unchanged, rejected, unlinked;

    public async Task<ImportResult> Run(IAsyncEnumerable<FileRow> file, CancellationToken ct)
    {
        try
        {
            await foreach (var row in file.WithCancellation(ct))
            {
                rows++;
                if (row.Refusal is { } refusal)
                    Reject(row.Line, refusal);
                else
                    Read(row);
                if (batch.Count >= options.BatchSize)
                    await Save(ct);
            }
            await Save(ct);
            while (underWay.Count > 0)
                await CountOldest(ct);
            await Link(ct);
        }
        finally
        {
            // Whatever ended this, nothing goes on behind its back.
            await Task.WhenAll(underWay.Select(b => (Task)b.Saved)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return new ImportResult(rows, created, changed, unchanged, rejected, unlinked, [.. faults.OrderBy(f => f.Line)], options.DryRun);
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

    private async Task Save(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var products = batch.ConvertAll(b => b.Product);
        if (products.Count > 0)
            underWay.Enqueue((batch, Task.Run(() => options.DryRun ? Rehearse(tx => loader.Save(tx, products, load), ct) : db.WriteAhead(actor with { Once = null }, tx => loader.Save(tx, products, load), ct), ct)));
        batch = [];
        if (underWay.Count >= MaxUnderWay)
            await CountOldest(ct);
    }

    private async Task CountOldest(CancellationToken ct)
    {
        var (done, saved) = underWay.Dequeue();
        var results = await saved;
        List<string> silent = [.. done.Where(d => d.Product.Links is { Count: 0 }).Select(d => d.Product.Content.Key)];
        var forgetting = silent.Count == 0 ? [] : await db.Read(actor, read => RelationBook.Linked(read, load.Supplier, silent), ct);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Refusal is { } refusal)
                Reject(done[i].Line, refusal);
            else if (results[i].Outcome == RowOutcome.Created)
                created++;
            else if (results[i].Outcome == RowOutcome.Changed)
                changed++;
            else
                unchanged++;
            if (results[i].Refusal is null && done[i].Product is { Links: { } links, Content.Key: var key } && (links.Count > 0 || forgetting.Contains(key)))
                linked.Add(new(done[i].Line, new LinkedSku(key, links), results[i].Outcome == RowOutcome.Unchanged));
        }
        progress?.Report(new ImportProgress(rows, created, changed, unchanged, rejected));
    }

    /// <summary>Writes what the rows say they go with; a row that only says that anew is a changed one.</summary>
    private async Task Link(CancellationToken ct)
    {
        // A row that names no successor has none any more, whatever it had: a file may turn one round. These come first, for one that is refused keeps what it had.
        var successors = linked.ToDictionary(l => l.Sku.Key, l => l.Sku.Links.FirstOrDefault(x => x.Kind == RelationKind.Successor) is { } by ? Sku.KeyOf(by.Sku) : null);
        var named = linked.ToLookup(l => successors[l.Sku.Key] is not null);
        foreach (var part in named[false].Chunk(options.BatchSize).Concat(named[true].Chunk(options.BatchSize)))
        {
            ct.ThrowIfCancellationRequested();
            Task<IReadOnlyList<LinkResult>> Save(Tx tx) => RelationBook.Save(tx, load.Supplier, [.. part.Select(l => l.Sku)], successors, options.DryRun ? key => seen.ContainsKey(Hash(key)) : null);
            var results = options.DryRun ? await Rehearse(Save, ct) : await db.Write(actor with { Once = null }, Save, ct);
            foreach (var (row, result) in part.Zip(results))
                if (result.Refusal is { } refusal)
                {
                    unlinked++;
                    successors.Remove(row.Sku.Key);
                    Tell(row.Line, refusal);
                }
                else if (result.Changed && row.Unchanged)
                    (changed, unchanged) = (changed + 1, unchanged - 1);
        }
    }

    /// <summary>What saving would do; the transaction is rolled back by an exception that carries the answer.</summary>
    private async Task<IReadOnlyList<T>> Rehearse<T>(Func<Tx, Task<IReadOnlyList<T>>> save, CancellationToken ct)
    {
        try
        {
            return await db.WriteAhead<IReadOnlyList<T>>(actor with { Once = null }, async tx => throw new Rehearsed<T>(await save(tx)), ct);
        }
        catch (Rehearsed<T> rehearsed)
        {
            return rehearsed.Results;
        }
    }

    private void Reject(long line, Refused refusal)
    {
        rejected++;
        Tell(line, refusal);
    }

    private void Tell(long line, Refused refusal)
    {
        foreach (var fault in refusal.Fields.Count > 0 ? refusal.Fields : [new FieldError("", refusal.Error, refusal.Args)])
            if (faults.Count < options.MaxFaults)
                faults.Add(new ImportFault(line, fault.Field, fault.Error.Code, fault.Message));
    }

    private static UInt128 Hash(string text) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record LinkedRow(long Line, LinkedSku Sku, bool Unchanged);

    private sealed class Rehearsed<T>(IReadOnlyList<T> results) : Exception
    {
        public IReadOnlyList<T> Results => results;
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
