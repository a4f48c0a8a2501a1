using Hecai.Web.Demo;

namespace Hecai.Tests.Isolation;

/// <summary>Which objects the ids of addresses name, and for each organization one that it sees and one that it does not.</summary>
internal sealed class Objects(World world)
{
    /// <summary>An id that no object has.</summary>
    public const string Nobody = "7f3b9c52-0d1e-7a44-8c11-5e0f2a9b6d31";

    /// <summary>Where the objects of a path are, and the columns of their parties.</summary>
    private static readonly (string Path, string Table, string[] Parties)[] All =
    [
        ("/api/v1/agreements", "agreements", ["buyer_id", "supplier_id"]), ("/agreements", "agreements", ["buyer_id", "supplier_id"]),
        ("/api/v1/pools", "pools", ["buyer_id"]), ("/pools", "pools", ["buyer_id"]), ("/operator/pools", "pools", ["buyer_id"]),
        ("/api/v1/shopping-lists", "shopping_lists", ["buyer_id"]), ("/lists", "shopping_lists", ["buyer_id"]),
        ("/api/v1/saved-searches", "saved_searches", ["buyer_id"]),
        ("/api/v1/warehouses", "warehouses", ["supplier_id"]), ("/supplier/stock/warehouses", "warehouses", ["supplier_id"]),
        ("/api/v1/arrivals", "arrivals", ["supplier_id"]), ("/supplier/stock/arrivals", "arrivals", ["supplier_id"]),
        ("/api/v1/media", "sku_files", []), ("/media", "sku_files", []),
        // Of a colleague's messages nobody knows more than of a stranger's.
        ("/api/v1/messages", "messages", ["organization_id"]), ("/messages", "messages", ["organization_id"]),
        ("/api/v1/files", "files", ["buyer_id", "supplier_id", "provider_id"]), ("/files", "files", ["buyer_id", "supplier_id", "provider_id"]),
        ("/api/v1/equipment", "equipment", ["buyer_id", "supplier_id"]), ("/api/v1/members", "memberships", ["organization_id"]), ("/api/v1/stand-ins", "memberships", ["organization_id"]),
        ("/api/v1/budgets", "budgets", ["buyer_id"]), ("/api/v1/organizations", "organizations", ["id"]), ("/api/v1/purchase-orders", "purchase_orders", ["buyer_id"]),
        ("/api/v1/billing-parties", "billing_parties", ["buyer_id"]),
        ("/api/v1/sites", "sites", ["organization_id"]), ("/api/v1/departments", "departments", ["organization_id"]), ("/api/v1/invitations", "invitations", ["organization_id"]),
        ("/api/v1/supplier-orders", "supplier_orders", ["buyer_id", "supplier_id"]), ("/api/v1/approvals", "approval_tasks", ["buyer_id"]),
        ("/api/v1/requisitions", "requisitions", ["buyer_id"]), ("/api/v1/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
        ("/api/v1/shipments", "shipments", ["buyer_id", "supplier_id"]), ("/api/v1/cart", "listings", ["supplier_id"]),
        ("/api/v1/packages", "scenario_packages", ["organization_id"]), ("/packages", "scenario_packages", ["organization_id"]), ("/supplier/packages", "scenario_packages", ["organization_id"]), ("/operator/packages", "scenario_packages", ["organization_id"]),
        ("/api/v1/listings", "listings", ["supplier_id"]), ("/api/v1/products", "listings", ["supplier_id"]), ("/operator/listings", "listings", ["supplier_id"]), ("/supplier/products", "listings", ["supplier_id"]),
        ("/supplier/agreements", "agreements", ["buyer_id", "supplier_id"]), ("/operator/agreements", "agreements", ["buyer_id", "supplier_id"]),
        ("/acceptance", "supplier_orders", ["buyer_id", "supplier_id"]), ("/approvals", "approval_tasks", ["buyer_id"]), ("/budgets", "budgets", ["buyer_id"]), ("/catalogue", "listings", ["supplier_id"]),
        ("/operator/organizations", "organizations", ["id"]), ("/orders", "purchase_orders", ["buyer_id"]), ("/provider/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
        ("/requisitions", "requisitions", ["buyer_id"]), ("/settings/members", "memberships", ["organization_id"]), ("/shipments", "shipments", ["buyer_id", "supplier_id"]),
        ("/supplier/orders", "supplier_orders", ["buyer_id", "supplier_id"]), ("/tech", "work_orders", ["buyer_id", "supplier_id", "provider_id"]), ("/work-orders", "work_orders", ["buyer_id", "supplier_id", "provider_id"]),
    ];

    // Of these the operator sees no more than anybody else; of all others, everything.
    private static readonly string[] NotTheOperators = ["budgets", "approval_tasks", "requisitions", "memberships", "departments", "sites", "billing_parties", "invitations", "messages", "shopping_lists", "saved_searches", "scenario_packages", "arrivals"];

    private readonly Dictionary<(string Table, OrganizationId), (string? Own, string? Foreign)> known = [];

    /// <summary>Does the operator see every object of this address?</summary>
    public static bool AllForOperator(string pattern) => !NotTheOperators.Contains(Named(pattern).Table);

    private static (string Table, string[] Parties) Named(string pattern)
    {
        var (_, table, parties) = All.Where(o => pattern.StartsWith(o.Path + "/", StringComparison.Ordinal)).OrderByDescending(o => o.Path.Length).FirstOrDefault();
        Assert.True(table is not null, $"{pattern}: nobody said what this id names.");
        return (table, parties);
    }

    public async Task<(string? Own, string? Foreign)> Of(string pattern, DemoOrganization organization)
    {
        var (table, parties) = Named(pattern);
        if (known.TryGetValue((table, organization.Id), out var ids))
            return ids;
        var sees = parties.Length == 0 || (organization.Kind == OrganizationKind.Operator && !NotTheOperators.Contains(table)) ? "1 = 1" : string.Join(" OR ", parties.Select(p => $"lower({Text(p)}) = '{organization.Id.Value}'"));
        // What is on sale is everybody's to read.
        if (table == "listings" && organization.Kind != OrganizationKind.Supplier)
            sees += " OR state = 'Listed'";
        // So is what is published, though only its publisher changes it.
        if (table == "scenario_packages" && organization.Kind is not (OrganizationKind.Supplier or OrganizationKind.Operator))
            sees = "published";
        var hidden = $"({sees}) IS NOT TRUE" + (table == "scenario_packages" ? " AND NOT published" : "");
        async Task<string?> First(string where) => (await world.Rows($"SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT 1")).FirstOrDefault()?[0]?.ToString()!.ToLowerInvariant();
        // A message belongs to one person, and which person's is the first says nothing about a role.
        return known[(table, organization.Id)] = (table == "messages" ? null : await First($"({sees})"), await First(hidden));
    }

    private string Text(string column) => world.Kind == Database.Postgres ? column + "::text" : column;

    /// <summary>Makes what the demo world has none of, so that every organization has something of its own and misses something of others.</summary>
    public async Task Complete()
    {
        foreach (var (person, role) in (IEnumerable<(string, string)>)[("gu.nian", "buyer.requester"), ("du.heng", "buyer.requester"), ("yan.ling", "supplier.sales"), ("zhu.hong", "provider.technician"), ("qin.lan", "operator.sales")])
            (await (await world.As(person)).Post("/invitations", new { email = $"new.{person}@example.com", name = "新人", roles = new[] { role } })).Ok();
        foreach (var person in new[] { "ding.yi", "tao.ran" })
            (await (await world.As(person)).Post("/listings", new { sku = "DRAFT-1", category = "hvac.wall", name = new { zh = "草稿", en = "Draft" }, brand = new { zh = "试牌", en = "Trial" } })).Ok();
        foreach (var person in new[] { "ding.yi", "tao.ran" })
            (await (await world.As(person)).Post("/packages", new { name = new { zh = "草稿", en = "Draft" }, text = new { zh = "", en = "" }, scenario = "Office", measure = "Site", lines = Array.Empty<object>() })).Ok();
        foreach (var person in new[] { "gu.nian", "du.heng" })
            (await (await world.As(person)).Post("/billing-parties", new { name = "控股公司", taxNumber = CreditCode.Generate("billed " + person) })).Ok();
        foreach (var person in new[] { "gu.nian", "du.heng" })
            (await (await world.As(person)).Post("/pools", new { name = "空调", rules = new[] { new { category = "hvac" } } })).Ok();
        // One supplier sells all that is installed in the demo world.
        var other = Id.Named<OrganizationId>("chengyue").Value.ToString();
        foreach (var table in new[] { "work_orders", "equipment", "files" })
            await world.Sql($"UPDATE {table} SET supplier_id = '{(world.Kind == Database.Postgres ? other : other.ToUpperInvariant())}' WHERE id = (SELECT id FROM {table} WHERE supplier_id IS NOT NULL ORDER BY id DESC LIMIT 1)");
    }
}
