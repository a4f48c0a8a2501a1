using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Hecai.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hecai.Tests.Browser;

/// <summary>
/// Somebody at a browser of their own, who finds things by their words: the texts are written in both languages, and the visitor
/// reads one of them. What the page complains of on the way is kept in <see cref="Faults"/>.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    public const int Desktop = 1440, Phone = 390;

    private readonly IBrowserContext context;
    private readonly Uri root;
    private readonly string culture;
    private readonly ConcurrentQueue<string> faults = new();

    private Visitor(Uri root, string culture, IBrowserContext context, IPage page) => (this.root, this.culture, this.context, Page) = (root, culture, context, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts, violations of the content policy, requests that leave this machine.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    public static async Task<Visitor> Open(World world, string culture, int width = Desktop, bool script = true, Uri? root = null)
    {
        root ??= world.Root;
        var context = await (await Chromium.Shared()).NewContextAsync(new()
        {
            BaseURL = root.ToString(), Locale = culture, TimezoneId = "Asia/Shanghai", JavaScriptEnabled = script, ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = width == Phone ? 844 : 900 }, IsMobile = width == Phone, HasTouch = width == Phone,
        });
        context.SetDefaultTimeout(30_000);
        var visitor = new Visitor(root, culture, context, await context.NewPageAsync());
        visitor.Listen();
        // As the switch in the page's head does.
        await context.AddCookiesAsync([new() { Name = "hecai.culture", Value = Uri.EscapeDataString($"c={culture}|uic={culture}"), Url = root.ToString() }]);
        return visitor;
    }

    /// <summary>The visitor's language.</summary>
    public string Say(Text text) => culture == "zh-CN" ? text.Zh : text.En;

    public Task Go(string path) => Page.GotoAsync(path);

    public async Task SignIn(string key)
    {
        await Go("/sign-in");
        await Fill(("电子邮箱", "E-mail"), Email(key));
        await Fill(("密码", "Password"), DemoPeople.Password);
        await Press(("登录", "Sign in"));
        // The page may be exchanged without a navigation of the browser's: the address says when it was.
        await Expect(Page).Not.ToHaveURLAsync(new Regex("/sign-in"));
        await Expect(Page.Locator(".hc-shell, main").First).ToBeVisibleAsync();
    }

    public ILocator Block(Text title) => Page.GetByRole(AriaRole.Region, new() { Name = Say(title), Exact = true });

    /// <summary>The rows of tables that hold all of these texts.</summary>
    public ILocator Row(params string[] texts) => texts.Aggregate(Page.GetByRole(AriaRole.Row), (rows, text) => rows.Filter(new() { HasText = text }));

    public Task Follow(Text name, ILocator? within = null) => Named(AriaRole.Link, name, within).ClickAsync();

    public Task Press(Text name, ILocator? within = null) => Named(AriaRole.Button, name, within).ClickAsync();

    public Task Fill(Text label, string value, ILocator? within = null) => Field(label, within).FillAsync(value);

    /// <summary>A field by the beginning of its label, which goes on with "(optional)" or with the name of a row.</summary>
    public ILocator Field(Text label, ILocator? within = null)
    {
        var begins = new Regex(@"^\s*" + Regex.Escape(Say(label)));
        return within is null ? Page.GetByLabel(begins) : within.GetByLabel(begins);
    }

    public ILocator Named(AriaRole role, Text name, ILocator? within = null) => within is null
        ? Page.GetByRole(role, new() { Name = Say(name), Exact = true })
        : within.GetByRole(role, new() { Name = Say(name), Exact = true });

    /// <summary>Waits until the page's title line says this.</summary>
    public Task Titled(Text text) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Say(text));

    /// <summary>Waits until the strip "what happens next" says this.</summary>
    public Task Next(Text text) => Expect(Page.Locator(".hc-next")).ToContainTextAsync(Say(text));

    public Task Sees(Text text, ILocator? within = null) => Expect((within ?? Page.GetByRole(AriaRole.Main)).GetByText(Say(text)).First).ToBeVisibleAsync();

    public static string Email(string key) => $"{key}@{DemoPeople.All.Single(o => o.People.Any(p => p.Key == key)).Domain}";

    /// <summary>Saves the whole page as a picture in the folder that HECAI_SCREENSHOTS names; without it, nothing.</summary>
    public async Task Photograph(string name)
    {
        if (Environment.GetEnvironmentVariable("HECAI_SCREENSHOTS") is { } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }

    private void Listen()
    {
        Page.PageError += (_, error) => faults.Enqueue($"{Page.Url}: {error}");
        Page.Console += (_, message) =>
        {
            // The browser's word for a refused form, which the page itself explains.
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                faults.Enqueue($"{Page.Url}: {message.Text}");
        };
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } asked && asked.Authority != root.Authority)
                faults.Enqueue($"{Page.Url} asks {request.Url}");
        };
        context.Response += (_, response) =>
        {
            if (response.Status >= 500)
                faults.Enqueue($"{response.Status} {response.Url}");
        };
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
