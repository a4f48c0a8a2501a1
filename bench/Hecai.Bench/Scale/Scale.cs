using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Tests;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Bench;

/// <summary>
/// A national marketplace on PostgreSQL: how search, product pages, pricing and checks hold up when everything is a hundred times as much.
/// <c>HECAI_SCALE</c> is the number of products; a million by default.
/// </summary>
internal sealed class Scale : IAsyncDisposable
{
    private const string Region = "320508018";
    private readonly string folder = Directory.CreateTempSubdirectory("hecai-scale-").FullName;
    private readonly PostgresCluster cluster;
    private readonly HostSettings settings;
    private readonly MadeProducts made;
    private readonly Sizes sizes;
    private WebApplication app;

    private Scale(PostgresCluster cluster, HostSettings settings, WebApplication app, MadeProducts made, Sizes sizes) =>
        (this.cluster, this.settings, this.app, this.made, this.sizes) = (cluster, settings, app, made, sizes);

    public static async Task<IEnumerable<Measured>> Run(TimeSpan time)
    {
        var seed = Path.GetFullPath(Path.Combine("..", "shared", "data", "products", "catalogue_seed.jsonl.gz"));
        if (!File.Exists(seed))
        {
            Console.Error.WriteLine("  skipped: the shared data are not beside the project");
            return [];
        }
        var sizes = new Sizes(Environment.GetEnvironmentVariable("HECAI_SCALE") is { } s ? int.Parse(s, CultureInfo.InvariantCulture) : 1_000_000);
        var cluster = await PostgresCluster.Start(durable: true);
        await cluster.Execute("CREATE DATABASE bench");
        var settings = new HostSettings { Data = Directory.CreateTempSubdirectory("hecai-scale-").FullName, Url = "http://127.0.0.1:0", Database = cluster.Connection("bench") };
        await BenchWorld.Seed(settings);
        var app = await Start(settings);
        var tree = await app.Services.GetRequiredService<AppDb>().Read(Actor.System(), read => app.Services.GetRequiredService<CatalogueQueries>().Categories(read));
        await using var scale = new Scale(cluster, settings, app, new MadeProducts([.. tree.All.Where(c => c.Leaf && !c.Code.StartsWith("service.", StringComparison.Ordinal))], File.OpenRead(seed)), sizes);
        return await scale.Measure(time);
    }

    private static async Task<WebApplication> Start(HostSettings settings)
    {
        var app = HecaiHost.Build(settings, builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        await app.StartAsync();
        return app;
    }

    private Uri Address => Browsing.AddressOf(app);

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<IReadOnlyList<Measured>> Measure(TimeSpan time)
    {
        var market = new Marketplace(app, settings, made, sizes);
        var (rows, size) = (new List<Measured>(), $"{sizes.Skus:#,0} SKUs");
        Say($"{sizes}");
        await market.Prepare();

        // A hundredth first: how search grows is measured against it.
        var some = sizes.Skus / 100;
        var first = await market.Import(folder, 0, some);
        await Get<SearchIndex>().CatchUp();
        var cookies = await Browsing.SignIn(Address);
        var bare = await Browsing.Bare(time);
        var small = await Browsing.Load(Address, cookies, Search, time);
        Say($"{some} are in");

        var clock = Stopwatch.StartNew();
        var rest = await market.Import(folder, some, sizes.Skus);
        Say($"imported after {clock.Elapsed.TotalSeconds:0} s");
        await Get<SearchIndex>().CatchUp();
        rows.Add(new($"import of {rest.Created:#,0} SKUs", rest.Created / rest.Seconds, "rows/s", await BareRows.CopyRate(settings, cluster), "≥ 0.15"));
        rows.Add(new("all of them searchable after the start of the import, files written meanwhile", clock.Elapsed.TotalSeconds, "s", null, "≤ 180 s"));
        rows.Add(new("memory of the whole bench process during the import", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MB", null, "≤ 600 MB for the server"));
        Say($"searchable after {clock.Elapsed.TotalSeconds:0} s");
        await market.Stock();
        Say("stocked");
        await market.Pools();
        Say("pools published");
        await market.Agreements();
        Say("agreements copied in");

        var page = await Browsing.Load(Address, cookies, Search, time);
        rows.Add(new($"search page, {size}: keyword, two facets, pool and agreements, 8 connections", page.Rate, "pages/s", bare.Rate, "≥ 0.06"));
        rows.Add(new("search page p50", page.P50, "ms", null, "≤ 15 ms"));
        rows.Add(new("search page p99", page.P99, "ms", null, "≤ 50 ms"));
        rows.Add(new($"search page p99, against {some:#,0} SKUs", page.P99, "ms", small.P99, "≤ 2.5"));
        var api = await Browsing.Load(Address, new CookieContainer(), n => $"/api/v1/products?{Query(n)}&regionCode={Region}&limit=20", time, await Token());
        rows.Add(new("the same query through the API", api.Rate, "answers/s", page.Rate, "≥ 1.5"));
        var listings = market.InPool(2_000);
        var product = await Browsing.Load(Address, cookies, n => $"/catalogue/{listings[n % listings.Count].Value}", time);
        rows.Add(new("product page", product.Rate, "pages/s", bare.Rate, "≥ 0.15"));

        var buyer = (await Get<Actors>().For(DemoPeople.Membership("he.jiayi"), Via.Page))!;
        rows.Add(new("pricing and sourcing a basket of 1,000 lines", await Middle(n => Get<QuoteBasket>().Run([.. listings.Skip(n * 7).Take(1_000).Select(l => new WantedLine(l, 1, []))], new(Region), buyer)), "ms", null, "≤ 40 ms for its prices"));
        rows.Add(new("check of 500 lines", await Middle(n => Get<CheckLines>().Run([.. listings.Skip(n * 7).Take(500).Select(l => new AskedLine(null, l, 1, []))], Region, buyer)), "ms", null, "≤ 150 ms"));
        rows.AddRange(await PriceChange(market, cookies, page, time));
        rows.Add(new("memory of the whole bench process at that scale", Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB", null, "≤ 1,536 MB for the server"));
        rows.Add(await Restart(cookies));
        return rows;
    }

    /// <summary>A search that many do: a kind of goods, of one category and one brand, in the pool of the buyer.</summary>
    private string Query(int n)
    {
        var category = made.Category(n * 11 % 290);
        return $"q={Uri.EscapeDataString(category.Name.Zh.Split(' ')[0])}&category={category.Code}{(n % 4 == 0 ? $"&brand={Uri.EscapeDataString(made.Brand(n))}" : "")}";
    }

    private string Search(int n) => $"/catalogue?{Query(n)}&priceFrom=1000";

    /// <summary>The middle of fifteen calls after five that do not count, in ms.</summary>
    private static async Task<double> Middle(Func<int, Task> call)
    {
        var times = new List<double>();
        for (var n = 0; n < 20; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(n);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times.Skip(5).Order().ElementAt(7);
    }

    private async Task<IEnumerable<Measured>> PriceChange(Marketplace market, CookieContainer cookies, Taken calm, TimeSpan time)
    {
        var n = Enumerable.Range(0, sizes.Skus).First(n => n % sizes.Suppliers == 0 && market.IsInPool(n));
        var browsing = Browsing.Load(Address, cookies, Search, time);
        await Task.Delay(time);
        var agreed = await market.Agree(n, Money.Yuan(123) + new Money(45, "CNY"));
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = Address };
        while (!(await client.GetStringAsync($"/catalogue/{market.Listing(n).Value}")).Contains(">123.45<", StringComparison.Ordinal))
            await Task.Delay(20);
        var seen = Stopwatch.GetElapsedTime(agreed).TotalSeconds;
        return [new("a new agreement price is seen while 8 clients browse", seen, "s", null, "≤ 2 s"), new("p99 of browsing meanwhile", (await browsing).P99, "ms", calm.P99, "≤ 1.5")];
    }

    /// <summary>From a stopped server to its first page, with the index that is there.</summary>
    private async Task<Measured> Restart(CookieContainer cookies)
    {
        await app.StopAsync();
        await app.DisposeAsync();
        var clock = Stopwatch.StartNew();
        app = await Start(settings);
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = Address };
        await client.GetStringAsync(Search(3));
        return new("start with the index that is there, to the first page, compiled code warm", clock.Elapsed.TotalSeconds, "s", null, "≤ 5 s");
    }

    private async Task<string> Token()
    {
        var administrator = (await Get<Actors>().For(DemoPeople.Membership("gu.nian"), Via.Page))!;
        var program = await Get<CreateApiClient>().Run("bench", [PurchasingPermissions.Browse.Code], DemoPeople.Membership("he.jiayi"), administrator);
        await Get<ConfirmApiClient>().Run(program.Id, (await Get<Actors>().For(DemoPeople.Membership("he.jiayi"), Via.Page))!);
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = program.ClientId, ["client_secret"] = program.Secret, ["scope"] = PurchasingPermissions.Browse.Code,
        }));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static void Say(string what) => Console.Error.WriteLine($"  {DateTime.Now:HH:mm:ss} {what}");

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(settings.Data, recursive: true);
    }
}
