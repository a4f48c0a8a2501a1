using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>What is refused, with which code and field, and that a refusal changes nothing.</summary>
public sealed class RefusalStories
{
    private const string Wall = "YL-KFR-26GW/B2", Cassette = "YL-KFR-72QW/A1", FloorStanding = "YL-KFR-100T2W/A1", HeatPump = "YL-RSJ-38/A1";

    [Theory, EveryDatabase]
    public async Task Budget_stock_and_quota_refuse_and_change_nothing(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");

        // Stock: more than all warehouses have; at the quote already, without any effect.
        (await he.Post("/requisitions", await he.Body([new(Cassette, 5_000)], "SZ-0312"))).Refused(409, "stock.insufficient", "lines[0].quantity");
        // Two lines that ask for the same pieces are added up.
        (await he.Post("/requisitions", await he.Body([new(Wall, 200), new(Wall, 200)], "SZ-0312"))).Refused(409, "stock.insufficient", "lines[1].quantity");

        // What the quota no longer covers has another price, which nobody has seen yet.
        await OnSubmission(world, he, FloorStanding, 20, "price.changed", "total", () => Leave(world, FloorStanding, 19));
        // Who took the last pieces between the price and the hold is refused by the row itself.
        var (sku, bank) = (Id.Named<SkuId>(FloorStanding), Id.Named<OrganizationId>("jiangnan-bank"));
        var line = await world.Db.Read(Actor.System(), read => read.Set<AgreementLine>().Where(l => l.BuyerId == bank && l.SkuId == sku).Select(l => l.Id).SingleAsync());
        var late = await Assert.ThrowsAsync<Refused>(() => world.Db.Write(Actor.System(), tx =>
        {
            world.Get<Holds>().Take(tx, "requisition", Id.New<Hecai.Purchasing.RequisitionId>(), bank, [new("quota", line.Value, 20, FloorStanding, "lines[0].quantity")], tx.Now.AddHours(1));
            return Task.CompletedTask;
        }));
        Assert.Equal(("agreement.quota_exceeded", "lines[0].quantity"), (late.Fields[0].Error.Code, late.Fields[0].Field));
        await OnSubmission(world, he, HeatPump, 2, "budget.exceeded", null, () => Budget(world));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task A_price_that_changed_since_the_draft_is_refused_with_the_new_total(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var id = await he.Draft(new Want(Wall, 2));
        var total = (await he.Requisition(id))["requisition.total"].Amount();
        (await he.Post($"/requisitions/{id}/submission", new { seenTotal = new { amount = "1.00", currency = "CNY" } })).Refused(409, "price.changed", "total");

        await Price(world, Wall, 300_000);
        var before = await Taken.Now(world, Wall);
        (await he.Submit(id)).Refused(409, "price.changed", "total");
        Assert.Equal((before, "Draft", total), (await Taken.Now(world, Wall), await he.State(id), (await he.Requisition(id))["requisition.total"].Amount()));
        (await he.Post($"/requisitions/{id}/submission", new { seenTotal = new { amount = "6000.00", currency = "CNY" } })).Ok();
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task The_same_number_of_the_buyer_never_orders_twice(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var body = await he.Body([new(Wall, 1)], "SZ-0312", "观前支行", "JN-0001");
        var first = (await he.Post("/requisitions", body)).Ok();
        var again = (await he.Post("/requisitions", body)).Ok();
        Assert.Equal((201, 200, first.Id), (first.Status, again.Status, again.Id));

        body["buyerReference"] = "JN-0002";
        var drafts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => he.Post("/requisitions", body)));
        Assert.All(drafts, d => d.Ok());
        var id = Assert.Single(drafts.Select(d => d.Id).Distinct());
        Assert.Equal(1, drafts.Count(d => d.Status == 201));

        var before = await Taken.Now(world, Wall);
        var submissions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => he.Submit(id)));
        Assert.Equal(1, submissions.Count(s => s.Status == 200));
        Assert.All(submissions, s => Assert.True(s.Status is 200 or 409, s.Raw));
        Assert.Equal(before.Held + 1, (await Taken.Now(world, Wall)).Held);
        Assert.Equal(1, Convert.ToInt32((await world.Rows("SELECT count(*) FROM requisitions WHERE buyer_reference = 'JN-0002'"))[0][0]));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task An_idempotency_key_has_one_effect_and_stands_for_one_body(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var body = await he.Body([new(Wall, 1)], "SZ-0312", "观前支行");
        var count = await world.Count("requisitions");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => he.Post("/requisitions", body, "key-1")));
        Assert.All(answers, a => a.Ok());
        var id = Assert.Single(answers.Select(a => a.Id).Distinct());
        Assert.Equal(count + 1, await world.Count("requisitions"));
        Assert.Equal(answers[0].Raw, (await he.Post("/requisitions", body, "key-1")).Ok().Raw);

        body["purpose"] = "别的用途";
        (await he.Post("/requisitions", body, "key-1")).Refused(409, "idempotency.key_reused");
        var submitted = (await he.Submit(id, "key-2")).Ok();
        Assert.Equal(submitted.Raw, (await he.Submit(id, "key-2")).Ok().Raw);
        (await he.Send(HttpMethod.Post, "/requisitions", body)).Refused(400, "idempotency.key_required", "Idempotency-Key");
        (await he.Post("/requisitions", body, new string('k', 129))).Refused(400, "idempotency.key_invalid", "Idempotency-Key");

        // Another organization's key is another key.
        var jiang = await world.As("jiang.tao");
        Assert.NotEqual(id, (await jiang.Post("/requisitions", await jiang.Body([new(Wall, 1)]), "key-1")).Ok().Id);
        Assert.Equal(count + 2, await world.Count("requisitions"));
        await world.Invariants();
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_a_quantity_is_refused_at_its_place(Database database)
    {
        await using var world = await World.Open(database);
        var he = await world.As("he.jiayi");
        var body = System.Text.Json.JsonSerializer.Serialize(await he.Body([new(Wall, 77_777)], "SZ-0312", "观前支行", purpose: "SIZE"));
        var count = await world.Count("requisitions");
        foreach (var quantity in (string[])["0", "-1", "-0", "1.5", "1.0", "1e3", "2147483648", "99999999999999999999999999999", "1e400", "\"1\"", "\"１２\"", "null", "true", "[1]", "{}"])
        {
            var answer = await he.Post("/requisitions", body.Replace("77777", quantity, StringComparison.Ordinal));
            Assert.True(answer.Status == 400 && answer.Code is not null && answer.Fields.Any(f => f.StartsWith("lines[0].quantity ", StringComparison.Ordinal)), $"{quantity}: {answer.Status} {answer.Raw}");
        }
        foreach (var malformed in (string[])["１２", "0x10", "01", "NaN", "Infinity", "+1", "1_000", ""])
        {
            var answer = await he.Post("/requisitions", body.Replace("77777", malformed, StringComparison.Ordinal));
            Assert.True(answer.Status == 400 && answer.Code is not null, $"{malformed}: {answer.Status} {answer.Raw}");
        }
        foreach (var (from, to) in ((string, string)[])[
            ("\"purpose\"", "\"status\":\"Approved\",\"purpose\""), ("\"purpose\"", "\"purpose\":\"x\",\"purpose\""), ("\"purpose\"", "\"Purpose\""),
            ("\"quantity\":77777", "\"quantity\":1,\"quantity\":2"), ("\"quantity\":77777", "\"quantity\":1,\"price\":1"), ("\"purpose\"", "\"total\":{\"amount\":\"1.00\",\"currency\":\"CNY\"},\"purpose\"")])
        {
            var answer = await he.Post("/requisitions", body.Replace(from, to, StringComparison.Ordinal));
            Assert.True(answer.Status == 400 && answer.Code is not null && answer.Fields.Count > 0, $"{to}: {answer.Status} {answer.Raw}");
        }
        foreach (var broken in (string[])["", "{", "[]", "null", "\"x\"", body + "}", body[..^5], new string('[', 5_000)])
        {
            var answer = await he.Post("/requisitions", broken);
            Assert.True(answer.Status == 400 && answer.Code is not null, $"{broken[..Math.Min(20, broken.Length)]}: {answer.Status} {answer.Raw}");
        }
        Assert.Equal(413, (await he.Post("/requisitions", body.Replace("SIZE", new string('x', 2_000_000), StringComparison.Ordinal))).Status);
        var text = await he.Body([new(Wall, 1)], "SZ-0312", "观前支行", new string('9', 41), new string('长', 121));
        Assert.Equal(["purpose input.too_long", "buyerReference input.too_long"], (await he.Post("/requisitions", text)).Refused(400, "input.fields").Fields);
        Assert.Equal(count, await world.Count("requisitions"));
    }

    [Theory, EveryDatabase]
    public async Task Ids_of_others_in_a_body_answer_like_ids_of_nobody(Database database)
    {
        await using var world = await World.Open(database);
        var (he, jiang) = (await world.As("he.jiayi"), await world.As("jiang.tao"));
        var (own, theirs) = (await he.Body([new(Wall, 1)]), await jiang.Body([new(Wall, 1)]));
        async Task Same(string member, object foreign, object nobody)
        {
            var answers = new List<(int, string?, string)>();
            foreach (var value in (object[])[foreign, nobody])
            {
                var answer = await he.Post("/requisitions", new Dictionary<string, object?>(own) { [member] = value });
                Assert.InRange(answer.Status, 400, 409);
                answers.Add((answer.Status, answer.Code, string.Join(';', answer.Fields)));
            }
            Assert.Equal(answers[0], answers[1]);
        }
        await Same("costCentre", theirs["costCentre"]!, Guid.NewGuid());
        await Same("lines", Buying.Lines([new("NOT-THERE", 1)]), Buying.Lines([new("NEITHER", 1)]));
    }

    private static async Task OnSubmission(World world, Caller he, string part, int quantity, string code, string? field, Func<Task> tighten)
    {
        var id = await he.Draft(new Want(part, quantity));
        await tighten();
        var before = await Taken.Now(world, part);
        (await he.Submit(id)).Refused(409, code, field);
        Assert.Equal((before, "Draft"), (await Taken.Now(world, part), await he.State(id)));
    }

    private static Task Leave(World world, string part, long left) => world.Db.Write(Actor.System(), async tx =>
    {
        var (sku, bank) = (Id.Named<SkuId>(part), Id.Named<OrganizationId>("jiangnan-bank"));
        Assert.Equal(1, await tx.Set<AgreementLine>().Where(l => l.BuyerId == bank && l.SkuId == sku).ExecuteUpdateAsync(u => u.SetProperty(l => l.Quota, l => l.CalledOff + l.Held + left)));
    });

    private static Task Price(World world, string part, long minor) => world.Db.Write(Actor.System(), async tx =>
    {
        var (sku, listing) = (Id.Named<SkuId>(part), Id.Named<ListingId>(part));
        var bank = Id.Named<OrganizationId>("jiangnan-bank");
        await tx.Set<AgreementLine>().Where(l => l.BuyerId == bank && l.SkuId == sku).ExecuteDeleteAsync();
        await tx.Set<AgreementLine>().Where(l => l.BuyerId == bank && l.SkuId == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.DiscountBasisPoints, 0));
        Assert.Equal(1, await tx.Set<Listing>().Where(l => l.Id == listing).ExecuteUpdateAsync(u => u.SetProperty(l => l.ListPriceMinor, minor)));
    });

    // Lowers the budget to what is used and one yuan, as its finance would.
    private static async Task Budget(World world)
    {
        var taken = await Taken.Now(world, HeatPump);
        var finance = await world.Actor("zhao.qian");
        var centre = (await world.Db.Read(finance, world.Get<CostCentreQueries>().All)).Single(c => c.Code == "SZ-0312");
        await world.Get<AllocateBudget>().Run(centre.Id, 2026, new Money(taken.Reserved + taken.Committed + 100, "CNY"), finance);
    }
}
