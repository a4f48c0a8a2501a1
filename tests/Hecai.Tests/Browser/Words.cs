using System.Text.RegularExpressions;
using Hecai.Web.Demo;
using Microsoft.Playwright;

namespace Hecai.Tests.Browser;

/// <summary>Tells the words of the product from what its users entered, which stays in the language they wrote.</summary>
internal sealed partial class Words
{
    /// <summary>Where the product itself speaks.</summary>
    private const string Chrome = "h1, h2, h3, th, label, legend, button, summary, nav a, dt, caption, .btn, .hc-state, .hc-next, .hc-meta, .hc-empty, .form-hint, .hc-crumb, option";

    private readonly List<string> entered = [];

    public static async Task<Words> Of(World world)
    {
        var words = new Words();
        foreach (var organization in DemoPeople.All)
        {
            words.Add([organization.Zh, .. organization.People.Select(p => p.Name), .. organization.Departments.Select(d => d.Name), .. organization.Centres.Select(c => c.Name)]);
            words.Add([.. organization.Rules.Select(r => r.Name), .. organization.Sites.SelectMany(s => (string[])[s.Name, s.Detail, s.Contact, .. s.Region.Split(' ')])]);
        }
        words.Add(DemoPurchases.All.Select(p => p.Purpose));
        foreach (var sql in (string[])["SELECT DISTINCT unit FROM skus", "SELECT DISTINCT carrier FROM shipments", "SELECT DISTINCT title FROM agreements", "SELECT DISTINCT name FROM pools", "SELECT DISTINCT name FROM shopping_lists", "SELECT DISTINCT name FROM saved_searches", "SELECT DISTINCT note FROM shopping_lists WHERE note IS NOT NULL", "SELECT DISTINCT comment FROM approval_tasks WHERE comment IS NOT NULL", "SELECT DISTINCT deferred_because FROM work_orders WHERE deferred_because IS NOT NULL", "SELECT DISTINCT reason FROM supplier_orders WHERE reason IS NOT NULL", "SELECT name FROM api_clients", "SELECT DISTINCT name FROM files"])
            words.Add((await world.Rows(sql)).Select(row => row[0]!.ToString()!));
        // What technicians wrote, what is searched for, the first letter of a name, and the names of regions.
        words.Add(["营业厅", "办公区", "楼", "天花机", .. Regions.Provinces.Select(p => p.Name), .. DemoPeople.All.SelectMany(o => o.People).Select(p => p.Name[..1])]);
        words.Add((await world.Rows("SELECT DISTINCT region_code FROM warehouses")).SelectMany(row => Regions.Find(row[0]!.ToString()!)!.Value.Path.Split(' ')));
        words.Add((await world.Rows("SELECT DISTINCT tracking_number FROM shipments")).Select(row => row[0]!.ToString()!));
        // The switch to the other language is written in it.
        words.Add(["中文", "中", "文"]);
        words.entered.Sort((a, b) => b.Length - a.Length);
        return words;
    }

    /// <summary>What is left in Chinese on a page that should be in English.</summary>
    public async Task<List<string>> Untranslated(IPage page)
    {
        var texts = await page.EvaluateAsync<string[]>($$"""
            () => [
                ...[...document.querySelectorAll({{System.Text.Json.JsonSerializer.Serialize(Chrome)}})].map(e => e.innerText),
                ...['placeholder', 'aria-label', 'title'].flatMap(name => [...document.querySelectorAll(`[${name}]`)].map(e => e.getAttribute(name))),
            ].filter(t => t && /[\u4e00-\u9fff]/.test(t))
            """);
        return [.. texts.Where(text => Chinese().IsMatch(entered.Aggregate(text, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)))).Select(text => text.ReplaceLineEndings(" ")).Distinct()];
    }

    private void Add(IEnumerable<string> texts) => entered.AddRange(texts.Where(text => text.Length > 0));

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
