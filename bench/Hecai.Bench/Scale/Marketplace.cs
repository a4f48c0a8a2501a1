using System.Diagnostics;
using System.Globalization;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Stock;
using Hecai.Web;
using Hecai.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hecai.Bench;

/// <summary>How large a synthetic marketplace is; everything grows with its products.</summary>
internal sealed record Sizes(int Skus)
{
    public const int LinesOfAgreement = 1_000;

    public int Suppliers => Math.Max(2, Skus / 5_000);
    public int Buyers => Math.Max(2, Skus * 3 / 2_000);
    public int Agreements => Math.Max(2, Skus * 3 / 1_000);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Skus:#,0} SKUs, {Suppliers:#,0} suppliers, {Buyers:#,0} buyers, {Agreements:#,0} agreements of {LinesOfAgreement:#,0} lines");
}

/// <summary>A synthetic marketplace beside the demo world. What is measured is imported and published as users do; the rest is copied in by SQL.</summary>
internal sealed class Marketplace(WebApplication app, HostSettings settings, MadeProducts made, Sizes sizes)
{
    /// <summary>Of the buyer who looks: seven of the ten groups of categories, without one brand.</summary>
    private const int GroupsInPool = 7, AgreementsOfOne = 20;

    private static readonly OrganizationId Looks = Id.Named<OrganizationId>("jiangnan-bank");

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private static OrganizationId Supplier(int s) => Id.Named<OrganizationId>($"made-supplier-{s}");

    public async Task Prepare()
    {
        var operators = (await Get<Actors>().For(DemoPeople.Membership("xu.ran"), Via.Page))!;
        foreach (var node in made.Tree)
            await Get<DefineCategory>().Run(node, operators);
        await Get<AppDb>().Write(Actor.System(Via.Seed), async tx =>
        {
            for (var s = 0; s < sizes.Suppliers; s++)
            {
                Get<Enrolment>().Organization(tx, Supplier(s), new OrganizationApplication(CreditCode.Generate($"made-supplier-{s}").Value, $"合成供应商 {s}", $"Synthetic supplier {s}", OrganizationKind.Supplier, new Contact("测", $"s{s}@made.example", "400-555-0100"), null));
                await Get<Enrolment>().Member(tx, Id.Named<MembershipId>($"made-{s}"), Supplier(s), Get<Enrolment>().Person(tx, Id.Named<PersonId>($"made-{s}"), $"人{s}", $"s{s}@made.example", null, null), null, Roles.OrderDesk, Roles.SupplierSales);
            }
            for (var b = 0; b < sizes.Buyers; b++)
                Get<Enrolment>().Organization(tx, Id.Named<OrganizationId>($"made-buyer-{b}"), new OrganizationApplication(CreditCode.Generate($"made-buyer-{b}").Value, $"合成采购方 {b}", $"Synthetic buyer {b}", OrganizationKind.Buyer, new Contact("测", $"b{b}@made.example", "400-555-0100"), null));
        });
    }

    /// <summary>Imports the files of the suppliers from one number on, one after the other; those that are there are found unchanged.</summary>
    /// <returns>Products that are new, and the seconds that it took without the writing of the files.</returns>
    public async Task<(long Created, double Seconds)> Import(string folder, int from, int to)
    {
        var (created, seconds) = (0L, 0.0);
        for (var s = 0; s < sizes.Suppliers; s++)
        {
            var file = Path.Combine(folder, $"supplier-{s}.jsonl");
            await made.Write(file, Enumerable.Range(from, to - from).Where(n => n % sizes.Suppliers == s));
            var clock = Stopwatch.StartNew();
            await using (var content = File.OpenRead(file))
            {
                var result = await Get<ImportCatalogue>().Run(content, "made.jsonl", new ImportOptions { Supplier = Supplier(s), SupplierName = $"合成供应商 {s}", List = true }, Actor.System(Via.Import));
                if (result.Rejected > 0)
                    throw new InvalidOperationException($"{result.Rejected} rejected: {result.Faults[0]}");
                created += result.Created;
            }
            seconds += clock.Elapsed.TotalSeconds;
            File.Delete(file);
        }
        return (created, seconds);
    }

    /// <summary>A warehouse for each supplier that delivers all over Jiangsu and has ten of everything.</summary>
    public async Task Stock()
    {
        for (var s = 0; s < sizes.Suppliers; s++)
        {
            var desk = (await Get<Actors>().For(Id.Named<MembershipId>($"made-{s}"), Via.Page))!;
            var warehouse = await Get<OpenWarehouse>().Run(new WarehouseInput("W", ("合成仓", "Synthetic"), "320507", [("32", 1 + s % 4)]), desk);
            foreach (var part in Numbers(s).Chunk(1_000))
                await Get<ReceiveStock>().Run(warehouse, [.. part.Select(n => (SkuOf(s, n), 10L))], desk);
        }
    }

    public async Task Pools()
    {
        var sales = (await Get<Actors>().For(DemoPeople.Membership("fang.yuan"), Via.Page))!;
        async Task Pool(OrganizationId buyer, IReadOnlyList<PoolRule> rules)
        {
            var id = await Get<DraftPool>().Run(new PoolInput(buyer, null, "合成商品池", rules, [], []), sales);
            await Get<PublishPool>().Run(id, sales);
        }
        await Pool(Looks, [.. Enumerable.Range(0, GroupsInPool).Select(g => new PoolRule { Category = MadeProducts.Group(g) }), new PoolRule { Category = "hvac" }, new PoolRule { Excludes = true, Brand = made.Brand(7) }]);
        for (var b = 0; b < sizes.Buyers; b++)
            await Pool(Id.Named<OrganizationId>($"made-buyer-{b}"), [.. Enumerable.Range(b, 3).Select(g => new PoolRule { Category = MadeProducts.Group(g % MadeProducts.Groups) })]);
    }

    /// <summary>Agreements of a thousand prices each, twenty of them with the buyer who looks; written by the database itself.</summary>
    public async Task Agreements()
    {
        await using var database = new NpgsqlConnection(settings.Database + ";Command Timeout=0");
        await database.OpenAsync();
        await using var copy = new NpgsqlCommand("""
            INSERT INTO agreements (buyer_id, id, supplier_id, number, title, state, valid_from, valid_to, proposed_by, buyer_consent, supplier_consent, reminded_days, version)
            SELECT b.id, gen_random_uuid(), s.id, 'MADE-' || n, '合成协议', t.state, t.valid_from, t.valid_to, t.proposed_by, t.buyer_consent, t.supplier_consent, t.reminded_days, t.version
            FROM generate_series(0, @agreements - 1) n
            JOIN LATERAL (SELECT * FROM agreements WHERE state = 'Active' AND number NOT LIKE 'MADE-%' ORDER BY number LIMIT 1) t ON true
            JOIN LATERAL (SELECT CASE WHEN n < @own THEN @looks ELSE (@buyers::uuid[])[1 + n % @buyerCount] END AS id) b ON true
            JOIN LATERAL (SELECT (@suppliers::uuid[])[1 + n % @supplierCount] AS id) s ON true;
            INSERT INTO agreement_lines (buyer_id, id, agreement_id, supplier_id, target, sku_id, price_minor, quota_measure, called_off, held, tiers)
            SELECT a.buyer_id, gen_random_uuid(), a.id, a.supplier_id, 'Sku', l.sku_id, l.list_price_minor * 9 / 10, 'Pieces', 0, 0, '[]'
            FROM agreements a JOIN LATERAL (SELECT sku_id, list_price_minor FROM listings WHERE supplier_id = a.supplier_id ORDER BY id LIMIT @lines) l ON true
            WHERE a.number LIKE 'MADE-%';
            ANALYZE;
            """, database);
        copy.Parameters.AddWithValue("agreements", sizes.Agreements);
        copy.Parameters.AddWithValue("own", AgreementsOfOne);
        copy.Parameters.AddWithValue("looks", Looks.Value);
        copy.Parameters.AddWithValue("buyers", Enumerable.Range(0, sizes.Buyers).Select(b => Id.Named<OrganizationId>($"made-buyer-{b}").Value).ToArray());
        copy.Parameters.AddWithValue("buyerCount", sizes.Buyers);
        copy.Parameters.AddWithValue("suppliers", Enumerable.Range(0, sizes.Suppliers).Select(s => Supplier(s).Value).ToArray());
        copy.Parameters.AddWithValue("supplierCount", sizes.Suppliers);
        copy.Parameters.AddWithValue("lines", Sizes.LinesOfAgreement);
        await copy.ExecuteNonQueryAsync();
    }

    /// <summary>Agrees with the buyer who looks on a price for one product of the first supplier.</summary>
    /// <returns>What the clock said when both had consented.</returns>
    public async Task<long> Agree(int n, Money price)
    {
        var (sales, buyer) = ((await Get<Actors>().For(Id.Named<MembershipId>("made-0"), Via.Page))!, (await Get<Actors>().For(DemoPeople.Membership("lin.xiaowen"), Via.Page))!);
        var today = ChinaTime.DateOf(DateTimeOffset.UtcNow);
        var id = await Get<DraftAgreement>().Run(new AgreementInput(Looks, Supplier(0), $"NEW-{n}", "合成协议", today, today.AddDays(30), [new AgreementLineInput { PartNumber = MadeProducts.PartNumber(n), Price = price }]), sales);
        await Get<ProposeAgreement>().Run(id, sales);
        await Get<ConfirmAgreement>().Run(id, null, buyer);
        return Stopwatch.GetTimestamp();
    }

    public ListingId Listing(int n) => Id.Named<ListingId>($"{Supplier(n % sizes.Suppliers).Value}/{Key(n)}");

    /// <summary>So many listings that are in the pool of the buyer who looks.</summary>
    public IReadOnlyList<ListingId> InPool(int count) => [.. Enumerable.Range(0, sizes.Skus).Where(IsInPool).Take(count).Select(Listing)];

    public bool IsInPool(int n) => n % MadeProducts.Categories % MadeProducts.Groups < GroupsInPool && made.Brand(n) != made.Brand(7);

    private IEnumerable<int> Numbers(int supplier) => Enumerable.Range(0, sizes.Skus).Where(n => n % sizes.Suppliers == supplier);

    private static SkuId SkuOf(int supplier, int n) => Id.Named<SkuId>($"{Supplier(supplier).Value}/{Key(n)}");

    private static string Key(int n) => MadeProducts.PartNumber(n);
}
