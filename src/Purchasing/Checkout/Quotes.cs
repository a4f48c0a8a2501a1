using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>Prices, sources and dates a basket. A fixed number of queries, whatever the number of lines; one more for each area it goes to.</summary>
public sealed class Quotes(CatalogueQueries catalogue, PriceQueries prices, StockQueries stock, Destinations destinations, FreightQueries freight)
{
    public const int MaxLines = 2_000;

    /// <summary>The quote of a basket; refuses with every line at fault (<c>lines[2].quantity</c>).</summary>
    public async Task<Quote> For(Reading read, OrganizationId buyer, IReadOnlyList<WantedLine> wanted, Target target)
    {
        if (wanted.Count == 0)
            throw Refused.Field("lines", PurchasingErrors.Empty);
        if (wanted.Count > MaxLines)
            throw Refused.Field("lines", PurchasingErrors.TooManyLines, MaxLines);
        var offers = await catalogue.Offers(read, [.. wanted.Select(w => w.Listing).Distinct()]);
        var faults = new List<FieldError>();
        var destined = await destinations.Of(read, wanted, target, faults);
        wanted = [.. wanted.Select((w, i) => w with { Remarks = w.Remarks?.Clean($"lines[{i}].remarks", faults) })];
        Check(wanted, offers, destined, faults);
        Demand(faults);
        // Tiers look at what is bought of a product in all, not line by line.
        var totals = wanted.GroupBy(w => w.Listing).ToDictionary(g => g.Key, g => g.Sum(w => (long)w.Quantity));
        var priced = await prices.For(read, buyer, [.. totals.Select(t => (offers[t.Key], t.Value))], together: true);
        var areas = destined.Select(d => d.Place?.Address.RegionCode ?? target.RegionCode).ToList();
        var sources = await stock.Sources(read, [.. offers.Values.Select(o => o.Sku).Distinct()], [.. areas.Distinct()]);
        var allocated = Allocate(wanted, offers, areas, sources, faults);
        Demand(faults);
        var lines = Lines(read.Now, wanted, offers, destined, priced, allocated);
        var goods = lines.Where(l => l.Kind == LineKind.Goods).Select((l, i) => (l.Line, destined[i].Receiving));
        var rules = await freight.Of(read, lines.Select(l => l.Supplier));
        var quote = new Quote(target.RegionCode, Promise.ValidUntil(read.Now), lines) { Today = ChinaTime.DateOf(read.Now), Receiving = goods.ToDictionary(g => g.Line, g => g.Receiving), FreightRules = rules }
            .Dated([.. wanted.Select(w => w.Wish)], faults);
        Demand(faults);
        return quote;
    }

    private static void Demand(List<FieldError> faults)
    {
        if (Refused.Many(faults) is { } refused)
            throw refused;
    }

    private static void Check(IReadOnlyList<WantedLine> wanted, IReadOnlyDictionary<ListingId, Offer> offers, IReadOnlyList<Destined> destined, List<FieldError> faults)
    {
        // What goes to one place in one way comes in one delivery: who bears how much of it is nothing to the packs.
        (ListingId, Place?, bool) Delivery(int i) => (wanted[i].Listing, destined[i].Place, Installs(wanted[i], offers.GetValueOrDefault(wanted[i].Listing)));
        var together = Enumerable.Range(0, wanted.Count).GroupBy(Delivery).ToDictionary(g => g.Key, g => g.Sum(i => (long)wanted[i].Quantity));
        for (var i = 0; i < wanted.Count; i++)
            if (Fault(wanted[i].Quantity, together[Delivery(i)], wanted[i].Services, offers.GetValueOrDefault(wanted[i].Listing)) is { } fault)
                faults.Add(fault with { Field = $"lines[{i}].{fault.Field}" });
    }

    /// <summary>Why so much of an offer cannot be ordered, whatever the stock; null when it can.</summary>
    /// <param name="quantity">Of the line.</param>
    /// <param name="together">Of all lines that come in the same delivery.</param>
    /// <param name="services">Of the line.</param>
    /// <param name="offer">Null where there is none for this buyer.</param>
    internal static FieldError? Fault(int quantity, long together, IReadOnlyList<ChosenService> services, Offer? offer)
    {
        static FieldError Of(string field, Error error, params object?[] args) => new(field, error, args);
        return quantity is < 1 or > Count.Max ? Of("quantity", KernelErrors.OutOfRange, 1, Count.Max)
            : Gone(offer) is { } gone ? gone
            : together < offer!.MinQuantity ? Of("quantity", PurchasingErrors.MinQuantity, offer.PartNumber, offer.MinQuantity)
            : together % offer.PackSize != 0 ? Of("quantity", PurchasingErrors.PackSize, offer.PartNumber, offer.PackSize)
            : services.FirstOrDefault(s => offer.Services.All(o => o.Code != s.Code)) is { } unknown ? Of("services", PurchasingErrors.UnknownService, offer.PartNumber, unknown.Code)
            : services.Any(s => s.Quantity is < 1 or > Count.Max) ? Of("services", KernelErrors.OutOfRange, 1, Count.Max)
            : null;
    }

    /// <summary>Why an offer cannot be had at all; null when it can.</summary>
    /// <param name="offer">Null where there is none for this buyer.</param>
    /// <param name="field">What names it.</param>
    internal static FieldError? Gone(Offer? offer, string field = "listing") => offer switch
    {
        { Saleable: true } => null,
        { EndedAt: { } at } => new(field, PurchasingErrors.Ended, [offer.PartNumber, ChinaTime.Written(at)]),
        _ => new(field, PurchasingErrors.NotSaleable, []),
    };

    private static List<QuotedLine> Lines(DateTimeOffset now, IReadOnlyList<WantedLine> wanted, IReadOnlyDictionary<ListingId, Offer> offers, IReadOnlyList<Destined> destined,
        IReadOnlyDictionary<ListingId, ResolvedPrice> prices, List<IReadOnlyList<Allocation>> allocated)
    {
        var lines = new List<QuotedLine>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (want, offer) = (wanted[i], offers[wanted[i].Listing]);
            var goods = Goods(now, lines.Count + 1, want, offer, prices[offer.Id], allocated[i]) with { Place = destined[i].Place, CostCentre = destined[i].CostCentre, Remarks = want.Remarks };
            lines.Add(goods);
            foreach (var service in want.Services)
                lines.Add(Service(lines.Count + 1, goods, offer, service));
        }
        return lines;
    }

    /// <summary>Allocates line by line from what earlier lines of the same basket have left, wherever they go: two lines of one product never count the same piece.</summary>
    private static List<IReadOnlyList<Allocation>> Allocate(IReadOnlyList<WantedLine> wanted, IReadOnlyDictionary<ListingId, Offer> offers,
        List<string> areas, IReadOnlyDictionary<string, ILookup<(SkuId Sku, OrganizationId Supplier), Source>> sources, List<FieldError> faults)
    {
        var taken = new Dictionary<StockItemId, long>();
        var allocated = new List<IReadOnlyList<Allocation>>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            var offer = offers[wanted[i].Listing];
            var open = sources[areas[i]][(offer.Sku, offer.Supplier)].Select(s => s with { Available = s.Available - taken.GetValueOrDefault(s.Item) }).ToList();
            var found = Allocator.Allocate(open, wanted[i].Quantity, offer.MakeToOrderDays);
            if (!offer.Areas.Include(areas[i]))
                faults.Add(new($"lines[{i}].listing", PurchasingErrors.NotSoldHere, [offer.PartNumber]));
            else if (open.Count == 0)
                faults.Add(new($"lines[{i}].listing", StockErrors.NotDelivered, [offer.PartNumber]));
            else if (found is null)
                faults.Add(new($"lines[{i}].quantity", StockErrors.Insufficient, [offer.PartNumber, (long)wanted[i].Quantity]));
            foreach (var allocation in found ?? [])
                if (allocation.Item is { } item)
                    taken[item] = taken.GetValueOrDefault(item) + allocation.Quantity;
            allocated.Add(found ?? []);
        }
        return allocated;
    }

    private static bool Installs(WantedLine want, Offer? offer) => want.Services.Any(s => offer?.Services.Any(o => o.Code == s.Code && o.Installs) == true);

    private static QuotedLine Goods(DateTimeOffset now, int line, WantedLine want, Offer offer, ResolvedPrice price, IReadOnlyList<Allocation> allocations)
    {
        var installs = Installs(want, offer);
        return new QuotedLine
        {
            Line = line, Kind = LineKind.Goods, Listing = offer.Id, Sku = offer.Sku, Supplier = offer.Supplier, SupplierName = offer.SupplierName,
            PartNumber = offer.PartNumber, Name = offer.Name, Category = offer.Category, Picture = offer.Picture, Unit = offer.Unit, Quantity = want.Quantity,
            ListPrice = price.List, UnitPrice = price.Unit, Vat = price.Vat, AgreementLine = price.Line, QuotaMeasure = price.Measure, Why = price.Why, Allocations = allocations,
            Installs = installs, WarrantyMonths = offer.WarrantyMonths,
            Mode = allocations.Any(a => a.Item is null) ? DeliveryMode.FactoryDirect : installs ? DeliveryMode.DeliveryAndInstallation : DeliveryMode.Delivery,
            Earliest = Promise.Delivery(now, allocations.Max(a => a.Days)),
        };
    }

    private static QuotedLine Service(int line, QuotedLine goods, Offer offer, ChosenService chosen)
    {
        var option = offer.Services.First(o => o.Code == chosen.Code);
        return goods with
        {
            Line = line, ForLine = goods.Line, Kind = LineKind.Service, ServiceCode = option.Code, Name = option.Name, Unit = option.Unit, Quantity = chosen.Quantity,
            ListPrice = option.Price, UnitPrice = option.Price, Vat = option.Vat, AgreementLine = null, Allocations = [], Remarks = null, Installs = option.Installs,
            Picture = "service", WarrantyMonths = 0, Why = [new PriceStep("服务目录价", "Service list price", option.Price.Minor)],
        };
    }
}

/// <summary>Shows a buyer what a basket would cost, how it would be split and when it would come, without ordering anything.</summary>
public sealed class QuoteBasket(AppDb db, Quotes quotes)
{
    public Task<Quote> Run(IReadOnlyList<WantedLine> wanted, Target target, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Browse);
        return db.Read(actor, read => quotes.For(read, actor.Organization, wanted, target), ct);
    }
}
