using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>A party that invoices can be made out to, and where it is the default.</summary>
/// <param name="Party">As a document would keep it.</param>
/// <param name="Default">True where nothing else is said.</param>
/// <param name="CostCentres">Those it is the default of.</param>
public sealed record BillingPartyRow(BilledTo Party, bool Default, IReadOnlyList<CostCentreId> CostCentres)
{
    public BillingPartyId Id => Party.Party;
}

/// <summary>The open billing parties of organizations: every submission asks for them and they change once a year, so they are remembered for less than a second.</summary>
public sealed class BillingParties
{
    private readonly Briefly<OrganizationId, IReadOnlyList<BillingPartyRow>> remembered = new();

    /// <summary>The open parties of the actor's organization, by name.</summary>
    public async Task<IReadOnlyList<BillingPartyRow>> All(Reading read) => (await remembered.Get(read, read.Actor.Organization, async own =>
    {
        var rows = await read.Set<BillingParty>().AsNoTracking().Where(p => p.BuyerId == own && !p.Closed).OrderBy(p => p.Name)
            .Select(p => new BilledTo(p.Id, p.Name, p.TaxNumber, p.Address, p.Phone, p.Bank, p.Account)).ToListAsync(read.Cancel);
        var defaults = rows.Count == 0 ? [] : await read.Set<BillingDefault>().AsNoTracking().Where(d => d.BuyerId == own).ToListAsync(read.Cancel);
        var of = defaults.ToLookup(d => d.BillingPartyId, d => d.CostCentreId);
        return [.. rows.Select(r => new BillingPartyRow(r, of[r.Party].Contains(BillingDefault.Everywhere), [.. of[r.Party].Where(c => c != BillingDefault.Everywhere)]))];
    }))!;

    /// <summary>An open party of the actor's organization; null where there is none.</summary>
    internal async Task<BillingPartyRow?> Find(Reading read, BillingPartyId id) => (await All(read)).FirstOrDefault(p => p.Id == id);

    /// <summary>Who is billed: the party that is named, else the default of the cost centre, else that of the buyer; null: the buyer itself. Refused by field <c>billTo</c> where the named one is none of the buyer's.</summary>
    public async Task<BilledTo?> Of(Reading read, BillingPartyId? named, CostCentreId costCentre)
    {
        var all = await All(read);
        if (named is { } id)
            return all.FirstOrDefault(p => p.Id == id)?.Party ?? throw Refused.Field("billTo", ControlErrors.UnknownBillingParty);
        return Default(all, costCentre)?.Party;
    }

    /// <summary>The default among these for a cost centre.</summary>
    public static BillingPartyRow? Default(IReadOnlyList<BillingPartyRow> all, CostCentreId? costCentre) =>
        all.FirstOrDefault(p => costCentre is { } centre && p.CostCentres.Contains(centre)) ?? all.FirstOrDefault(p => p.Default);

    internal void Forget() => remembered.Forget();
}
