using System.Net;
using System.Text;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Forms that anybody can reach: a forgotten password, an invitation, a guessed password, and too many of them.</summary>
public sealed class AccountForms
{
    private const string Shen = "shen.li@jiangnan.example";

    private static HttpClient Browser(World world) => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = world.Root };

    private static Task<HttpResponseMessage> SignIn(HttpClient browser, string email, string password) => IdentityHost.Post(browser, "/sign-in", "sign-in", ("email", email), ("password", password));

    private static async Task<bool> SignsIn(World world, string email, string password)
    {
        using var browser = Browser(world);
        using var answer = await SignIn(browser, email, password);
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    /// <summary>The mails to an address, oldest first, once everything has left.</summary>
    private static async Task<List<string>> Mails(World world, string address)
    {
        await world.Settle();
        var folder = Path.Combine(world.Settings.Data, "mail");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(m => m.Contains($"To: <{address}>", StringComparison.Ordinal)).Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Split("\r\n\r\n", 2)[1])))]
            : [];
    }

    /// <summary>The path and query of the link in a mail.</summary>
    private static string Link(string mail) => new Uri(mail.Split().First(word => word.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;

    [Theory, EveryDatabase]
    public async Task A_forgotten_password_is_set_anew_by_a_link_that_works_once(Database database)
    {
        await using var world = await World.Open(database);
        using var browser = Browser(world);
        foreach (var address in new[] { Shen, "nobody@jiangnan.example" })
        {
            using var asked = await IdentityHost.Post(browser, "/forgot", "forgot", ("email", address));
            Assert.Equal((HttpStatusCode.Redirect, "/forgot?sent=1"), (asked.StatusCode, new Uri(world.Root, asked.Headers.Location!).PathAndQuery));
        }
        Assert.Empty(await Mails(world, "nobody@jiangnan.example"));
        var link = Link(Assert.Single(await Mails(world, Shen)));

        using var short1 = await IdentityHost.Post(browser, link, "reset", ("password", "short"));
        Assert.Contains("password.length", await short1.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var set = await IdentityHost.Post(browser, link, "reset", ("password", "a better password"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        using var again = await IdentityHost.Post(Browser(world), link, "reset", ("password", "a third password"));
        Assert.Contains("link.void", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((false, true, false), (await SignsIn(world, Shen, DemoPeople.Password), await SignsIn(world, Shen, "a better password"), await SignsIn(world, Shen, "a third password")));
    }

    [Theory, EveryDatabase]
    public async Task An_invitation_is_accepted_once_by_whom_it_was_sent_to(Database database)
    {
        await using var world = await World.Open(database);
        const string address = "xin.ren@jiangnan.example";
        using var administrator = Browser(world);
        (await SignIn(administrator, "gu.nian@jiangnan.example", DemoPeople.Password)).Dispose();
        using var invited = await IdentityHost.Post(administrator, "/settings/members", "invite", ("email", address), ("name", "新人"), ("roles", Roles.Requester.Code));
        Assert.True(invited.StatusCode == HttpStatusCode.Redirect, await invited.Content.ReadAsStringAsync());
        var link = Link(Assert.Single(await Mails(world, address)));

        using var stranger = Browser(world);
        (await SignIn(stranger, "jiang.tao@hengrui.example", DemoPeople.Password)).Dispose();
        using var taken = await IdentityHost.Post(stranger, link, "accept", ("name", "江涛"), ("password", "a good password"));
        Assert.Contains("invitation.other_person", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var newcomer = Browser(world);
        using var joined = await IdentityHost.Post(newcomer, link, "accept", ("name", "辛仁"), ("password", "a good password"));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Contains("辛仁", await newcomer.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await newcomer.GetAsync("/settings/members")).StatusCode);
        Assert.Contains("link.void", await Browser(world).GetStringAsync(link), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Five_guesses_pause_the_account_for_a_quarter_of_an_hour(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        for (var guess = 0; guess < 5; guess++)
            Assert.False(await SignsIn(world, Shen, $"guess {guess}"));
        Assert.False(await SignsIn(world, Shen, DemoPeople.Password));
        world.Forward(TimeSpan.FromMinutes(16));
        Assert.True(await SignsIn(world, Shen, DemoPeople.Password));
    }

    [Fact]
    public async Task One_network_guesses_mails_and_asks_for_tokens_only_so_often()
    {
        await using var world = await World.Open(Database.Sqlite, workers: false, limits: 3);
        using var browser = Browser(world);
        async Task<List<int>> Four(Func<Task<HttpResponseMessage>> ask)
        {
            var statuses = new List<int>();
            for (var i = 0; i < 4; i++)
                using (var answer = await ask())
                {
                    statuses.Add((int)answer.StatusCode);
                    Assert.Equal(answer.StatusCode == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
                }
            return statuses;
        }
        Assert.Equal([200, 200, 200, 429], await Four(() => SignIn(browser, Shen, "guess")));
        Assert.Equal([302, 302, 302, 429], await Four(() => IdentityHost.Post(browser, "/forgot", "forgot", ("email", "nobody@example.com"))));
        Assert.Equal([401, 401, 401, 429], await Four(() => browser.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "x", ["client_secret"] = "y" }))));
        // Reading is not limited.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).StatusCode);
    }
}
