using Hecai.Catalogue;
using Hecai.Data;
using Hecai.Web.Demo;

namespace Hecai.Tests.Stories;

/// <summary>Through the API, from every state of every document: a step that its table does not have is refused, and the state stays.</summary>
public sealed class LifecycleStories
{
    /// <summary>A way to take a step: its verb in the table (or the states it may be taken in), who takes it, where, and with what.</summary>
    private sealed record Door(string Document, string Verb, string Who, string Path, object? Body = null, string Method = "POST", string[]? From = null);

    private static readonly Door[] Doors =
    [
        new("requisition", "submit", "cheng.su", "/requisitions/{id}/submission", new { }), new("requisition", "withdraw", "cheng.su", "/requisitions/{id}/withdrawal", new { }),
        new("approval_task", "approve", "zhou.qiming", "/approvals/{id}/decision", new { decision = "Approved" }), new("approval_task", "reject", "zhou.qiming", "/approvals/{id}/decision", new { decision = "Rejected", comment = "x" }),
        new("approval_task", "hand_on", "zhou.qiming", "/approvals/{id}/handover", new { who = DemoPeople.Membership("tang.yi").Value, reason = "x" }),
        new("approval_task", "ask_first", "zhou.qiming", "/approvals/{id}/approvers", new { who = DemoPeople.Membership("tang.yi").Value, first = true, reason = "x" }),
        new("supplier_order", "confirm", "wu.tong", "/supplier-orders/{id}/confirmation", new { }), new("supplier_order", "reject", "wu.tong", "/supplier-orders/{id}/rejection", new { reason = "x" }),
        new("supplier_order", "cancel", "cheng.su", "/supplier-orders/{id}/cancellation", new { reason = "x" }),
        new("supplier_order", "ship", "wu.tong", "/supplier-orders/{id}/shipments", new { lines = new[] { new { line = 1, quantity = 1 } }, carrier = "x" }, From: ["Confirmed", "InFulfilment"]),
        new("shipment", "deliver", "wu.tong", "/shipments/{id}/delivery", new { }), new("shipment", "fail", "wu.tong", "/shipments/{id}/failure", new { reason = "x" }),
        new("work_order", "schedule", "zhao.tie", "/work-orders/{id}/visit", new { start = "2026-12-01T01:00:00Z", end = "2026-12-01T03:00:00Z" }),
        new("work_order", "assign", "zhao.tie", "/work-orders/{id}/technician", "technician"), new("work_order", "arrive", "sun.hao", "/work-orders/{id}/arrival"),
        new("work_order", "finish", "sun.hao", "/work-orders/{id}/completion", new { signer = "x", signature = "M30 96L48 60L62 40L70 72L66 110" }),
        new("work_order", "accept", "shen.li", "/work-orders/{id}/acceptance"), new("work_order", "ask_rework", "shen.li", "/work-orders/{id}/rework", new { reason = "x" }),
        new("work_order", "cancel", "gao.feng", "/work-orders/{id}/cancellation", new { reason = "x" }),
        new("listing", "submit", "ding.yi", "/listings/{id}/submission"), new("listing", "list", "xu.ran", "/listings/{id}/review", new { }), new("listing", "return", "xu.ran", "/listings/{id}/review", new { returnedFor = "x" }),
        new("listing", "suspend", "ding.yi", "/listings/{id}/suspension", new { reason = "x" }), new("listing", "resume", "ding.yi", "/listings/{id}/suspension", Method: "DELETE"),
        new("listing", "revise", "ding.yi", "/listings/{id}/revision"), new("listing", "retire", "ding.yi", "/listings/{id}/retirement"),
        new("arrival", "receive", "wu.tong", "/arrivals/{id}/receipt", new { }), new("arrival", "withdraw", "wu.tong", "/arrivals/{id}/withdrawal", new { reason = "x" }), new("arrival", "move", "wu.tong", "/arrivals/{id}/day", new { arrivesOn = "2026-12-01" }, Method: "PUT"),
        new("organization", "approve", "qin.lan", "/organizations/{id}/decision", new { approve = true }), new("organization", "reject", "qin.lan", "/organizations/{id}/decision", new { approve = false, reason = "x" }),
        new("organization", "suspend", "qin.lan", "/organizations/{id}/suspension", new { reason = "x" }), new("organization", "resume", "qin.lan", "/organizations/{id}/suspension", Method: "DELETE"),
    ];

    [Theory, EveryDatabase]
    public async Task No_door_leads_where_the_table_does_not(Database database)
    {
        await using var world = await World.Open(database, workers: false);
        var (ids, faults, tried) = (await Documents(world), new List<string>(), 0);
        var technician = (await (await world.As("zhao.tie")).Get("/technicians")).Ok().Body.EnumerateArray().Single(t => t.GetProperty("name").GetString() == "孙浩").GetProperty("id").GetGuid();
        foreach (var flow in HecaiModules.All.SelectMany(m => m.Flows).Where(f => ids.ContainsKey(f.Document)))
            foreach (var state in flow.States)
                foreach (var door in Doors.Where(d => d.Document == flow.Document && !(d.From?.Contains(state.Code) ?? flow.Steps.Any(s => s.From == state.Code && s.Verb == d.Verb))))
                {
                    tried++;
                    var (table, id) = (flow.Document + "s", ids[flow.Document]);
                    var where = database == Database.Postgres ? $"id = '{id}'" : $"lower(id) = '{id}'";
                    await world.Sql($"UPDATE {table} SET state = '{state.Code}' WHERE {where}");
                    var answer = await (await world.As(door.Who)).Send(new HttpMethod(door.Method), door.Path.Replace("{id}", id.ToString(), StringComparison.Ordinal), door.Body is "technician" ? new { technician } : door.Body,
                        door.Method == "POST" ? Guid.NewGuid().ToString() : null);
                    var after = (await world.Rows($"SELECT state FROM {table} WHERE {where}")).Single()[0]?.ToString();
                    if (answer.Status != 409 || answer.Code is not ("document.step_not_allowed" or "approval.not_open" or "work_order.already_installed") || after != state.Code)
                        faults.Add($"{door.Document} {state.Code}, {door.Verb}: {answer.Status} {answer.Code}, then {after}");
                }
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults)}");
        Assert.Equal(148, tried);
    }

    /// <summary>One document of each kind whose people are known.</summary>
    private static async Task<Dictionary<string, Guid>> Documents(World world)
    {
        var (cheng, he, wu, ding) = (await world.As("cheng.su"), await world.As("he.jiayi"), await world.As("wu.tong"), await world.As("ding.yi"));
        var ordered = (await cheng.Post("/requisitions", await cheng.Body([new("YL-KFR-26GW/B2", 2)]))).Ok().Id;
        (await cheng.Submit(ordered)).Ok();
        var supplierOrder = (await cheng.Get("/supplier-orders?limit=1")).Ok()["items.0.id"].GetGuid();
        (await wu.Post($"/supplier-orders/{supplierOrder}/confirmation", new { })).Ok();
        var shipment = (await wu.Post($"/supplier-orders/{supplierOrder}/shipments", new { lines = new[] { new { line = 1, quantity = 1 } }, carrier = "自有车队" })).Ok().Id;
        var requested = await he.Draft(new Want("YL-KFR-26GW/B2", 5));
        (await he.Submit(requested)).Ok();
        var task = (await (await world.As("zhou.qiming")).Get("/approvals")).Ok()["items"].EnumerateArray().First(t => t.GetProperty("documentId").GetGuid() == requested).GetProperty("id").GetGuid();
        var work = Guid.Parse((await world.Rows($"SELECT w.id FROM work_orders w JOIN technicians t ON t.id = w.technician_id WHERE t.name = '孙浩' AND lower(CAST(w.buyer_id AS text)) = '{Id.Named<OrganizationId>("jiangnan-bank").Value}' ORDER BY w.id LIMIT 1")).Single()[0]!.ToString()!);
        var draft = (await cheng.Post("/requisitions", await cheng.Body([new("BY-SH18", 1)]))).Ok().Id;
        return new()
        {
            ["requisition"] = draft, ["approval_task"] = task, ["supplier_order"] = supplierOrder, ["shipment"] = shipment, ["work_order"] = work,
            ["listing"] = Id.Named<ListingId>("YL-KFR-26GW/B2").Value, ["organization"] = Id.Named<OrganizationId>("beichen").Value,
            ["arrival"] = (await wu.Get("/arrivals")).Ok()["0.id"].GetGuid(),
        };
    }
}
