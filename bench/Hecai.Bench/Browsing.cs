using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Bench;

/// <summary>Pages a second, the middle and the slow end in ms, and what a page allocates in KB: the last does not depend on what else the machine does.</summary>
internal sealed record Taken(double Rate, double P50, double P99, double Allocated);

/// <summary>Eight connections that ask for pages, and the bare page that limits them.</summary>
internal static class Browsing
{
    private const int Connections = 8;

    /// <summary>Forty static rows rendered by the same framework, with nothing behind them.</summary>
    public static async Task<Taken> Bare(TimeSpan time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        await using var app = builder.Build();
        app.MapGet("/", () => new RazorComponentResult<BarePage>());
        await app.StartAsync();
        var address = AddressOf(app);
        var taken = await Load(address, new CookieContainer(), _ => "/", time);
        await app.StopAsync();
        return taken;
    }

    /// <summary>Where a server that was started listens.</summary>
    public static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What the pages take once the compiler has done its part.</summary>
    /// <param name="address">The server.</param>
    /// <param name="cookies">Of whoever looks at pages.</param>
    /// <param name="path">The page that the n-th request asks for.</param>
    /// <param name="time">How long it is measured.</param>
    /// <param name="token">Of a program that asks the API.</param>
    public static async Task<Taken> Load(Uri address, CookieContainer cookies, Func<int, string> path, TimeSpan time, string? token = null)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, MaxConnectionsPerServer = Connections };
        using var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        await Rehearsal.UntilCompiled(turn => Round(client, path, turn), time);
        if (Environment.GetEnvironmentVariable("HECAI_DIAG") is not null) Console.Error.WriteLine(path(0) == "/" ? "BARE" : "MEASURING");
        return await Round(client, path, time);
    }

    private static async Task<Taken> Round(HttpClient client, Func<int, string> path, TimeSpan time)
    {
        var (clock, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        var taken = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var n = connection; clock.Elapsed < time; n += Connections)
            {
                var start = Stopwatch.GetTimestamp();
                await client.GetByteArrayAsync(path(n));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times;
        })));
        var all = taken.SelectMany(t => t).Order().ToList();
        return new(all.Count / clock.Elapsed.TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)], (GC.GetTotalAllocatedBytes() - before) / 1024.0 / all.Count);
    }

    /// <summary>The cookies of a requester of the demo bank.</summary>
    public static async Task<CookieContainer> SignIn(Uri address)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        var page = await client.GetStringAsync("/sign-in");
        var form = Regex.Matches(page, """<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>""").DistinctBy(m => m.Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        (form["email"], form["password"]) = ("he.jiayi@jiangnan.example", DemoPeople.Password);
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(form));
        if (!answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/buyer", StringComparison.Ordinal))
            throw new InvalidOperationException($"Signing in led to {answer.RequestMessage.RequestUri}.");
        return cookies;
    }
}
