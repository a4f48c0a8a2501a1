using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Stock;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests;

/// <summary>The real product over its own copy of the demo world: only the clock is replaced.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly DatabaseCopy copy;
    private readonly HostSettings settings;
    private readonly ConcurrentDictionary<string, Task<Caller>> callers = new();

    private World(DatabaseCopy copy, HostSettings settings, TestClock clock, WebApplication app) => (this.copy, this.settings, Clock, App) = (copy, settings, clock, app);

    public TestClock Clock { get; }
    public WebApplication App { get; }
    public Uri Root { get; private set; } = null!;
    public Database Kind => copy.Kind;
    public AppDb Db => Get<AppDb>();
    internal HostSettings Settings => settings;

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <param name="kind">Which database.</param>
    /// <param name="workers">Whether messages leave and jobs run by themselves.</param>
    /// <param name="limits">How often one network may sign in, mail and ask for tokens, and one person for what is not there; practically always when absent.</param>
    /// <param name="add">Services beside the product's: jobs of a story.</param>
    public static async Task<World> Open(Database kind, bool workers = true, int limits = 100_000, Action<IServiceCollection>? add = null)
    {
        var (copy, settings) = await DemoTemplate.Copy(kind);
        return await Over(copy, settings with { Workers = workers }, new TestClock(DemoTemplate.Now), limits, add);
    }

    /// <summary>A second node over the same database, with the same keys.</summary>
    public Task<World> Beside(Action<IServiceCollection>? add = null) =>
        Over(copy with { Drop = () => Task.CompletedTask }, settings with { Data = DemoTemplate.KeysOf(settings.Data) }, Clock, 100_000, add);

    private static async Task<World> Over(DatabaseCopy copy, HostSettings settings, TestClock clock, int limits, Action<IServiceCollection>? add)
    {
        var app = HecaiHost.Build(settings, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            foreach (var limit in new[] { "TokenPerMinute", "SignInPerMinute", "MailPerHour", "MissesPerMinute" })
                builder.Configuration["Hecai:Limits:" + limit] = limits.ToString(CultureInfo.InvariantCulture);
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            add?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new World(copy, settings, clock, app) { Root = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    /// <summary>The person's program, with a token that acts for them.</summary>
    public Task<Caller> As(string key) => callers.GetOrAdd(key, Caller);

    /// <summary>A client with no token, which follows no redirect.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Root, Timeout = TimeSpan.FromMinutes(5) };

    private async Task<Caller> Caller(string key)
    {
        var http = Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(http, key));
        return new Caller(http);
    }

    internal static async Task<string> Token(HttpClient http, string key, string secret = DemoTemplate.Secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = key, ["client_secret"] = secret });
        using var answer = await http.PostAsync("/connect/token", form);
        Assert.True(answer.IsSuccessStatusCode, $"No token for {key}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>The person as use cases know them.</summary>
    public async Task<Actor> Actor(string key) => await Get<Actors>().For(DemoPeople.Membership(key), Via.Page) ?? throw new InvalidOperationException($"Nobody is {key}.");

    /// <summary>Moves the clock; tokens that ran out are asked for anew.</summary>
    public void Forward(TimeSpan by)
    {
        Clock.Forward(by);
        callers.Clear();
    }

    /// <summary>Waits until every message is delivered, as long as there are fewer and fewer; fails at once when one was not taken.</summary>
    public async Task Settle()
    {
        for (var (start, least) = (Environment.TickCount64, long.MaxValue); Environment.TickCount64 - start < 60_000; await Task.Delay(20))
        {
            await Get<OutboxPump>().PumpOnce(default);
            if ((await Rows("SELECT subscriber, attempts, last_error FROM outbox_messages WHERE attempts > 2 LIMIT 1")).FirstOrDefault() is { } failed)
                Assert.Fail($"{failed[0]} failed {failed[1]} times: {failed[2]}");
            var waiting = await Count("outbox_messages");
            if (waiting == 0)
                return;
            (start, least) = waiting < least ? (Environment.TickCount64, waiting) : (start, least);
        }
        Assert.Fail("The outbox did not become shorter for a minute.");
    }

    /// <summary>How many pieces of a product are promised, over all warehouses.</summary>
    public async Task<long> Held(string partNumber) => await Stock(partNumber, i => i.Held);

    public async Task<long> OnHand(string partNumber) => await Stock(partNumber, i => i.OnHand);

    private Task<long> Stock(string partNumber, System.Linq.Expressions.Expression<Func<StockItem, long>> figure) => Db.Read(Hecai.Actor.System(), read =>
    {
        var sku = Id.Named<SkuId>(partNumber);
        return read.Set<StockItem>().Where(i => i.SkuId == sku).SumAsync(figure);
    });

    /// <summary>Asserts what domain.md section 5 promises, by plain SQL over the whole database.</summary>
    public async Task Invariants()
    {
        await Settle();
        await Hecai.Tests.Invariants.Hold(Get<Engine>());
        await Get<AuditChain>().Seal(default);
        var verdict = await Get<AuditChain>().Verify(default);
        Assert.True(verdict.Intact, $"A1: {verdict.Fault}");
    }

    /// <summary>The result of one SQL statement outside of any scope.</summary>
    public Task<List<object?[]>> Rows(string sql) => Hecai.Tests.Invariants.Rows(Get<Engine>(), sql);

    /// <summary>One statement by somebody who is stopped neither by foreign keys nor by triggers nor by row-level security.</summary>
    public async Task Sql(string statement)
    {
        await using var connection = await Get<Engine>().Connect(default);
        await using var command = connection.CreateCommand();
        command.CommandText = (Kind == Database.Postgres ? "SET session_replication_role = replica; " : "PRAGMA foreign_keys = OFF; ") + statement;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> Count(string table) => Convert.ToInt64((await Rows($"SELECT count(*) FROM {table}"))[0][0], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in callers.Values)
            (await caller).Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await copy.Drop();
        if (Kind == Database.Postgres)
            Directory.Delete(settings.Data, recursive: true);
    }
}
