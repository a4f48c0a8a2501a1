using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hecai.Data;
using Hecai.Parties;
using Hecai.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Stories;

/// <summary>The real host over an empty database with one buyer: what identity promises, seen from outside.</summary>
public sealed partial class IdentityHost : IAsyncLifetime
{
    public const string Password = "correct horse battery", Email = "zhou@example.com", ClientId = "erp", ClientSecret = "a-secret-of-the-erp";
    public static readonly OrganizationId Bank = Id.Named<OrganizationId>("bank"), Branch = Id.Named<OrganizationId>("branch");
    public static readonly MembershipId Admin = Id.Named<MembershipId>("admin"), Buyer = Id.Named<MembershipId>("buyer"), Elsewhere = Id.Named<MembershipId>("elsewhere");

    private readonly string folder = Directory.CreateTempSubdirectory("hecai-identity-").FullName;

    public WebApplication App { get; private set; } = null!;
    public Uri Root { get; private set; } = null!;

    /// <summary>Endpoints that a story adds to those of the product.</summary>
    internal Action<WebApplication> Extra { get; init; } = _ => { };

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await using (var context = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={Path.Combine(folder, "hecai.db")}").Options))
            await context.Database.EnsureCreatedAsync();
        App = HecaiHost.Build(new HostSettings { Data = folder, Url = "http://127.0.0.1:0", Workers = false });
        await Get<AppDb>().Write(Actor.System(Via.Seed), Seed);
        Extra(App);
        await App.StartAsync();
        Root = new Uri(Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private async Task Seed(Tx tx)
    {
        var (enrol, hash) = (Get<Enrolment>(), Get<Passwords>().Hash(Password, "x"));
        foreach (var (id, name) in new[] { (Bank, "江南银行"), (Branch, "江南租赁") })
            enrol.Organization(tx, id, new(CreditCode.Generate(name).Value, name, null, OrganizationKind.Buyer, new Contact("周", Email, "13800138000"), null));
        var (zhou, admin) = (enrol.Person(tx, Id.Named<PersonId>("zhou"), "周启明", Email, null, hash), enrol.Person(tx, Id.Named<PersonId>("admin"), "管理员", "admin@example.com", null, hash));
        await enrol.Member(tx, Buyer, Bank, zhou, null, Roles.Purchaser);
        await enrol.Member(tx, Elsewhere, Branch, zhou, null, Roles.Approver);
        await enrol.Member(tx, Admin, Bank, admin, null, Roles.BuyerAdministrator);
        await tx.Flush();
        enrol.ApiClient(tx, Bank, Buyer, "ERP", ClientId, ClientSecret, PartiesPermissions.ManageSites);
    }

    /// <summary>A browser without script: cookies, and no redirect followed by itself.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Root };

    /// <summary>Fills a form of a page and posts it, with its hidden fields.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient browser, string page, string form, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var token = Hidden().Matches(html).Select(m => m.Groups["value"].Value).First();
        return await browser.PostAsync(page, new FormUrlEncodedContent(
            [new("_handler", form), new("__RequestVerificationToken", WebUtility.HtmlDecode(token)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));
    }

    public async Task<HttpClient> SignedIn(string email, string? actAs = null)
    {
        var browser = Browser();
        await Post(browser, "/sign-in", "sign-in", ("email", email), ("password", Password));
        if (actAs is not null)
            await Post(browser, "/switch", "switch", ("membership", actAs));
        return browser;
    }

    public async Task<HttpResponseMessage> Token(string client = ClientId, string secret = ClientSecret, string? scope = null) => await Browser().PostAsync("/connect/token", new FormUrlEncodedContent(
        new Dictionary<string, string?> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret, ["scope"] = scope }.Where(f => f.Value is not null)!));

    public async Task<HttpClient> Program()
    {
        using var answer = await Token();
        answer.EnsureSuccessStatusCode();
        return Bearer((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!);
    }

    public HttpClient Bearer(string token)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Hidden();
}
