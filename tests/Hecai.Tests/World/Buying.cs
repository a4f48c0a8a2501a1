using System.Text.Json;
using Hecai.Catalogue;

namespace Hecai.Tests;

/// <summary>A line that somebody wants: part number, quantity, and a service with its quantity.</summary>
public sealed record Want(string PartNumber, object Quantity, string? Service = null);

/// <summary>How stories buy: in few words, through the API.</summary>
public static class Buying
{
    /// <summary>The body of a requisition with the cost centre of that code and the address of that site, or the first of each.</summary>
    public static async Task<Dictionary<string, object?>> Body(this Caller caller, IEnumerable<Want> wants, string? centre = null, string? site = null, string? reference = null, string purpose = "网点空调更新")
    {
        var centres = (await caller.Get("/cost-centres")).Ok().Body.EnumerateArray();
        var sites = (await caller.Get("/sites")).Ok().Body.EnumerateArray();
        return new()
        {
            ["purpose"] = purpose,
            ["costCentre"] = centres.First(c => centre is null || c.GetProperty("code").GetString() == centre).GetProperty("id").GetGuid(),
            ["shipTo"] = sites.First(s => site is null || s.GetProperty("name").GetString() == site).GetProperty("address"),
            ["lines"] = Lines(wants),
            ["buyerReference"] = reference,
        };
    }

    public static object Lines(IEnumerable<Want> wants) => wants.Select(w => new
    {
        listing = Id.Named<ListingId>(w.PartNumber).Value,
        quantity = w.Quantity,
        services = w.Service is null ? [] : new[] { new { code = w.Service, quantity = w.Quantity } },
    }).ToList();

    /// <summary>Drafts and returns the id.</summary>
    public static async Task<Guid> Draft(this Caller caller, params Want[] wants) =>
        (await caller.Post("/requisitions", await caller.Body(wants, "SZ-0312", "观前支行"))).Ok().Id;

    public static Task<Answer> Submit(this Caller caller, Guid id, string? key = null) => caller.Post($"/requisitions/{id}/submission", new { }, key);

    /// <summary>The requisition with its route.</summary>
    public static async Task<Answer> Requisition(this Caller caller, Guid id) => (await caller.Get($"/requisitions/{id}")).Ok();

    public static async Task<string> State(this Caller caller, Guid id) => (await caller.Requisition(id))["requisition.state"].GetString()!;

    /// <summary>Decides the level of this document that waits for the caller.</summary>
    public static async Task<Answer> Decide(this Caller caller, Guid document, string decision = "Approved", string? comment = null)
    {
        var waiting = (await caller.Get("/approvals")).Ok()["items"].EnumerateArray().FirstOrDefault(t => t.GetProperty("documentId").GetGuid() == document);
        Assert.True(waiting.ValueKind == JsonValueKind.Object, "Nothing waits for this person.");
        return await caller.Post($"/approvals/{waiting.GetProperty("id").GetGuid()}/decision", new { decision, comment });
    }

    public static string Amount(this JsonElement money) => money.GetProperty("amount").GetString()!;
}
