using Hecai.Catalogue;
using Hecai.Parties;

namespace Hecai.Pricing;

/// <summary>
/// One line of an agreement to be drafted: a price or a discount for a product (by id or part number), or a discount for a category, a
/// brand or both (none of them: for everything), with tiers and a quota.
/// </summary>
public sealed record AgreementLineInput
{
    public SkuId? Sku { get; init; }
    public string? PartNumber { get; init; }
    public string? Category { get; init; }

    /// <summary>As the supplier's products have it, in Chinese or English.</summary>
    public string? Brand { get; init; }
    public Money? Price { get; init; }
    public int? DiscountBasisPoints { get; init; }
    public IReadOnlyList<TierInput> Tiers { get; init; } = [];
    public QuotaFigure? Quota { get; init; }
}

/// <summary>From so many pieces: a lower price or a higher discount, as the line has it.</summary>
public sealed record TierInput(int MinQuantity, Money? Price, int? DiscountBasisPoints);

/// <summary>An agreement to be drafted.</summary>
/// <param name="Lines">All of its lines; null where a draft that is written anew keeps those that it has.</param>
public sealed record AgreementInput(OrganizationId Buyer, OrganizationId Supplier, string Number, string Title, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<AgreementLineInput>? Lines);

/// <summary>A line as it may be written, with the name of what it is about; not to be used where it has faults.</summary>
internal sealed record ReadLine(AgreementSubject Subject, AgreementTerms Terms, string Named, IReadOnlyList<FieldError> Faults);

/// <summary>Checks what an agreement says against catalogue and directory; all faults at once.</summary>
public sealed class AgreementReader(SkuFactQueries skus, CatalogueQueries catalogue, OrganizationDirectory directory)
{
    public const int MaxLines = 10_000;

    /// <summary>Refuses parties that are none: an unknown buyer, or a supplier that the actor does not act for.</summary>
    internal async Task DemandParties(Reading read, AgreementInput said)
    {
        var names = await directory.Names(read, [said.Buyer, said.Supplier]);
        var fields = new FieldErrors();
        fields.Read<object?>("buyer", f => names.GetValueOrDefault(said.Buyer)?.Kinds.HasFlag(OrganizationKind.Buyer) == true ? null : throw Refused.Field(f, PricingErrors.UnknownBuyer));
        fields.Read<object?>("supplier", f => names.GetValueOrDefault(said.Supplier)?.Kinds.HasFlag(OrganizationKind.Supplier) == true && (read.Actor.IsOperator || read.Actor.IsSystem || read.Actor.Organization == said.Supplier)
            ? null : throw Refused.Field(f, PricingErrors.UnknownSupplier));
        fields.Demand();
    }

    /// <summary>Writes the lines into an empty draft; refusals name <c>lines[i].sku</c> and the like.</summary>
    internal async Task Write(Reading read, Agreement agreement, IReadOnlyList<AgreementLineInput> lines)
    {
        if (lines.Count == 0)
            throw Refused.Field("lines", PricingErrors.Empty);
        if (lines.Count > MaxLines)
            throw Refused.Field("lines", PricingErrors.TooManyLines, MaxLines);
        var reads = await Read(read, agreement, lines);
        if (Refused.Many([.. reads.SelectMany((line, i) => line.Faults.Select(f => f with { Field = $"lines[{i}].{f.Field}" }))]) is { } refused)
            throw refused;
        foreach (var line in reads)
            agreement.Write(line.Subject, line.Terms);
    }

    /// <summary>What each line says, or what is wrong with it; two queries whatever their number.</summary>
    internal async Task<IReadOnlyList<ReadLine>> Read(Reading read, Agreement agreement, IReadOnlyList<AgreementLineInput> lines)
    {
        var known = await skus.OfSupplier(read, agreement.SupplierId, [.. lines.Select(l => l.Sku).OfType<SkuId>()], [.. lines.Select(l => l.PartNumber).OfType<string>()]);
        var byId = known.ToDictionary(k => k.Id);
        // Part numbers that differ by more than their case may name one product in a search, not in a contract.
        var byName = known.ToLookup(k => k.PartNumber, StringComparer.OrdinalIgnoreCase);
        var tree = await catalogue.Categories(read);
        var brands = lines.Any(l => l.Brand is not null) ? await skus.Brands(read, agreement.SupplierId) : [];
        var (named, all) = (new HashSet<AgreementSubject>(), new List<ReadLine>());
        foreach (var line in lines)
        {
            var own = new FieldErrors();
            var product = line.Sku is not null || line.PartNumber is not null;
            var sku = product ? own.Read("sku", f => (line.Sku is { } id ? byId.GetValueOrDefault(id) : byName[line.PartNumber!.Trim()].FirstOrDefault()) is { } found
                ? found : throw Refused.Field(f, PricingErrors.UnknownProduct, line.PartNumber is { Length: <= 40 } shown ? shown : "—")) : null;
            var category = product ? null : own.Read("category", f => line.Category is not { } code || tree.Find(code) is not null ? line.Category : throw Refused.Field(f, PricingErrors.UnknownCategory, PlainText.Shown(code)));
            var brand = product ? null : own.Read("brand", f => line.Brand is not { } name ? null : brands.Where(b => Same(b.Zh, name) || Same(b.En, name)).Select(b => b.Zh).FirstOrDefault() ?? throw Refused.Field(f, PricingErrors.UnknownBrand, PlainText.Shown(name)));
            var terms = AgreementTermsReader.Read(line, product, own);
            var subject = sku is not null ? AgreementSubject.Of(sku.Id) : AgreementSubject.Of(category, brand);
            if (!own.Any)
                own.Read<object?>(product ? "sku" : category is null && brand is not null ? "brand" : "category", f => named.Add(subject) ? null : throw Refused.Field(f, PricingErrors.DuplicateLine, agreement.Number));
            all.Add(new(subject, terms, sku?.PartNumber ?? subject.Named, own.All));
        }
        return all;
    }

    /// <summary>The part numbers of lines that the agreement has.</summary>
    internal async Task<IReadOnlyDictionary<SkuId, string>> Named(Reading read, Agreement agreement, IReadOnlyCollection<SkuId> ids) =>
        (await skus.OfSupplier(read, agreement.SupplierId, ids, [])).ToDictionary(s => s.Id, s => s.PartNumber);

    private static bool Same(string brand, string name) => string.Equals(brand, name.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Checks what one line grants.</summary>
internal static class AgreementTermsReader
{
    private const int MaxTiers = 10;
    private const long MaxPieces = 1_000_000_000;

    /// <summary>The terms of a line; refusals name <c>price</c>, <c>discount</c>, <c>tiers</c> and <c>quota</c>.</summary>
    public static AgreementTerms Read(AgreementLineInput line, bool ofProduct, FieldErrors fields)
    {
        fields.Read<object?>("price", f => line.Price is null ? null : !ofProduct ? throw Refused.Field(f, PricingErrors.PriceOfProduct) : line.DiscountBasisPoints is not null ? throw Refused.Field(f, PricingErrors.PriceOrDiscount) : null);
        var price = ofProduct && line.DiscountBasisPoints is null ? fields.Read<long?>("price", f => line.Price is not { } given ? throw Refused.Field(f, KernelErrors.Required) : Positive(f, given)) : null;
        var discount = ofProduct && line.DiscountBasisPoints is null ? null : fields.Read<int?>("discount", f => Between(f, line.DiscountBasisPoints));
        fields.Read<object?>("tiers", f => { DemandTiers(f, line, price, discount); return null; });
        fields.Read<object?>("quota", f => line.Quota is null or { Measure: QuotaMeasure.Pieces, Value: >= 1 and <= MaxPieces } or { Measure: QuotaMeasure.Amount, Value: > 0 } ? null : throw Refused.Field(f, KernelErrors.OutOfRange, 1, MaxPieces));
        return new(price, discount, line.Quota?.Value, line.Quota?.Measure ?? default, [.. line.Tiers.Select(t => new PriceTier(t.MinQuantity, t.Price?.Minor, t.DiscountBasisPoints))]);
    }

    private static long Positive(string field, Money price) => price.Currency == "CNY" && price.IsPositive ? price.Minor : throw Refused.Field(field, PricingErrors.PricePositive);

    private static int Between(string field, int? points) => points is > 0 and < 10_000 ? points.Value : throw Refused.Field(field, PricingErrors.Discount);

    // Each step asks for more and gives more, in the kind of the line itself.
    private static void DemandTiers(string field, AgreementLineInput line, long? price, int? discount)
    {
        if (line.Tiers.Count > MaxTiers)
            throw Refused.Field(field, KernelErrors.OutOfRange, 0, MaxTiers);
        var (quantity, lowest, highest) = (1, price ?? long.MaxValue, discount ?? 0);
        foreach (var tier in line.Tiers)
        {
            var better = discount is null
                ? tier is { Price: { } lower, DiscountBasisPoints: null } && Positive(field, lower) < lowest
                : tier is { Price: null, DiscountBasisPoints: { } higher } && Between(field, higher) > highest;
            if (tier.MinQuantity <= quantity || !better)
                throw Refused.Field(field, PricingErrors.Tiers);
            (quantity, lowest, highest) = (tier.MinQuantity, tier.Price?.Minor ?? lowest, tier.DiscountBasisPoints ?? highest);
        }
    }
}
