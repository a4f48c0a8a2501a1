using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hecai.Web.Identity;
using static Hecai.Tests.Stories.IdentityHost;

namespace Hecai.Tests.Stories;

public sealed class IdentityStories(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public void Every_endpoint_says_who_may_use_it() =>
        Assert.DoesNotContain(AccessDeclarations.Missing(host.App.Services), endpoint => !endpoint.StartsWith("/design", StringComparison.Ordinal));

    [Fact]
    public async Task A_page_asks_to_sign_in_and_then_goes_on_where_one_wanted_to_be()
    {
        using var browser = host.Browser();
        using var asked = await browser.GetAsync("/settings/members?q=a");
        Assert.Equal("/sign-in?returnUrl=%2Fsettings%2Fmembers%3Fq%3Da", asked.Headers.Location?.OriginalString);
        using var signedIn = await Post(browser, asked.Headers.Location!.OriginalString, "sign-in", ("email", "ADMIN@example.com"), ("password", Password));
        Assert.Equal("/settings/members?q=a", Path(signedIn));
        Assert.Contains("周启明", await browser.GetStringAsync("/settings/members"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task No_address_of_another_site_is_ever_returned_to(string url)
    {
        using var browser = host.Browser();
        using var signedIn = await Post(browser, "/sign-in?returnUrl=" + Uri.EscapeDataString(url), "sign-in", ("email", "admin@example.com"), ("password", Password));
        Assert.Equal("/", Path(signedIn));
    }

    [Fact]
    public async Task Unknown_address_and_wrong_password_are_answered_alike()
    {
        var answers = new List<string>();
        foreach (var (email, password) in new[] { ("admin@example.com", "wrong password"), ("nobody@example.com", Password) })
        {
            using var browser = host.Browser();
            using var answer = await Post(browser, "/sign-in", "sign-in", ("email", email), ("password", password));
            Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("hecai=", StringComparison.Ordinal)));
            var html = await answer.Content.ReadAsStringAsync();
            answers.Add(html[html.IndexOf("sign_in.failed", StringComparison.Ordinal)..][..40]);
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Cookies_cannot_be_read_by_scripts_nor_sent_along_by_other_sites()
    {
        using var browser = host.Browser();
        using var answer = await Post(browser, "/sign-in", "sign-in", ("email", "admin@example.com"), ("password", Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hecai=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_belongs_to_two_organizations_chooses_and_switches()
    {
        using var browser = host.Browser();
        using var signedIn = await Post(browser, "/sign-in", "sign-in", ("email", Email), ("password", Password));
        Assert.StartsWith("/switch", Path(signedIn), StringComparison.Ordinal);
        using var early = await browser.GetAsync("/settings/sites");
        Assert.StartsWith("/switch", Path(early), StringComparison.Ordinal);
        using var bank = await Post(browser, "/switch", "switch", ("membership", Buyer.Value.ToString()));
        Assert.Contains("江南银行", await browser.GetStringAsync("/settings/sites"), StringComparison.Ordinal);
        using var other = await Post(browser, "/switch", "switch", ("membership", Elsewhere.Value.ToString()));
        using var notHere = await browser.GetAsync("/settings/sites");
        Assert.Equal(HttpStatusCode.Forbidden, notHere.StatusCode);
        using var foreign = await Post(browser, "/switch", "switch", ("membership", Admin.Value.ToString()));
        Assert.Contains("not_found", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_its_forms_token_is_refused()
    {
        using var browser = await host.SignedIn("admin@example.com");
        using var answer = await browser.PostAsync("/settings/members", new FormUrlEncodedContent([new("_handler", "invite"), new("email", "x@example.com")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_voids_a_copied_cookie()
    {
        using var browser = host.Browser();
        using var signedIn = await Post(browser, "/sign-in", "sign-in", ("email", "admin@example.com"), ("password", Password));
        using var copy = host.Browser();
        copy.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hecai=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account")).StatusCode);
        using var signedOut = await Post(browser, "/sign-out", "sign-out");
        using var after = await copy.GetAsync("/account");
        Assert.StartsWith("/sign-in", Path(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_a_token_and_does_what_its_scopes_allow()
    {
        using var program = await host.Program();
        var me = await program.GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Equal("site.manage", Assert.Single(me.GetProperty("permissions").EnumerateArray()).GetString());
        Assert.Equal(Buyer.Value, me.GetProperty("membership").GetGuid());
        using var members = await program.GetAsync("/api/v1/members");
        Assert.Equal(HttpStatusCode.Forbidden, members.StatusCode);
        Assert.Equal("permission.missing", (await members.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(ClientId, "wrong", null, "invalid_client")]
    [InlineData("nobody", ClientSecret, null, "invalid_client")]
    [InlineData(ClientId, ClientSecret, "member.manage", "invalid_scope")]
    public async Task Without_the_secret_or_beyond_its_scopes_there_is_no_token(string client, string secret, string? scope, string error)
    {
        using var answer = await host.Token(client, secret, scope);
        Assert.True((int)answer.StatusCode is 400 or 401);
        Assert.Equal(error, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_forged_or_foreign_token_and_a_cookie_are_no_key_to_the_api()
    {
        using var answer = await host.Token();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        var parts = token.Split('.');
        var none = Base64($$"""{"alg":"none","typ":"at+jwt"}""");
        foreach (var forged in new[] { "x", $"{none}.{parts[1]}.", $"{parts[0]}.{Base64("""{"sub":"erp","scope":"member.manage","aud":"hecai-api"}""")}.{parts[2]}", token[..^2] })
        {
            using var program = host.Bearer(forged);
            using var refused = await program.GetAsync("/api/v1/me");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("token.required", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
        using var browser = await host.SignedIn("admin@example.com");
        using var cookie = await browser.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, cookie.StatusCode);
    }

    [Fact]
    public async Task Passkey_options_are_given_to_who_shows_the_pages_token()
    {
        using var browser = await host.SignedIn("admin@example.com");
        var html = await browser.GetStringAsync("/account");
        var token = html[(html.IndexOf(" token=\"", StringComparison.Ordinal) + 8)..].Split('"')[0];
        using var without = await browser.PostAsync("/passkeys/creation-options", null);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/creation-options") { Headers = { { "RequestVerificationToken", token } } };
        using var options = await browser.SendAsync(request);
        Assert.Equal("管理员", (await options.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetProperty("displayName").GetString());
        using var wrong = await Post(browser, "/account", "add-passkey", ("credential", "{}"));
        Assert.Contains("sign_in.passkey_failed", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_of_accounts_and_settings_answers()
    {
        using var anonymous = host.Browser();
        foreach (var page in new[] { "/sign-in", "/forgot", "/reset?token=x", "/accept-invitation?token=x", "/apply", "/sign-out" })
            Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync(page)).StatusCode);
        using var browser = await host.SignedIn("admin@example.com");
        foreach (var page in new[] { "/account", "/switch", "/settings", "/settings/members", $"/settings/members/{Buyer.Value}", "/settings/departments", "/settings/sites", "/settings/api-clients" })
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page)).StatusCode);
    }

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string? Path(HttpResponseMessage answer) => answer.Headers.Location is { } location
        ? location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString
        : null;
}
