using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Web.Demo;

namespace Hecai.Tests.Browser;

/// <summary>
/// Every page at a desk and on a telephone, in both languages, light and dark: no error, no request that leaves the machine, nothing
/// wider than the screen, no table wider than its block on a laptop, nothing that axe finds, no word left in the other language. HECAI_SCREENSHOTS names a folder for pictures.
/// </summary>
public sealed class EveryPage
{
    private static readonly int[] Laptops = [1280, 1000];
    private readonly ConcurrentQueue<string> problems = new();

    [Fact]
    public async Task Every_page_is_whole_at_both_widths_in_both_languages()
    {
        await using var world = await World.Open(Database.Sqlite);
        await (await world.As("he.jiayi")).Post("/cart/lines", new { listing = Id.Named<ListingId>("YL-KFR-72QW/A1").Value, quantity = 2, services = new[] { new { code = "install", quantity = 2 } } });
        foreach (var (number, writer) in ((string, string)[])[("AG-2027-0001", "mei.lin"), ("AG-2027-0002", "fang.yuan")])
            await world.Get<DraftAgreement>().Run(new(DemoPeople.Buyers[0].Id, DemoPeople.Suppliers[0].Id, number, "2027 年度框架协议", new(2027, 1, 1), new(2027, 12, 31),
                [new() { Sku = Id.Named<SkuId>("YL-KFR-72QW/A1"), Price = Money.Yuan(7_400), Quota = new(200, QuotaMeasure.Pieces) }, new() { Category = "kitchen", Brand = "云岭", DiscountBasisPoints = 600, Tiers = [new(20, null, 850)], Quota = new(50_000_000, QuotaMeasure.Amount) }]), await world.Actor(writer));
        var addresses = await Addresses.All(world);
        var words = await Words.Of(world);
        var visits = from culture in (string[])["zh-CN", "en-US"] from person in addresses.GroupBy(a => a.Person) select (culture, person);
        // The server and the browser share the machine: more at once would only wait.
        await Parallel.ForEachAsync(visits, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (visit, _) =>
        {
            await using var visitor = await Visitor.Open(world, visit.culture);
            if (visit.person.Key is { } key)
                await visitor.SignIn(key);
            foreach (var address in visit.person)
                await Look(visitor, address, visit.culture == "zh-CN", words);
            foreach (var fault in visitor.Faults)
                problems.Enqueue(fault);
        });
        Assert.True(problems.IsEmpty, $"{problems.Count} problems:\n{string.Join('\n', problems.Distinct().Order(StringComparer.Ordinal))}");
    }

    private async Task Look(Visitor visitor, Visit address, bool chinese, Words words)
    {
        var language = chinese ? "zh" : "en";
        var answer = await visitor.Page.GotoAsync(address.Path);
        if (answer!.Status != (address.Path == "/error" ? 404 : 200))
            problems.Enqueue($"{address.Path} ({address.Person}): {answer.Status}");
        await Fits(visitor, address, Visitor.Desktop, language);
        if (chinese)
        {
            await Axe(visitor, address, "1440");
            await visitor.Page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'dark'");
            await Axe(visitor, address, "dark", "color-contrast");
            await visitor.Photograph($"{address.Name}-1440-dark");
            await visitor.Page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'light'");
        }
        else
        {
            foreach (var left in await words.Untranslated(visitor.Page))
                problems.Enqueue($"{address.Name}: not in English: {left}");
        }
        foreach (var laptop in Laptops)
            await Within(visitor, address, laptop, language);
        await visitor.Page.SetViewportSizeAsync(Visitor.Phone, 844);
        await Fits(visitor, address, Visitor.Phone, language);
        if (!chinese)
            await Axe(visitor, address, "390");
        await visitor.Page.SetViewportSizeAsync(Visitor.Desktop, 900);
    }

    private async Task Within(Visitor visitor, Visit address, int width, string language)
    {
        await visitor.Page.SetViewportSizeAsync(width, 800);
        var covered = await visitor.Page.EvaluateAsync<int>("[...document.querySelectorAll('main .hc-block table')].filter(t => t.checkVisibility() && t.getBoundingClientRect().right > t.closest('.hc-block').getBoundingClientRect().right + 1).length");
        if (covered > 0)
            problems.Enqueue($"{address.Name}: {covered} tables stick out of their block at {width} ({language})");
    }

    private async Task Fits(Visitor visitor, Visit address, int width, string language)
    {
        await visitor.Photograph($"{address.Name}-{width}-{language}");
        var wider = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wider > 0)
            problems.Enqueue($"{address.Name}: {wider} px wider than {width} ({language})");
    }

    private static readonly string AxeCore = new BundledAxeScriptProvider().GetScript();

    // Within the page: the library's own way opens a tab for each run, and none of these pages has frames.
    private async Task Axe(Visitor visitor, Visit address, string how, params string[] rules)
    {
        await visitor.Page.EvaluateAsync(AxeCore);
        foreach (var found in await visitor.Page.EvaluateAsync<string[]>("""
            rules => axe.run(document, { resultTypes: ['violations'], ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {}) })
                .then(result => result.violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`)))
            """, rules))
            problems.Enqueue($"{address.Name} ({how}): {found}");
    }
}
