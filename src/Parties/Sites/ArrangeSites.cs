using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Adds a delivery place to the actor's organization.</summary>
public sealed class AddSite(AppDb db, OpenSites open)
{
    public Task<SiteId> Run(SiteInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            var site = new Site(Id.New<SiteId>(), actor.Organization, said);
            await DemandName(tx, site);
            tx.AfterCommit(open.Forget);
            return tx.Add(site).Id;
        }, ct);
    }

    internal static async Task DemandName(Tx tx, Site site)
    {
        if (await tx.Set<Site>().AnyAsync(s => s.OrganizationId == site.OrganizationId && s.Id != site.Id && s.Name == site.Name && !s.Closed, tx.Cancel))
            throw Refused.Field("name", PartiesErrors.SiteNameTaken, site.Name);
    }
}

/// <summary>Changes a delivery place; documents keep the address that they were made with.</summary>
public sealed class ChangeSite(AppDb db, OpenSites open)
{
    public Task Run(SiteId id, SiteInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            var site = await tx.Load<Site>(id);
            site.Change(said);
            await AddSite.DemandName(tx, site);
            tx.AfterCommit(open.Forget);
        }, ct);
    }
}

/// <summary>Closes a delivery place: it is no longer offered.</summary>
public sealed class CloseSite(AppDb db, OpenSites open)
{
    public Task Run(SiteId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            (await tx.Load<Site>(id)).Close();
            tx.Log("site", id, "site.closed");
            tx.AfterCommit(open.Forget);
        }, ct);
    }
}

/// <summary>A delivery place as checkout offers it.</summary>
/// <param name="Id">Of the site.</param>
/// <param name="Name">Its name among the organization's sites.</param>
/// <param name="Address">With the receiver.</param>
/// <param name="Note">For drivers and technicians.</param>
/// <param name="Receiving">The days and hours on which it takes goods in; null: every working day.</param>
public sealed record SiteRow(SiteId Id, string Name, Address Address, string? Note, IReadOnlyList<ReceivingDay>? Receiving);

/// <summary>The open sites of organizations: every page of the catalogue asks for them, so they are remembered for less than a second.</summary>
public sealed class OpenSites
{
    private readonly Briefly<OrganizationId, IReadOnlyList<SiteRow>> remembered = new();

    internal async Task<IReadOnlyList<SiteRow>> Of(Reading read) => (await remembered.Get(read, read.Actor.Organization, async own =>
        [.. (await read.Set<Site>().AsNoTracking().Where(s => s.OrganizationId == own && !s.Closed).OrderBy(s => s.Name).ToListAsync(read.Cancel)).Select(SiteQueries.Row)]))!;

    internal void Forget() => remembered.Forget();
}

public sealed class SiteQueries(OpenSites open)
{
    /// <summary>The open sites of the actor's organization, by name; the first is checkout's default where nothing was used before.</summary>
    public Task<IReadOnlyList<SiteRow>> All(Reading read) => open.Of(read);

    /// <summary>One open site, or null: a foreign or closed one answers as one that does not exist.</summary>
    public async Task<SiteRow?> Find(Reading read, SiteId id)
    {
        var site = await read.Set<Site>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganizationId == read.Actor.Organization && s.Id == id && !s.Closed, read.Cancel);
        return site is null ? null : Row(site);
    }

    internal static SiteRow Row(Site site) => new(site.Id, site.Name, site.Address, site.Note, site.Receiving);
}
