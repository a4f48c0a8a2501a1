using Microsoft.EntityFrameworkCore;

namespace Hecai;

/// <summary>
/// A resource that can be held: stock, quota, budget, credit. Its owner module implements the three moves as conditional
/// updates; <see cref="Holds"/> decides when.
/// </summary>
public interface IHoldable
{
    /// <summary>The kind that a <see cref="Demand"/> names.</summary>
    string Kind { get; }

    /// <summary>The order in which kinds are taken; the same everywhere, so that two documents never wait in a circle.</summary>
    int Order { get; }

    /// <summary>Holds all of it or refuses. Demands arrive merged per resource, sorted by resource.</summary>
    void Take(Tx tx, Hold hold, IReadOnlyList<Demand> demands);

    /// <summary>What was held becomes consumed: sold, called off, committed, used.</summary>
    void Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines);

    /// <summary>What was held is free again.</summary>
    void Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines);
}

/// <summary>The one hold protocol: all or nothing over every kind of resource, with one expiry.</summary>
public sealed class Holds(IEnumerable<IHoldable> holdables)
{
    private readonly IHoldable[] kinds = [.. holdables.OrderBy(h => h.Order)];

    /// <summary>Takes everything that is demanded, until the given instant, or refuses without taking anything.</summary>
    public Hold Take(Tx tx, string document, IId documentId, OrganizationId buyer, IEnumerable<Demand> demands, DateTimeOffset until)
    {
        // Two lines of one request that ask for the same resource are one demand: checked alone, each might pass.
        var merged = demands.GroupBy(d => (d.Kind, d.Resource))
            .Select(g => g.First() with { Amount = g.Sum(d => d.Amount) })
            .OrderBy(d => d.Resource).ToLookup(d => d.Kind);
        var hold = new Hold(Id.New<HoldId>(), buyer, document, documentId.Value, until);
        foreach (var kind in kinds)
        {
            var wanted = merged[kind.Kind].ToList();
            if (wanted.Count == 0)
                continue;
            foreach (var demand in wanted)
                hold.Add(demand);
            kind.Take(tx, hold, wanted);
        }
        if (hold.Lines.Count != merged.Sum(g => g.Count()))
            throw new InvalidOperationException("A demand names a kind of resource that nobody owns.");
        return tx.Add(hold);
    }

    /// <summary>Consumes what the document holds; refuses with <c>hold.not_held</c> when its time ran out meanwhile.</summary>
    public async Task Confirm(Tx tx, IId documentId)
    {
        var hold = await Current(tx, documentId.Value) ?? throw Refused.With(HoldErrors.NotHeld);
        if (!await End(tx, hold, HoldState.Confirmed))
            throw Refused.With(HoldErrors.NotHeld);
        foreach (var kind in kinds)
            if (Of(hold, kind) is { Count: > 0 } lines)
                kind.Confirm(tx, hold, lines);
    }

    /// <summary>Gives back what the document holds, if it still holds anything.</summary>
    public async Task Release(Tx tx, IId documentId)
    {
        if (await Current(tx, documentId.Value) is { } hold)
            await Release(tx, hold, HoldState.Released);
    }

    internal async Task<bool> Release(Tx tx, Hold hold, HoldState end)
    {
        // Only one of rejection, withdrawal and expiry may give back: the state row decides who.
        if (!await End(tx, hold, end))
            return false;
        foreach (var kind in kinds)
            if (Of(hold, kind) is { Count: > 0 } lines)
                kind.Release(tx, hold, lines);
        return true;
    }

    private static List<HoldLine> Of(Hold hold, IHoldable kind) =>
        [.. hold.Lines.Where(l => l.Kind == kind.Kind).OrderBy(l => l.Resource)];

    private static async Task<Hold?> Current(Tx tx, Guid documentId) =>
        tx.Loaded<Hold>().FirstOrDefault(h => h.DocumentId == documentId && h.State == HoldState.Held)
        ?? await tx.Set<Hold>().AsNoTracking().FirstOrDefaultAsync(h => h.DocumentId == documentId && h.State == HoldState.Held, tx.Cancel);

    private static async Task<bool> End(Tx tx, Hold hold, HoldState end)
    {
        if (tx.Adds(hold))
        {
            // Taken and ended within one transaction (an order that needs no approval): nobody else can have seen it.
            hold.End(end);
            return true;
        }
        return await tx.Set<Hold>().Where(h => h.BuyerId == hold.BuyerId && h.Id == hold.Id && h.State == HoldState.Held)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.State, end), tx.Cancel) == 1;
    }
}

public static class HoldErrors
{
    public static readonly Error NotHeld = Error.Conflict("hold.not_held", "预占已到期或已释放，请重新提交", "The reservation has expired or was released; submit again");
}

/// <summary>Releases holds whose time has run out and announces it, so that their documents can end.</summary>
public sealed class ExpireHolds(AppDb db, Holds holds) : Job
{
    public override async Task Run(CancellationToken ct)
    {
        var platform = Actor.System();
        var due = await db.Read(platform, read => read.Set<Hold>().Where(h => h.State == HoldState.Held && h.ExpiresAt <= read.Now)
            .OrderBy(h => h.ExpiresAt).Take(500).ToListAsync(ct), ct);
        foreach (var hold in due)
            await db.Write(platform, async tx =>
            {
                if (await holds.Release(tx, hold, HoldState.Expired))
                    tx.Publish(new HoldExpired(hold.Id, hold.Document, hold.DocumentId));
            }, ct);
    }
}
