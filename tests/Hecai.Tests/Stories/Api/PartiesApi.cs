using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Members, departments, sites and organizations through the API.</summary>
public sealed class PartiesApi
{
    [Theory, EveryDatabase]
    public async Task An_administrator_arranges_members_departments_and_sites(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var gu = await world.As("gu.nian");
        Assert.Equal("顾念", (await gu.Get("/me")).Ok()["name"].GetString());
        var head = (await gu.Get("/departments")).Ok()["0.id"].GetGuid();
        var office = (await gu.Post("/departments", new { name = "办公室", parent = head })).Ok().Id;
        (await gu.Post("/departments", new { name = "办公室", parent = head })).Refused(409, "department.name_taken", "name");
        (await gu.Put($"/departments/{office}/name", new { name = "综合办公室" })).Ok();
        (await gu.Put($"/departments/{head}/parent", new { parent = office })).Refused(409, "department.cycle");
        (await gu.Put($"/departments/{office}/parent", new { parent = (Guid?)null })).Ok();
        (await gu.Put($"/departments/{office}/manager", new { manager = DemoPeople.Membership("ye.fan").Value })).Ok();
        var row = (await gu.Get("/departments")).Ok().Body.EnumerateArray().Single(d => d.GetProperty("id").GetGuid() == office);
        Assert.Equal("综合办公室", row.GetProperty("name").GetString());

        var ye = DemoPeople.Membership("ye.fan").Value;
        var seen = (await gu.Get($"/members/{ye}")).Ok();
        var change = new { roles = new[] { "buyer.requester", "buyer.receiver" }, active = true, department = office };
        (await gu.Put($"/members/{ye}", change, seen.ETag)).Ok();
        (await gu.Put($"/members/{ye}", change, seen.ETag)).Refused(409, "document.changed");
        (await gu.Put($"/members/{ye}", new { roles = new[] { "supplier.sales" }, active = true })).Refused(400, "role.other_kind", "roles");
        (await gu.Put($"/members/{ye}", new { roles = new[] { "buyer.king" }, active = true })).Refused(400, "role.unknown", "roles");
        Assert.Contains("叶帆", (await gu.Get("/members?q=叶")).Ok().Body.EnumerateArray().Select(m => m.GetProperty("name").GetString()));

        var invitation = (await gu.Post("/invitations", new { email = "xin@jiangnan.example", name = "新人", roles = new[] { "buyer.requester" } })).Ok().Id;
        Assert.Equal([invitation], (await gu.Get("/invitations")).Ok().Body.EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
        (await gu.Delete($"/invitations/{invitation}")).Ok();
        Assert.Empty((await gu.Get("/invitations")).Ok().Body.EnumerateArray());

        object Site(string name) => new { name, address = new { regionCode = Places.Pingjiang, detail = "观前街 1 号", contact = "沈立", phone = "0512-65550188" } };
        var site = (await gu.Post("/sites", Site("新支行"))).Ok().Id;
        (await gu.Post("/sites", Site("新支行"))).Refused(409, "site.name_taken", "name");
        (await gu.Put($"/sites/{site}", Site("平江支行"))).Ok();
        Assert.Contains("平江支行", (await gu.Get("/sites")).Ok().Body.EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        (await gu.Delete($"/sites/{site}")).Ok();
        Assert.DoesNotContain("平江支行", (await gu.Get("/sites")).Ok().Body.EnumerateArray().Select(s => s.GetProperty("name").GetString()));
    }

    [Theory, EveryDatabase]
    public async Task The_operator_decides_who_takes_part_and_a_suspended_enterprise_acts_no_more(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (qin, hou) = (await world.As("qin.lan"), await world.As("hou.yi"));
        var applied = await world.Get<Hecai.Parties.ApplyForOrganization>().Run(Rules.PartiesWorld.Application("新供应商"), null);
        Assert.Contains(applied.Value, (await qin.Get("/organizations?state=Applied")).Ok()["items"].EnumerateArray().Select(o => o.GetProperty("id").GetGuid()));
        (await qin.Post($"/organizations/{applied.Value}/decision", new { approve = false })).Refused(400, "organization.reason_required", "reason");
        (await qin.Post($"/organizations/{applied.Value}/decision", new { approve = true })).Ok();
        Assert.Equal("Active", (await qin.Get($"/organizations/{applied.Value}")).Ok()["state"].GetString());

        var chengyue = DemoPeople.Suppliers[1].Id.Value;
        (await hou.Get("/me")).Ok();
        (await qin.Post($"/organizations/{DemoPeople.Operator.Id.Value}/suspension", new { reason = "x" })).Refused(409, "organization.own");
        (await qin.Post($"/organizations/{chengyue}/suspension", new { reason = "资质过期" })).Ok();
        (await hou.Get("/me")).Refused(401, "token.required");
        (await qin.Delete($"/organizations/{chengyue}/suspension")).Ok();
        (await hou.Get("/me")).Ok();
    }
}
