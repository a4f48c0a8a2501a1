using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>One specification as the product page shows it.</summary>
/// <param name="Value">Formatted for people, with its unit: "7.2 kW", "R32", "是".</param>
public sealed record Specification(string Code, Text Name, Text Value, bool Key);

/// <summary>Everything that a product's page shows, beside the buyer's price and stock.</summary>
public sealed record SkuPage
{
    public required ListingId Listing { get; init; }
    public required ListingState State { get; init; }
    public required long Version { get; init; }

    /// <summary>Why it was returned or suspended; for its supplier and the operator.</summary>
    public string? Reason { get; init; }

    /// <summary>When and where it is sold; the reason and who said so are for its supplier and the operator.</summary>
    public SaleWindow Window { get; init; } = SaleWindow.Always;
    public SaleAreas Areas { get; init; } = SaleAreas.Everywhere;
    public string? ScheduleReason { get; init; }
    public bool ScheduledByOperator { get; init; }

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

    /// <summary>What it goes with; for its supplier and the operator. A buyer's are those that the buyer can have.</summary>
    public IReadOnlyList<RelationRow> Relations { get; init; } = [];
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

public sealed class SkuPageQueries(Categories categories, CatalogueQueries catalogue, SkuFileQueries files, RelationQueries relations)
{
    private static readonly PreparedQuery<ListingId, ListedSku> OfListing = new((context, id) =>
        from listing in context.Set<Listing>().AsNoTracking()
        join sku in context.Set<Sku>().AsNoTracking() on listing.SkuId equals sku.Id
        where listing.Id == id
        select new ListedSku { Listing = listing, Sku = sku });

    /// <summary>The page of a listing, or refuses with <c>not_found</c>. A fixed number of queries.</summary>
    public async Task<SkuPage> Page(Reading read, ListingId id)
    {
        var row = (await OfListing.Rows(read, id)).FirstOrDefault(x => CatalogueQueries.IsVisible(read.Actor, x.Listing, read.Now));
        if (row is null || !await catalogue.IsInAssortment(read, row))
            throw Refused.With(KernelErrors.NotFound);
        var (listing, sku) = (row.Listing, row.Sku);
        var tree = await categories.Tree(read);
        var node = tree.Find(sku.Category);
        var own = read.Actor.IsOperator || read.Actor.IsSystem || listing.SupplierId == read.Actor.Organization;
        var said = own ? await relations.Maintained(read, sku.Id, tree) : [];
        return new SkuPage
        {
            Listing = id, State = listing.State, Version = listing.Version, Reason = own ? listing.Reason : null,
            Window = listing.Window, Areas = listing.Areas ?? SaleAreas.Everywhere, ScheduleReason = own ? listing.ScheduleReason : null, ScheduledByOperator = own && listing.ScheduledByOperator, Offer = row.Offer(tree, read.Now), Sku = sku.Id, Supplier = sku.SupplierId,
            PartNumber = sku.PartNumber, Name = (sku.NameZh, sku.NameEn), Brand = (sku.BrandZh, sku.BrandEn), Picture = node?.Picture ?? "product",
            Path = [.. tree.Path(sku.Category).Select(code => tree.Find(code)!)], Details = sku.Details, WarrantyMonths = sku.WarrantyMonths, Checklist = node?.Checklist,
            Specifications = Specifications(node, sku.Attributes), Extras = sku.Extras, Source = sku.Source, Licence = sku.Licence, Files = await files.Of(read, sku.Id),
            Fill = ListingQueries.Fill(node, sku.Attributes), Actions = own ? Listing.Lifecycle.Next(listing.State, read.Actor) : [], Relations = said,
            Input = own ? Input(listing, sku) with { Links = [.. said.Where(r => !r.ByOperator).Select(r => new SkuLink(r.Kind, r.PartNumber, r.Quantity, r.Reason))] } : null,
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

    /// <summary>The product as its form starts from, without what it goes with.</summary>
    internal static ProductInput Input(Listing listing, Sku sku) => new()
    {
        PartNumber = sku.Key.StartsWith("model:", StringComparison.Ordinal) ? null : sku.PartNumber, Model = sku.PartNumber, Brand = new Text(sku.BrandZh, sku.BrandEn), Category = sku.Category,
        Name = new Text(sku.NameZh, sku.NameEn), Description = sku.Details.Description, Highlights = sku.Details.Highlights,
        Attributes = sku.Attributes.Concat(sku.Extras.Select(e => KeyValuePair.Create(e.Key, AttributeValue.Of(e.Value)))).DistinctBy(p => p.Key).ToDictionary(),
        ListPrice = listing.ListPriceMinor, Currency = listing.Currency, Vat = listing.Vat.BasisPoints / 100, Unit = sku.Unit, MinQuantity = listing.MinQuantity, PackSize = listing.PackSize,
        MakeToOrderDays = listing.MakeToOrderDays, Warranty = new ProductWarranty(sku.WarrantyMonths, sku.Details.CompressorWarrantyMonths), Dimensions = sku.Details.Dimensions, Freight = sku.Details.Freight,
        Services = [.. listing.Services.Select(s => new ProductService(s.Code, s.Price.Minor, s.Vat.BasisPoints / 100))], Documents = sku.Details.Documents,
        Pictures = sku.Details.Pictures, Marks = sku.Details.Marks, Source = sku.Source, Licence = sku.Licence,
    };
}
