using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Hecai.Catalogue;

/// <summary>Makes a Lucene query of what a person typed. Nothing of it is syntax: quotes, stars and colons only separate.</summary>
internal static class TextQuery
{
    private static readonly (string Field, float Boost)[] Texts = [(Fields.Name, 4), (Fields.Kind, 3), (Fields.Maker, 3), (Fields.Values, 2), (Fields.About, 0.4f)];

    /// <summary>The query; null when there is nothing to look for.</summary>
    /// <param name="loose">Asks for most of the words instead of all.</param>
    public static Query? Of(string text, bool loose)
    {
        var words = Words.Of(text).Distinct().Take(SearchRequest.MaxTerms).ToList();
        if (words.Count == 0)
            return null;
        var query = Wanted(words, loose);
        var ranked = new BooleanQuery { { query, Occur.MUST } };
        ranked.Add(new ConstantScoreQuery(new TermQuery(new Term(Fields.Rank, "goods"))) { Boost = 14 }, Occur.SHOULD);
        ranked.Add(new ConstantScoreQuery(new TermQuery(new Term(Fields.Rank, "part"))) { Boost = 5 }, Occur.SHOULD);
        return ranked;
    }

    private static Query Wanted(List<Word> words, bool loose)
    {
        var query = new BooleanQuery();
        for (var i = 0; i < words.Count; i++)
            query.Add(Piece(words[i], last: i == words.Count - 1, loose), loose ? Occur.SHOULD : Occur.MUST);
        if (loose)
            query.MinimumNumberShouldMatch = Math.Max(1, words.Count / 2);
        var whole = Words.Stripped(string.Concat(words.Where(w => w.Kind != WordKind.Chinese).Select(w => w.Text)));
        if (words.Count > 1 && whole.Length is >= 3 and <= 64 && words.All(w => w.Kind != WordKind.Chinese))
        {
            // "KFR 72 QW" typed with spaces is also one part number.
            var either = new BooleanQuery { { query, Occur.SHOULD } };
            either.Add(Part(whole, whole), Occur.SHOULD);
            return either;
        }
        return query;
    }

    private static Query Piece(Word word, bool last, bool loose) => word.Kind switch
    {
        WordKind.Chinese => Chinese(word.Text, loose),
        WordKind.Measure => Measure(word.Text),
        _ => Latin(word.Text, last),
    };

    /// <summary>
    /// Bigrams that straddle two words typed without a space ("变频空调") are in no document, so that of longer runs
    /// most suffice; what has all of them comes first by its score.
    /// </summary>
    private static Query Chinese(string run, bool loose)
    {
        var bigrams = Words.Bigrams(run).Distinct().ToList();
        var query = new BooleanQuery();
        foreach (var bigram in bigrams)
            query.Add(Any(bigram), Occur.SHOULD);
        query.MinimumNumberShouldMatch = loose ? Math.Max(1, bigrams.Count / 3)
            : bigrams.Count <= 2 ? bigrams.Count : bigrams.Count - Math.Max(1, bigrams.Count / 3);
        return query;
    }

    private static Query Measure(string measure)
    {
        var query = new DisjunctionMaxQuery(0.1f);
        query.Add(Term(Fields.Name, measure, 4));
        query.Add(Term(Fields.Values, measure, 4));
        query.Add(Term(Fields.About, measure, 0.4f));
        query.Add(Term(Fields.PartPiece, Words.Stripped(measure), 0.5f));
        return query;
    }

    private static Query Latin(string word, bool last)
    {
        var query = (DisjunctionMaxQuery)Part(word, Words.Stripped(word));
        var parts = Words.Parts(word).ToList();
        if (parts.Count == 1)
            AddTexts(query, Words.Singular(word), last);
        else
        {
            var all = new BooleanQuery();
            foreach (var part in parts)
                all.Add(Any(part), Occur.MUST);
            query.Add(all);
        }
        return query;
    }

    private static void AddTexts(DisjunctionMaxQuery query, string word, bool last)
    {
        foreach (var (field, boost) in Texts)
            query.Add(Term(field, word, boost));
        // Still being typed: its beginning is enough.
        if (last && word.Length >= 3)
            foreach (var field in new[] { Fields.Name, Fields.Kind })
                query.Add(new PrefixQuery(new Term(field, word)) { Boost = 0.3f });
    }

    private static Query Part(string written, string stripped)
    {
        var query = new DisjunctionMaxQuery(0.1f);
        query.Add(Term(Fields.Part, written, 60));
        if (stripped.Length is > 0 and <= 24)
        {
            query.Add(Term(Fields.Part, stripped, 50));
            query.Add(Term(Fields.PartPrefix, stripped, 12));
            query.Add(Term(Fields.PartPiece, stripped, 8));
        }
        return query;
    }

    private static Query Any(string token)
    {
        var query = new DisjunctionMaxQuery(0.1f);
        foreach (var (field, boost) in Texts)
            query.Add(Term(field, token, boost));
        return query;
    }

    private static Query Term(string field, string token, float boost) => new TermQuery(new Term(field, token.Length > 256 ? token[..256] : token)) { Boost = boost };
}
