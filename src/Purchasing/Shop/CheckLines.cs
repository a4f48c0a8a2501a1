using Hecai.Catalogue;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>A line that somebody brings: a part number as they write it, or an offer that is chosen already.</summary>
public sealed record AskedLine(string? PartNumber, ListingId? Listing, int Quantity, IReadOnlyList<ChosenService> Services);

/// <summary>What became of a line.</summary>
/// <param name="Line">Its place in the question, from 1.</param>
/// <param name="Asked">As it was brought.</param>
/// <param name="Fault">Why it cannot be ordered like this; null when it can.</param>
/// <param name="Row">The offer, with the price and the dates of all that is asked of it; null when it is not clear which.</param>
/// <param name="Choices">What may have been meant, where that is not clear.</param>
public sealed record CheckedLine(int Line, AskedLine Asked, FieldError? Fault, ShopRow? Row, IReadOnlyList<ShopRow> Choices)
{
    /// <summary>Tax included; null when it cannot be ordered.</summary>
    public Money? Amount => Fault is null ? Row?.Price.Unit.Times(Asked.Quantity) : null;

    /// <summary>The goods with their services, tax included; zero when it cannot be ordered.</summary>
    public Money Whole => Amount is { } goods ? goods + Asked.Services.Sum(s => Row!.Offer.Services.First(o => o.Code == s.Code).Price.Times(s.Quantity), "CNY") : Money.Zero("CNY");

    /// <summary>Required parts of which there is not enough among all lines; each is told at the first line that needs it.</summary>
    public IReadOnlyList<MissingPart> Parts { get; init; } = [];

    /// <summary>What can be had instead of a product that is no longer sold.</summary>
    public IReadOnlyList<Substitute> Instead { get; init; } = [];

    /// <summary>What goes into the cart; null when it cannot be ordered.</summary>
    public WantedLine? Wanted => Fault is null && Row is { } row ? new WantedLine(row.Offer.Id, Asked.Quantity, Asked.Services) : null;
}

/// <summary>
/// Tells of up to 500 lines at once what can be ordered: is it on sale to this buyer, at what price, is there enough of it for this area, and
/// when would it come; which required parts are missing, and what can be had instead of what is no longer sold. A fixed number of queries,
/// whatever the number of lines. What is outside of the buyer's assortment answers as what does not exist.
/// </summary>
public sealed class CheckLines(AppDb db, CatalogueQueries catalogue, PartQueries parts, ShopQueries shop, CompanionQueries companions)
{
    public const int MaxLines = 500;

    public Task<IReadOnlyList<CheckedLine>> Run(IReadOnlyList<AskedLine> lines, string? regionCode, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PurchasingPermissions.Browse);
        if (lines.Count == 0)
            throw Refused.Field("lines", PurchasingErrors.Empty);
        if (lines.Count > MaxLines)
            throw Refused.Field("lines", PurchasingErrors.TooManyToCheck, MaxLines);
        return db.Read(actor, read => Check(read, lines, regionCode), ct);
    }

    internal async Task<IReadOnlyList<CheckedLine>> Check(Reading read, IReadOnlyList<AskedLine> lines, string? regionCode)
    {
        var chosen = await catalogue.Offers(read, [.. lines.Select(l => l.Listing).OfType<ListingId>().Distinct()]);
        var written = lines.Where(l => l.Listing is null).Select(l => l.PartNumber ?? "").Distinct().ToList();
        var named = await catalogue.Named(read, written);
        var near = await parts.Near(read, [.. written.Where(w => !named.Contains(w))]);
        var similar = await catalogue.OnSale(read, [.. near.Values.SelectMany(skus => skus).Distinct()]);

        var meant = lines.Select(l => l.Listing is { } id ? chosen.TryGetValue(id, out var one) ? [one] : [] : (IReadOnlyList<Offer>)[.. named[l.PartNumber ?? ""]]).ToList();
        // Tiers and stock look at what is asked of a product in all, not line by line.
        var totals = lines.Zip(meant, (l, offers) => (l.Quantity, Sku: offers.Count == 0 ? (SkuId?)null : offers[0].Sku)).Where(x => x.Sku is not null)
            .GroupBy(x => x.Sku!.Value).ToDictionary(g => g.Key, g => g.Sum(x => (long)Math.Clamp(x.Quantity, 0, Count.Max)));
        var all = meant.SelectMany(offers => offers).Concat(similar.Values.SelectMany(offers => offers)).DistinctBy(o => o.Id).ToList();
        var rows = (await shop.Priced(read, all, regionCode, o => Math.Max(1, totals.GetValueOrDefault(o.Sku)))).ToDictionary(r => r.Offer.Id);

        var found = meant.ConvertAll(offers => (IReadOnlyList<ShopRow>)[.. offers.Select(o => rows[o.Id])]);
        // Minimum and packs look at all lines of one offer, as a quote does: what was parted once is ordered again as it stands.
        var together = lines.Zip(found).Where(x => x.Second.Count > 0).GroupBy(x => Best(x.Second).Offer.Id).ToDictionary(g => g.Key, g => g.Sum(x => (long)Math.Clamp(x.First.Quantity, 0, Count.Max)));

        return await Completed(read, [.. lines.Select((line, i) => Answer(i + 1, line, found[i],
            () => [.. near.GetValueOrDefault(line.PartNumber ?? "", []).Where(similar.ContainsKey).Select(sku => ShopQueries.InOrder(similar[sku].Select(o => rows[o.Id])).First())], totals, together))], regionCode);
    }

    private async Task<IReadOnlyList<CheckedLine>> Completed(Reading read, IReadOnlyList<CheckedLine> lines, string? regionCode)
    {
        var parts = (await companions.Missing(read, [.. lines.Where(l => l.Wanted is not null).Select(l => (l.Line, l.Row!.Offer, (long)l.Asked.Quantity))], regionCode)).ToLookup(p => p.Line);
        var instead = await companions.Instead(read, [.. lines.Where(l => l.Row is { Offer.Saleable: false }).Select(l => (l.Row!.Offer.Sku, (long)Math.Clamp(l.Asked.Quantity, 1, Count.Max)))], regionCode);
        return [.. lines.Select(l => l with { Parts = [.. parts[l.Line]], Instead = l.Row is { Offer.Saleable: false } ? [.. instead[l.Row.Offer.Sku]] : [] })];
    }

    private static CheckedLine Answer(int number, AskedLine line, IReadOnlyList<ShopRow> found, Func<IReadOnlyList<ShopRow>> similar, Dictionary<SkuId, long> totals, Dictionary<ListingId, long> together)
    {
        var sold = found.Where(r => r.Offer.Saleable).ToList();
        if (found.Count == 0)
        {
            var choices = line.Listing is null ? similar() : [];
            return new(number, line, choices.Count > 0 ? Ambiguous(line, choices) : new(line.Listing is null ? "partNumber" : "listing", PurchasingErrors.LineNotFound, [PlainText.Shown(line.PartNumber)]), null, choices);
        }
        // One part number of two makers is two products; several suppliers of one product are not.
        if (sold.DistinctBy(r => r.Offer.Sku).Count() > 1)
            return new(number, line, Ambiguous(line, sold), null, sold);
        var best = Best(found);
        return new(number, line, Quotes.Fault(line.Quantity, together[best.Offer.Id], line.Services, best.Offer) ?? Missing(best, totals[best.Offer.Sku]), best, []);
    }

    private static ShopRow Best(IReadOnlyList<ShopRow> found) => ShopQueries.InOrder(found.Any(r => r.Offer.Saleable) ? found.Where(r => r.Offer.Saleable) : found).First();

    private static FieldError Ambiguous(AskedLine line, IReadOnlyList<ShopRow> choices) => new("partNumber", PurchasingErrors.LineAmbiguous, [PlainText.Shown(line.PartNumber), choices.Count]);

    private static FieldError? Missing(ShopRow row, long quantity) => row.Supply switch
    {
        { NotSold: true } => new("listing", PurchasingErrors.NotSoldHere, [row.Offer.PartNumber]),
        { NotDelivered: true } => new("listing", StockErrors.NotDelivered, [row.Offer.PartNumber]),
        { Short: true } => new("quantity", StockErrors.Insufficient, [row.Offer.PartNumber, quantity]),
        _ => null,
    };
}
