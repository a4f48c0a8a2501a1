using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>One specification as the product page shows it.</summary>
/// <param name="Value">Formatted for people, with its unit: "7.2 kW", "R32", "是".</param>
public sealed record Specification(string Code, Text Name, Text Value, bool Key);

/// <summary>A linked product: <paramref name="Listing"/> is null when it is not on sale.</summary>
public sealed record LinkedProduct(string Kind, string PartNumber, Text Name, ListingId? Listing, int Quantity, Text Reason, string Picture);

/// <summary>Everything that a product's page shows, beside the buyer's price and stock.</summary>
public sealed record SkuPage
{
    public required ListingId Listing { get; init; }
    public required ListingState State { get; init; }
    public required long Version { get; init; }

    /// <summary>Why it was returned or suspended; for its supplier and the operator.</summary>
    public string? Reason { get; init; }

    /// <summary>Null while a draft has no price yet.</summary>
    public Offer? Offer { get; init; }
    public required SkuId Sku { get; init; }
    public required OrganizationId Supplier { get; init; }
    public required string PartNumber { get; init; }
    public required Text Name { get; init; }
    public required Text Brand { get; init; }
    public required string Picture { get; init; }
    public required IReadOnlyList<CategoryNode> Path { get; init; }
    public required SkuDetails Details { get; init; }
    public required int WarrantyMonths { get; init; }
    public string? Checklist { get; init; }
    public required IReadOnlyList<Specification> Specifications { get; init; }

    /// <summary>Figures of the supplier that the category does not define, as they were written.</summary>
    public required IReadOnlyDictionary<string, string> Extras { get; init; }
    public required IReadOnlyList<LinkedProduct> Links { get; init; }
    public string? Source { get; init; }
    public string? Licence { get; init; }

    /// <summary>Pictures and documents that the supplier uploaded.</summary>
    public required IReadOnlyList<SkuFileRow> Files { get; init; }

    /// <summary>How complete the description is.</summary>
    public required ListingFill Fill { get; init; }

    /// <summary>What the actor may do now.</summary>
    public required IReadOnlyList<Step<ListingState>> Actions { get; init; }

    /// <summary>The product as its form starts from; for its supplier and the operator.</summary>
    public ProductInput? Input { get; init; }
}

public sealed class SkuPageQueries(Categories categories, CatalogueQueries catalogue, SkuFileQueries files)
{
    private static readonly PreparedQuery<ListingId, ListedSku> OfListing = new((context, id) =>
        from listing in context.Set<Listing>().AsNoTracking()
        join sku in context.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
        where listing.Id == id
        select new ListedSku { Listing = listing, Sku = sku });

    private static readonly PreparedQuery<OrganizationId, List<string>, ListedSku> OfKeys = new((context, supplier, keys) =>
        from listing in context.Set<Listing>().AsNoTracking()
        join sku in context.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
        where sku.SupplierId == supplier && keys.Contains(sku.Key)
        select new ListedSku { Listing = listing, Sku = sku });

    /// <summary>The page of a listing, or refuses with <c>not_found</c>. Three queries.</summary>
    public async Task<SkuPage> Page(Reading read, ListingId id)
    {
        var row = (await OfListing.Rows(read, id)).FirstOrDefault(x => CatalogueQueries.IsVisible(read.Actor, x.Listing));
        if (row is null || !await catalogue.IsInAssortment(read, row))
            throw Refused.With(KernelErrors.NotFound);
        var (listing, sku) = (row.Listing, row.Sku);
        var tree = await categories.Tree(read);
        var node = tree.Find(sku.Category);
        var own = read.Actor.IsOperator || read.Actor.IsSystem || listing.SupplierId == read.Actor.Organization;
        return new SkuPage
        {
            Listing = id, State = listing.State, Version = listing.Version, Reason = own ? listing.Reason : null, Offer = row.Offer(tree), Sku = sku.Id, Supplier = sku.SupplierId,
            PartNumber = sku.PartNumber, Name = (sku.NameZh, sku.NameEn), Brand = (sku.BrandZh, sku.BrandEn), Picture = node?.Picture ?? "product",
            Path = [.. tree.Path(sku.Category).Select(code => tree.Find(code)!)], Details = sku.Details, WarrantyMonths = sku.WarrantyMonths, Checklist = node?.Checklist,
            Specifications = Specifications(node, sku.Attributes), Extras = sku.Extras, Links = await Links(read, tree, sku), Source = sku.Source, Licence = sku.Licence, Files = await files.Of(read, sku.Id),
            Fill = ListingQueries.Fill(node, sku.Attributes), Actions = own ? Listing.Lifecycle.Next(listing.State, read.Actor) : [], Input = own ? Input(listing, sku) : null,
        };
    }

    /// <summary>The values in the order of the category's definitions.</summary>
    internal static IReadOnlyList<Specification> Specifications(CategoryNode? node, IReadOnlyDictionary<string, AttributeValue> values) =>
        [.. (node?.Attributes ?? []).OrderBy(a => a.Order).Where(a => values.ContainsKey(a.Code)).Select(a => new Specification(a.Code, a.Name(), Shown(a, values[a.Code]), a.Key))];

    internal static Text Shown(AttributeDefinition definition, AttributeValue value) => definition.Type switch
    {
        AttributeType.Choice when definition.Choice(value.Text) is { } choice => choice.Name,
        AttributeType.Flag => value.Flag == true ? ("是", "Yes") : ("否", "No"),
        AttributeType.Number when definition.Unit is { } unit => ($"{value}{Space(unit)}{unit}", $"{value}{Space(unit)}{unit}"),
        _ => (value.ToString(), value.ToString()),
    };

    private static string Space(string unit) => unit[0] is '%' or '℃' || unit[0] >= 0x4E00 ? "" : " ";

    private async Task<IReadOnlyList<LinkedProduct>> Links(Reading read, CategoryTree tree, Sku sku)
    {
        if (sku.Details.Links.Count == 0)
            return [];
        var keys = sku.Details.Links.Select(l => Sku.KeyOf(l.Sku)).Distinct().ToList();
        var known = (await OfKeys.Rows(read, sku.SupplierId, keys)).Where(x => CatalogueQueries.IsVisible(read.Actor, x.Listing)).ToLookup(x => x.Sku.Key);
        var links = new List<LinkedProduct>();
        foreach (var link in sku.Details.Links)
        {
            var key = Sku.KeyOf(link.Sku);
            // What is outside of the reader's assortment does not exist; what nobody sells is still worth naming.
            if (known[key].OrderByDescending(x => x.Listing.Saleable).FirstOrDefault() is not { } linked)
                links.Add(new LinkedProduct(link.Kind, link.Sku, (link.Sku, link.Sku), null, link.Quantity, link.Reason, "product"));
            else if (await catalogue.IsInAssortment(read, linked))
                links.Add(new LinkedProduct(link.Kind, link.Sku, (linked.Sku.NameZh, linked.Sku.NameEn), linked.Listing.Saleable ? linked.Listing.Id : null, link.Quantity, link.Reason, tree.Find(linked.Sku.Category)?.Picture ?? "product"));
        }
        return links;
    }

    /// <summary>The product as its form starts from.</summary>
    internal static ProductInput Input(Listing listing, Sku sku) => new()
    {
        PartNumber = sku.Key.StartsWith("model:", StringComparison.Ordinal) ? null : sku.PartNumber, Model = sku.PartNumber, Brand = new Text(sku.BrandZh, sku.BrandEn), Category = sku.Category,
        Name = new Text(sku.NameZh, sku.NameEn), Description = sku.Details.Description, Highlights = sku.Details.Highlights,
        Attributes = sku.Attributes.Concat(sku.Extras.Select(e => KeyValuePair.Create(e.Key, AttributeValue.Of(e.Value)))).DistinctBy(p => p.Key).ToDictionary(),
        ListPrice = listing.ListPriceMinor, Currency = listing.Currency, Vat = listing.Vat.BasisPoints / 100, Unit = sku.Unit, MinQuantity = listing.MinQuantity, PackSize = listing.PackSize,
        MakeToOrderDays = listing.MakeToOrderDays, Warranty = new ProductWarranty(sku.WarrantyMonths, sku.Details.CompressorWarrantyMonths), Dimensions = sku.Details.Dimensions, Freight = sku.Details.Freight,
        Services = [.. listing.Services.Select(s => new ProductService(s.Code, s.Price.Minor, s.Vat.BasisPoints / 100))], Links = sku.Details.Links, Documents = sku.Details.Documents,
        Pictures = sku.Details.Pictures, Marks = sku.Details.Marks, Source = sku.Source, Licence = sku.Licence,
    };
}
