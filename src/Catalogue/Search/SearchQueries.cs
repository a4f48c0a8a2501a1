using System.Collections.Concurrent;
using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>Searches what is on sale. Answers ids: <see cref="CatalogueQueries.Offers"/> and the prices follow for one page only.</summary>
public sealed class SearchQueries(SearchIndex index, Categories categories)
{
    private const int MaxAnswers = 1_000, MaxQuestion = 2_000;
    private volatile Answers? answers;

    /// <summary>Hits, total and facets; refuses with <c>search.too_long</c> or <c>search.page</c>, whatever else the text holds.</summary>
    public async Task<SearchResult> Search(Reading read, SearchRequest request)
    {
        Check(request);
        var tree = await categories.Tree(read);
        return await index.Search(searcher => Answer(searcher, request, tree), read.Cancel);
    }

    // What many ask again and again is answered once for each state of the index: the answer is the same for every buyer.
    private SearchResult Answer(IndexSearcher searcher, SearchRequest request, CategoryTree tree)
    {
        var known = answers;
        if (known is null || !ReferenceEquals(known.Reader, searcher.IndexReader) || !ReferenceEquals(known.Tree, tree) || known.Results.Count >= MaxAnswers)
            answers = known = new Answers(searcher.IndexReader, tree, []);
        var question = JsonSerializer.Serialize(request, KernelJson.Options) + (request.Sort == SearchSort.Name && Text.IsChinese ? "zh" : "");
        if (known.Results.TryGetValue(question, out var result))
            return result;
        result = Run(searcher, request, tree, loose: false);
        if (result.Total == 0 && !string.IsNullOrWhiteSpace(request.Text))
            result = Run(searcher, request, tree, loose: true);
        if (question.Length <= MaxQuestion)
            known.Results.TryAdd(question, result);
        return result;
    }

    private sealed record Answers(IndexReader Reader, CategoryTree Tree, ConcurrentDictionary<string, SearchResult> Results);

    /// <summary>Completions of what is being typed: categories, brands and part numbers.</summary>
    public async Task<IReadOnlyList<Suggestion>> Suggest(Reading read, string? text, int limit = 8)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 60)
            return [];
        var tree = await categories.Tree(read);
        var plain = Words.Plain(text).Trim();
        var found = new List<Suggestion>();
        foreach (var node in tree.All.Where(n => n.Synonyms.Prepend(n.Name.En).Prepend(n.Name.Zh).Any(s => Words.Plain(s).StartsWith(plain, StringComparison.Ordinal))).OrderByDescending(n => n.Leaf).Take(4))
            found.Add(new Suggestion(node.Name.ToString(), "category", node.Code));
        found.AddRange(await index.Search(searcher => Completions(searcher, plain, limit), read.Cancel));
        return [.. found.DistinctBy(s => (s.Kind, s.Text)).Take(limit)];
    }

    private static void Check(SearchRequest request)
    {
        if (request.Text?.Length > SearchRequest.MaxText)
            throw Refused.Field("text", CatalogueErrors.SearchTooLong, SearchRequest.MaxText);
        if (request.Offset < 0 || request.Limit is < 1 or > SearchRequest.MaxLimit || request.Offset > SearchRequest.MaxWindow - request.Limit)
            throw Refused.Field("offset", CatalogueErrors.SearchPage, SearchRequest.MaxWindow);
    }

    private static SearchResult Run(IndexSearcher searcher, SearchRequest request, CategoryTree tree, bool loose)
    {
        var text = TextQuery.Of(request.Text ?? "", loose);
        // Only separators were typed: that looks for nothing, not for everything.
        if (text is null && !string.IsNullOrWhiteSpace(request.Text))
            return new SearchResult([], 0, [], loose);
        Query query = text ?? new MatchAllDocsQuery();
        if (request.Supplier is { } supplier)
            query = new FilteredQuery(query, new QueryWrapperFilter(new TermQuery(new Term(Fields.Supplier, supplier.Value.ToString("N")))));
        var facets = new SearchFacets(request, tree);
        var top = TopFieldCollector.Create(SortOf(request.Sort, text is not null), Math.Max(1, Math.Min(request.Offset + request.Limit, Math.Max(1, searcher.IndexReader.MaxDoc))), false, false, false, true);
        var collector = new FacetCollector(facets.Groups, top);
        searcher.Search(query, collector);
        var hits = top.GetTopDocs(request.Offset, request.Limit).ScoreDocs.Select(d => IdOf(searcher, d.Doc)).ToList();
        return new SearchResult(hits, collector.Total, facets.Result(), loose);
    }

    private static Sort SortOf(SearchSort sort, bool scored)
    {
        var order = new SortField(Fields.Order, SortFieldType.STRING);
        return sort switch
        {
            SearchSort.PriceUp => new Sort(new SortField(Fields.Price, SortFieldType.INT64), order),
            SearchSort.PriceDown => new Sort(new SortField(Fields.Price, SortFieldType.INT64, true), order),
            SearchSort.Name => new Sort(new SortField(Text.IsChinese ? Fields.NameZh : Fields.NameEn, SortFieldType.STRING), order),
            _ => scored ? new Sort(SortField.FIELD_SCORE, order) : new Sort(order),
        };
    }

    private static ListingId IdOf(IndexSearcher searcher, int doc)
    {
        var leaf = searcher.IndexReader.Leaves[ReaderUtil.SubIndex(doc, searcher.IndexReader.Leaves)];
        var bytes = new BytesRef();
        leaf.AtomicReader.GetBinaryDocValues(Fields.Id).Get(doc - leaf.DocBase, bytes);
        return new ListingId(new Guid(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)));
    }

    private static List<Suggestion> Completions(IndexSearcher searcher, string plain, int limit)
    {
        var found = new List<Suggestion>();
        var brands = new ValueGroup(Fields.Brand, null);
        searcher.Search(new MatchAllDocsQuery(), new FacetCollector([brands], null));
        foreach (var (value, _) in brands.Counts.OrderByDescending(b => b.Value))
            if (value.Split('\u001f') is [var zh, var en] && (Words.Plain(zh).StartsWith(plain, StringComparison.Ordinal) || Words.Plain(en).StartsWith(plain, StringComparison.Ordinal)))
                found.Add(new Suggestion(Text.IsChinese ? zh : en, "brand"));
        var stripped = Words.Stripped(plain);
        if (stripped.Length is >= 2 and <= 24 && stripped.All(char.IsAscii))
        {
            var part = new BooleanQuery { { new TermQuery(new Term(Fields.PartPrefix, stripped)), Occur.SHOULD }, { new TermQuery(new Term(Fields.PartPiece, stripped)), Occur.SHOULD } };
            var top = TopFieldCollector.Create(new Sort(new SortField(Fields.Order, SortFieldType.STRING)), limit, false, false, false, true);
            searcher.Search(part, top);
            found.AddRange(top.GetTopDocs().ScoreDocs.Select(d => new Suggestion(PartOf(searcher, d.Doc), "part")));
        }
        return [.. found.Take(limit)];
    }

    private static string PartOf(IndexSearcher searcher, int doc)
    {
        var leaf = searcher.IndexReader.Leaves[ReaderUtil.SubIndex(doc, searcher.IndexReader.Leaves)];
        var bytes = new BytesRef();
        leaf.AtomicReader.GetSortedDocValues(Fields.Order).Get(doc - leaf.DocBase, bytes);
        return bytes.Utf8ToString()[6..];
    }
}
