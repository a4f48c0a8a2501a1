using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>Starts a list, empty or made of what somebody has: the cart, a requisition, an order, single products.</summary>
public sealed class MakeList(AppDb db, ListSources sources)
{
    public Task<ShoppingListId> Run(ListHead head, ListSource source, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ShoppingListPermissions.Use);
        if (await tx.Set<ShoppingList>().CountAsync(l => l.OwnerMembership == actor.Membership, ct) >= ShoppingList.MaxOfOwner)
            throw Refused.With(ShoppingListErrors.TooMany, ShoppingList.MaxOfOwner);
        var list = new ShoppingList(actor, tx.Now);
        list.Describe(head, actor.Department, tx.Now);
        await Lists.DemandFreeName(tx, list);
        list.Put(await sources.Lines(tx, source, []), tx.Now);
        tx.Add(list);
        tx.Log("shopping_list", list.Id, "shopping_list.made", null, list.Name);
        return list.Id;
    }, ct);
}

/// <summary>Puts more on a list; of what is on it already the quantities add up.</summary>
public sealed class AddToList(AppDb db, ListSources sources, Lists lists)
{
    public Task Run(ShoppingListId id, ListSource source, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var list = await lists.ToChange(tx, id);
        list.Put(await sources.Lines(tx, source, list.Lines), tx.Now);
        tx.Touch(list);
        tx.Log("shopping_list", id, "shopping_list.changed", null, list.Name);
    }, ct);
}

/// <summary>Writes a list anew: what it says of itself, and where they are given its lines.</summary>
public sealed class ChangeList(AppDb db, ListSources sources, Lists lists, PeopleQueries people)
{
    /// <param name="id">The list.</param>
    /// <param name="head">As it shall be.</param>
    /// <param name="lines">All of its lines; null leaves them as they are.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Its owner, or the administrator.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ShoppingListId id, ListHead head, IReadOnlyList<WantedLine>? lines, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var list = await lists.ToChange(tx, id);
        Tx.DemandVersion(expectedVersion, list.Version);
        var owner = (await people.Members(tx, [list.OwnerMembership])).GetValueOrDefault(list.OwnerMembership);
        list.Describe(head, owner?.Department, tx.Now);
        await Lists.DemandFreeName(tx, list);
        if (lines is not null)
            list.Hold(await sources.Lines(tx, new ListSource(lines), list.Lines), tx.Now);
        tx.Touch(list);
        tx.Log("shopping_list", id, "shopping_list.changed", null, list.Name);
    }, ct);
}

/// <summary>Deletes a list with its lines.</summary>
public sealed class DeleteList(AppDb db, Lists lists)
{
    public Task Run(ShoppingListId id, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var list = await lists.ToChange(tx, id);
        Tx.DemandVersion(expectedVersion, list.Version);
        tx.Remove(list);
        tx.Log("shopping_list", id, "shopping_list.deleted", null, list.Name);
    }, ct);
}

/// <summary>What the use cases of lists share.</summary>
public sealed class Lists(DepartmentQueries departments)
{
    /// <summary>The lists that the actor may see. Who keeps shared lists in order sees those of every department, and of nobody what is not shared.</summary>
    internal async Task<IQueryable<ShoppingList>> Visible(Reading read)
    {
        read.Actor.Demand(ShoppingListPermissions.Use);
        var (all, me) = (read.Set<ShoppingList>(), read.Actor.Membership);
        if (read.Actor.Can(ShoppingListPermissions.Manage))
            return all.Where(l => l.OwnerMembership == me || l.Sharing != ListSharing.Nobody);
        List<DepartmentId?> mine = read.Actor.Department is { } department ? [.. await departments.Upwards(read, department)] : [];
        return all.Where(l => l.OwnerMembership == me || l.Sharing == ListSharing.Organization || (l.Sharing == ListSharing.Department && mine.Contains(l.DepartmentId)));
    }

    /// <summary>A list with its lines; what the actor may not see does not exist.</summary>
    internal async Task<ShoppingList> Load(Reading read, ShoppingListId id) =>
        await (await Visible(read)).Include(l => l.Lines).FirstOrDefaultAsync(l => l.Id == id, read.Cancel) ?? throw Refused.With(KernelErrors.NotFound);

    internal async Task<ShoppingList> ToChange(Tx tx, ShoppingListId id)
    {
        var list = await Load(tx, id);
        return MayChange(tx.Actor, list.OwnerMembership) ? list : throw Refused.With(ShoppingListErrors.NotOwner);
    }

    internal static bool MayChange(Actor actor, MembershipId owner) => actor.Membership == owner || actor.Can(ShoppingListPermissions.Manage);

    internal static async Task DemandFreeName(Tx tx, ShoppingList list)
    {
        if (await tx.Set<ShoppingList>().AnyAsync(l => l.OwnerMembership == list.OwnerMembership && l.Name == list.Name && l.Id != list.Id, tx.Cancel))
            throw Refused.Field("name", ShoppingListErrors.NameTaken, list.Name);
    }
}
