using System.Collections.Concurrent;
using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>
/// The assortment of whoever asks: the buyer's pool, and within it that of their department or of the nearest one above that has one.
/// Which pools are in force is remembered for less than a second; what is in a published pool never changes.
/// </summary>
public sealed class Assortments(DepartmentQueries departments, IEnumerable<IAgreedGoods> agreed)
{
    private const int Capacity = 500;

    /// <summary>For pools that look at no attribute.</summary>
    internal static readonly IReadOnlyDictionary<string, AttributeValue> None = new Dictionary<string, AttributeValue>();

    private static readonly PreparedQuery<OrganizationId, InForce> OfBuyer = new((context, buyer) =>
        context.Set<Pool>().AsNoTracking().Where(p => p.BuyerId == buyer && p.State == PoolState.Active).Select(p => new InForce(p.Id, p.DepartmentId)));

    private readonly Briefly<OrganizationId, IReadOnlyList<InForce>> inForce = new();
    private readonly ConcurrentDictionary<PoolId, PoolContent> contents = [];

    private sealed record InForce(PoolId Id, DepartmentId? Department);

    /// <summary>What the actor of a reading may see.</summary>
    internal async Task<Assortment> Of(Reading read)
    {
        if (read.Actor.IsSystem || (await inForce.Get(read, read.Actor.Organization, async buyer => await OfBuyer.Rows(read, buyer)))! is not { Count: > 0 } pools)
            return Assortment.Everything;
        var chosen = new List<PoolId>(2);
        if (pools.FirstOrDefault(p => p.Department is null) is { } all)
            chosen.Add(all.Id);
        if (read.Actor.Department is { } department && pools.Any(p => p.Department is not null))
            foreach (var above in await departments.Upwards(read, department))
                if (pools.FirstOrDefault(p => p.Department == above) is { } own)
                {
                    chosen.Add(own.Id);
                    break;
                }
        return chosen.Count == 0 ? Assortment.Everything : await Made(read, read.Actor.Organization, [.. await Contents(read, chosen)]);
    }

    /// <summary>The assortment that these contents make for a buyer.</summary>
    internal async Task<Assortment> Made(Reading read, OrganizationId buyer, IReadOnlyList<PoolContent> pools) =>
        new(pools, pools.Any(p => p.LooksAtAgreements) && agreed.FirstOrDefault() is { } known ? await known.Of(read, buyer) : AgreedGoods.None);

    private async Task<IReadOnlyList<PoolContent>> Contents(Reading read, IReadOnlyList<PoolId> ids)
    {
        var missing = ids.Where(id => !contents.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            if (contents.Count > Capacity)
                contents.Clear();
            foreach (var pool in await read.Set<Pool>().AsNoTracking().Include(p => p.Products).Where(p => missing.Contains(p.Id)).ToListAsync(read.Cancel))
                contents[pool.Id] = pool.Content();
        }
        return [.. ids.Select(id => contents[id])];
    }

    internal void Forget() => inForce.Forget();
}
