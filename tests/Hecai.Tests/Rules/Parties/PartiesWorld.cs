using System.Collections.Concurrent;
using Hecai.Data;
using Hecai.Parties;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Tests.Rules;

/// <summary>An empty database with an operator and a buyer, each with people; a clock that tests set; a mailbox they read.</summary>
public sealed class PartiesWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly DatabaseCopy copy;
    private readonly ServiceProvider services;

    private PartiesWorld(DatabaseCopy copy, Engine engine)
    {
        this.copy = copy;
        services = new ServiceCollection()
            .AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(engine)
            .AddSingleton<IMailSender>(Mailbox).AddSingleton(new PublicAddress(new Uri("https://hecai.test")))
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddModules(HecaiModules.All).BuildServiceProvider();
    }

    public static async Task<PartiesWorld> Open(Database kind)
    {
        var copy = await Databases.Copy(kind, "empty");
        var world = new PartiesWorld(copy, await Databases.Open(kind, copy.Place));
        await world.Db.Write(Actor.System(Via.Seed), world.Seed);
        return world;
    }

    public SetClock Clock { get; } = new();
    public Mailbox Mailbox { get; } = new();
    public AppDb Db => Get<AppDb>();

    public static readonly OrganizationId Operator = Id.Named<OrganizationId>("operator"), Bank = Id.Named<OrganizationId>("bank"), Farm = Id.Named<OrganizationId>("farm");
    public static readonly DepartmentId Head = Id.Named<DepartmentId>("head"), Branch = Id.Named<DepartmentId>("branch"), Desk = Id.Named<DepartmentId>("desk");
    public static readonly MembershipId Chief = Id.Named<MembershipId>("chief"), Second = Id.Named<MembershipId>("second"), Admin = Id.Named<MembershipId>("admin"),
        Other = Id.Named<MembershipId>("other"), Buyer = Id.Named<MembershipId>("buyer"), Farmer = Id.Named<MembershipId>("farmer");

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<Actor> As(MembershipId id) => await Get<Actors>().For(id, Via.Page) ?? throw new InvalidOperationException("Not active.");

    public Task<T> Read<T>(Actor actor, Func<Reading, Task<T>> query) => Db.Read(actor, query);

    /// <summary>Delivers what waits in the outbox and returns the mails.</summary>
    public async Task<IReadOnlyList<Mail>> Mails()
    {
        while (await Get<OutboxPump>().PumpOnce(default) > 0) { }
        return [.. Mailbox.Sent];
    }

    /// <summary>The token of the link in the last mail to this address.</summary>
    public async Task<string> TokenFor(string address)
    {
        var body = (await Mails()).Last(mail => mail.To == address).Body.En;
        return body[(body.IndexOf("token=", StringComparison.Ordinal) + 6)..].Trim();
    }

    private async Task Seed(Tx tx)
    {
        var (enrol, hash) = (Get<Enrolment>(), Get<Passwords>().Hash(Password, "x"));
        Organization(Operator, "合采", OrganizationKind.Operator);
        Organization(Bank, "江南银行", OrganizationKind.Buyer);
        Organization(Farm, "青禾牧业", OrganizationKind.Buyer);
        enrol.Department(tx, Head, Bank, "总行");
        enrol.Department(tx, Branch, Bank, "苏州分行", Head);
        enrol.Department(tx, Desk, Bank, "办公室", Branch);
        await Member(Chief, Operator, null, Roles.OperatorAdministrator);
        await Member(Second, Operator, null, Roles.OperatorAdministrator);
        await Member(Admin, Bank, Head, Roles.BuyerAdministrator);
        await Member(Other, Bank, Branch, Roles.BuyerAdministrator, Roles.Approver);
        await Member(Buyer, Bank, Desk, Roles.Purchaser);
        await Member(Farmer, Farm, null, Roles.BuyerAdministrator);
        await enrol.Manager(tx, Bank, Head, Admin);
        await enrol.Manager(tx, Bank, Desk, Other);

        void Organization(OrganizationId id, string name, OrganizationKind kinds) =>
            enrol.Organization(tx, id, Application(name) with { Kinds = kinds });

        Task Member(MembershipId id, OrganizationId organization, DepartmentId? department, params Role[] roles)
        {
            var name = id == Chief ? "chief" : id == Second ? "second" : id == Admin ? "admin" : id == Other ? "other" : id == Buyer ? "buyer" : "farmer";
            return enrol.Member(tx, id, organization, enrol.Person(tx, Id.Named<PersonId>(name), name, $"{name}@example.com", null, hash), department, roles);
        }
    }

    public static OrganizationApplication Application(string name) =>
        new(CreditCode.Generate(name).Value, name, null, OrganizationKind.Supplier, new Contact("申请人", "founder@example.com", "13800138000"), null);

    public async ValueTask DisposeAsync()
    {
        await Get<Engine>().DisposeAsync();
        await services.DisposeAsync();
        await copy.Drop();
    }
}

/// <summary>Rules that each test tries in a world of its own, on one of the databases.</summary>
public abstract class PartiesRules(Database kind) : IAsyncLifetime
{
    private protected PartiesWorld world = null!;

    public async ValueTask InitializeAsync() => world = await PartiesWorld.Open(kind);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class SetClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}

/// <summary>Keeps what was sent.</summary>
public sealed class Mailbox : IMailSender
{
    public ConcurrentQueue<Mail> Sent { get; } = new();

    public Task Send(Mail mail, long messageId, CancellationToken ct)
    {
        Sent.Enqueue(mail);
        return Task.CompletedTask;
    }
}
