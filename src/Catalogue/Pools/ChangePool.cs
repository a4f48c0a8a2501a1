using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>Starts a draft of a pool, for the whole buyer or for one of its departments.</summary>
public sealed class DraftPool(AppDb db, PoolReader reader, OrganizationDirectory directory, PeopleQueries people)
{
    public Task<PoolId> Run(PoolInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PoolPermissions.Manage);
        var buyer = said.Buyer ?? actor.Organization;
        if (buyer != actor.Organization && !actor.IsOperator)
            throw Refused.Field("buyer", PoolErrors.UnknownBuyer);
        if ((await directory.Names(tx, [buyer])).GetValueOrDefault(buyer)?.Kinds.HasFlag(OrganizationKind.Buyer) != true)
            throw Refused.Field("buyer", PoolErrors.UnknownBuyer);
        // The operator draws up a buyer's pool; how a buyer is divided is the buyer's own affair.
        if (said.Department is { } department)
            await people.RequireDepartment(tx, department, "department");
        var (rules, included, excluded) = await reader.Read(tx, said);
        var pool = new Pool(Id.New<PoolId>(), buyer, said.Department, said.Name, tx.Now);
        pool.Hold(rules, included, excluded);
        tx.Add(pool);
        tx.Log("pool", pool.Id, "pool.drafted", null, pool.Name);
        return pool.Id;
    }, ct);
}

/// <summary>Writes a draft anew: its name, rules and products. Whose it is stays.</summary>
public sealed class ChangePool(AppDb db, PoolReader reader)
{
    /// <param name="id">A draft.</param>
    /// <param name="said">As it shall be; buyer and department are not looked at.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Administrator of the buyer, or operator's sales.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(PoolId id, PoolInput said, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var pool = await Pools.Own(tx, id);
        Tx.DemandVersion(expectedVersion, pool.Version);
        pool.Rename(said.Name);
        var (rules, included, excluded) = await reader.Read(tx, said);
        pool.Hold(rules, included, excluded);
        tx.Touch(pool);
        tx.Log("pool", id, "pool.changed", null, pool.Name);
    }, ct);
}

/// <summary>Puts a draft in force in place of the pool that was: from the next page on its people see what it holds.</summary>
public sealed class PublishPool(AppDb db, Assortments assortments)
{
    public Task Run(PoolId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var pool = await Pools.Own(tx, id);
        if (await tx.Set<Pool>().FirstOrDefaultAsync(p => p.BuyerId == pool.BuyerId && p.Place == pool.Place && p.State == PoolState.Active, ct) is { } earlier)
        {
            earlier.Replace(tx.Now);
            tx.Log("pool", earlier.Id, "pool.replaced", null, pool.Name);
            // The place must be free before another takes it.
            await tx.Flush();
        }
        pool.Publish(tx.Now);
        tx.Log("pool", id, "pool.published", null, pool.Name);
        tx.Publish(new PoolChanged(id, pool.BuyerId, pool.DepartmentId, pool.Name, InForce: true));
        tx.AfterCommit(assortments.Forget);
    }, ct);
}

/// <summary>Takes a pool out of force, so that everything is on sale to its people again; or throws a draft away.</summary>
public sealed class RetirePool(AppDb db, Assortments assortments)
{
    public Task Run(PoolId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var pool = await Pools.Own(tx, id);
        if (pool.State == PoolState.Draft)
        {
            pool.Discard(tx.Now);
            tx.Log("pool", id, "pool.discarded", null, pool.Name);
            return;
        }
        pool.Retire(tx.Now);
        tx.Log("pool", id, "pool.retired", null, pool.Name);
        tx.Publish(new PoolChanged(id, pool.BuyerId, pool.DepartmentId, pool.Name, InForce: false));
        tx.AfterCommit(assortments.Forget);
    }, ct);
}

/// <summary>What the use cases of pools share.</summary>
internal static class Pools
{
    public static async Task<Pool> Own(Tx tx, PoolId id)
    {
        tx.Actor.Demand(PoolPermissions.Manage);
        return await tx.Set<Pool>().Include(p => p.Products).FirstOrDefaultAsync(p => p.Id == id, tx.Cancel) ?? throw Refused.With(KernelErrors.NotFound);
    }
}
