using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>How a part of an order reaches the buyer.</summary>
public enum DeliveryMode
{
    /// <summary>From a warehouse.</summary>
    Delivery,
    /// <summary>From a warehouse, with a technician afterwards 送装.</summary>
    DeliveryAndInstallation,
    /// <summary>Made to order, straight from the factory 厂直.</summary>
    FactoryDirect,
}

/// <summary>What the modes are called.</summary>
public static class DeliveryModes
{
    public static Text Name(DeliveryMode mode) => mode switch
    {
        DeliveryMode.DeliveryAndInstallation => ("仓配送装", "Delivery and installation"),
        DeliveryMode.FactoryDirect => ("排产厂直", "Made to order, factory direct"),
        _ => ("仓配", "Delivery"),
    };
}

/// <summary>Goods, a service that goes with goods, or what it costs to bring the goods of a part.</summary>
public enum LineKind { Goods, Service, Freight }

/// <summary>A priced and sourced line: goods, a service that goes with the goods of <see cref="ForLine"/>, or the freight of a part.</summary>
public sealed record QuotedLine
{
    public required int Line { get; init; }
    public int? ForLine { get; init; }
    public required LineKind Kind { get; init; }
    public required ListingId Listing { get; init; }
    public required SkuId Sku { get; init; }
    public required OrganizationId Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required string PartNumber { get; init; }
    public string? ServiceCode { get; init; }
    public required Text Name { get; init; }
    public required string Category { get; init; }
    public required string Picture { get; init; }
    public required string Unit { get; init; }
    public required long Quantity { get; init; }
    public required Money ListPrice { get; init; }
    public required Money UnitPrice { get; init; }
    public required VatRate Vat { get; init; }
    public AgreementLineId? AgreementLine { get; init; }

    /// <summary>What of that line's quota it takes: pieces, or its amount.</summary>
    public QuotaMeasure QuotaMeasure { get; init; }
    public required IReadOnlyList<PriceStep> Why { get; init; }
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>True for goods that a technician installs, and for the service that does.</summary>
    public bool Installs { get; init; }
    public required DeliveryMode Mode { get; init; }
    public int WarrantyMonths { get; init; }

    /// <summary>Where it goes, where that is not where the whole goes.</summary>
    public Place? Place { get; init; }

    /// <summary>Who bears it, where that is not who bears the whole.</summary>
    public CostCentreId? CostCentre { get; init; }

    /// <summary>The earliest day on which it could come, whatever was wished; null in a year whose days off are not known.</summary>
    public DateOnly? Earliest { get; init; }
    public DateOnly? Delivery { get; init; }

    /// <summary>Null without an installation, and where it is deferred.</summary>
    public DateOnly? Installation { get; init; }

    /// <summary>When it shall come and be installed; null as early as can be.</summary>
    public DeliveryWish? Wish { get; init; }

    /// <summary>What the buyer says with the goods.</summary>
    public LineRemarks? Remarks { get; init; }

    public Money Amount => UnitPrice.Times(Quantity);
}

/// <summary>What one supplier brings to one place in one way, at once: it becomes one supplier order.</summary>
/// <param name="Supplier">Who brings it.</param>
/// <param name="SupplierName">Their name.</param>
/// <param name="Place">Null: where the whole goes.</param>
/// <param name="Mode">How it is brought.</param>
/// <param name="Wish">When it shall come and be installed; null as early as can be.</param>
/// <param name="Lines">In the order of the whole, whoever bears them; its freight last.</param>
/// <param name="Freight">What bringing it costs and why, also where that is nothing; its lines say who bears it.</param>
public sealed record SplitPart(OrganizationId Supplier, string SupplierName, Place? Place, DeliveryMode Mode, DeliveryWish? Wish, IReadOnlyList<QuotedLine> Lines, FreightCharge Freight)
{
    public Money Amount => Lines.Sum(l => l.Amount, "CNY");
    public DateOnly? Delivery => Lines.Any(l => l.Delivery is null) ? null : Lines.Max(l => l.Delivery);
    public DateOnly? Installation => Lines.Any(l => l.Installs) ? Lines.Max(l => l.Installation) : null;

    /// <summary>True where a technician is to come after it.</summary>
    [System.Text.Json.Serialization.JsonIgnore] public bool Installs => Lines.Any(l => l.Installs);

    /// <summary>The day on which all of it could come.</summary>
    internal DateOnly? Earliest => Lines.Any(l => l.Earliest is null) ? null : Lines.Max(l => l.Earliest);
}

/// <summary>What one cost centre bears.</summary>
/// <param name="CostCentre">Who bears it.</param>
/// <param name="Field">The input that names it first.</param>
/// <param name="Amount">Tax included.</param>
public sealed record QuotedAccount(CostCentreId CostCentre, string Field, Money Amount);

/// <summary>What a basket costs and when it comes, for one buyer.</summary>
/// <param name="RegionCode">Where it goes, but for the lines that have a place of their own.</param>
/// <param name="ValidUntil">Until then its dates stay what they are, as long as nobody is faster; prices and goods are kept by submitting only.</param>
/// <param name="Lines">Goods, each followed by its services; then the freight of each part.</param>
public sealed record Quote(string RegionCode, DateTimeOffset ValidUntil, IReadOnlyList<QuotedLine> Lines)
{
    public Money Total => Lines.Sum(l => l.Amount, "CNY");
    public Money Tax => Lines.Sum(l => Hecai.Tax.Included(l.Amount, l.Vat).Tax, "CNY");

    /// <summary>What the list prices would have cost in addition.</summary>
    public Money Saved => Lines.Sum(l => (l.ListPrice - l.UnitPrice).Times(l.Quantity), "CNY");

    /// <summary>The orders it will be split into: by supplier, place, mode and what is wished, in the order of the lines.</summary>
    public IReadOnlyList<SplitPart> Split => [.. Lines.GroupBy(l => (l.Supplier, l.SupplierName, l.Place, l.Mode, l.Wish))
        .Select(g => new SplitPart(g.Key.Supplier, g.Key.SupplierName, g.Key.Place, g.Key.Mode, g.Key.Wish, [.. g], Charge(g.Key.Supplier, g.Key.Place, g.Key.Mode, [.. g.Where(l => l.Kind == LineKind.Goods)])))];

    /// <summary>What bringing it all costs, tax included.</summary>
    public Money Freight => Lines.Where(l => l.Kind == LineKind.Freight).Sum(l => l.Amount, "CNY");

    /// <summary>What its suppliers charge for bringing goods; one without rules brings them free.</summary>
    public required IReadOnlyDictionary<OrganizationId, FreightRules> FreightRules { get; init; }

    private FreightCharge Charge(OrganizationId supplier, Place? place, DeliveryMode mode, IReadOnlyList<QuotedLine> goods) =>
        FreightRules.GetValueOrDefault(supplier, Purchasing.FreightRules.None).Charge(place?.Address.RegionCode ?? RegionCode, mode, goods.Sum(l => l.Quantity), goods.Sum(l => l.Amount, "CNY"));

    /// <summary>The weeks of the places it goes to, by the line.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<ReceivingDay>?> Receiving { get; init; }

    /// <summary>The day on which it was asked for, in China.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>When one of its parts can come and be installed.</summary>
    public DeliveryCalendar Calendar(SplitPart part) => new(part.Earliest, Receiving.GetValueOrDefault(part.Lines[0].Line), Today);

    /// <summary>
    /// The same with its dates as wished for each goods line, in their order, and the freight of the parts that it is then split into. What cannot be is added to the faults:
    /// <c>lines[0].wish.on</c>.
    /// </summary>
    internal Quote Dated(IReadOnlyList<DeliveryWish?> wishes, List<FieldError> faults)
    {
        // Wishes are compared: what is written a little differently is not another wish.
        var unread = faults.Count;
        wishes = [.. wishes.Select((wish, i) => wish?.Clean($"lines[{i}].wish", faults))];
        if (faults.Count > unread)
            return this;
        // What comes together is installed together: a wish for it is one for all lines of the part, and lines that are not installed keep it.
        var undated = Lines.Where(l => l.Kind == LineKind.Goods).Select((line, i) => (line, Index: i, Wish: wishes[i])).ToList();
        var installed = undated.Where(l => l.line.Installs).Select(l => (l.line.Supplier, l.line.Place, l.line.Mode, l.Wish)).ToHashSet();
        // As they are offered: what comes together comes when the last of it can.
        var soonest = undated.GroupBy(l => (l.line.Supplier, l.line.Place, l.line.Mode, l.Wish)).ToDictionary(g => g.Key, g => g.Any(l => l.line.Earliest is null) ? null : g.Max(l => l.line.Earliest));
        var dated = new Dictionary<int, Dates>();
        foreach (var (line, i, wish) in undated)
        {
            if (wish is { InstallOn: not null } or { Later: not null } && !installed.Contains((line.Supplier, line.Place, line.Mode, wish)))
                faults.Add(new($"lines[{i}].wish.{(wish.Later is null ? "installOn" : "later")}", PurchasingErrors.InstallationNotOrdered, []));
            var from = wish is null ? line.Earliest : soonest[(line.Supplier, line.Place, line.Mode, wish)];
            dated[line.Line] = new DeliveryCalendar(from, Receiving.GetValueOrDefault(line.Line), Today).Dated(wish, line.Installs, $"lines[{i}].wish", faults);
        }
        var brought = this with { Lines = [.. Lines.Where(l => l.Kind != LineKind.Freight).Select(l => dated[l.ForLine ?? l.Line] is var dates ? l with { Delivery = dates.Delivery, Installation = dates.Installation, Wish = dates.Wish } : l)] };
        var lines = new List<QuotedLine>(brought.Lines);
        foreach (var part in brought.Split)
            lines.AddRange(FreightLines.Of(part, lines.Count + 1));
        return brought with { Lines = lines };
    }

    /// <summary>The same with the dates that are chosen for its parts; refuses what cannot be.</summary>
    public Quote At(Func<SplitPart, DeliveryWish?> choose)
    {
        var chosen = Split.SelectMany(part => choose(part) is var wish ? part.Lines.Select(l => (l.Line, Wish: wish)) : []).ToDictionary(c => c.Line, c => c.Wish);
        var faults = new List<FieldError>();
        var quote = Dated([.. Lines.Where(l => l.Kind == LineKind.Goods).Select(l => chosen[l.Line])], faults);
        return Refused.Many(faults) is { } refused ? throw refused : quote;
    }

    /// <summary>What is wished of each goods line, in their order.</summary>
    public IReadOnlyList<DeliveryWish?> Wishes => [.. Lines.Where(l => l.Kind == LineKind.Goods).Select(l => l.Wish)];

    /// <summary>Who bears it: the one who bears the whole first, even where lines leave nothing to it, for the requisition is theirs.</summary>
    public IReadOnlyList<QuotedAccount> Accounts(CostCentreId own)
    {
        var goods = Lines.Where(l => l.Kind == LineKind.Goods).Select((l, i) => (l.CostCentre, Field: $"lines[{i}].costCentre")).ToList();
        var shares = Lines.ToLookup(l => l.CostCentre, l => l.Amount);
        return [new(own, "costCentre", shares[null].Sum("CNY")), .. goods.Where(g => g.CostCentre is not null).DistinctBy(g => g.CostCentre)
            .Select(g => new QuotedAccount(g.CostCentre!.Value, g.Field, shares[g.CostCentre].Sum("CNY")))];
    }

    /// <summary>
    /// SHA-256 over what the platform says of each line: who brings it from where, at what price and when. While the same basket has the
    /// same fingerprint, nothing has changed that its buyer was shown.
    /// </summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var line in Lines)
            text.Append(CultureInfo.InvariantCulture, $"{line.Line}|{line.Listing.Value}|{line.ServiceCode}|{line.Quantity}|{line.UnitPrice.Minor}|{line.Vat.BasisPoints}|{line.Mode}")
                .Append(CultureInfo.InvariantCulture, $"|{line.Place?.Address.RegionCode ?? RegionCode}|{line.Delivery:O}|{line.Installation:O}|{string.Join(',', line.Allocations.Select(a => $"{a.Item?.Value}:{a.Quantity}"))}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
