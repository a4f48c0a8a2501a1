using Hecai.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Hecai.Tests.Browser;

/// <summary>One browser for the whole run, started by the first test that asks. HECAI_CHROMIUM names another than Debian's.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(Start);

    public static async Task<IBrowser> Shared() => (await Started.Value).Browser;

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        // Forms take their time on a busy machine; what does not come at all is told after this.
        Assertions.SetDefaultExpectTimeout(20_000);
        return (playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HECAI_CHROMIUM") ?? "/usr/bin/chromium",
            // Nothing but the product's own requests: a browser that phones home would hide a page that does.
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    public async ValueTask DisposeAsync()
    {
        if (!Started.IsValueCreated)
            return;
        var (playwright, browser) = await Started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
