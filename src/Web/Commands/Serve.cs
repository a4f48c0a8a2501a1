using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hecai.Web.Commands;

/// <summary>Prepares the database, seeds the demo world into an empty one, and serves until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> Run(Options options)
    {
        var settings = options.Settings();
        DemandFree(settings.Url);
        // Two slow things that need nothing of each other: the database's model and the program's parts.
        var database = Task.Run(() => Cli.Migrated(settings));
        await using var app = HecaiHost.Build(settings);
        await using (var engine = await database)
            if (!options.Has("no-demo"))
                await DemoWorld.SeedIfEmpty(settings, engine, DateTimeOffset.UtcNow, Console.WriteLine);
        await app.Services.GetRequiredService<CatalogueSeed>().LoadIfEmpty();
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw Taken(settings.Url);
        }
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await FirstPage(address);
        Console.WriteLine($"Hecai is ready at {address}");
        if (await app.Services.GetRequiredService<SetUpPlatform>().Link() is { } link)
            Console.WriteLine($"There is no operator yet. Set up the platform within a day at {link}");
        else if (!options.Has("no-demo") && await DemoWorld.IsIn(app.Services.GetRequiredService<AppDb>()))
            Console.WriteLine(DemoWorld.Accounts());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Looks before the database is made: whoever has started twice should not wait to hear of it.</summary>
    private static void DemandFree(string url)
    {
        var address = new Uri(url);
        try
        {
            using var probe = new TcpListener(IPAddress.Parse(address.Host), address.Port);
            probe.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(url);
        }
        catch (SocketException exception)
        {
            throw new CommandFailed($"The address {url} cannot be used: {exception.Message}");
        }
    }

    private static CommandFailed Taken(string url) => new($"The address {url} is taken by another program; choose another with --port.");

    private static async Task FirstPage(string address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var answer = await client.GetAsync(new Uri(new Uri(address), "/sign-in"));
        if (!answer.IsSuccessStatusCode)
            throw new CommandFailed($"The first page answered {(int)answer.StatusCode}; see the log above.");
        Debug.Assert(answer.Content.Headers.ContentLength != 0);
    }
}

/// <summary>Writes the demo world into an empty database and ends.</summary>
internal static class SeedCommand
{
    public static async Task<int> Run(Options options)
    {
        var settings = options.Settings(workers: false);
        await using var engine = await Cli.Migrated(settings);
        if (!await DemoWorld.SeedIfEmpty(settings, engine, DateTimeOffset.UtcNow, Console.WriteLine))
            throw new CommandFailed("The database is not empty; nothing was written.");
        return 0;
    }
}

/// <summary><c>audit verify</c>: seals what is not sealed yet, then walks the chain from its first entry.</summary>
internal static class AuditCommand
{
    public static async Task<int> Run(Options options)
    {
        if (options.Words is not ["verify"])
            throw new CommandFailed("Say: audit verify");
        var settings = options.Settings(workers: false);
        await using (var engine = await Cli.Migrated(settings)) { }
        await using var app = HecaiHost.Build(settings);
        var chain = app.Services.GetRequiredService<AuditChain>();
        await chain.Seal(default);
        var verdict = await chain.Verify(default);
        if (!verdict.Intact)
            throw new CommandFailed($"The audit chain is broken: {verdict.Fault}.");
        Console.WriteLine($"The audit chain is intact: {verdict.Entries} entries in {verdict.Blocks} blocks, {verdict.Unsealed} not sealed yet.");
        return 0;
    }
}

/// <summary>Writes the API's description.</summary>
internal static class OpenApiCommand
{
    public static async Task<int> Run(Options options)
    {
        if (options.Words is not [var file])
            throw new CommandFailed("Say: openapi FILE");
        var data = Directory.CreateTempSubdirectory("hecai-openapi-").FullName;
        try
        {
            var settings = new HostSettings { Data = data, Url = "http://127.0.0.1:0", Workers = false };
            await using (var engine = await Cli.Migrated(settings)) { }
            await using var app = HecaiHost.Build(settings);
            await app.StartAsync();
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            using var client = new HttpClient();
            var text = await client.GetStringAsync(new Uri(new Uri(address), "/openapi/v1.json"));
            await File.WriteAllTextAsync(file, text.ReplaceLineEndings("\n").TrimEnd() + "\n");
            await app.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
