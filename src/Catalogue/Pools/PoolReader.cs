using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A pool as somebody writes it. Products are named by part number; one that several suppliers describe is meant with all of them.</summary>
/// <param name="Buyer">Whose pool; for the operator. A buyer's own people leave it out.</param>
/// <param name="Department">For this department and all below it; null for everybody.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Rules">Taken in and left out by rule.</param>
/// <param name="Included">Part numbers put in by hand.</param>
/// <param name="Excluded">Part numbers taken out by hand.</param>
public sealed record PoolInput(OrganizationId? Buyer, DepartmentId? Department, string? Name, IReadOnlyList<PoolRule> Rules, IReadOnlyList<string> Included, IReadOnlyList<string> Excluded);

/// <summary>Checks a pool against categories, brands, suppliers and products, all faults at once.</summary>
public sealed class PoolReader(Categories categories, OrganizationDirectory directory)
{
    /// <summary>The rules and products that a draft shall hold; refusals name <c>rules[i].category</c>, <c>included[i]</c> and the like.</summary>
    internal async Task<(IReadOnlyList<PoolRule> Rules, IReadOnlyList<SkuId> Included, IReadOnlyList<SkuId> Excluded)> Read(Reading read, PoolInput said)
    {
        if (said.Rules.Count > Pool.MaxRules)
            throw Refused.Field("rules", PoolErrors.TooManyRules, Pool.MaxRules);
        if (said.Rules.SelectMany(r => new object?[] { r.Category, r.Brand, r.Supplier, r.Attribute is null ? null : r }).Where(c => c is not null).Distinct().Count() > PoolMask.MaxConditions)
            throw Refused.Field("rules", PoolErrors.TooManyConditions, PoolMask.MaxConditions);
        if (said.Included.Count + said.Excluded.Count > Pool.MaxProducts)
            throw Refused.Field("products", PoolErrors.TooManyProducts, Pool.MaxProducts);
        var tree = await categories.Tree(read);
        var brands = said.Rules.Select(r => r.Brand).OfType<string>().Where(PlainText.IsVisible).Distinct().ToList();
        var known = brands.Count == 0 ? [] : (await read.Set<Sku>().Where(s => brands.Contains(s.BrandZh)).Select(s => s.BrandZh).Distinct().ToListAsync(read.Cancel)).ToHashSet();
        var suppliers = await directory.Names(read, [.. said.Rules.Select(r => r.Supplier).OfType<OrganizationId>().Distinct()]);
        var fields = new FieldErrors();
        var rules = new List<PoolRule>();
        for (var i = 0; i < said.Rules.Count; i++)
            rules.Add(Rule(fields, $"rules[{i}]", said.Rules[i], tree, known, suppliers));
        var products = await Products(read, [.. said.Included.Concat(said.Excluded)]);
        var included = Named(fields, "included", said.Included, products);
        var excluded = Named(fields, "excluded", said.Excluded, products);
        fields.Demand();
        return (rules, included, excluded);
    }

    private static PoolRule Rule(FieldErrors fields, string at, PoolRule said, CategoryTree tree, HashSet<string> brands, IReadOnlyDictionary<OrganizationId, NamedOrganization> suppliers)
    {
        if (!said.SaysSomething)
            fields.Read<object?>(at, f => throw Refused.Field(f, PoolErrors.RuleSaysNothing));
        if (said.Category is { } category && tree.Find(category) is null)
            fields.Read<object?>($"{at}.category", f => throw Refused.Field(f, CatalogueErrors.UnknownCategory, PlainText.Shown(category)));
        if (said.Brand is { } brand && !brands.Contains(brand))
            fields.Read<object?>($"{at}.brand", f => throw Refused.Field(f, PoolErrors.UnknownBrand, PlainText.Shown(brand)));
        if (said.Supplier is { } supplier && suppliers.GetValueOrDefault(supplier)?.Kinds.HasFlag(OrganizationKind.Supplier) != true)
            fields.Read<object?>($"{at}.supplier", f => throw Refused.Field(f, PoolErrors.UnknownSupplier));
        return said.Attribute is null ? said with { Values = [], From = null, To = null } : fields.Read($"{at}.attribute", f => OnAttribute(f, said, tree)) ?? said;
    }

    private static PoolRule OnAttribute(string field, PoolRule said, CategoryTree tree)
    {
        var within = tree.Find(said.Category) is { } node ? tree.WithDescendants(node) : tree.All;
        var definition = within.Select(n => n.Attribute(said.Attribute!)).FirstOrDefault(a => a is not null);
        var valid = definition?.Type switch
        {
            AttributeType.Number => said.From is not null || said.To is not null ? said.From is null || said.To is null || said.From <= said.To : said.Values.Count > 0,
            AttributeType.Choice => said.Values.Count > 0 && said.Values.All(v => within.Any(n => n.Attribute(said.Attribute!)?.Choice(v) is not null)),
            AttributeType.Flag => said.Values.Count > 0 && said.Values.All(v => v is "true" or "false"),
            _ => false,
        };
        return valid ? said with { Values = [.. said.Values.Select(RuleValues.Canonical)] } : throw Refused.Field(field, PoolErrors.RuleAttribute, PlainText.Shown(said.Attribute));
    }

    private static async Task<ILookup<string, SkuId>> Products(Reading read, IReadOnlyList<string> partNumbers)
    {
        var keys = partNumbers.Where(PlainText.IsVisible).Select(p => Sku.KeyOf(p.Trim())).Distinct().ToList();
        var found = keys.Count == 0 ? [] : await read.Set<Sku>().Where(s => keys.Contains(s.Key) && read.Set<Listing>().Any(l => l.SkuId == s.Id && l.State == ListingState.Listed))
            .Select(s => new { s.Key, s.Id }).ToListAsync(read.Cancel);
        return found.ToLookup(s => s.Key, s => s.Id);
    }

    private static List<SkuId> Named(FieldErrors fields, string list, IReadOnlyList<string> said, ILookup<string, SkuId> products)
    {
        var named = new List<SkuId>();
        for (var i = 0; i < said.Count; i++)
        {
            var ids = products[Sku.KeyOf(said[i].Trim())].ToList();
            if (ids.Count == 0)
                fields.Read<object?>($"{list}[{i}]", f => throw Refused.Field(f, PoolErrors.UnknownProduct, PlainText.Shown(said[i])));
            named.AddRange(ids);
        }
        return named;
    }
}
