using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A product as lists of other modules name it.</summary>
public sealed record SkuName(SkuId Id, string PartNumber, Text Name, string Unit, string Picture, ListingId Listing);

/// <summary>A product of a supplier, as its own papers name it.</summary>
public sealed record OwnSku(SkuId Id, string PartNumber, Text Name);

/// <summary>Facts of products that other modules compute with.</summary>
public sealed class SkuFactQueries(Categories categories)
{
    /// <summary>The products with these ids that the actor may see, in one query; missing ones are absent.</summary>
    public async Task<IReadOnlyDictionary<SkuId, SkuName>> Names(Reading read, IReadOnlyCollection<SkuId> ids)
    {
        var wanted = ids as List<SkuId> ?? [.. ids];
        return (await Named(read, CatalogueQueries.Visible(read).Where(x => wanted.Contains(x.Sku.Id)))).GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>The products of the actor's own organization that are not retired, by part number, and how many there are.</summary>
    public async Task<(IReadOnlyList<SkuName> Rows, int Total)> Own(Reading read, string? text, int offset = 0, int limit = 50)
    {
        var own = read.Actor.Organization;
        var rows = CatalogueQueries.Visible(read).Where(x => x.Listing.SupplierId == own && x.Listing.State != ListingState.Retired);
        if (PlainText.OptionalLine("text", text, 100) is { } words)
            rows = rows.Where(x => x.Sku.Key.Contains(words.ToUpperInvariant()) || x.Sku.NameZh.Contains(words) || x.Sku.NameEn.Contains(words));
        return (await Named(read, rows.OrderBy(x => x.Sku.PartNumber).ThenBy(x => x.Sku.Id).Skip(Math.Max(offset, 0)).Take(Math.Clamp(limit, 1, 200))), await rows.CountAsync(read.Cancel));
    }

    /// <summary>The products of a supplier with one of these ids or part numbers, drafts among them, in one query.</summary>
    public async Task<IReadOnlyList<OwnSku>> OfSupplier(Reading read, OrganizationId supplier, IReadOnlyCollection<SkuId> ids, IReadOnlyCollection<string> partNumbers)
    {
        var keys = partNumbers.Select(p => Sku.KeyOf(p.Trim())).Distinct().ToList();
        return await read.Set<Sku>().AsNoTracking().Where(s => (ids.Contains(s.Id) || keys.Contains(s.Key)) && read.Set<Listing>().Any(l => l.SkuId == s.Id && l.SupplierId == supplier))
            .Select(s => new OwnSku(s.Id, s.PartNumber, new Text(s.NameZh, s.NameEn))).ToListAsync(read.Cancel);
    }

    /// <summary>The brands of a supplier's products, drafts among them.</summary>
    public async Task<IReadOnlyList<Text>> Brands(Reading read, OrganizationId supplier) =>
        [.. (await read.Set<Sku>().AsNoTracking().Where(s => read.Set<Listing>().Any(l => l.SkuId == s.Id && l.SupplierId == supplier)).Select(s => new { s.BrandZh, s.BrandEn }).Distinct().OrderBy(b => b.BrandZh).ThenBy(b => b.BrandEn).ToListAsync(read.Cancel))
            .Select(b => new Text(b.BrandZh, b.BrandEn))];

    private async Task<IReadOnlyList<SkuName>> Named(Reading read, IQueryable<ListedSku> rows)
    {
        var tree = await categories.Tree(read);
        var found = await rows.Select(x => new { x.Sku.Id, x.Sku.PartNumber, x.Sku.NameZh, x.Sku.NameEn, x.Sku.Unit, x.Sku.Category, Listing = x.Listing.Id }).ToListAsync(read.Cancel);
        return [.. found.Select(x => new SkuName(x.Id, x.PartNumber, (x.NameZh, x.NameEn), x.Unit, tree.Find(x.Category)?.Picture ?? "product", x.Listing))];
    }

    /// <summary>The numeric attributes of products in their attribute's unit (<c>rated_current</c> in A), in one query; unknown products are absent.</summary>
    public async Task<IReadOnlyDictionary<SkuId, IReadOnlyDictionary<string, decimal>>> Numbers(Reading read, IReadOnlyCollection<SkuId> ids)
    {
        var wanted = ids as List<SkuId> ?? [.. ids];
        var rows = await read.Set<Sku>().AsNoTracking().Where(s => wanted.Contains(s.Id)).Select(s => new { s.Id, s.Attributes }).ToListAsync(read.Cancel);
        return rows.ToDictionary(r => r.Id, r => (IReadOnlyDictionary<string, decimal>)r.Attributes.Where(a => a.Value.Number is not null).ToDictionary(a => a.Key, a => a.Value.Number!.Value));
    }
}
