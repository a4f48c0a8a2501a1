using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>Prices, sources and dates a basket. A fixed number of queries, whatever the number of lines.</summary>
public sealed class Quotes(CatalogueQueries catalogue, PriceQueries prices, StockQueries stock)
{
    public const int MaxLines = 2_000;

    /// <summary>The quote of a basket; refuses with every line at fault (<c>lines[2].quantity</c>).</summary>
    public async Task<Quote> For(Reading read, OrganizationId buyer, IReadOnlyList<WantedLine> wanted, string regionCode)
    {
        if (wanted.Count == 0)
            throw Refused.Field("lines", PurchasingErrors.Empty);
        if (wanted.Count > MaxLines)
            throw Refused.Field("lines", PurchasingErrors.TooManyLines, MaxLines);
        var offers = await catalogue.Offers(read, [.. wanted.Select(w => w.Listing).Distinct()]);
        Check(wanted, offers);
        // Tiers look at what is bought of a product in all, not line by line.
        var totals = wanted.GroupBy(w => w.Listing).ToDictionary(g => g.Key, g => g.Sum(w => (long)w.Quantity));
        var priced = await prices.For(read, buyer, [.. totals.Select(t => (offers[t.Key], t.Value))], together: true);
        var sources = await stock.Sources(read, [.. offers.Values.Select(o => o.Sku).Distinct()], regionCode);
        return new Quote(regionCode, Lines(read.Now, wanted, offers, priced, sources));
    }

    private static void Check(IReadOnlyList<WantedLine> wanted, IReadOnlyDictionary<ListingId, Offer> offers)
    {
        var faults = new List<FieldError>();
        for (var i = 0; i < wanted.Count; i++)
            if (Fault(wanted[i].Quantity, wanted[i].Services, offers.GetValueOrDefault(wanted[i].Listing)) is { } fault)
                faults.Add(fault with { Field = $"lines[{i}].{fault.Field}" });
        if (Refused.Many(faults) is { } refused)
            throw refused;
    }

    /// <summary>Why so much of an offer cannot be ordered, whatever the stock; null when it can.</summary>
    internal static FieldError? Fault(int quantity, IReadOnlyList<ChosenService> services, Offer? offer)
    {
        static FieldError Of(string field, Error error, params object?[] args) => new(field, error, args);
        return quantity is < 1 or > Count.Max ? Of("quantity", KernelErrors.OutOfRange, 1, Count.Max)
            : offer is not { Saleable: true } ? Of("listing", PurchasingErrors.NotSaleable)
            : quantity < offer.MinQuantity ? Of("quantity", PurchasingErrors.MinQuantity, offer.PartNumber, offer.MinQuantity)
            : quantity % offer.PackSize != 0 ? Of("quantity", PurchasingErrors.PackSize, offer.PartNumber, offer.PackSize)
            : services.FirstOrDefault(s => offer.Services.All(o => o.Code != s.Code)) is { } unknown ? Of("services", PurchasingErrors.UnknownService, offer.PartNumber, unknown.Code)
            : services.Any(s => s.Quantity is < 1 or > Count.Max) ? Of("services", KernelErrors.OutOfRange, 1, Count.Max)
            : null;
    }

    private static List<QuotedLine> Lines(DateTimeOffset now, IReadOnlyList<WantedLine> wanted, IReadOnlyDictionary<ListingId, Offer> offers,
        IReadOnlyDictionary<ListingId, ResolvedPrice> prices, ILookup<(SkuId Sku, OrganizationId Supplier), Source> sources)
    {
        var lines = new List<QuotedLine>();
        var left = new Dictionary<StockItemId, long>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (want, offer) = (wanted[i], offers[wanted[i].Listing]);
            var goods = Goods(now, lines.Count + 1, i, want, offer, prices[offer.Id], Allocate(sources[(offer.Sku, offer.Supplier)], want.Quantity, offer, left, i));
            lines.Add(goods);
            foreach (var service in want.Services)
                lines.Add(Service(lines.Count + 1, goods, offer, service));
        }
        return lines;
    }

    /// <summary>Allocates from what earlier lines of the same basket have left: two lines of one product never count the same piece.</summary>
    private static IReadOnlyList<Allocation> Allocate(IEnumerable<Source> sources, long quantity, Offer offer, Dictionary<StockItemId, long> taken, int index)
    {
        var open = sources.Select(s => s with { Available = s.Available - taken.GetValueOrDefault(s.Item) }).ToList();
        if (open.Count == 0)
            throw Refused.Field($"lines[{index}].listing", StockErrors.NotDelivered, offer.PartNumber);
        var allocations = Allocator.Allocate(open, quantity, offer.MakeToOrderDays)
            ?? throw Refused.Field($"lines[{index}].quantity", StockErrors.Insufficient, offer.PartNumber, quantity);
        foreach (var allocation in allocations)
            if (allocation.Item is { } item)
                taken[item] = taken.GetValueOrDefault(item) + allocation.Quantity;
        return allocations;
    }

    private static QuotedLine Goods(DateTimeOffset now, int line, int index, WantedLine want, Offer offer, ResolvedPrice price, IReadOnlyList<Allocation> allocations)
    {
        var installs = want.Services.Any(s => offer.Services.Any(o => o.Code == s.Code && o.Installs));
        var delivery = Promise.Delivery(now, allocations.Max(a => a.Days));
        return new QuotedLine
        {
            Line = line, Kind = LineKind.Goods, Listing = offer.Id, Sku = offer.Sku, Supplier = offer.Supplier, SupplierName = offer.SupplierName,
            PartNumber = offer.PartNumber, Name = offer.Name, Category = offer.Category, Picture = offer.Picture, Unit = offer.Unit, Quantity = want.Quantity,
            ListPrice = price.List, UnitPrice = price.Unit, Vat = price.Vat, AgreementLine = price.Line, QuotaMeasure = price.Measure, Why = price.Why, Allocations = allocations,
            Installs = installs, WarrantyMonths = offer.WarrantyMonths,
            Mode = allocations.Any(a => a.Item is null) ? DeliveryMode.FactoryDirect : installs ? DeliveryMode.DeliveryAndInstallation : DeliveryMode.Delivery,
            Delivery = delivery, Installation = installs ? Promise.Installation(delivery) : null,
        };
    }

    private static QuotedLine Service(int line, QuotedLine goods, Offer offer, ChosenService chosen)
    {
        var option = offer.Services.First(o => o.Code == chosen.Code);
        return goods with
        {
            Line = line, ForLine = goods.Line, Kind = LineKind.Service, ServiceCode = option.Code, Name = option.Name, Unit = option.Unit, Quantity = chosen.Quantity,
            ListPrice = option.Price, UnitPrice = option.Price, Vat = option.Vat, AgreementLine = null, Allocations = [], Installs = option.Installs,
            Picture = "service", WarrantyMonths = 0, Why = [new PriceStep("服务目录价", "Service list price", option.Price.Minor)],
        };
    }
}

/// <summary>Shows a buyer what a basket would cost, how it would be split and when it would come, without ordering anything.</summary>
public sealed class QuoteBasket(AppDb db, Quotes quotes)
{
    public Task<Quote> Run(IReadOnlyList<WantedLine> wanted, string regionCode, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Browse);
        return db.Read(actor, read => quotes.For(read, actor.Organization, wanted, regionCode), ct);
    }
}
