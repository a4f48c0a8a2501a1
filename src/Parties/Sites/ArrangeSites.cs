using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Adds a delivery place to the actor's organization.</summary>
public sealed class AddSite(AppDb db)
{
    public Task<SiteId> Run(SiteInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            var site = new Site(Id.New<SiteId>(), actor.Organization, said);
            await DemandName(tx, site);
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
public sealed class ChangeSite(AppDb db)
{
    public Task Run(SiteId id, SiteInput said, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            var site = await tx.Load<Site>(id);
            site.Change(said);
            await AddSite.DemandName(tx, site);
        }, ct);
    }
}

/// <summary>Closes a delivery place: it is no longer offered.</summary>
public sealed class CloseSite(AppDb db)
{
    public Task Run(SiteId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageSites);
        return db.Write(actor, async tx =>
        {
            (await tx.Load<Site>(id)).Close();
            tx.Log("site", id, "site.closed");
        }, ct);
    }
}

/// <summary>A delivery place as checkout offers it.</summary>
public sealed record SiteRow(SiteId Id, string Name, Address Address, string? Note);

public sealed class SiteQueries
{
    /// <summary>The open sites of the actor's organization, by name; the first is checkout's default where nothing was used before.</summary>
    public async Task<IReadOnlyList<SiteRow>> All(Reading read)
    {
        var sites = await read.Set<Site>().AsNoTracking().Where(s => s.OrganizationId == read.Actor.Organization && !s.Closed).OrderBy(s => s.Name).ToListAsync(read.Cancel);
        return [.. sites.Select(Row)];
    }

    /// <summary>One open site, or null: a foreign or closed one answers as one that does not exist.</summary>
    public async Task<SiteRow?> Find(Reading read, SiteId id)
    {
        var site = await read.Set<Site>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganizationId == read.Actor.Organization && s.Id == id && !s.Closed, read.Cancel);
        return site is null ? null : Row(site);
    }

    private static SiteRow Row(Site site) => new(site.Id, site.Name, site.Address, site.Note);
}
