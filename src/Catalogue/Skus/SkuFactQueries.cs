using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>Facts of products that other modules compute with.</summary>
public sealed class SkuFactQueries
{
    /// <summary>The numeric attributes of products in their attribute's unit (<c>rated_current</c> in A), in one query; unknown products are absent.</summary>
    public async Task<IReadOnlyDictionary<SkuId, IReadOnlyDictionary<string, decimal>>> Numbers(Reading read, IReadOnlyCollection<SkuId> ids)
    {
        var wanted = ids as List<SkuId> ?? [.. ids];
        var rows = await read.Set<Sku>().AsNoTracking().Where(s => wanted.Contains(s.Id)).Select(s => new { s.Id, s.Attributes }).ToListAsync(read.Cancel);
        return rows.ToDictionary(r => r.Id, r => (IReadOnlyDictionary<string, decimal>)r.Attributes.Where(a => a.Value.Number is not null).ToDictionary(a => a.Key, a => a.Value.Number!.Value));
    }
}
