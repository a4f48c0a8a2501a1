using System.Text;
using Lucene.Net.Util.Automaton;

namespace Hecai.Catalogue;

/// <summary>How a word that was typed was found.</summary>
public enum MatchKind
{
    /// <summary>As it was typed.</summary>
    Same,
    /// <summary>As the beginning of a longer one.</summary>
    Begins,
    /// <summary>With one or two other characters.</summary>
    Similar,
}

/// <summary>Where a product has a word, or part of a run of Chinese.</summary>
/// <param name="Place">Name, part number, category, or the name of an attribute.</param>
/// <param name="Shown">What stands there.</param>
/// <param name="Part">What of it was found: <c>变频</c> of "变频空调".</param>
public sealed record MatchPlace(MatchKind Kind, Text Place, Text Shown, string Part);

/// <summary>A word that was typed and where the product has it, the most telling place first; nowhere when the rest of the words sufficed.</summary>
public sealed record WordMatch(string Word, IReadOnlyList<MatchPlace> Places);

/// <summary>
/// Why a product is among the hits: the words of the search by the same rules by which the index was made. One pure function of the text
/// and the product, so that it needs nothing of the search that found it.
/// </summary>
internal static class MatchExplanation
{
    private static readonly Text PartNumber = ("型号", "Part number"), Name = ("名称", "Name"), Category = ("类目", "Category"), Brand = ("品牌", "Brand"), Supplier = ("供应商", "Supplier"), Description = ("说明", "Description");

    public static IReadOnlyList<WordMatch> Of(string text, SearchEntry entry, CategoryTree tree)
    {
        var fields = Texts(entry, tree).Select(f => (f.Place, f.Shown, Tokens: f.Tokens.ToHashSet())).ToList();
        return [.. Words.Of(text).Distinct().Take(SearchRequest.MaxTerms).Select(word => new WordMatch(word.Text, Places(word, entry, fields)))];
    }

    private static IReadOnlyList<MatchPlace> Places(Word word, SearchEntry entry, List<(Text Place, Text Shown, HashSet<string> Tokens)> fields)
    {
        var shown = new Text(entry.PartNumber, entry.PartNumber);
        var stripped = Words.Stripped(word.Text);
        var pieces = SearchDocument.Pieces(Words.Plain(entry.PartNumber)).ToList();
        if (word.Kind != WordKind.Chinese && pieces.Exists(p => p.StartsWith(stripped, StringComparison.Ordinal)))
            return [new(pieces[^1] == stripped ? MatchKind.Same : MatchKind.Begins, PartNumber, shown, word.Text)];
        List<MatchPlace> places = [];
        var open = Tokens(word).ToList();
        foreach (var (place, stands, tokens) in fields)
            if (open.Where(tokens.Contains).ToList() is { Count: > 0 } found)
            {
                places.Add(new(MatchKind.Same, place, stands, word.Kind == WordKind.Chinese ? Runs(word.Text, found) : word.Text));
                open.RemoveAll(tokens.Contains);
            }
        if (word.Kind != WordKind.Latin || open.Count == 0)
            return places;
        // Some parts of a part number are in many texts; only all of them are the word.
        if (stripped.Length >= 5 && stripped.Any(char.IsAsciiDigit) && pieces.Exists(p => Near(stripped, p[..Math.Min(p.Length, stripped.Length)], TextQuery.Edits(stripped))))
            return [new(MatchKind.Similar, PartNumber, shown, word.Text)];
        return Nearly(Words.Singular(word.Text), fields) is { } nearly ? [nearly] : [];
    }

    /// <summary>The first place with a word that begins like this one, else with one that is spelt nearly so.</summary>
    private static MatchPlace? Nearly(string word, List<(Text Place, Text Shown, HashSet<string> Tokens)> fields)
    {
        foreach (var (kind, fits) in new (MatchKind, Func<string, bool>)[]
        {
            (MatchKind.Begins, t => word.Length >= 3 && t.StartsWith(word, StringComparison.Ordinal)),
            (MatchKind.Similar, t => word.Length >= 4 && Near(word, t, TextQuery.Edits(word))),
        })
            foreach (var (place, stands, tokens) in fields)
                if (tokens.FirstOrDefault(fits) is { } token)
                    return new(kind, place, stands, token);
        return null;
    }

    private static IEnumerable<(Text Place, Text Shown, IEnumerable<string> Tokens)> Texts(SearchEntry entry, CategoryTree tree)
    {
        IEnumerable<string> Both(Text text, bool characters = false) => SearchDocument.Tokens($"{text.Zh} {text.En}", characters);
        yield return (Name, entry.Name, Both(entry.Name, characters: true));
        foreach (var node in Enumerable.Reverse(tree.Path(entry.Category)).Select(code => tree.Find(code)!))
        {
            yield return (Category, node.Name, Both(node.Name, characters: true));
            foreach (var synonym in node.Synonyms)
                yield return (Category, ($"{node.Name.Zh}（又称 {synonym}）", $"{node.Name.En} (also {synonym})"), SearchDocument.Tokens(synonym, characters: true));
        }
        yield return (Brand, entry.Brand, Both(entry.Brand));
        foreach (var name in entry.Offers.Select(o => o.SupplierName).Distinct())
            yield return (Supplier, (name, name), SearchDocument.Tokens(name, characters: false));
        foreach (var definition in tree.Find(entry.Category)?.Attributes ?? [])
            if (entry.Attributes.TryGetValue(definition.Code, out var value))
                yield return ((definition.Zh, definition.En), SkuPageQueries.Shown(definition, value), SearchDocument.Said(definition, value));
        yield return (Description, entry.Description, Both(entry.Description));
    }

    private static IEnumerable<string> Tokens(Word word) => word.Kind switch
    {
        WordKind.Chinese => Words.Bigrams(word.Text).Distinct(),
        WordKind.Measure => [word.Text],
        _ => Words.Parts(word.Text),
    };

    /// <summary>The stretches of a run that these bigrams cover: 变频、空调 of 变频空调 when 频空 is nowhere.</summary>
    private static string Runs(string run, List<string> found)
    {
        var characters = Words.Characters(run).ToList();
        if (characters.Count == 1)
            return run;
        var shown = new StringBuilder();
        for (var (i, joined) = (0, false); i + 1 < characters.Count; i++)
        {
            var bigram = characters[i] + characters[i + 1];
            if (found.Contains(bigram))
                shown.Append(joined ? characters[i + 1] : shown.Length > 0 ? "、" + bigram : bigram);
            joined = found.Contains(bigram);
        }
        return shown.ToString();
    }

    // As the index looks for misspelt words: the same automaton, transpositions count as one.
    private static bool Near(string word, string token, int edits) =>
        Math.Abs(word.Length - token.Length) <= edits && token[0] == word[0] && new CharacterRunAutomaton(new LevenshteinAutomata(word, true).ToAutomaton(edits)).Run(token);
}
