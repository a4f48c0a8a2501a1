using Hecai.Data;
using Hecai.Parties;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hecai.Tests;

/// <summary>The demo world as a template database per kind, with an API client for each of its people.</summary>
internal static class DemoTemplate
{
    /// <summary>Friday morning in China.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    public const string Secret = "secret-of-a-demo-program";

    private static readonly Dictionary<Database, string> Folders = Enum.GetValues<Database>().ToDictionary(kind => kind, _ => Directory.CreateTempSubdirectory("hecai-demo-").FullName);

    /// <summary>A copy of the demo database together with its keys, in a data folder of its own.</summary>
    public static async Task<(DatabaseCopy Copy, HostSettings Settings)> Copy(Database kind)
    {
        var copy = await Databases.Copy(kind, "demo", engine => Fill(Folders[kind], engine));
        var data = kind == Database.Sqlite ? Path.GetDirectoryName(copy.Place)! : Directory.CreateTempSubdirectory("hecai-world-").FullName;
        CopyFolder(Folders[kind], data);
        return (copy, new HostSettings { Data = data, Database = kind == Database.Postgres ? copy.Place : null, Url = "http://127.0.0.1:0" });
    }

    /// <summary>A folder for another node: the keys of the first, and nothing else of it.</summary>
    public static string KeysOf(string data)
    {
        var folder = Directory.CreateTempSubdirectory("hecai-node-").FullName;
        CopyFolder(Path.Combine(data, "keys"), Path.Combine(folder, "keys"));
        return folder;
    }

    /// <summary>Makes the world in an empty database, its keys in the folder; without documents it is one for loads, with stock that none sells out.</summary>
    internal static async Task Fill(string folder, Engine engine, bool documents = true)
    {
        await DemoWorld.SeedIfEmpty(new HostSettings { Data = folder }, engine, Now, documents: documents);
        var services = new ServiceCollection();
        services.AddSingleton(engine).AddSingleton<TimeProvider>(new TestClock(Now)).AddLogging(l => l.ClearProviders());
        services.AddSingleton(AuditKey.In(Path.Combine(folder, "keys")));
        services.AddModules(HecaiModules.All);
        // The engine is the caller's to dispose of.
        var provider = services.BuildServiceProvider();
        await Programs(provider);
        await Swift.Enrol(provider);
        if (!documents)
            await Swift.Stock(provider);
        await provider.GetRequiredService<AuditChain>().Seal(default);
    }

    private static Task Programs(IServiceProvider services) => services.GetRequiredService<AppDb>().Write(Actor.System(Via.Seed), tx =>
    {
        var catalogue = services.GetRequiredService<PermissionCatalogue>();
        foreach (var organization in DemoPeople.All)
            foreach (var person in organization.People)
                services.GetRequiredService<Enrolment>().ApiClient(tx, organization.Id, DemoPeople.Membership(person.Key), "测试程序", person.Key, Secret,
                    [.. catalogue.Of(person.Roles.Select(r => r.Code)).Select(code => catalogue.Find(code)!)]);
        return Task.CompletedTask;
    });

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
