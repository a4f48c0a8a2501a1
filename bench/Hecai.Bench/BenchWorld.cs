using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Purchasing;
using Hecai.Stock;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Bench;

/// <summary>The demo world with a buyer who needs no approval, sixteen cost centres and more stock than any run can sell.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const int Clients = 16;
    private readonly WebApplication app;

    private BenchWorld(WebApplication app) => this.app = app;

    public required IReadOnlyList<(Actor Actor, CostCentreId Centre)> Buyers { get; init; }
    public required IReadOnlyList<ListingId> Listings { get; init; }
    public required IReadOnlyDictionary<ListingId, long> Prices { get; init; }
    public required Address ShipTo { get; init; }
    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>The demo world without its documents, in a database of the current form.</summary>
    public static async Task Seed(HostSettings settings)
    {
        await using var engine = settings.OpenEngine();
        await engine.Migrate(default);
        await DemoWorld.SeedIfEmpty(settings, engine, DateTimeOffset.UtcNow, documents: false);
    }

    public static async Task<BenchWorld> Open(HostSettings settings)
    {
        await Seed(settings);
        var app = HecaiHost.Build(settings);
        var db = app.Services.GetRequiredService<AppDb>();
        var buyer = Id.Named<OrganizationId>("bench");
        var enrol = app.Services.GetRequiredService<Enrolment>();
        await db.Write(Actor.System(Via.Seed), async tx =>
        {
            enrol.Organization(tx, buyer, new OrganizationApplication(CreditCode.Generate("bench").Value, "压测企业", "Bench", OrganizationKind.Buyer, new Contact("测", "bench@bench.example", "400-555-0100"), null));
            var department = enrol.Department(tx, Id.Named<DepartmentId>("bench"), buyer, "部门");
            for (var i = 0; i < Clients; i++)
                await enrol.Member(tx, Id.Named<MembershipId>($"bench{i}"), buyer, enrol.Person(tx, Id.Named<PersonId>($"bench{i}"), $"人{i}", $"bench{i}@bench.example", null, null), department,
                    Roles.Purchaser, Roles.BuyerFinance, Roles.BuyerAdministrator);
        });
        var buyers = new List<(Actor, CostCentreId)>();
        for (var i = 0; i < Clients; i++)
        {
            var actor = (await app.Services.GetRequiredService<Actors>().For(Id.Named<MembershipId>($"bench{i}"), Via.Page))!;
            var centre = await app.Services.GetRequiredService<OpenCostCentre>().Run($"B-{i}", $"中心{i}", Id.Named<DepartmentId>("bench"), actor);
            await app.Services.GetRequiredService<AllocateBudget>().Run(centre, ChinaTime.DateOf(DateTimeOffset.UtcNow).Year, Money.Yuan(9_000_000_000), actor);
            buyers.Add((actor, centre));
        }
        var desk = (await app.Services.GetRequiredService<Actors>().For(DemoPeople.Membership("wu.tong"), Via.Page))!;
        // As many products as the bare statements have rows of stock, as far as the range goes: what a run waits for is then the same.
        var offered = new List<string>();
        string? next = null;
        do
        {
            var page = await db.Read(desk, read => app.Services.GetRequiredService<ListingQueries>().Rows(read, new(ListingState.Listed), next, ListingQueries.MaxPage));
            offered.AddRange(page.Rows.Select(r => r.PartNumber));
            next = page.Next;
        }
        while (next is not null && offered.Count < 600);
        var warehouse = await app.Services.GetRequiredService<OpenWarehouse>().Run(new WarehouseInput("BENCH", ("压测仓", "Bench warehouse"), "320507", [("32", 1)]), desk);
        await app.Services.GetRequiredService<ReceiveStock>().Run(warehouse, [.. offered.Select(part => (Id.Named<SkuId>(part), 50_000_000L))], desk);
        var shipTo = Address.Of(Regions.ByPath("江苏省 苏州市 姑苏区 平江街道").Code, "观前街 88 号", "沈立", "0512-65550188");
        var (listings, prices) = (new List<ListingId>(), new Dictionary<ListingId, long>());
        foreach (var listing in offered.Select(Id.Named<ListingId>))
            try
            {
                prices[listing] = (await app.Services.GetRequiredService<QuoteBasket>().Run([new WantedLine(listing, 1, [])], new(shipTo.RegionCode), buyers[0].Item1)).Total.Minor;
                listings.Add(listing);
            }
            catch (Refused)
            {
                // Sold in packs only: not by the piece, as the run buys.
            }
        return new BenchWorld(app) { Buyers = buyers, Listings = listings, Prices = prices, ShipTo = shipTo };
    }

    /// <summary>One requisition of three lines that needs no approval and is ordered at once: all holds, audit, outbox.</summary>
    public async Task Submit(int client, int n)
    {
        var (actor, centre) = Buyers[client];
        var lines = Enumerable.Range(0, 3).Select(i => new WantedLine(Listings[((n * 3) + (client * 31) + i) % Listings.Count], 1, [])).ToList();
        var head = new RequisitionHead("压测", centre, ShipTo, null, null, null);
        var seen = lines.Sum(line => Prices[line.Listing]);
        await Get<SubmitCart>().Run(head, lines, new SeenQuote(new Money(seen, "CNY")), actor);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
