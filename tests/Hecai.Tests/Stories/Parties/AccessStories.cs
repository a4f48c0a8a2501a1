using System.Net;
using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Builder;

namespace Hecai.Tests.Stories;

/// <summary>Deny by default: an endpoint that nobody opened is open to nobody.</summary>
public sealed class AccessStories
{
    [Fact]
    public async Task An_endpoint_that_says_nothing_or_names_an_unknown_right_is_refused_to_everybody_and_found_at_once()
    {
        await using var host = new IdentityHost
        {
            Extra = app =>
            {
                app.MapGet("/api/v1/forgotten", () => "secret");
                app.MapGet("/forgotten", () => "secret");
                app.MapGet("/api/v1/misspelt", () => "secret").WithMetadata(new NeedsAttribute("site.mange"));
                app.MapGet("/api/v1/opened", () => "shown").Needs(PartiesPermissions.ManageSites);
            },
        };
        await host.InitializeAsync();
        using var program = await host.Program();
        Assert.Equal("shown", await program.GetStringAsync("/api/v1/opened"));
        foreach (var path in new[] { "/api/v1/forgotten", "/api/v1/misspelt" })
        {
            (await new Caller(program).Get(path["/api/v1".Length..])).Refused(403, "permission.missing");
            using var nobody = host.Browser();
            (await new Caller(nobody).Get(path["/api/v1".Length..])).Refused(401, "token.required");
        }
        using var administrator = await host.SignedIn("admin@example.com");
        using var page = await administrator.GetAsync("/forgotten");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.DoesNotContain("secret", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, AccessDeclarations.Missing(host.App.Services).Count(e => e.Contains("forgotten", StringComparison.Ordinal) || e.Contains("misspelt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_breaks_inside_is_told_without_its_insides()
    {
        await using var host = new IdentityHost { Extra = app => app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("the password is hunter2")).Needs(PartiesPermissions.ManageSites) };
        await host.InitializeAsync();
        using var program = await host.Program();
        var answer = (await new Caller(program).Get("/broken")).Refused(500, "internal");
        Assert.DoesNotContain("hunter2", answer.Raw, StringComparison.Ordinal);
        Assert.Equal(["code", "errors", "instance", "status", "title", "traceId", "type"], answer.Body.EnumerateObject().Select(p => p.Name).Order());
    }
}
