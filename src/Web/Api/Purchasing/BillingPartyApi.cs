using Hecai.Control;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>开票抬头: whom a buyer's invoices are made out to.</summary>
internal static class BillingPartyApi
{
    /// <param name="Name">As registered.</param>
    /// <param name="TaxNumber">The unified social credit code; its check character is looked at.</param>
    public sealed record PartyBody(string Name, string TaxNumber, string? Address = null, string? Phone = null, string? Bank = null, string? Account = null)
    {
        internal BillingPartyInput Input => new(Name, TaxNumber, Address, Phone, Bank, Account);
    }

    /// <param name="CostCentre">Absent: of all cost centres that have none of their own.</param>
    /// <param name="Party">Absent: none, the buyer itself.</param>
    public sealed record DefaultBody(Guid? CostCentre = null, Guid? Party = null);

    public static void MapBillingParties(this RouteGroupBuilder api)
    {
        api.MapGet("/billing-parties", List).SignedIn().WithSummary("The open billing parties of the caller's organization, and where each is the default");
        api.MapPost("/billing-parties", Add).Needs(ControlPermissions.ManageBillingParties).WithSummary("Add a party that invoices can be made out to");
        api.MapPut("/billing-parties/default", Default).Needs(ControlPermissions.ManageBillingParties).WithSummary("Say who is billed where nobody says otherwise");
        api.MapPut("/billing-parties/{id:guid}", Change).Needs(ControlPermissions.ManageBillingParties).WithSummary("Change a billing party; existing documents keep it as it was");
        api.MapDelete("/billing-parties/{id:guid}", Close).Needs(ControlPermissions.ManageBillingParties).WithSummary("Close a billing party");
    }

    private static async Task<IReadOnlyList<BillingPartyRow>> List(HttpContext http, AppDb db, BillingParties parties, CancellationToken ct) => await db.Read(http.Actor(), parties.All, ct);

    private static async Task<Created<Made>> Add(PartyBody body, HttpContext http, AddBillingParty add, CancellationToken ct) => ApiConventions.Made(await add.Run(body.Input, http.Actor(), ct));

    private static async Task<NoContent> Change(Guid id, PartyBody body, HttpContext http, ChangeBillingParty change, CancellationToken ct)
    {
        await change.Run(new BillingPartyId(id), body.Input, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Close(Guid id, HttpContext http, CloseBillingParty close, CancellationToken ct)
    {
        await close.Run(new BillingPartyId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Default(DefaultBody body, HttpContext http, SetBillingDefault set, CancellationToken ct)
    {
        await set.Run(body.CostCentre is { } centre ? new CostCentreId(centre) : null, body.Party is { } party ? new BillingPartyId(party) : null, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
