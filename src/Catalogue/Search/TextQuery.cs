using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace Hecai.Catalogue;

/// <summary>How closely a product must match what was typed.</summary>
internal enum Nearness
{
    /// <summary>All words.</summary>
    All,
    /// <summary>All words, part numbers and long words also misspelt.</summary>
    Misspelt,
    /// <summary>Most of the words.</summary>
    Most,
}

/// <summary>Makes a Lucene query of what a person typed. Nothing of it is syntax: quotes, stars and colons only separate.</summary>
internal static class TextQuery
{
    /// <summary>The query; null when there is nothing to look for.</summary>
    public static Query? Of(string text, Nearness nearness)
    {
        var words = Words.Of(text).Distinct().Take(SearchRequest.MaxTerms).ToList();
        if (words.Count == 0)
            return null;
        var query = new BooleanQuery();
        for (var i = 0; i < words.Count; i++)
            query.Add(Piece(words[i], last: i == words.Count - 1, nearness), nearness == Nearness.Most ? Occur.SHOULD : Occur.MUST);
        if (nearness == Nearness.Most)
            query.MinimumNumberShouldMatch = Math.Max(1, words.Count / 2);
        var whole = Words.Stripped(string.Concat(words.Where(w => w.Kind != WordKind.Chinese).Select(w => w.Text)));
        if (words.Count == 1 || whole.Length is < 3 or > 64 || words.Any(w => w.Kind == WordKind.Chinese))
            return query;
        // "KFR 72 QW" typed with spaces is also one part number.
        var either = new BooleanQuery { { query, Occur.SHOULD } };
        either.Add(Part(whole, whole, nearness), Occur.SHOULD);
        return either;
    }

    private static Query Piece(Word word, bool last, Nearness nearness) => word.Kind switch
    {
        WordKind.Chinese => Chinese(word.Text, nearness),
        WordKind.Measure => Measure(word.Text),
        _ => Latin(word.Text, last, nearness),
    };

    /// <summary>
    /// Bigrams that straddle two words typed without a space ("变频空调") are in no document, so that of longer runs
    /// most suffice; what has all of them comes first by its score.
    /// </summary>
    private static Query Chinese(string run, Nearness nearness)
    {
        var bigrams = Words.Bigrams(run).Distinct().ToList();
        if (bigrams.Count == 1)
            return Text(bigrams[0]);
        var query = new BooleanQuery();
        foreach (var bigram in bigrams)
            query.Add(Text(bigram), Occur.SHOULD);
        query.MinimumNumberShouldMatch = nearness == Nearness.Most ? Math.Max(1, bigrams.Count / 3)
            : bigrams.Count == 2 ? 2 : bigrams.Count - Math.Max(1, bigrams.Count / 3);
        return query;
    }

    private static Query Measure(string measure)
    {
        var query = new DisjunctionMaxQuery(0.1f) { Text(measure) };
        query.Add(Fixed(new TermQuery(new Term(Fields.PartPiece, Words.Stripped(measure))), 0.5f));
        return query;
    }

    private static Query Latin(string word, bool last, Nearness nearness)
    {
        var query = (DisjunctionMaxQuery)Part(word, Words.Stripped(word), nearness);
        var parts = Words.Parts(word).ToList();
        if (parts.Count > 1)
        {
            var all = new BooleanQuery();
            foreach (var part in parts)
                all.Add(Text(part), Occur.MUST);
            query.Add(all);
            return query;
        }
        var single = Words.Singular(word);
        query.Add(Text(single));
        // Still being typed: its beginning is enough.
        if (last && single.Length >= 3)
            query.Add(Fixed(new PrefixQuery(new Term(Fields.Text, Short(single))), 0.6f));
        if (nearness == Nearness.Misspelt && single.Length >= 4)
            query.Add(Fixed(new FuzzyQuery(new Term(Fields.Text, Short(single)), Edits(single), 1, 30, true), 1));
        return query;
    }

    private static Query Part(string written, string stripped, Nearness nearness)
    {
        var query = new DisjunctionMaxQuery(0.1f) { Fixed(new TermQuery(new Term(Fields.Part, Short(written))), 60) };
        if (stripped.Length is 0 or > 64)
            return query;
        query.Add(Fixed(new TermQuery(new Term(Fields.Part, stripped)), 50));
        query.Add(Fixed(Begins(Fields.PartPrefix, stripped), 12));
        query.Add(Fixed(Begins(Fields.PartPiece, stripped), 8));
        // One or two wrong characters of a part number or of its beginning; a wrong digit is as likely as a wrong letter.
        if (nearness == Nearness.Misspelt && stripped.Length >= 5 && stripped.Any(char.IsAsciiDigit))
            foreach (var (field, edits, score) in new[] { (Fields.Part, 1, 9f), (Fields.Part, 2, 6f), (Fields.PartPiece, 1, 4f) })
                if (edits == 1 || stripped.Length >= 8)
                    query.Add(Fixed(new FuzzyQuery(new Term(field, stripped), edits, 1, 30, true), score));
        return query;
    }

    /// <summary>Part numbers that begin like this, or that have a part which does.</summary>
    public static Query PartBegins(string stripped) => new BooleanQuery { { Begins(Fields.PartPrefix, stripped), Occur.SHOULD }, { Begins(Fields.PartPiece, stripped), Occur.SHOULD } };

    // Short beginnings are terms of their own, longer ones are few enough to be enumerated.
    private static Query Begins(string field, string stripped) => stripped.Length <= SearchDocument.MaxPrefix ? new TermQuery(new Term(field, stripped)) : new PrefixQuery(new Term(field, stripped));

    /// <summary>How many characters of a word may be wrong.</summary>
    internal static int Edits(string word) => word.Length >= 8 ? 2 : 1;

    private static TermQuery Text(string token) => new(new Term(Fields.Text, Short(token)));

    private static ConstantScoreQuery Fixed(Query query, float score) => new(query) { Boost = score };

    private static string Short(string token) => token.Length > 256 ? token[..256] : token;
}

/// <summary>
/// Scores a word by how rare it is and how telling its place in the product is. Neither the length of a text nor how often it repeats a
/// word says anything about a product.
/// </summary>
internal sealed class TellingSimilarity : DefaultSimilarity
{
    public override float Tf(float freq) => Telling.Weight(freq);
    public override float Idf(long docFreq, long numDocs) => (float)Math.Sqrt(1 + Math.Log((numDocs + 1.0) / (docFreq + 1.0)));
    public override float Coord(int overlap, int maxOverlap) => 1;
    public override float QueryNorm(float sumOfSquaredWeights) => 1;
}
