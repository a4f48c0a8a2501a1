using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>What the index knows of a listing that is on sale.</summary>
internal sealed record SearchEntry(ListingId Id, OrganizationId Supplier, string SupplierName, string PartNumber, Text Name, Text Brand, string Category, long PriceMinor,
    IReadOnlyDictionary<string, AttributeValue> Attributes, Text Description);

/// <summary>The names of the index's fields.</summary>
internal static class Fields
{
    public const string Id = "id", Supplier = "supplier", Category = "category", Brand = "brand", Price = "price", NameZh = "sort_zh", NameEn = "sort_en", Order = "sort";

    // Part numbers: whole; as prefixes of the whole; as prefixes of any of their parts.
    public const string Part = "pn", PartPrefix = "pp", PartPiece = "pf";

    // Texts, the most telling first.
    public const string Name = "name", Rank = "rank", Kind = "kind", Maker = "maker", Values = "values", About = "about";

    public static string Facet(string attribute) => "f." + attribute;
    public static string Number(string attribute) => "n." + attribute;

    /// <summary>A brand with its names in both languages, as one value.</summary>
    public static string BrandOf(Text brand) => brand.Zh + "\u001f" + brand.En;
}

/// <summary>Makes the index document of an entry.</summary>
internal static class SearchDocument
{
    private const int MaxPrefix = 24, MaxPieces = 16;
    private static readonly FieldType Text = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = false, IndexOptions = IndexOptions.DOCS_AND_FREQS });
    private static readonly FieldType Exact = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });
    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private static readonly CompareInfo English = CultureInfo.GetCultureInfo("en-US").CompareInfo;

    private static readonly ConditionalWeakTable<CategoryTree, ConcurrentDictionary<string, string[]>> Kinds = [];

    public static Document Of(SearchEntry entry, CategoryTree tree)
    {
        var document = new Document
        {
            new StringField(Fields.Id, entry.Id.Value.ToString("N"), Field.Store.NO),
            new BinaryDocValuesField(Fields.Id, new BytesRef(entry.Id.Value.ToByteArray())),
            new StringField(Fields.Supplier, entry.Supplier.Value.ToString("N"), Field.Store.NO),
            new StringField(Fields.Rank, Rank(entry.Category), Field.Store.NO),
            new SortedDocValuesField(Fields.Category, new BytesRef(entry.Category)),
            new SortedDocValuesField(Fields.Brand, new BytesRef(Fields.BrandOf(entry.Brand))),
            new NumericDocValuesField(Fields.Price, entry.PriceMinor),
            new SortedDocValuesField(Fields.NameZh, new BytesRef(Pinyin.GetSortKey(entry.Name.Zh).KeyData)),
            new SortedDocValuesField(Fields.NameEn, new BytesRef(English.GetSortKey(entry.Name.En).KeyData)),
            new SortedDocValuesField(Fields.Order, new BytesRef($"{tree.Find(entry.Category)?.Order ?? 9999:D5}/{entry.PartNumber}")),
        };
        var part = Words.Plain(entry.PartNumber);
        Add(document, Fields.Part, [part.Trim(), Words.Stripped(part)], Exact);
        Add(document, Fields.PartPrefix, Prefixes(Words.Stripped(part)), Exact);
        Add(document, Fields.PartPiece, Pieces(part).Take(MaxPieces).SelectMany(Prefixes), Exact);
        Add(document, Fields.Name, Tokens($"{entry.Name.Zh} {entry.Name.En}", characters: true), Text);
        Add(document, Fields.Maker, Tokens($"{entry.Brand.Zh} {entry.Brand.En} {entry.SupplierName}", characters: false), Text);
        Add(document, Fields.Kind, Kinds.GetValue(tree, static t => []).GetOrAdd(entry.Category, KindTokens, tree), Text);
        Add(document, Fields.About, Tokens($"{entry.Description.Zh} {entry.Description.En}", characters: false), Text);
        Attributes(document, entry, tree.Find(entry.Category));
        return document;
    }

    /// <summary>The names and synonyms of a category and of all above it.</summary>
    private static string[] KindTokens(string category, CategoryTree tree) =>
        [.. tree.Path(category).Select(code => tree.Find(code)!).SelectMany(n => n.Synonyms.Append(n.Name.Zh).Append(n.Name.En)).SelectMany(t => Tokens(t, characters: true))];

    /// <summary>Who looks for "天花机" wants the machine before its controller, and the controller before its installation.</summary>
    private static string Rank(string category) => category.Split('.')[0] switch { "service" => "service", "system" => "part", _ => "goods" };

    private static void Attributes(Document document, SearchEntry entry, CategoryNode? node)
    {
        var words = new List<string>();
        foreach (var definition in node?.Attributes ?? [])
            if (entry.Attributes.TryGetValue(definition.Code, out var value))
            {
                words.AddRange(Said(definition, value));
                if (value.Number is { } number)
                    document.Add(new DoubleDocValuesField(Fields.Number(definition.Code), (double)number));
                if (definition.Facet)
                    document.Add(new SortedDocValuesField(Fields.Facet(definition.Code), new BytesRef(value.ToString())));
            }
        Add(document, Fields.Values, words, Text);
    }

    /// <summary>What of a value is searched for: 7.2 kW, R32, and the name of a yes.</summary>
    private static IEnumerable<string> Said(AttributeDefinition definition, AttributeValue value) => definition.Type switch
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

    private static IEnumerable<string> Prefixes(string text)
    {
        for (var length = 1; length <= Math.Min(text.Length, MaxPrefix); length++)
            yield return text[..length];
    }

    private static void Add(Document document, string field, IEnumerable<string> tokens, FieldType type) =>
        document.Add(new Field(field, new MadeTokens(type == Exact ? tokens.Distinct() : tokens), type));

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
