using Lucene.Net.Search;

namespace Hecai.Catalogue;

/// <summary>What a part number may have meant that no product has, for a whole list at once.</summary>
public sealed class PartQueries(SearchIndex index, Categories categories, Assortments assortments)
{
    /// <summary>Longer part numbers do not exist.</summary>
    public const int MaxText = 120;

    /// <summary>The most products that are named for one text.</summary>
    public const int MaxChoices = 6;

    /// <summary>
    /// The products of the actor's assortment whose part number begins like each text, or has a part that does; for a text that is no part number,
    /// those that have all its words. The index alone answers.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SkuId>>> Near(Reading read, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return new Dictionary<string, IReadOnlyList<SkuId>>();
        var (tree, assortment) = (await categories.Tree(read), await assortments.Of(read));
        return await index.Search(searcher => texts.Distinct().ToDictionary(t => t, t => Near(searcher, t, tree, assortment)), read.Cancel);
    }

    private static IReadOnlyList<SkuId> Near(IndexSearcher searcher, string text, CategoryTree tree, Assortment assortment)
    {
        var stripped = Words.Stripped(Words.Plain(text));
        var query = text.Length > MaxText || stripped.Length < 2 ? null : stripped.All(char.IsAscii) ? TextQuery.PartBegins(stripped) : TextQuery.Of(text, Nearness.All);
        if (query is null)
            return [];
        var top = new TopHits(SearchSort.Relevance, false, MaxChoices);
        using var hits = new HitCounter([], null, (reader, columns) => AssortmentFilter.Of(assortment, tree, reader, columns), top);
        searcher.Search(query, hits);
        return [.. top.Documents(0).Select(doc => SearchQueries.IdOf(searcher, doc))];
    }

    /// <summary>What is the same for part numbers that are the same: letters of full width are ordinary ones, and case does not matter.</summary>
    internal static string KeyOf(string partNumber) => Sku.KeyOf(Words.Plain(partNumber).Trim());
}
