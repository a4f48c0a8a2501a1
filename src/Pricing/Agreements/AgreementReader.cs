using Hecai.Catalogue;
using Hecai.Parties;

namespace Hecai.Pricing;

/// <summary>One line of an agreement to be drafted: a price for a SKU (by id or part number) with tiers and a quota, or a discount for a category (null: everything).</summary>
public sealed record AgreementLineInput(SkuId? Sku, Money? Price, IReadOnlyList<(int MinQuantity, Money Price)> Tiers, long? Quota, string? Category, int? DiscountBasisPoints, string? PartNumber = null);

/// <summary>An agreement to be drafted.</summary>
/// <param name="Lines">All of its lines; null where a draft that is written anew keeps those that it has.</param>
public sealed record AgreementInput(OrganizationId Buyer, OrganizationId Supplier, string Number, string Title, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<AgreementLineInput>? Lines);

/// <summary>A line as it may be written, with the name of what it is about; not to be used where it has faults.</summary>
internal sealed record ReadLine(AgreementSubject Subject, AgreementTerms Terms, string Named, IReadOnlyList<FieldError> Faults);

/// <summary>Checks what an agreement says against catalogue and directory; all faults at once.</summary>
public sealed class AgreementReader(SkuFactQueries skus, CatalogueQueries catalogue, OrganizationDirectory directory)
{
    public const int MaxLines = 10_000, MaxTiers = 10;

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
        var (named, all) = (new HashSet<AgreementSubject>(), new List<ReadLine>());
        foreach (var line in lines)
        {
            var own = new FieldErrors();
            var product = line.Sku is not null || line.PartNumber is not null;
            var sku = product ? own.Read("sku", f => (line.Sku is { } id ? byId.GetValueOrDefault(id) : byName[line.PartNumber!.Trim()].FirstOrDefault()) is { } found
                ? found : throw Refused.Field(f, PricingErrors.UnknownProduct, line.PartNumber is { Length: <= 40 } shown ? shown : "—")) : null;
            var category = product ? null : own.Read("category", f => line.Category is not { } code || tree.Find(code) is not null ? line.Category : throw Refused.Field(f, PricingErrors.UnknownCategory, PlainText.Shown(code)));
            var terms = product ? Price(line, own) : Discount(line, own);
            var subject = sku is not null ? AgreementSubject.Of(sku.Id) : AgreementSubject.Of(category);
            if (!own.Any)
                own.Read<object?>(product ? "sku" : "category", f => named.Add(subject) ? null : throw Refused.Field(f, PricingErrors.DuplicateLine, agreement.Number));
            all.Add(new(subject, terms, sku?.PartNumber ?? subject.Key, own.All));
        }
        return all;
    }

    /// <summary>The part numbers of lines that the agreement has.</summary>
    internal async Task<IReadOnlyDictionary<SkuId, string>> Named(Reading read, Agreement agreement, IReadOnlyCollection<SkuId> ids) =>
        (await skus.OfSupplier(read, agreement.SupplierId, ids, [])).ToDictionary(s => s.Id, s => s.PartNumber);

    private static AgreementTerms Discount(AgreementLineInput line, FieldErrors fields) => new(null, fields.Read<int?>("discount",
        f => line.DiscountBasisPoints is > 0 and < 10_000 ? line.DiscountBasisPoints : throw Refused.Field(f, PricingErrors.Discount)), null, []);

    private static AgreementTerms Price(AgreementLineInput line, FieldErrors fields)
    {
        var price = fields.Read("price", f => line.Price is not { } given ? throw Refused.Field(f, KernelErrors.Required) : Positive(f, given));
        fields.Read<object?>("tiers", f => { DemandTiers(f, line); return null; });
        fields.Read<object?>("quota", f => line.Quota is null or (>= 1 and <= 1_000_000_000) ? null : throw Refused.Field(f, KernelErrors.OutOfRange, 1, 1_000_000_000));
        return new(price.Minor, null, line.Quota, [.. line.Tiers.Select(t => new PriceTier(t.MinQuantity, t.Price.Minor))]);
    }

    private static Money Positive(string field, Money price) => price.Currency == "CNY" && price.IsPositive ? price : throw Refused.Field(field, PricingErrors.PricePositive);

    private static void DemandTiers(string field, AgreementLineInput line)
    {
        if (line.Tiers.Count > MaxTiers)
            throw Refused.Field(field, KernelErrors.OutOfRange, 0, MaxTiers);
        var (quantity, price) = (1, line.Price?.Minor ?? long.MaxValue);
        foreach (var (minQuantity, lower) in line.Tiers)
        {
            if (minQuantity <= quantity || Positive(field, lower).Minor >= price)
                throw Refused.Field(field, PricingErrors.Tiers);
            (quantity, price) = (minQuantity, lower.Minor);
        }
    }
}
