using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Hecai.Catalogue;
using Hecai.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Bench;

/// <summary>The search page over HTTP, signed in, with facets and contract prices, against a bare page of the same framework.</summary>
internal static class Pages
{
    public static async Task<IEnumerable<Measured>> Search(TimeSpan time)
    {
        var settings = new HostSettings { Data = Directory.CreateTempSubdirectory("hecai-bench-").FullName, Url = "http://127.0.0.1:0" };
        await BenchWorld.Seed(settings);
        await using var app = HecaiHost.Build(settings, builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        var file = Path.GetFullPath(Path.Combine("..", "shared", "data", "products", "catalogue_seed.jsonl.gz"));
        if (File.Exists(file))
        {
            await using var content = File.OpenRead(file);
            await app.Services.GetRequiredService<ImportCatalogue>().Run(content, "seed.jsonl.gz", new ImportOptions { Supplier = Id.Named<OrganizationId>("yunling"), SupplierName = "云岭电器", MakePrices = true, List = true }, Actor.System(Via.Import));
        }
        await app.StartAsync();
        await app.Services.GetRequiredService<SearchIndex>().CatchUp(default);
        var address = Browsing.AddressOf(app);
        var cookies = await Browsing.SignIn(address);

        var bare = await Browsing.Bare(time);
        string[] words = ["天花机", "变频 冷暖", "热泵", "YL-KFR-72", "7.2kW", "heat pump", "dishwasher", "壁挂机 1.5匹", "冰箱", "chiller"];
        var page = await Browsing.Load(address, cookies, n => Search(words, n), time);
        var (rows, products) = await Found(address, cookies, words);
        var product = await Browsing.Load(address, cookies, n => products[n % products.Count], time);
        var memory = Process.GetCurrentProcess().WorkingSet64 / 1048576.0;
        await app.StopAsync();
        return
        [
            new("search page, 12,767 SKUs, signed in, 8 connections", page.Rate, "pages/s", bare.Rate, "≥ 0.12"),
            new("search page p50", page.P50, "ms", null, ""),
            new("search page p99", page.P99, "ms", null, "≤ 30 ms"),
            new("allocated for such a page, driver included", page.Allocated, "KB", bare.Allocated, ""),
            new("products on such a page, of 20", rows, "", null, ""),
            new("product page", product.Rate, "pages/s", bare.Rate, "≥ 0.15"),
            new("product page p99", product.P99, "ms", null, ""),
            new("allocated for a product page, driver included", product.Allocated, "KB", bare.Allocated, ""),
            new("memory of the whole bench process", memory, "MB", null, "≤ 350 MB for the server"),
        ];
    }

    private static string Search(string[] words, int n) => $"/catalogue?q={Uri.EscapeDataString(words[n % words.Length])}&brand={Uri.EscapeDataString(n % 2 == 0 ? "云岭" : "")}&sort={(n % 3 == 0 ? "PriceUp" : "Relevance")}";

    /// <summary>How full the measured pages are, for an empty page is fast and says nothing; and the pages of the products on them.</summary>
    private static async Task<(double Rows, IReadOnlyList<string> Products)> Found(Uri address, CookieContainer cookies, string[] words)
    {
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        var (counts, products) = (new List<int>(), new HashSet<string>());
        for (var n = 0; n < words.Length * 6; n++)
        {
            var page = await client.GetStringAsync(Search(words, n));
            counts.Add(Regex.Count(page, "name=\"add\""));
            products.UnionWith(Regex.Matches(page, "/catalogue/[0-9a-f-]{36}").Select(m => m.Value));
        }
        return (counts.Average(), [.. products]);
    }
}
