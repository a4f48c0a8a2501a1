using System.Collections.Concurrent;
using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>Searches what is on sale to whoever asks. Answers ids: offers and prices follow for one page only.</summary>
public sealed class SearchQueries(SearchIndex index, Categories categories, Assortments assortments)
{
    private const int MaxAnswers = 2_000, MaxQuestion = 2_000;
    private volatile Answers? answers;

    /// <summary>Hits, total and facets; refuses with <c>search.too_long</c> or <c>search.page</c>, whatever else the text holds.</summary>
    public async Task<SearchResult> Search(Reading read, SearchRequest request)
    {
        request.Demand();
        var (tree, assortment) = (await categories.Tree(read), await assortments.Of(read));
        return await index.Search(searcher => Answer(searcher, request, tree, assortment), read.Cancel);
    }

    /// <summary>How many products of each category an assortment holds, whoever asks: for the effect of a pool before it is published.</summary>
    internal async Task<SearchResult> In(Reading read, Assortment assortment, SearchRequest request)
    {
        request.Demand();
        var tree = await categories.Tree(read);
        return await index.Search(searcher => Run(searcher, request, tree, assortment, Nearness.All), read.Cancel);
    }

    // What many ask again and again is answered once for each state of the index: the answer is the same for all who see the same assortment.
    private SearchResult Answer(IndexSearcher searcher, SearchRequest request, CategoryTree tree, Assortment assortment)
    {
        var known = answers;
        if (known is null || !ReferenceEquals(known.Reader, searcher.IndexReader) || !ReferenceEquals(known.Tree, tree) || known.Results.Count >= MaxAnswers)
            answers = known = new Answers(searcher.IndexReader, tree, []);
        var question = assortment.Stamp + JsonSerializer.Serialize(request, KernelJson.Options) + (request.Sort == SearchSort.Name && Text.IsChinese ? "zh" : "");
        if (known.Results.TryGetValue(question, out var result))
            return result;
        result = Nearest(searcher, request, tree, assortment);
        if (question.Length <= MaxQuestion)
            known.Results.TryAdd(question, result);
        return result;
    }

    private sealed record Answers(IndexReader Reader, CategoryTree Tree, ConcurrentDictionary<string, SearchResult> Results);

    /// <summary>What matches exactly; else what was probably meant; else what comes close. Where only the filters leave nothing, what there is without them.</summary>
    private static SearchResult Nearest(IndexSearcher searcher, SearchRequest request, CategoryTree tree, Assortment assortment)
    {
        var result = Run(searcher, request, tree, assortment, Nearness.All);
        if (result.Total > 0 || string.IsNullOrWhiteSpace(request.Text))
            return result.Total > 0 ? result : result with { Unfiltered = Unfiltered(searcher, request, tree, assortment) };
        if (Unfiltered(searcher, request, tree, assortment) is > 0 and var unfiltered)
            return result with { Unfiltered = unfiltered };
        foreach (var nearness in new[] { Nearness.Misspelt, Nearness.Most })
            if (Run(searcher, request, tree, assortment, nearness) is { Total: > 0 } near)
                return near;
        return result;
    }

    private static int Unfiltered(IndexSearcher searcher, SearchRequest request, CategoryTree tree, Assortment assortment) => request.IsFiltered
        ? Run(searcher, new SearchRequest { Text = request.Text, Limit = 1 }, tree, assortment, Nearness.All).Total
        : 0;

    private static SearchResult Run(IndexSearcher searcher, SearchRequest request, CategoryTree tree, Assortment assortment, Nearness nearness)
    {
        var text = TextQuery.Of(request.Text ?? "", nearness);
        // Only separators were typed: that looks for nothing, not for everything.
        if (text is null && !string.IsNullOrWhiteSpace(request.Text))
            return new SearchResult([], 0, [], Loose: false);
        var facets = new SearchFacets(request, tree);
        var top = new TopHits(request.Sort, text is not null, request.Offset + request.Limit);
        using var hits = new HitCounter(facets.Selections, request.Price, (reader, columns) => AssortmentFilter.Of(assortment, tree, reader, columns), top);
        searcher.Search(text ?? new MatchAllDocsQuery(), hits);
        return new SearchResult([.. top.Documents(request.Offset).Select(doc => IdOf(searcher, doc))], hits.Total, facets.Result(hits), nearness != Nearness.All);
    }

    internal static SkuId IdOf(IndexSearcher searcher, int doc)
    {
        var leaf = searcher.IndexReader.Leaves[ReaderUtil.SubIndex(doc, searcher.IndexReader.Leaves)];
        var bytes = new BytesRef();
        leaf.AtomicReader.GetBinaryDocValues(Fields.Id).Get(doc - leaf.DocBase, bytes);
        return new SkuId(new Guid(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)));
    }
}
