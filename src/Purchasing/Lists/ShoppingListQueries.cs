using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>A list among others.</summary>
/// <param name="Department">Where it is shared with one.</param>
/// <param name="Lines">How many products are on it.</param>
public sealed record ShoppingListRow(ShoppingListId Id, string Name, MembershipId Owner, string OwnerName, ListSharing Sharing, DepartmentId? Department, int Lines, DateTimeOffset ChangedAt);

/// <summary>A list as a form names it.</summary>
public sealed record ListName(ShoppingListId Id, string Name);

/// <summary>A whole list, its lines in the order they came.</summary>
public sealed record ShoppingListView(ShoppingListId Id, long Version, string Name, string? Note, MembershipId Owner, string OwnerName, ListSharing Sharing, DepartmentId? Department,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, IReadOnlyList<NamedLine> Lines)
{
    /// <summary>True for its owner, and for who keeps the shared lists of the organization in order.</summary>
    public bool MayChange(Actor actor) => Lists.MayChange(actor, Owner);
}

public sealed class ShoppingListQueries(Lists lists, CheckLines check)
{
    private static readonly PreparedQuery<MembershipId, ListName> NamesOf = new((context, me) =>
        context.Set<ShoppingList>().AsNoTracking().Where(l => l.OwnerMembership == me).OrderBy(l => l.Name).Select(l => new ListName(l.Id, l.Name)));

    /// <summary>The lists that the actor may see, the last changed first.</summary>
    public async Task<Page<ShoppingListRow>> List(Reading read, string? text, bool mineOnly, string? after = null, int size = 50)
    {
        var (rows, me) = (await lists.Visible(read), read.Actor.Membership);
        if (mineOnly)
            rows = rows.Where(l => l.OwnerMembership == me);
        if (text is { Length: > 0 })
            rows = rows.Where(l => l.Name.Contains(text));
        return await Rows(rows.NewestFirst(l => l.ChangedAt, l => l.Id, after)).Page(size, l => Cursor.Of(l.ChangedAt, l.Id), read.Cancel);
    }

    /// <summary>The actor's own lists by name, for forms that choose one.</summary>
    public async Task<IReadOnlyList<ListName>> Mine(Reading read) => await NamesOf.Rows(read, read.Actor.Membership);

    /// <summary>How many lists the actor may see, and how many of them are their own.</summary>
    public async Task<(int All, int Mine)> Counts(Reading read)
    {
        var (rows, me) = (await lists.Visible(read), read.Actor.Membership);
        var owners = await rows.GroupBy(l => l.OwnerMembership == me).Select(g => new { Mine = g.Key, Count = g.Count() }).ToListAsync(read.Cancel);
        return (owners.Sum(o => o.Count), owners.Where(o => o.Mine).Sum(o => o.Count));
    }

    public async Task<ShoppingListView> One(Reading read, ShoppingListId id)
    {
        var l = await lists.Load(read, id);
        return new(l.Id, l.Version, l.Name, l.Note, l.OwnerMembership, l.OwnerName, l.Sharing, l.DepartmentId, l.CreatedAt, l.ChangedAt,
            [.. l.Lines.OrderBy(line => line.Place).Select(line => new NamedLine(line.PartNumber, line.Wanted))]);
    }

    /// <summary>What every line of a list costs and when it would come today, or why it cannot be ordered. A fixed number of queries, whatever the number of lines.</summary>
    public async Task<IReadOnlyList<CheckedLine>> Today(Reading read, ShoppingListView list, string? regionCode) =>
        list.Lines.Count == 0 ? [] : await check.Check(read, [.. list.Lines.Select(l => new AskedLine(l.PartNumber, l.Wanted.Listing, l.Wanted.Quantity, l.Wanted.Services))], regionCode);

    private static IQueryable<ShoppingListRow> Rows(IQueryable<ShoppingList> lists) =>
        lists.Select(l => new ShoppingListRow(l.Id, l.Name, l.OwnerMembership, l.OwnerName, l.Sharing, l.DepartmentId, l.Lines.Count, l.ChangedAt));
}
