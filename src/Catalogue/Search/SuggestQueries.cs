using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>Completes what is being typed with categories, brands and part numbers of the asker's own assortment.</summary>
public sealed class SuggestQueries(SearchIndex index, Categories categories, Assortments assortments)
{
    private const int MaxText = 60, MaxRemembered = 500;
    private volatile Names? names;

    /// <summary>The categories and brands that an assortment holds, for one state of the index.</summary>
    private sealed record Names(IndexReader Reader, ConcurrentDictionary<string, (HashSet<string> Categories, List<(string Zh, string En)> Brands)> ByAssortment);

    public async Task<IReadOnlyList<Suggestion>> Suggest(Reading read, string? text, int limit = 8)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
            return [];
        var (tree, assortment) = (await categories.Tree(read), await assortments.Of(read));
        var plain = Words.Plain(text).Trim();
        return await index.Search(searcher =>
        {
            var (held, brands) = Held(searcher, tree, assortment);
            var kinds = tree.All.Where(n => held.Contains(n.Code) && n.Synonyms.Prepend(n.Name.En).Prepend(n.Name.Zh).Any(s => Begins(s, plain))).OrderByDescending(n => n.Leaf).Take(4);
            var makers = brands.Where(b => Begins(b.Zh, plain) || Begins(b.En, plain)).Take(4);
            return (IReadOnlyList<Suggestion>)[.. kinds.Select(n => new Suggestion(n.Name.ToString(), "category", n.Code))
                .Concat(makers.Select(b => new Suggestion(Text.IsChinese ? b.Zh : b.En, "brand")))
                .Concat(Parts(searcher, tree, assortment, plain, limit)).DistinctBy(s => (s.Kind, s.Text)).Take(limit)];
        }, read.Cancel);
    }

    private static bool Begins(string text, string plain) => Words.Plain(text).StartsWith(plain, StringComparison.Ordinal);

    private (HashSet<string> Categories, List<(string Zh, string En)> Brands) Held(IndexSearcher searcher, CategoryTree tree, Assortment assortment)
    {
        var known = names;
        if (known is null || !ReferenceEquals(known.Reader, searcher.IndexReader) || known.ByAssortment.Count >= MaxRemembered)
            names = known = new Names(searcher.IndexReader, []);
        return known.ByAssortment.GetOrAdd(assortment.Stamp, _ =>
        {
            using var all = Count(searcher, new MatchAllDocsQuery(), tree, assortment, new TopHits(SearchSort.Relevance, false, 1));
            return (all.Counts(Fields.Category).Keys.SelectMany(tree.Path).ToHashSet(),
                [.. all.Counts(Fields.Brand).OrderByDescending(b => b.Value.Count).Select(b => b.Key.Split(Fields.NameSeparator)).Select(b => (b[0], b[^1]))]);
        });
    }

    private static IEnumerable<Suggestion> Parts(IndexSearcher searcher, CategoryTree tree, Assortment assortment, string plain, int limit)
    {
        var stripped = Words.Stripped(plain);
        if (stripped.Length is < 2 or > 24 || !stripped.All(char.IsAscii))
            return [];
        var top = new TopHits(SearchSort.Relevance, false, limit);
        using var hits = Count(searcher, TextQuery.PartBegins(stripped), tree, assortment, top);
        return [.. top.Documents(0).Select(doc => new Suggestion(PartOf(searcher, doc), "part"))];
    }

    private static HitCounter Count(IndexSearcher searcher, Query query, CategoryTree tree, Assortment assortment, TopHits top)
    {
        var hits = new HitCounter([], null, (reader, columns) => AssortmentFilter.Of(assortment, tree, reader, columns), top);
        searcher.Search(query, hits);
        return hits;
    }

    private static string PartOf(IndexSearcher searcher, int doc)
    {
        var leaf = searcher.IndexReader.Leaves[ReaderUtil.SubIndex(doc, searcher.IndexReader.Leaves)];
        var bytes = new BytesRef();
        leaf.AtomicReader.GetSortedDocValues(Fields.Order).Get(doc - leaf.DocBase, bytes);
        return bytes.Utf8ToString()[6..];
    }
}
