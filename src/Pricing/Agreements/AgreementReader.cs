using Hecai.Catalogue;
using Hecai.Parties;

namespace Hecai.Pricing;

/// <summary>One line of an agreement to be drafted: a price for a SKU (by id or part number) with tiers and a quota, or a discount for a category (null: everything).</summary>
public sealed record AgreementLineInput(SkuId? Sku, Money? Price, IReadOnlyList<(int MinQuantity, Money Price)> Tiers, long? Quota, string? Category, int? DiscountBasisPoints, string? PartNumber = null);

/// <summary>An agreement to be drafted.</summary>
public sealed record AgreementInput(OrganizationId Buyer, OrganizationId Supplier, string Number, string Title, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<AgreementLineInput> Lines);

/// <summary>Checks what an agreement says against catalogue and directory, and writes it; all faults at once.</summary>
public sealed class AgreementReader(SkuFactQueries skus, CatalogueQueries catalogue, OrganizationDirectory directory)
{
    public const int MaxLines = 500, MaxTiers = 10;

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

    /// <summary>Writes the lines into a draft, two queries whatever their number; refusals name <c>lines[i].sku</c> and the like.</summary>
    internal async Task Write(Reading read, Agreement agreement, IReadOnlyList<AgreementLineInput> lines)
    {
        if (lines.Count == 0)
            throw Refused.Field("lines", PricingErrors.Empty);
        if (lines.Count > MaxLines)
            throw Refused.Field("lines", PricingErrors.TooManyLines, MaxLines);
        var known = await skus.OfSupplier(read, agreement.SupplierId, [.. lines.Select(l => l.Sku).OfType<SkuId>()], [.. lines.Select(l => l.PartNumber).OfType<string>()]);
        var tree = await catalogue.Categories(read);
        var fields = new FieldErrors();
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, at) = (lines[i], $"lines[{i}]");
            if (line.Sku is null && line.PartNumber is null)
                fields.Read<object?>($"{at}.category", f => { Discount(agreement, tree, line, f, $"{at}.discount"); return null; });
            else
                Price(agreement, known, line, fields, at);
        }
        fields.Demand();
    }

    private static void Discount(Agreement agreement, CategoryTree tree, AgreementLineInput line, string field, string discount)
    {
        if (line.Category is { } category && tree.Find(category) is null)
            throw Refused.Field(field, PricingErrors.UnknownCategory, category.Length > 40 ? category[..40] : category);
        if (line.DiscountBasisPoints is null or <= 0 or >= 10_000)
            throw Refused.Field(discount, PricingErrors.Discount);
        if (agreement.Names(line.Category ?? "*"))
            throw Refused.Field(field, PricingErrors.DuplicateLine, agreement.Number);
        agreement.Discount(line.Category, line.DiscountBasisPoints.Value);
    }

    private static void Price(Agreement agreement, IReadOnlyList<OwnSku> known, AgreementLineInput line, FieldErrors fields, string at)
    {
        var sku = fields.Read($"{at}.sku", f => known.FirstOrDefault(k => line.Sku is { } id ? k.Id == id : k.IsNamed(line.PartNumber!)) is not { } found
            ? throw Refused.Field(f, PricingErrors.UnknownProduct, line.PartNumber is { Length: <= 40 } shown ? shown : "—")
            : agreement.Names(found.Id.Value.ToString()) ? throw Refused.Field(f, PricingErrors.DuplicateLine, agreement.Number) : found);
        var price = fields.Read($"{at}.price", f => line.Price is not { } given ? throw Refused.Field(f, KernelErrors.Required) : Positive(f, given));
        fields.Read<object?>($"{at}.tiers", f => { DemandTiers(f, line); return null; });
        fields.Read<object?>($"{at}.quota", f => line.Quota is null or (>= 1 and <= 1_000_000_000) ? null : throw Refused.Field(f, KernelErrors.OutOfRange, 1, 1_000_000_000));
        if (sku is null || fields.Any)
            return;
        var written = agreement.Price(sku.Id, price, line.Quota);
        foreach (var (minQuantity, lower) in line.Tiers)
            written.From(minQuantity, lower);
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
