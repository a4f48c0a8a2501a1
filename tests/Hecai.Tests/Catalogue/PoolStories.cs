using CsCheck;
using Hecai.Catalogue;
using Hecai.Parties;
using Hecai.Purchasing;

namespace Hecai.Tests.Catalogue;

/// <summary>What is outside of a buyer's pool does not exist for that buyer; for everybody else nothing changes.</summary>
public sealed class PoolStories
{
    private static readonly OrganizationId Bank = Id.Named<OrganizationId>("jiangnan-bank");
    private static readonly PoolRule Cassettes = new() { Category = "hvac.cassette" };

    [Theory, EveryDatabase]
    public async Task What_is_outside_of_a_pool_does_not_exist_for_its_people(Database kind)
    {
        await using var world = await World.Open(kind);
        var (admin, requester, other) = (await world.Actor("gu.nian"), await world.Actor("he.jiayi"), await world.Actor("jiang.tao"));
        var (cassette, kettle) = (Id.Named<ListingId>("YL-KFR-72QW/A1"), Id.Named<ListingId>("BY-SH18"));
        var all = await Total(world, requester);
        await Publish(world, admin, new(null, null, "空调", [Cassettes], [], []));

        var found = await world.Db.Read(requester, read => world.Get<SearchQueries>().Search(read, new SearchRequest()));
        Assert.Equal(["hvac.cassette"], found.Facets.First(f => f.Code == "category").Values.Where(v => v.Code.Contains('.', StringComparison.Ordinal)).Select(v => v.Code));
        Assert.InRange(found.Total, 1, all - 1);
        Assert.Equal(0, (await world.Db.Read(requester, read => world.Get<SearchQueries>().Search(read, new SearchRequest { Text = "BY-SH18" }))).Total);
        Assert.Empty(await world.Db.Read(requester, read => world.Get<SuggestQueries>().Suggest(read, "by-sh")));
        Assert.Empty(await world.Db.Read(requester, read => world.Get<SuggestQueries>().Suggest(read, "北屿")));
        Assert.Empty(await world.Db.Read(requester, read => world.Get<CatalogueQueries>().Offers(read, [kettle])));
        await Refuses("not_found", () => world.Db.Read(requester, read => world.Get<SkuPageQueries>().Page(read, kettle)));
        await Refuses("offer.not_saleable", () => world.Get<AddToCart>().Run(new WantedLine(kettle, 1, []), requester));
        await Refuses("offer.not_saleable", () => world.Get<QuoteBasket>().Run([new WantedLine(kettle, 6, [])], new Target("320508002"), requester));
        Assert.Equal(cassette, (await world.Db.Read(requester, read => world.Get<SkuPageQueries>().Page(read, cassette))).Listing);

        // Another buyer, and the product's own supplier, see what they saw.
        Assert.Equal(all, await Total(world, other));
        Assert.Equal(kettle, (await world.Db.Read(other, read => world.Get<SkuPageQueries>().Page(read, kettle))).Listing);
    }

    [Theory, EveryDatabase]
    public async Task The_rest_api_answers_for_what_is_outside_as_for_what_never_was(Database kind)
    {
        await using var world = await World.Open(kind);
        using var he = await world.As("he.jiayi");
        await Publish(world, await world.Actor("gu.nian"), new(null, null, "空调", [Cassettes], [], []));
        var outside = await he.Get($"/products/{Id.Named<ListingId>("BY-SH18").Value}");
        var never = await he.Get($"/products/{Guid.NewGuid()}");
        Assert.Equal((404, never.Code), (outside.Status, outside.Code));
        Assert.Equal(0, (await he.Get("/products?q=BY-SH18")).Ok()["total"].GetInt32());
        Assert.Empty((await he.Get("/products/suggestions?q=by-sh")).Ok().Body.EnumerateArray());
    }

    [Theory, EveryDatabase]
    public async Task A_pool_is_drafted_looked_at_published_and_retired_through_the_api(Database kind)
    {
        await using var world = await World.Open(kind);
        await world.Get<SearchIndex>().CatchUp();
        using var gu = await world.As("gu.nian");
        using var he = await world.As("he.jiayi");
        async Task<int> Seen() => (await he.Get("/products")).Ok()["total"].GetInt32();
        var all = await Seen();

        var id = (await gu.Post("/pools", new { name = "空调", rules = new[] { new { category = "hvac" } } })).Ok().Id;
        var draft = (await gu.Get($"/pools/{id}")).Ok();
        Assert.Equal(("空调", "Draft"), (draft["pool.name"].GetString(), draft["pool.state"].GetString()));
        Assert.Equal(["publish", "discard"], draft["allowedActions"].EnumerateArray().Select(a => a.GetString()));
        var narrower = new { name = "天花机", rules = new[] { new { category = "hvac.cassette" } } };
        (await gu.Put($"/pools/{id}", narrower, draft.ETag)).Ok();
        (await gu.Put($"/pools/{id}", narrower, draft.ETag)).Refused(409, "document.changed");

        var effect = (await gu.Get($"/pools/{id}/effect")).Ok();
        var then = effect["then"].GetInt32();
        Assert.Equal((all, all - then, 0), (effect["now"].GetInt32(), effect["taken"].GetInt32(), effect["given"].GetInt32()));
        Assert.InRange(then, 1, all - 1);
        Assert.Equal(all, await Seen());

        (await gu.Post($"/pools/{id}/publication", new { })).Ok();
        Assert.Equal(then, await Seen());
        var listed = (await gu.Get("/pools")).Ok().Body.EnumerateArray().First();
        Assert.Equal((id, "Active"), (listed.GetProperty("id").GetGuid(), listed.GetProperty("state").GetString()));
        (await he.Post($"/pools/{id}/retirement", new { })).Refused(403, "permission.missing");
        (await gu.Post($"/pools/{id}/retirement", new { })).Ok();
        Assert.Equal(all, await Seen());
    }

    [Theory, EveryDatabase]
    public async Task A_department_has_what_its_own_pool_and_the_buyer_s_both_hold(Database kind)
    {
        await using var world = await World.Open(kind);
        var (admin, requester) = (await world.Actor("gu.nian"), await world.Actor("he.jiayi"));
        await Publish(world, admin, new(null, null, "全行", [new() { Category = "hvac" }], [], []));
        var hvac = await Total(world, requester);
        var department = (await world.Db.Read(admin, read => world.Get<DepartmentQueries>().Upwards(read, requester.Department!.Value)))[^1];
        await Publish(world, admin, new(null, department, "总行各部门", [Cassettes, new() { Category = "kitchen" }], [], []));
        Assert.InRange(await Total(world, requester), 1, hvac - 1);
        Assert.Equal(await Total(world, requester, "hvac.cassette"), await Total(world, requester));
        // Who is in no department has the buyer's pool alone.
        Assert.Equal(hvac, await Total(world, requester with { Department = null }));
    }

    [Theory, EveryDatabase]
    public async Task What_the_effect_promises_is_what_publishing_does(Database kind)
    {
        await using var world = await World.Open(kind);
        var (admin, requester) = (await world.Actor("gu.nian"), await world.Actor("he.jiayi"));
        var before = await Total(world, requester);
        var first = await world.Get<DraftPool>().Run(new(null, null, "云岭", [new() { Brand = "云岭" }], [], ["YL-KFR-72QW/A1"]), admin);
        var effect = await world.Db.Read(admin, read => world.Get<PoolQueries>().Effect(read, first));
        Assert.Equal((before, 0, before - effect.Then), (effect.Now, effect.Given, effect.Taken));
        await world.Get<PublishPool>().Run(first, admin);
        Assert.Equal(effect.Then, await Total(world, requester));

        var second = await world.Get<DraftPool>().Run(new(null, null, "协议内", [new() { Agreed = true }], ["BY-SH18"], []), admin);
        var next = await world.Db.Read(admin, read => world.Get<PoolQueries>().Effect(read, second));
        Assert.Equal(effect.Then, next.Now);
        Assert.Equal(next.Then, next.Now - next.Taken + next.Given);
        Assert.Equal(next.Then - next.Now, next.Categories.Sum(c => c.Then - c.Now));
        await world.Get<PublishPool>().Run(second, admin);
        Assert.Equal(next.Then, await Total(world, requester));
        Assert.Equal(PoolState.Replaced, (await world.Db.Read(admin, read => world.Get<PoolQueries>().One(read, first))).State);

        await world.Get<RetirePool>().Run(second, admin);
        Assert.Equal(before, await Total(world, requester));
    }

    [Theory, EveryDatabase]
    public async Task Two_drafts_published_at_once_leave_one_in_force(Database kind)
    {
        await using var world = await World.Open(kind);
        var admin = await world.Actor("gu.nian");
        var drafts = new List<PoolId>();
        for (var i = 0; i < 8; i++)
            drafts.Add(await world.Get<DraftPool>().Run(new(null, null, $"草稿{i}", [Cassettes], [], []), admin));
        await Task.WhenAll(drafts.Select(d => Task.Run(() => world.Get<PublishPool>().Run(d, admin))));
        var pools = await world.Db.Read(admin, read => world.Get<PoolQueries>().All(read));
        Assert.Equal((1, 7), (pools.Count(p => p.State == PoolState.Active), pools.Count(p => p.State == PoolState.Replaced)));
    }

    [Theory, EveryDatabase]
    public async Task A_pool_is_its_buyer_s_and_the_operator_s_alone(Database kind)
    {
        await using var world = await World.Open(kind);
        var (admin, stranger, sales, supplier) = (await world.Actor("gu.nian"), await world.Actor("jiang.tao"), await world.Actor("fang.yuan"), await world.Actor("mei.lin"));
        var id = await world.Get<DraftPool>().Run(new(null, null, "空调", [Cassettes], [], []), admin);
        await Refuses("not_found", () => world.Db.Read(stranger with { Permissions = admin.Permissions }, read => world.Get<PoolQueries>().One(read, id)));
        await Refuses("not_found", () => world.Get<PublishPool>().Run(id, stranger with { Permissions = admin.Permissions }));
        await Refuses("permission.missing", () => world.Get<PublishPool>().Run(id, supplier));
        await Refuses("permission.missing", async () => await world.Get<PublishPool>().Run(id, await world.Actor("he.jiayi")));
        await Refuses("pool.buyer_unknown", () => world.Get<DraftPool>().Run(new(stranger.Organization, null, "别家", [Cassettes], [], []), admin));
        Assert.Contains(await world.Db.Read(sales, read => world.Get<PoolQueries>().All(read, Bank)), pool => pool.Id == id);
        var own = await world.Get<DraftPool>().Run(new(Bank, null, "平台代建", [Cassettes], [], []), sales);
        await world.Get<PublishPool>().Run(own, admin);
    }

    [Fact]
    public async Task Every_fault_of_a_pool_is_told_at_its_place()
    {
        await using var world = await World.Open(Database.Sqlite);
        var admin = await world.Actor("gu.nian");
        var refused = await Assert.ThrowsAsync<Refused>(() => world.Get<DraftPool>().Run(new(null, null, "池",
            [new(), new() { Category = "nowhere" }, new() { Brand = "无此牌" }, new() { Supplier = Bank }, new() { Attribute = "cool_kw" }, new() { Category = "hvac.cassette", Attribute = "cool_kw", From = 9, To = 7 }],
            ["NO-SUCH-1"], ["NO-SUCH-2"]), admin));
        Assert.Equal(["rules[0] pool.rule_says_nothing", "rules[1].category category.unknown", "rules[2].brand pool.brand_unknown", "rules[3].supplier pool.supplier_unknown", "rules[4].attribute pool.rule_attribute",
            "rules[5].attribute pool.rule_attribute", "included[0] pool.product_unknown", "excluded[0] pool.product_unknown"], refused.Fields.Select(f => $"{f.Field} {f.Error.Code}"));
        await Refuses("pool.too_many_rules", () => world.Get<DraftPool>().Run(new(null, null, "池", [.. Enumerable.Repeat(Cassettes, 101)], [], []), admin));
        await Refuses("pool.too_many_products", () => world.Get<DraftPool>().Run(new(null, null, "池", [], [.. Enumerable.Range(0, 5_001).Select(i => $"P{i}")], []), admin));
        var many = Enumerable.Range(0, 65).SelectMany(i => new PoolRule[] { new() { Category = $"c{i}" }, new() { Brand = $"b{i}" } }).ToList();
        await Refuses("pool.too_many_conditions", () => world.Get<DraftPool>().Run(new(null, null, "池", [.. many.Chunk(2).Select(c => c[0] with { Brand = c[1].Brand })], [], []), admin));
        await Refuses("department.unknown", () => world.Get<DraftPool>().Run(new(null, new DepartmentId(Guid.NewGuid()), "池", [Cassettes], [], []), admin));
        var empty = await world.Get<DraftPool>().Run(new(null, null, "空池", [], [], []), admin);
        await Refuses("pool.empty", () => world.Get<PublishPool>().Run(empty, admin));
        await world.Get<ChangePool>().Run(empty, new(null, null, "不空", [Cassettes], [], []), null, admin);
        await Refuses("document.changed", () => world.Get<ChangePool>().Run(empty, new(null, null, "晚了", [Cassettes], [], []), 0, admin));
        await world.Get<PublishPool>().Run(empty, admin);
        await Refuses("pool.not_draft", () => world.Get<ChangePool>().Run(empty, new(null, null, "改", [Cassettes], [], []), null, admin));
    }

    /// <summary>The index as bits and the check of a single offer are two ways to the same answer.</summary>
    [Fact]
    public async Task The_index_and_the_check_of_each_offer_agree_on_any_pool()
    {
        await using var bed = await CatalogueBed.Open(range: true);
        await bed.Get<SearchIndex>().CatchUp();
        var products = await bed.Db.Read(CatalogueBed.Buyer, async read =>
        {
            var all = new List<SkuId>();
            while (await bed.Get<SearchQueries>().Search(read, new SearchRequest { Offset = all.Count, Limit = 200 }) is { Hits.Count: > 0 } page)
                all.AddRange(page.Hits);
            return await bed.Get<CatalogueQueries>().OnSale(read, all);
        });
        var offers = products.Values.SelectMany(o => o).ToList();
        var attributes = await bed.Db.Read(CatalogueBed.Buyer, read => OfAll(read, [.. products.Keys]));
        var rules = Gen.Select(Gen.Bool, Pick<string?>(null, null, "hvac", "hvac.cassette", "kitchen", "small"), Pick<string?>(null, null, "云岭", "北屿"),
            Pick<OrganizationId?>(null, null, CatalogueBed.Yunling, CatalogueBed.Beiyu), Gen.Int[0, 4], Gen.Bool,
            (excludes, category, brand, supplier, attribute, agreed) => (attribute switch
            {
                1 => new PoolRule { Attribute = "cool_kw", From = 5, To = 12 },
                2 => new PoolRule { Attribute = "refrigerant", Values = ["r32"] },
                3 => new PoolRule { Attribute = "energy_class", Values = ["1"] },
                _ => new PoolRule(),
            }) with { Excludes = excludes, Category = category, Brand = brand, Supplier = supplier, Agreed = agreed });
        var pools = Gen.Select(rules.List[0, 5], Pick([.. products.Keys]).List[0, 4], Pick([.. products.Keys]).List[0, 4],
            (r, included, excluded) => new PoolContent(Id.New<PoolId>(), r, included.Except(excluded).ToHashSet(), excluded.ToHashSet()));
        var goods = new AgreedGoods("a", products.Keys.Take(40).ToHashSet(), [new AgreedRange(CatalogueBed.Chengyue, null, null), new AgreedRange(CatalogueBed.Yunling, "hvac.wall", null)]);
        await pools.List[1, 2].SampleAsync(async contents =>
        {
            var assortment = new Assortment(contents, goods);
            var held = offers.Where(o => assortment.Holds(o.Sku, o.CategoryPath, o.Brand.Zh, o.Supplier, attributes[o.Sku])).Select(o => o.Sku).ToHashSet();
            var found = await bed.Db.Read(CatalogueBed.Buyer, read => bed.Get<SearchQueries>().In(read, assortment, new SearchRequest { Limit = 1 }));
            Assert.Equal(held.Count, found.Total);
        }, iter: 150);
    }

    private static Gen<T> Pick<T>(params IReadOnlyList<T> from) => Gen.Int[0, from.Count - 1].Select(i => from[i]);

    private static async Task<Dictionary<SkuId, IReadOnlyDictionary<string, AttributeValue>>> OfAll(Reading read, List<SkuId> skus) =>
        (await OfferRows.Attributes.Rows(read, skus)).ToDictionary(a => a.Id, a => a.Values);

    private static async Task Publish(World world, Actor admin, PoolInput pool) => await world.Get<PublishPool>().Run(await world.Get<DraftPool>().Run(pool, admin), admin);

    // A world that was just opened still reads its index.
    private static async Task<int> Total(World world, Actor actor, string? category = null)
    {
        await world.Get<SearchIndex>().CatchUp();
        return (await world.Db.Read(actor, read => world.Get<SearchQueries>().Search(read, new SearchRequest { Category = category }))).Total;
    }

    private static async Task Refuses(string code, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<Refused>(act);
        Assert.Contains(code, refused.Fields.Select(f => f.Error.Code).Append(refused.Code));
    }
}
