using System.Net;
using System.Text.RegularExpressions;
using Hecai.Web.Demo;

namespace Hecai.Tests;

/// <summary>Somebody of the demo world at the pages of the portal, in a browser without script.</summary>
public sealed partial class Pages : IDisposable
{
    private readonly HttpClient http;

    private Pages(HttpClient http) => this.http = http;

    /// <summary>Signs in; English when asked for.</summary>
    public static async Task<Pages> As(World world, string person, bool english = false)
    {
        var cookies = new CookieContainer();
        if (english)
            cookies.Add(world.Root, new Cookie("hecai.culture", Uri.EscapeDataString("c=en-US|uic=en-US")));
        var pages = new Pages(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = world.Root, Timeout = TimeSpan.FromMinutes(5) });
        var organization = DemoPeople.All.Single(o => o.People.Any(p => p.Key == person));
        var answer = await pages.Post("/sign-in", "sign-in", [("email", $"{person}@{organization.Domain}"), ("password", DemoPeople.Password)]);
        Assert.Equal(302, answer.Status);
        return pages;
    }

    public async Task<PageAnswer> Get(string path)
    {
        using var answer = await http.GetAsync(path);
        return await PageAnswer.Of(answer);
    }

    public Task<byte[]> Bytes(string path) => http.GetByteArrayAsync(path);

    /// <summary>Opens the page and sends one of its forms, with files where it takes them.</summary>
    public async Task<PageAnswer> Post(string page, string form, (string Name, string Value)[] fields, params (string Field, string Name, byte[] Bytes)[] files)
    {
        var token = WebUtility.HtmlDecode(Token().Match(await http.GetStringAsync(page)).Groups["value"].Value);
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Prepend(("__RequestVerificationToken", token)).Prepend(("_handler", form)))
            body.Add(new StringContent(value), name);
        foreach (var (field, name, bytes) in files)
            body.Add(new ByteArrayContent(bytes), field, name);
        using var answer = await http.PostAsync(page, body);
        return await PageAnswer.Of(answer);
    }

    /// <summary>Sends fields to an address that is no page, with the token of a page, or without.</summary>
    public async Task<PageAnswer> Send(string? tokenOf, string path, (string Name, string Value)[] fields)
    {
        using var body = new MultipartFormDataContent();
        if (tokenOf is not null)
            body.Add(new StringContent(WebUtility.HtmlDecode(Token().Match(await http.GetStringAsync(tokenOf)).Groups["value"].Value)), "__RequestVerificationToken");
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        using var answer = await http.PostAsync(path, body);
        return await PageAnswer.Of(answer);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>What a page answered.</summary>
public sealed record PageAnswer(int Status, string Html, string? Location)
{
    /// <summary>The page as a reader sees it: without tags, spaces folded.</summary>
    public string Text => Spaces.Replace(WebUtility.HtmlDecode(Tags.Replace(Html, " ")), " ");

    internal static async Task<PageAnswer> Of(HttpResponseMessage answer) => new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString());

    private static readonly Regex Tags = new("<(script|style)[^>]*>.*?</\\1>|<[^>]+>", RegexOptions.Singleline), Spaces = new("\\s+");
}
