using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Keeps a search under a name; under a name that the actor has already, in place of the one that was.</summary>
public sealed class SaveSearch(AppDb db)
{
    public Task<SavedSearchId> Run(string? name, SearchRequest terms, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Browse);
        var search = new SavedSearch(actor, tx.Now);
        search.Keep(name, terms);
        var mine = tx.Set<SavedSearch>().Where(s => s.OwnerMembership == actor.Membership);
        if (await mine.FirstOrDefaultAsync(s => s.Name == search.Name, ct) is { } known)
        {
            known.Keep(name, terms);
            search = known;
        }
        else if (await mine.CountAsync(ct) >= SavedSearch.MaxOfOwner)
            throw Refused.With(SavedSearchErrors.TooMany, SavedSearch.MaxOfOwner);
        else
            tx.Add(search);
        tx.Log("saved_search", search.Id, "saved_search.kept", null, search.Name);
        return search.Id;
    }, ct);
}

/// <summary>Deletes one of the actor's searches.</summary>
public sealed class DeleteSearch(AppDb db)
{
    public Task Run(SavedSearchId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PurchasingPermissions.Browse);
        var search = await tx.Set<SavedSearch>().FirstOrDefaultAsync(s => s.Id == id && s.OwnerMembership == actor.Membership, ct) ?? throw Refused.With(KernelErrors.NotFound);
        tx.Remove(search);
        tx.Log("saved_search", id, "saved_search.deleted", null, search.Name);
    }, ct);
}

/// <summary>A search that somebody keeps.</summary>
public sealed record SavedSearchRow(SavedSearchId Id, string Name, SearchRequest Terms, DateTimeOffset CreatedAt);

public sealed class SavedSearchQueries
{
    /// <summary>The actor's own, by name; nobody sees those of others.</summary>
    public async Task<IReadOnlyList<SavedSearchRow>> Mine(Reading read)
    {
        read.Actor.Demand(PurchasingPermissions.Browse);
        var me = read.Actor.Membership;
        return await read.Set<SavedSearch>().Where(s => s.OwnerMembership == me).OrderBy(s => s.Name).Select(s => new SavedSearchRow(s.Id, s.Name, s.Terms, s.CreatedAt)).ToListAsync(read.Cancel);
    }
}
