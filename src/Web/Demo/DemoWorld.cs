using Hecai.Data;
using Hecai.Parties;
using Hecai.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Web.Demo;

/// <summary>
/// The demo world: one operator, three suppliers, four buyers, three service providers, their range, agreements, stock and
/// documents in every state. It is made by the product's own use cases, by its people, over the months before today; so it is
/// also the world that the tests run in. Names are fictional.
/// </summary>
public sealed class DemoWorld
{
    private readonly IServiceProvider services;
    private readonly DemoClock clock;
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> later = new();

    private DemoWorld(IServiceProvider services, DemoClock clock, DateTimeOffset now) => (this.services, this.clock, Now) = (services, clock, now);

    internal DemoClock Clock => clock;

    /// <summary>Today, when the world is done and somebody looks at it.</summary>
    internal DateTimeOffset Now { get; }
    internal T Get<T>() where T : notnull => services.GetRequiredService<T>();
    internal AppDb Db => Get<AppDb>();

    /// <summary>The person of that key, acting as the membership they have.</summary>
    internal async Task<Actor> As(string key) => await Get<Actors>().For(DemoPeople.Membership(key), Via.Seed)
        ?? throw new InvalidOperationException($"The demo world has no {key}.");

    /// <summary>Seeds a database that has no organization yet; leaves any other as it is. Returns whether it did.</summary>
    public static async Task<bool> SeedIfEmpty(HostSettings settings, Engine engine, DateTimeOffset now, Action<string>? say = null, bool documents = true)
    {
        var clock = new DemoClock(now.AddDays(-120));
        var collection = new ServiceCollection();
        collection.AddSingleton(engine).AddSingleton<TimeProvider>(clock).AddLogging(l => l.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddConsole());
        collection.AddSingleton(AuditKey.In(Path.Combine(settings.Data, "keys")));
        collection.AddSingleton<IMailSender>(new MailFolder(Path.Combine(settings.Data, "mail"), clock)).AddSingleton(new PublicAddress(new Uri("http://localhost:5080")));
        collection.AddKeys(settings.Data);
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Hecai:Data", settings.Data)]).Build());
        collection.AddModules(HecaiModules.All);
        await using var services = collection.BuildServiceProvider();
        var world = new DemoWorld(services, clock, now);
        if (await world.Db.Read(Actor.System(Via.Seed), read => read.Set<OrganizationName>().AnyAsync()))
            return false;
        say?.Invoke("Seeding the demo world …");
        await DemoOrganizations.Seed(world);
        await DemoRange.Seed(world);
        await DemoService.Seed(world);
        if (documents)
            await DemoDocuments.Seed(world);
        await DemoPools.Seed(world);
        await DemoPackages.Seed(world);
        if (documents)
            await DemoStates.Seed(world);
        await world.Settle();
        await world.Get<AuditChain>().Seal(default);
        return true;
    }

    /// <summary>True when the database holds the demo world, and its accounts therefore work.</summary>
    public static Task<bool> IsIn(AppDb db) => db.Read(Actor.System(Via.Seed), read => read.Set<OrganizationName>().AnyAsync(o => o.OrganizationId == DemoPeople.Operator.Id));

    /// <summary>Delivers every message that waits, so that what follows from an action is there before the next.</summary>
    internal async Task Settle()
    {
        while (await Get<OutboxPump>().PumpOnce(default) > 0) { }
    }

    /// <summary>Something that people agree on now and do at that moment, between whatever else happens.</summary>
    internal void Later(DateTimeOffset at, Func<Task> step) => later.Enqueue(step, at);

    /// <summary>Moves to that moment, and does on the way what was to be done by then.</summary>
    internal async Task To(DateTimeOffset at)
    {
        while (later.TryPeek(out var step, out var due) && due <= at)
        {
            later.Dequeue();
            clock.To(due);
            await step();
            await Settle();
        }
        clock.To(at);
    }

    /// <summary>The accounts, by role, for the terminal.</summary>
    public static string Accounts()
    {
        var text = new System.Text.StringBuilder($"Demo accounts (password {DemoPeople.Password}):\n");
        foreach (var organization in (DemoOrganization[])[DemoPeople.Buyers[0], DemoPeople.Suppliers[0], DemoPeople.Operator, DemoPeople.Providers[0]])
            foreach (var person in organization.People)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {person.Key}@{organization.Domain,-18} {person.Name}  {organization.Zh} {string.Join('、', person.Roles.Select(r => r.Name.Zh))}\n");
        return text.ToString().TrimEnd();
    }
}

/// <summary>A clock that the demo world moves forward from one action to the next.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Never backwards: what follows happened later.</summary>
    public void To(DateTimeOffset instant) => now = instant > now ? instant : now.AddMinutes(1);

    public void Forward(TimeSpan by) => now += by;
}
