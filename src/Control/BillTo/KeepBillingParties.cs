using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>Adds a party that invoices can be made out to.</summary>
public sealed class AddBillingParty(AppDb db, BillingParties parties)
{
    public Task<BillingPartyId> Run(BillingPartyInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(ControlPermissions.ManageBillingParties);
        return db.Write(actor, async tx =>
        {
            var party = new BillingParty(Id.New<BillingPartyId>(), actor.Organization, said);
            await DemandOnce(tx, party);
            tx.Log("billing_party", party.Id, "billing_party.added", null, party.Name);
            tx.AfterCommit(parties.Forget);
            return tx.Add(party).Id;
        }, ct);
    }

    internal static async Task DemandOnce(Tx tx, BillingParty party)
    {
        if (await tx.Set<BillingParty>().AnyAsync(p => p.Id != party.Id && p.TaxNumber == party.TaxNumber && !p.Closed, tx.Cancel))
            throw Refused.Field("taxNumber", ControlErrors.BillingPartyExists, party.TaxNumber);
    }
}

/// <summary>Changes a party; documents keep it as it was when they were made.</summary>
public sealed class ChangeBillingParty(AppDb db, BillingParties parties)
{
    public Task Run(BillingPartyId id, BillingPartyInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(ControlPermissions.ManageBillingParties);
        return db.Write(actor, async tx =>
        {
            var party = await tx.Load<BillingParty>(id);
            party.Change(said);
            await AddBillingParty.DemandOnce(tx, party);
            tx.Log("billing_party", id, "billing_party.changed", null, party.Name);
            tx.AfterCommit(parties.Forget);
        }, ct);
    }
}

/// <summary>Closes a party: it is no longer offered, and nobody's default.</summary>
public sealed class CloseBillingParty(AppDb db, BillingParties parties)
{
    public Task Run(BillingPartyId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(ControlPermissions.ManageBillingParties);
        return db.Write(actor, async tx =>
        {
            var party = await tx.Load<BillingParty>(id);
            party.Close();
            foreach (var chosen in await tx.Set<BillingDefault>().Where(d => d.BillingPartyId == id).ToListAsync(ct))
                tx.Remove(chosen);
            tx.Log("billing_party", id, "billing_party.closed", null, party.Name);
            tx.AfterCommit(parties.Forget);
        }, ct);
    }
}

/// <summary>Says who is billed where nobody says otherwise.</summary>
public sealed class SetBillingDefault(AppDb db, BillingParties parties, CostCentreQueries centres)
{
    /// <param name="costCentre">Of which cost centre; null: of all that have none of their own.</param>
    /// <param name="party">Null: none, the buyer itself.</param>
    /// <param name="actor">Finance or an administrator of the buyer.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(CostCentreId? costCentre, BillingPartyId? party, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(ControlPermissions.ManageBillingParties);
        return db.Write(actor, async tx =>
        {
            if (costCentre is { } named)
                await centres.Require(tx, named, "costCentre");
            if (party is { } chosen && await parties.Find(tx, chosen) is null)
                throw Refused.Field("party", ControlErrors.UnknownBillingParty);
            var key = costCentre ?? BillingDefault.Everywhere;
            var known = await tx.Set<BillingDefault>().FirstOrDefaultAsync(d => d.CostCentreId == key, ct);
            if (party is { } id && known is null)
                tx.Add(new BillingDefault { BuyerId = actor.Organization, CostCentreId = key, BillingPartyId = id });
            else if (party is { } other)
                known!.BillingPartyId = other;
            else if (known is not null)
                tx.Remove(known);
            tx.AfterCommit(parties.Forget);
        }, ct);
    }
}
