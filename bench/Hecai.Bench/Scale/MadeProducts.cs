using System.IO.Compression;
using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Bench;

/// <summary>
/// A synthetic range, labelled as such: 300 categories of 20 attributes each in ten groups, and any number of products that vary makers
/// and models of the real ones. The same number always makes the same product.
/// </summary>
internal sealed class MadeProducts
{
    public const int Groups = 10, Categories = 300, Attributes = 20;
    private readonly IReadOnlyList<CategoryNode> leaves;
    private readonly IReadOnlyList<(string Brand, string Model)> real;
    private readonly IReadOnlyDictionary<int, CategoryNode> categories;

    /// <param name="leaves">The real categories, whose names and attributes the made ones take over.</param>
    /// <param name="seed">The real products, as JSON lines.</param>
    public MadeProducts(IReadOnlyList<CategoryNode> leaves, Stream seed)
    {
        this.leaves = leaves;
        using var reader = new StreamReader(new GZipStream(seed, CompressionMode.Decompress));
        var lines = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            using var product = JsonDocument.Parse(line);
            lines.Add((product.RootElement.GetProperty("brand").GetString()!, product.RootElement.GetProperty("model").GetString()!));
        }
        real = lines;
        categories = Enumerable.Range(0, Categories).ToDictionary(n => n, Leaf);
    }

    /// <summary>Parents before their children.</summary>
    public IEnumerable<CategoryNode> Tree =>
    [
        new CategoryNode { Code = "made", Name = ("合成商品", "Synthetic"), Order = 900 },
        .. Enumerable.Range(0, Groups).Select(g => new CategoryNode { Code = Group(g), Parent = "made", Name = ($"合成 {g + 1} 类", $"Synthetic group {g + 1}"), Order = g }),
        .. categories.Values,
    ];

    public static string Group(int group) => $"made.g{group}";

    /// <summary>A word that many of the products have, of the category with this number.</summary>
    public CategoryNode Category(int n) => categories[n % Categories];

    /// <summary>A brand that some of the products have.</summary>
    public string Brand(int n) => real[n % real.Count].Brand;

    public static string PartNumber(int n) => $"MK-{n:X6}/{n % 97:00}";

    /// <summary>The products of one supplier, as a file that suppliers would send.</summary>
    public async Task Write(string file, IEnumerable<int> numbers)
    {
        await using var stream = new BufferedStream(File.Create(file), 1 << 20);
        foreach (var n in numbers)
        {
            await using (var json = new Utf8JsonWriter(stream))
                Product(json, n);
            stream.WriteByte((byte)'\n');
        }
    }

    private CategoryNode Leaf(int n)
    {
        var like = leaves[n % leaves.Count];
        var typed = like.Attributes.Where(a => a.Type != AttributeType.Text).Take(Attributes).ToList();
        var more = Enumerable.Range(0, Attributes - typed.Count).Select(i => new AttributeDefinition
        {
            Code = $"made{i}", Zh = $"指标 {i + 1}", En = $"Figure {i + 1}", Type = AttributeType.Number, Unit = "kW", Facet = i < 3, Order = 50 + i,
        });
        return new CategoryNode
        {
            Code = $"{Group(n % Groups)}.c{n}", Parent = Group(n % Groups), Name = ($"{like.Name.Zh} {n / leaves.Count + 1} 型", $"{like.Name.En} series {n / leaves.Count + 1}"), Leaf = true, Order = n,
            Unspsc = like.Unspsc, Picture = like.Picture, Unit = like.Unit, Synonyms = like.Synonyms, Attributes = [.. typed, .. more],
        };
    }

    private void Product(Utf8JsonWriter json, int n)
    {
        var (random, category, (brand, model)) = (new Random(n), categories[n % Categories], real[n % real.Count]);
        json.WriteStartObject();
        json.WriteString("sku", PartNumber(n));
        json.WriteString("brand", brand);
        json.WriteString("category", category.Code);
        json.WriteStartObject("name");
        json.WriteString("zh", $"{category.Name.Zh} {model}");
        json.WriteString("en", $"{category.Name.En} {model}");
        json.WriteEndObject();
        json.WriteStartObject("attributes");
        foreach (var attribute in category.Attributes)
            switch (attribute.Type)
            {
                case AttributeType.Choice: json.WriteString(attribute.Code, attribute.Choices[random.Next(attribute.Choices.Count)].Code); break;
                case AttributeType.Flag: json.WriteBoolean(attribute.Code, random.Next(2) == 0); break;
                default: json.WriteNumber(attribute.Code, random.Next(1, 400) / 10m); break;
            }
        json.WriteEndObject();
        json.WriteNumber("listPrice", random.Next(199, 99_999) * 100L);
        json.WriteString("source", "synthetic");
        json.WriteEndObject();
    }
}
