using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Purchasing;
using Hecai.Tests.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Stories;

/// <summary>What buyers and their approvers are refused, with its code and its field.</summary>
public sealed class PurchasingRefusals
{
    private const string Wall = "YL-KFR-26GW/B2", Kettle = "BY-SH18";

    [Theory, EveryDatabase]
    public async Task A_requisition_that_cannot_be_is_refused_at_its_field(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, gu, zhao) = (await world.As("he.jiayi"), await world.As("gu.nian"), await world.As("zhao.qian"));
        var body = await he.Body([new(Kettle, 1)], "SZ-0312", "观前支行");
        Task<Answer> With(string member, object? value) => he.Post("/requisitions", new Dictionary<string, object?>(body) { [member] = value });
        object Line(int quantity, string? service = null) => Buying.Lines([new(Kettle, quantity, service)]);

        (await With("lines", Array.Empty<object>())).Refused(400, "requisition.empty", "lines");
        (await With("lines", Buying.Lines(Enumerable.Repeat(new Want(Kettle, 1), Quotes.MaxLines + 1)))).Refused(400, "requisition.too_many_lines", "lines");
        (await With("needBy", "2020-01-01")).Refused(400, "requisition.need_by_past", "needBy");
        (await With("lines", Line(1, "nonsense"))).Refused(400, "offer.unknown_service", "lines[0].services");
        await Listing(world, Kettle, l => l.SetProperty(x => x.MinQuantity, 4).SetProperty(x => x.PackSize, 2));
        (await With("lines", Line(2))).Refused(400, "offer.min_quantity", "lines[0].quantity");
        (await With("lines", Line(5))).Refused(400, "offer.pack_size", "lines[0].quantity");
        await Listing(world, Kettle, l => l.SetProperty(x => x.MinQuantity, 1).SetProperty(x => x.PackSize, 1));

        // A cost centre without a budget: no budget never means no limit.
        var department = (await gu.Get("/departments")).Ok()["0.id"].GetGuid();
        var centre = (await gu.Post("/cost-centres", new { code = "SZ-9999", name = "无预算", department })).Ok().Id;
        (await gu.Post("/cost-centres", new { code = "SZ-9999", name = "又一个", department })).Refused(409, "cost_centre.exists", "code");
        var unfunded = await With("costCentre", centre);
        (unfunded.Status == 201 ? await he.Submit(unfunded.Id) : unfunded).Refused(409, "budget.missing");
        var funded = (await zhao.Get("/cost-centres")).Ok().Body.EnumerateArray().Single(c => c.GetProperty("code").GetString() == "SZ-0312").GetProperty("id").GetGuid();
        (await zhao.Post("/budgets", new { costCentre = funded, year = 2026, allocated = new { amount = "0.01", currency = "CNY" } })).Refused(409, "budget.below_used", "allocated");
        (await zhao.Post("/budgets", new { costCentre = funded, year = 1999, allocated = new { amount = "1.00", currency = "CNY" } })).Refused(400, "input.out_of_range", "year");
        (await zhao.Post("/budgets", new { costCentre = Guid.NewGuid(), year = 2026, allocated = new { amount = "1.00", currency = "CNY" } })).Refused(400, "cost_centre.unknown", "costCentre");

        await world.Sql("DELETE FROM delivery_areas");
        (await With("lines", Line(1))).Refused(409, "stock.area_not_served", "lines[0].listing");
    }

    [Theory, EveryDatabase]
    public async Task Only_its_requester_moves_a_requisition_and_only_from_what_they_saw(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, lin) = (await world.As("he.jiayi"), await world.As("lin.xiaowen"));
        var id = await he.Draft(new Want(Kettle, 1));
        (await lin.Submit(id)).Refused(403, "requisition.not_requester");
        (await lin.Post($"/requisitions/{id}/withdrawal", new { })).Refused(403, "requisition.not_requester");

        var (body, seen) = (await he.Body([new(Kettle, 2)], "SZ-0312", "观前支行"), (await he.Requisition(id)).ETag!);
        (await he.Put($"/requisitions/{id}", body, "abc")).Refused(400, "etag.malformed", "If-Match");
        // A condition that nobody looks at is no condition: the submission does not happen.
        (await he.Send(HttpMethod.Post, $"/requisitions/{id}/submission", new { }, Guid.NewGuid().ToString(), seen)).Refused(400, "etag.not_heeded", "If-Match");
        var changes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => he.Put($"/requisitions/{id}", body, seen)));
        Assert.Single(changes, c => c.Status == 204);
        Assert.All(changes.Where(c => c.Status != 204), c => c.Refused(409, "document.changed"));
        (await he.Put($"/requisitions/{id}", body, (await he.Requisition(id)).ETag)).Ok();

        foreach (var limit in new[] { "0", "-1", "201" })
            (await he.Get($"/requisitions?limit={limit}")).Refused(400, "paging.limit", "limit");
        (await he.Get("/requisitions?limit=many")).Refused(400, "request.malformed", "limit");
        (await he.Get("/requisitions?state=Lost")).Refused(400, "request.malformed", "state");
        (await he.Get($"/products/{Id.Named<ListingId>(Kettle).Value}?quantity=0")).Refused(400, "input.out_of_range", "quantity");
        foreach (var state in new[] { "99", "3", "-1", "+3" })
            (await he.Get($"/requisitions?state={Uri.EscapeDataString(state)}")).Refused(400, "input.malformed", "state");
        (await he.Get("/products?regionCode=999999")).Refused(400, "region.unknown", "regionCode");
    }

    [Theory, EveryDatabase]
    public async Task Approvers_decide_on_what_they_saw_never_on_their_own_and_never_twice(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (he, zhou) = (await world.As("he.jiayi"), await world.As("zhou.qiming"));
        var decide = world.Get<DecideRequisition>();
        var id = await he.Draft(new Want(Wall, 40));
        (await he.Submit(id)).Ok();
        Task<List<ApprovalTask>> Route() => world.Db.Read(Actor.System(), read => read.Set<ApprovalTask>().Where(t => t.DocumentId == id).OrderBy(t => t.Level).ToListAsync());
        var first = (await Route())[0];
        Task<Answer> Decide(object body) => zhou.Post($"/approvals/{first.Id.Value}/decision", body);

        (await Decide(new { decision = "Approved", seenFingerprint = "of something else" })).Refused(409, "approval.document_changed");
        (await Decide(new { decision = "Open" })).Refused(400, "input.malformed", "decision");
        (await Decide(new { decision = "Returned" })).Refused(400, "approval.comment_required", "comment");
        var requester = await world.Actor("he.jiayi");
        requester = requester with { Permissions = requester.Permissions.Append(ControlPermissions.Decide.Code).ToHashSet() };
        await ControlErrors.OwnRequest.RefusesAsync(() => decide.Run(first.Id, ApprovalState.Approved, null, null, requester));
        await ControlErrors.NotYours.RefusesAsync(async () => await decide.Run(first.Id, ApprovalState.Approved, null, null, await world.Actor("chen.guodong")));
        (await Decide(new { decision = "Approved" })).Ok();
        (await Decide(new { decision = "Approved" })).Refused(409, "approval.not_open");

        // The route never names one person twice; should it, by whatever mistake, the second level is refused to them.
        var second = (await Route())[1];
        await world.Db.Write(Actor.System(), tx => tx.Set<ApprovalTask>().Where(t => t.Id == second.Id).ExecuteUpdateAsync(u => u.SetProperty(t => t.Approver, first.Approver).SetProperty(t => t.ApproverPerson, first.ApproverPerson)));
        await ControlErrors.TwoLevels.RefusesAsync(async () => await decide.Run(second.Id, ApprovalState.Approved, null, null, await world.Actor("zhou.qiming")));

        await world.Sql($"UPDATE departments SET manager_id = NULL WHERE {(database == Database.Postgres ? "organization_id::text" : "lower(organization_id)")} = '{Id.Named<OrganizationId>("jiangnan-bank").Value}'");
        (await he.Submit(await he.Draft(new Want(Wall, 3)))).Refused(409, "approval.no_approver");
    }

    private static Task Listing(World world, string part, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Listing>> set) => world.Db.Write(Actor.System(), async tx =>
    {
        var id = Id.Named<ListingId>(part);
        Assert.Equal(1, await tx.Set<Listing>().Where(l => l.Id == id).ExecuteUpdateAsync(set));
    });
}
