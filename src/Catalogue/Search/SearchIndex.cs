using System.Diagnostics;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hecai.Catalogue;

/// <summary>Where this node keeps its search index.</summary>
public sealed class SearchOptions
{
    /// <summary>A folder of this node alone; null keeps the index in memory.</summary>
    public string? Directory { get; set; }
}

/// <summary>
/// The full-text index of this node: a copy of what is on sale, which follows the change log and can be thrown away at any time.
/// Missing, outdated or damaged, it is built again from the database.
/// </summary>
public sealed partial class SearchIndex(AppDb db, Categories categories, OfferShelf shelf, IOptions<SearchOptions> options, ILogger<SearchIndex> log) : IDisposable
{
    /// <summary>Raised whenever the documents of the index change in form: an index of another form is built again.</summary>
    private const string Form = "3";
    private const int Batch = 500;
    private static readonly TimeSpan CommitsEvery = TimeSpan.FromSeconds(1);
    private static readonly Actor Indexer = Actor.System();
    private readonly SemaphoreSlim gate = new(1, 1);
    private Lucene.Net.Store.Directory? directory;
    private IndexWriter? writer;
    private SearcherManager? searchers;
    private Position position;

    /// <summary>How far the change log is indexed, and until when moments at which a sale begins or ends by itself.</summary>
    private readonly record struct Position(long Xid, long Seq, DateTimeOffset At)
    {
        public static Position Of(IDictionary<string, string>? data) => data is not null && data.TryGetValue("form", out var form) && form == Form
            && data.TryGetValue("xid", out var xid) && data.TryGetValue("seq", out var seq) && long.TryParse(xid, out var x) && long.TryParse(seq, out var s)
            && data.TryGetValue("at", out var at) && long.TryParse(at, out var ticks) ? new(x, s, new DateTimeOffset(ticks, TimeSpan.Zero)) : default;
    }

    /// <summary>Indexes everything that is committed by now; opens or builds the index first if need be. Returns how many listings were looked at.</summary>
    public async Task<int> CatchUp(CancellationToken ct = default)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (writer is null)
                await Open(ct);
            return await Follow(ct);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OutOfMemoryException && exception is not LockObtainFailedException)
        {
            // The next call begins with a new index.
            LogBroken(log, exception);
            Close();
            Wipe();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Lends a searcher; the first caller waits until the index is there.</summary>
    internal async Task<T> Search<T>(Func<IndexSearcher, T> use, CancellationToken ct)
    {
        if (searchers is null)
            await CatchUp(ct);
        var open = searchers ?? throw new InvalidOperationException("The search index is closed.");
        var searcher = open.Acquire();
        try
        {
            return use(searcher);
        }
        finally
        {
            open.Release(searcher);
        }
    }

    private async Task Open(CancellationToken ct)
    {
        try
        {
            OpenWriter();
            if (await IsCurrent(ct))
                return;
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException && exception is not LockObtainFailedException)
        {
            LogBroken(log, exception);
            Close();
            Wipe();
            OpenWriter();
        }
        await Rebuild(ct);
    }

    private void OpenWriter()
    {
        directory = options.Value.Directory is { } folder ? FSDirectory.Open(System.IO.Directory.CreateDirectory(folder)) : new RAMDirectory();
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, null) { OpenMode = OpenMode.CREATE_OR_APPEND, Similarity = new TellingSimilarity(), RAMBufferSizeMB = 32 };
        writer = new IndexWriter(directory, config);
        position = Position.Of(writer.CommitData);
        // Every file is read once against its checksum: damage shows here and not in somebody's search.
        using (var reader = writer.GetReader(applyAllDeletes: true))
            foreach (var leaf in reader.Leaves)
                leaf.AtomicReader.CheckIntegrity();
        searchers = new SearcherManager(writer, true, new Searchers());
    }

    /// <summary>True when the last indexed change is in this database's log: an index of another database, or of one restored to an earlier day, is not.</summary>
    private async Task<bool> IsCurrent(CancellationToken ct)
    {
        var at = position;
        return at.Seq > 0 && await db.Read(Indexer, read => read.Set<CatalogueChange>().AnyAsync(c => c.Seq == at.Seq && c.Xid == at.Xid, ct), ct);
    }

    private async Task Rebuild(CancellationToken ct)
    {
        LogRebuild(log);
        shelf.Clear();
        writer!.DeleteAll();
        position = await db.Read(Indexer, async read => await read.Finished<CatalogueChange>().OrderByDescending(c => c.Xid).ThenByDescending(c => c.Seq)
            .Select(c => new Position(c.Xid, c.Seq, default)).FirstOrDefaultAsync(ct) with { At = read.Now }, ct);
        var all = await db.Read(Indexer, read => read.Set<Listing>().Where(l => l.State == ListingState.Listed).Select(l => l.SkuId).Distinct().ToListAsync(ct), ct);
        var tree = await db.Read(Indexer, categories.Tree, ct);
        foreach (var ids in all.Chunk(Batch))
            foreach (var entry in (await db.Read(Indexer, read => SearchEntries.Of(read, [.. ids]), ct)).Values)
                writer.AddDocument(SearchDocument.Of(entry, tree));
        Commit();
    }

    private async Task<int> Follow(CancellationToken ct)
    {
        var count = await FollowClock(ct);
        for (var clock = Stopwatch.StartNew(); ; )
        {
            var at = position;
            var changes = await db.Read(Indexer, read => read.Finished<CatalogueChange>().Where(c => c.Xid > at.Xid || (c.Xid == at.Xid && c.Seq > at.Seq))
                .OrderBy(c => c.Xid).ThenBy(c => c.Seq).Take(Batch).ToListAsync(ct), ct);
            if (changes.Count == 0)
            {
                if (writer!.HasUncommittedChanges())
                    Commit();
                return count;
            }
            var listings = changes.Select(c => c.ListingId).Distinct().ToList();
            count += await Index(read => SearchEntries.Skus(read, listings), ct);
            position = position with { Xid = changes[^1].Xid, Seq = changes[^1].Seq };
            // A change is found at once. Of a long import each batch would otherwise become files and columns of its own: there, once a second is often enough.
            if (changes.Count < Batch || clock.Elapsed > CommitsEvery)
            {
                Commit();
                clock.Restart();
            }
        }
    }

    /// <summary>
    /// What begins or ends by itself is nobody's change and stands in no log: its moment has come since the last look. How far this node
    /// has looked is kept with the index, so that what came while it was off is caught up.
    /// </summary>
    private async Task<int> FollowClock(CancellationToken ct)
    {
        var (after, now) = (position.At, db.Clock.GetUtcNow());
        var turned = now <= after ? [] : await db.Read(Indexer, read => SearchEntries.Turned(read, after, now), ct);
        foreach (var ids in turned.Chunk(Batch))
            await Index(_ => Task.FromResult(ids.ToList()), ct);
        position = position with { At = now > after ? now : after };
        return turned.Count;
    }

    /// <summary>Makes the documents of these products anew; of what is not on sale now there is none.</summary>
    private async Task<int> Index(Func<Reading, Task<List<SkuId>>> products, CancellationToken ct)
    {
        var (ids, entries) = await db.Read(Indexer, async read =>
        {
            var skus = await products(read);
            return (skus, await SearchEntries.Of(read, skus));
        }, ct);
        shelf.TakeOff(ids);
        var tree = await db.Read(Indexer, categories.Tree, ct);
        foreach (var id in ids)
            if (entries.TryGetValue(id, out var entry))
                writer!.UpdateDocument(new Term(Fields.Id, id.Value.ToString("N")), SearchDocument.Of(entry, tree));
            else
                writer!.DeleteDocuments(new Term(Fields.Id, id.Value.ToString("N")));
        return ids.Count;
    }

    private void Commit()
    {
        writer!.SetCommitData(new Dictionary<string, string> { ["form"] = Form, ["xid"] = $"{position.Xid}", ["seq"] = $"{position.Seq}", ["at"] = $"{position.At.UtcTicks}" });
        writer.Commit();
        searchers!.MaybeRefreshBlocking();
    }

    private void Close()
    {
        searchers?.Dispose();
        try
        {
            writer?.Rollback();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            LogBroken(log, exception);
        }
        directory?.Dispose();
        (searchers, writer, directory) = (null, null, null);
    }

    private void Wipe()
    {
        if (options.Value.Directory is { } folder && System.IO.Directory.Exists(folder))
            foreach (var file in System.IO.Directory.GetFiles(folder))
                File.Delete(file);
    }

    public void Dispose()
    {
        Close();
        gate.Dispose();
    }

    private sealed class Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader)
        {
            // Columns are laid out here and not by whoever searches first.
            foreach (var leaf in reader.Leaves)
                Columns.Of(leaf.AtomicReader);
            return new(reader) { Similarity = new TellingSimilarity() };
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The search index is built from the database")]
    private static partial void LogRebuild(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is damaged and will be built again")]
    private static partial void LogBroken(ILogger log, Exception exception);
}
