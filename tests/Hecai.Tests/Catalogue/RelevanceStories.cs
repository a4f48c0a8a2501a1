using System.Globalization;
using Hecai.Catalogue;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Catalogue;

/// <summary>
/// How good search is, over real products: of the judged queries in relevance.tsv at least 95 in a hundred have what they mean among
/// their first three hits, and at most two find nothing. Whoever knows a query that fails adds a line.
/// </summary>
public sealed class RelevanceStories
{
    [Fact]
    public async Task Judged_queries_find_what_they_mean_among_the_first_three()
    {
        await using var bed = await CatalogueBed.Open(range: true);
        await using (var file = File.OpenRead(SharedData.Path("products/catalogue_seed.jsonl.gz")))
            await bed.Get<ImportCatalogue>().Run(file, "catalogue_seed.jsonl.gz", new ImportOptions { Supplier = CatalogueBed.Chengyue, SupplierName = "澄岳暖通", MakePrices = true, List = true }, CatalogueBed.Platform);
        await bed.Get<SearchIndex>().CatchUp();
        var judged = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Catalogue", "relevance.tsv"))).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToList();
        Assert.InRange(judged.Count, 150, 10_000);

        var (missed, empty) = (new List<string>(), new List<string>());
        foreach (var query in judged)
        {
            var hits = (await bed.Found(new SearchRequest { Text = query[0], Limit = 3 })).ToList();
            var attributes = await bed.Db.Read(CatalogueBed.Buyer, async read => (await OfferRows.Attributes.Rows(read, [.. hits.Select(h => h.Sku)])).ToDictionary(a => a.Id, a => a.Values));
            if (hits.Count == 0)
                empty.Add(query[0]);
            if (!hits.Exists(h => query[1].Split('|').Any(one => one.Split('&').All(c => Meets(h, attributes[h.Sku], c)))))
                missed.Add($"{query[0]} → {string.Join("; ", hits.Select(h => $"{h.PartNumber} {h.Name.Zh} [{h.Category}]"))}, wanted {query[1]}");
        }
        TestContext.Current.SendDiagnosticMessage($"{judged.Count} judged queries: success@3 {1 - (missed.Count / (double)judged.Count):0.000}, nothing found {empty.Count}");
        if (Environment.GetEnvironmentVariable("HECAI_RELEVANCE") is { } report)
            await File.WriteAllLinesAsync(report, missed.Prepend($"{judged.Count} queries, {missed.Count} missed, {empty.Count} found nothing"));
        Assert.True(missed.Count <= judged.Count * 0.05, $"{missed.Count} of {judged.Count} missed:\n{string.Join('\n', missed)}");
        Assert.True(empty.Count <= judged.Count * 0.02, $"{empty.Count} of {judged.Count} find nothing: {string.Join(", ", empty)}");
    }

    private static bool Meets(Offer offer, IReadOnlyDictionary<string, AttributeValue> attributes, string condition)
    {
        var at = condition.IndexOfAny(['=', '~', '>', '<']);
        var (name, way, wanted) = (condition[..at], condition[at], condition[(at + 1)..].TrimStart('='));
        return name switch
        {
            "pn" => way == '=' ? offer.PartNumber == wanted : Contains(offer.PartNumber, wanted) || Contains(offer.Name.En, wanted),
            "cat" => offer.Category == wanted || offer.Category.StartsWith(wanted + ".", StringComparison.Ordinal),
            "brand" => Contains(offer.Brand.Zh, wanted) || Contains(offer.Brand.En, wanted),
            "name" => Contains(offer.Name.Zh, wanted) || Contains(offer.Name.En, wanted) || Contains(offer.PartNumber, wanted),
            _ => attributes.TryGetValue(name, out var value) && way switch
            {
                '>' => value.Number >= decimal.Parse(wanted, CultureInfo.InvariantCulture),
                '<' => value.Number <= decimal.Parse(wanted, CultureInfo.InvariantCulture),
                _ => value.ToString() == wanted,
            },
        };
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
