using System.Net;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Stories;

/// <summary>Every page without an id answers to somebody of each kind of organization, on both databases; the isolation matrix asks those with one.</summary>
public sealed class PageStories
{
    [Theory, EveryDatabase]
    public async Task Every_page_is_shown_or_refused_but_never_broken(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var pages = world.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null && !e.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => !p.StartsWith("/design", StringComparison.Ordinal) && p is not ("/error" or "/sign-out")).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(pages.Count > 35, $"Only {pages.Count} pages.");
        var (shown, broken) = (new HashSet<string>(), new List<string>());
        foreach (var organization in (DemoOrganization[])[DemoPeople.Operator, DemoPeople.Suppliers[0], DemoPeople.Buyers[0], DemoPeople.Providers[0]])
            foreach (var person in organization.People)
            {
                using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = world.Root };
                (await IdentityHost.Post(browser, "/sign-in", "sign-in", ("email", $"{person.Key}@{organization.Domain}"), ("password", DemoPeople.Password))).Dispose();
                foreach (var page in pages.Where(p => !shown.Contains(p)))
                {
                    using var answer = await browser.GetAsync(page);
                    if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect)
                        shown.Add(page);
                    else if (answer.StatusCode != HttpStatusCode.Forbidden && !(answer.StatusCode == HttpStatusCode.NotFound))
                        broken.Add($"{person.Key} {page}: {(int)answer.StatusCode}");
                }
            }
        Assert.Empty(broken);
        Assert.Empty(pages.Except(shown));
    }
}
