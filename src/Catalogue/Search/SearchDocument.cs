using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>The names of the index's fields.</summary>
internal static class Fields
{
    public const string Id = "id", Facts = "facts", Price = "price", Sales = "sales", NameZh = "sort_zh", NameEn = "sort_en", Order = "sort";

    /// <summary>All texts of a product. How telling the place of a word is stands in its frequency (<see cref="Telling"/>).</summary>
    public const string Text = "text";

    // Part numbers: whole; as prefixes of the whole; as prefixes of any of their parts.
    public const string Part = "pn", PartPrefix = "pp", PartPiece = "pf";

    // Groups of facts beside the attributes, which are called by their codes.
    public const string Category = "category", Brand = "brand", Supplier = "supplier";

    /// <summary>Between the two names of one value: those of a brand in both languages, a supplier's id and name.</summary>
    public const char NameSeparator = '\u001f';
}

/// <summary>How telling a word is by where it stands: the product's name before its kind and maker, these before its values and description.</summary>
internal static class Telling
{
    public const int About = 1, Value = 2, Kind = 3, Name = 4, NameAndKind = 5;

    private static readonly float[] Weights = [0, 0.4f, 2, 3, 4, 4.5f];

    /// <summary>The weight of a frequency as the index keeps it.</summary>
    public static float Weight(float frequency) => Weights[Math.Min((int)frequency, Weights.Length - 1)];
}

/// <summary>Makes the index document of a product.</summary>
internal static class SearchDocument
{
    /// <summary>Longer beginnings of part numbers are found by enumerating those that have them.</summary>
    internal const int MaxPrefix = 8;
    private const int MaxPieces = 16;
    private static readonly FieldType Weighed = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS });
    private static readonly FieldType Exact = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });
    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private static readonly CompareInfo English = CultureInfo.GetCultureInfo("en-US").CompareInfo;
    private static readonly ConditionalWeakTable<CategoryTree, ConcurrentDictionary<string, string[]>> Kinds = [];

    public static Document Of(SearchEntry entry, CategoryTree tree)
    {
        var node = tree.Find(entry.Category);
        var document = new Document
        {
            new StringField(Fields.Id, entry.Id.Value.ToString("N"), Field.Store.NO),
            new BinaryDocValuesField(Fields.Id, new BytesRef(entry.Id.Value.ToByteArray())),
            new NumericDocValuesField(Fields.Price, entry.Offers.Min(o => o.PriceMinor)),
            new NumericDocValuesField(Fields.Sales, entry.Sold),
            new SortedDocValuesField(Fields.NameZh, new BytesRef(Pinyin.GetSortKey(entry.Name.Zh).KeyData)),
            new SortedDocValuesField(Fields.NameEn, new BytesRef(English.GetSortKey(entry.Name.En).KeyData)),
            new SortedDocValuesField(Fields.Order, new BytesRef($"{node?.Order ?? 9999:D5}/{entry.PartNumber}")),
            new Field(Fields.Text, new MadeTokens(Texts(entry, tree, node)), Weighed),
        };
        foreach (var (group, value) in Facts(entry, node))
            document.Add(new SortedSetDocValuesField(Fields.Facts, new BytesRef(group + Columns.Separator + value)));
        var part = Words.Plain(entry.PartNumber);
        Add(document, Fields.Part, [part.Trim(), Words.Stripped(part)]);
        Add(document, Fields.PartPrefix, Prefixes(Words.Stripped(part)));
        Add(document, Fields.PartPiece, Pieces(part).Take(MaxPieces).SelectMany(Prefixes));
        return document;
    }

    /// <summary>The name of a brand in both languages, as one value.</summary>
    public static string BrandOf(Text brand) => brand.Zh + Fields.NameSeparator + brand.En;

    /// <summary>What the product can be filtered by, on the search page and by the rules of pools.</summary>
    private static IEnumerable<(string Group, string Value)> Facts(SearchEntry entry, CategoryNode? node)
    {
        yield return (Fields.Category, entry.Category);
        yield return (Fields.Brand, BrandOf(entry.Brand));
        foreach (var offer in entry.Offers)
            yield return (Fields.Supplier, $"{offer.Supplier.Value:N}{Fields.NameSeparator}{offer.SupplierName}");
        foreach (var definition in node?.Attributes ?? [])
            if (definition.Type != AttributeType.Text && entry.Attributes.TryGetValue(definition.Code, out var value))
                yield return (definition.Code, value.ToString());
    }

    /// <summary>Every word of the product, as often as it is telling.</summary>
    private static IEnumerable<string> Texts(SearchEntry entry, CategoryTree tree, CategoryNode? node)
    {
        var words = new Dictionary<string, int>();
        void Say(IEnumerable<string> said, int telling)
        {
            foreach (var word in said)
                if (words.GetValueOrDefault(word) is var before && telling > before)
                    words[word] = telling;
        }
        Say(Tokens($"{entry.Description.Zh} {entry.Description.En}", characters: false), Telling.About);
        foreach (var definition in node?.Attributes ?? [])
            if (entry.Attributes.TryGetValue(definition.Code, out var value))
                Say(Said(definition, value), Telling.Value);
        Say(Tokens($"{entry.Brand.Zh} {entry.Brand.En} {string.Join(' ', entry.Offers.Select(o => o.SupplierName).Distinct())}", characters: false), Telling.Kind);
        var kind = Kinds.GetValue(tree, static _ => []).GetOrAdd(entry.Category, KindTokens, tree);
        Say(kind, Telling.Kind);
        Say(Tokens($"{entry.Name.Zh} {entry.Name.En}", characters: true), Telling.Name);
        foreach (var word in kind)
            if (words[word] == Telling.Name)
                words[word] = Telling.NameAndKind;
        return words.SelectMany(w => Enumerable.Repeat(w.Key, w.Value));
    }

    /// <summary>The names and synonyms of a category and of all above it.</summary>
    internal static string[] KindTokens(string category, CategoryTree tree) =>
        [.. tree.Path(category).Select(code => tree.Find(code)!).SelectMany(n => n.Synonyms.Append(n.Name.Zh).Append(n.Name.En)).SelectMany(t => Tokens(t, characters: true)).Distinct()];

    /// <summary>What of a value is searched for: 7.2 kW, R32, and the name of a yes.</summary>
    internal static IEnumerable<string> Said(AttributeDefinition definition, AttributeValue value) => definition.Type switch
    {
        AttributeType.Number => definition.Unit is { } unit ? [Words.Measure(value.Number!.Value, unit)] : [],
        AttributeType.Choice => definition.Choice(value.Text) is { } choice ? Tokens($"{choice.Zh} {choice.En}", characters: false) : [],
        AttributeType.Flag => value.Flag == true ? Tokens($"{definition.Zh} {definition.En}", characters: false) : [],
        _ => Tokens(value.ToString(), characters: false),
    };

    /// <summary>The tokens of a text: bigrams, also single characters if asked for, words, measures.</summary>
    internal static IEnumerable<string> Tokens(string text, bool characters)
    {
        foreach (var word in Words.Of(text))
            switch (word.Kind)
            {
                case WordKind.Chinese:
                    foreach (var bigram in Words.Bigrams(word.Text))
                        yield return bigram;
                    if (characters && word.Text.Length > 1)
                        foreach (var character in Words.Characters(word.Text))
                            yield return character;
                    break;
                case WordKind.Measure:
                    yield return word.Text;
                    break;
                default:
                    yield return word.Text;
                    foreach (var part in Words.Parts(word.Text).Where(p => p != word.Text))
                        yield return part;
                    break;
            }
    }

    /// <summary>The rest of a part number from each place where a part begins: after a separator, and between letters and digits.</summary>
    internal static IEnumerable<string> Pieces(string part)
    {
        for (var i = 1; i < part.Length; i++)
            if (char.IsLetterOrDigit(part[i]) && (!char.IsLetterOrDigit(part[i - 1]) || char.IsDigit(part[i]) != char.IsDigit(part[i - 1])))
                yield return Words.Stripped(part[i..]);
        yield return Words.Stripped(part);
    }

    // The whole stands beside its beginnings, so that a longer beginning finds it among the terms.
    private static IEnumerable<string> Prefixes(string text)
    {
        for (var length = 1; length <= Math.Min(text.Length, MaxPrefix); length++)
            yield return text[..length];
        if (text.Length > MaxPrefix)
            yield return text;
    }

    private static void Add(Document document, string field, IEnumerable<string> tokens) => document.Add(new Field(field, new MadeTokens(tokens.Distinct()), Exact));

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }

    /// <summary>Tokens that are already made.</summary>
    private sealed class MadeTokens : TokenStream
    {
        private readonly IEnumerator<string> tokens;
        private readonly ICharTermAttribute term;

        public MadeTokens(IEnumerable<string> tokens)
        {
            this.tokens = tokens.GetEnumerator();
            term = AddAttribute<ICharTermAttribute>();
        }

        public override bool IncrementToken()
        {
            ClearAttributes();
            if (!tokens.MoveNext())
                return false;
            term.SetEmpty().Append(tokens.Current);
            return true;
        }
    }
}
