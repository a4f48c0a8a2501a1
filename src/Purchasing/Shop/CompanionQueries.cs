using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>A product that goes with another, as this buyer can have it.</summary>
/// <param name="Quantity">Of how many each piece of the other has need.</param>
public sealed record Companion(RelationKind Kind, int Quantity, Text Reason, ShopRow Row)
{
    /// <summary>As much of it as so many pieces of the other need, or the least that can be ordered.</summary>
    public WantedLine For(int pieces) => new(Row.Offer.Id, CompanionQueries.Orderable(Row.Offer, (long)pieces * Quantity), []);
}

/// <summary>A part that a line cannot do without and of which there is not enough among the lines.</summary>
/// <param name="Line">The first line that needs it, from 1.</param>
/// <param name="For">The part number of that line.</param>
/// <param name="Row">The part, at the price and with the supply of what is missing.</param>
/// <param name="Missing">How many are missing.</param>
/// <param name="Add">The least that can be ordered of it beside what is among the lines so that none is missing.</param>
public sealed record MissingPart(int Line, string For, ShopRow Row, long Missing, int Add)
{
    /// <summary>It hinders nobody from ordering: the part may be there already.</summary>
    public FieldError Warning => new("quantity", PurchasingErrors.PartMissing, [For, Row.Offer.PartNumber, Missing]);
    public WantedLine Wanted => new(Row.Offer.Id, Add, []);
}

/// <summary>What can be had instead of a product that is no longer sold: its successor, or an equivalent.</summary>
public sealed record Substitute(RelationKind Kind, ShopRow Row)
{
    /// <summary>As many as there were of the other, or the least that can be ordered.</summary>
    public int For(int quantity) => CompanionQueries.Orderable(Row.Offer, quantity);
}

/// <summary>A product that was looked for by its part number and is no longer sold, with what can be had instead.</summary>
public sealed record Replaced(Offer Old, IReadOnlyList<Substitute> Instead);

/// <summary>
/// What goes with what, through a buyer's eyes: only what is on sale to the buyer and delivered to the area is named. A fixed number of
/// queries, whatever the number of products, but for the length of a chain of successors.
/// </summary>
public sealed class CompanionQueries(RelationQueries relations, CatalogueQueries catalogue, ShopQueries shop)
{
    /// <summary>The most equivalents that are offered instead of one product.</summary>
    public const int MaxEquivalents = 3;

    /// <summary>The most that a search for a whole part number finds: longer numbers that begin like it.</summary>
    private const int FoundByPartNumber = 5;

    /// <summary>Nothing can be had instead of anything.</summary>
    public static readonly ILookup<SkuId, Substitute> None = Array.Empty<Substitute>().ToLookup(_ => default(SkuId));

    /// <summary>What goes with a product, in the order of its supplier; each with the offer that is best for this buyer.</summary>
    public async Task<IReadOnlyList<Companion>> Of(Reading read, SkuId sku, string? regionCode)
    {
        var said = (await relations.Of(read, [sku]))[sku].ToList();
        return Named(said, await Best(read, said.ToDictionary(r => r.Target, r => (long)r.Quantity), regionCode));
    }

    /// <summary>
    /// A product as its page shows it: all its offers that are on sale to this buyer, the best first; and what goes with it in the order of
    /// its supplier, each with the offer that is best. Prices and stock of both are asked for once.
    /// </summary>
    public async Task<(IReadOnlyList<ShopRow> Offers, IReadOnlyList<Companion> With)> Product(Reading read, SkuId sku, string? regionCode)
    {
        var said = (await relations.Of(read, [sku]))[sku].ToList();
        var quantities = said.ToDictionary(r => r.Target, r => (long)r.Quantity);
        quantities[sku] = 1;
        var (rows, best) = await Priced(read, quantities, regionCode);
        return ([.. ShopQueries.InOrder(rows[sku])], Named(said, best));
    }

    private static List<Companion> Named(IEnumerable<Relation> said, IReadOnlyDictionary<SkuId, ShopRow> best) =>
        [.. said.Where(r => best.ContainsKey(r.Target)).Select(r => new Companion(r.Kind, r.Quantity, r.Reason, best[r.Target]))];

    /// <summary>The required parts of which there is not enough among these lines; parts of several lines are counted together.</summary>
    public async Task<IReadOnlyList<MissingPart>> Missing(Reading read, IReadOnlyList<(int Line, Offer Offer, long Quantity)> lines, string? regionCode)
    {
        var needs = await relations.Of(read, [.. lines.Select(l => l.Offer.Sku)]);
        var there = lines.GroupBy(l => l.Offer.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var missing = lines.SelectMany(l => needs[l.Offer.Sku].Where(r => r.Kind == RelationKind.Required).Select(r => (l.Line, For: l.Offer.PartNumber, r.Target, Quantity: l.Quantity * r.Quantity)))
            .GroupBy(n => n.Target).Select(g => (g.First().Line, g.First().For, Target: g.Key, Quantity: g.Sum(n => n.Quantity) - there.GetValueOrDefault(g.Key))).Where(n => n.Quantity > 0).ToList();
        var best = await Best(read, missing.ToDictionary(n => n.Target, n => n.Quantity), regionCode);
        return [.. missing.Where(n => best.ContainsKey(n.Target)).Select(n => new MissingPart(n.Line, n.For, best[n.Target], n.Quantity, Beside(best[n.Target].Offer, n.Quantity)))];

        // Minimum and packs hold for all of an offer that is ordered together.
        int Beside(Offer offer, long quantity)
        {
            var ordered = lines.Where(l => l.Offer.Id == offer.Id).Sum(l => l.Quantity);
            return (int)(Orderable(offer, ordered + quantity) - ordered);
        }
    }

    /// <summary>The same of a cart's lines in their order; what is no longer on sale needs nothing.</summary>
    public Task<IReadOnlyList<MissingPart>> Missing(Reading read, IEnumerable<(WantedLine Wanted, Offer? Offer)> lines, string? regionCode) =>
        Missing(read, [.. lines.Select((l, i) => (Line: i + 1, l.Offer, Quantity: (long)l.Wanted.Quantity)).Where(l => l.Offer is { Saleable: true }).Select(l => (l.Line, l.Offer!, l.Quantity))], regionCode);

    /// <summary>What can be had instead of so many of each product: of its successors the first that is sold, then equivalents.</summary>
    public async Task<ILookup<SkuId, Substitute>> Instead(Reading read, IReadOnlyList<(SkuId Sku, long Quantity)> products, string? regionCode)
    {
        var asked = products.GroupBy(p => p.Sku).ToDictionary(g => g.Key, g => g.Sum(p => p.Quantity));
        if (asked.Count == 0)
            return None;
        var (chains, said) = (await relations.Successors(read, [.. asked.Keys]), await relations.Of(read, [.. asked.Keys]));
        IReadOnlyList<SkuId> Chain(SkuId sku) => chains.GetValueOrDefault(sku, []);
        IEnumerable<SkuId> Equivalents(SkuId sku) => said[sku].Where(r => r.Kind == RelationKind.Equivalent).Select(r => r.Target);
        var wanted = asked.SelectMany(p => Chain(p.Key).Concat(Equivalents(p.Key)).Select(target => (target, p.Value))).GroupBy(w => w.target).ToDictionary(g => g.Key, g => g.Max(w => w.Value));
        var best = await Best(read, wanted, regionCode);
        return asked.Keys.SelectMany(sku => Chain(sku).Where(best.ContainsKey).Take(1).Select(t => new Substitute(RelationKind.Successor, best[t]))
            .Concat(Equivalents(sku).Where(best.ContainsKey).Take(MaxEquivalents).Select(t => new Substitute(RelationKind.Equivalent, best[t])))
            .DistinctBy(s => s.Row.Offer.Id).Select(s => (sku, s))).ToLookup(s => s.sku, s => s.s);
    }

    /// <summary>The product whose part number was searched for, where it is no longer sold but something can be had instead; null otherwise.</summary>
    /// <param name="read">Of the buyer.</param>
    /// <param name="request">What was searched for.</param>
    /// <param name="page">What was found: a whole part number finds hardly anything; what finds many was none, and is not looked up.</param>
    /// <param name="regionCode">Where it shall go; null: wherever.</param>
    public async Task<Replaced?> Replaced(Reading read, SearchRequest request, ShopPage page, string? regionCode)
    {
        if (request.Offset > 0 || page is { Loose: false, Total: > FoundByPartNumber })
            return null;
        if (request.Text?.Trim() is not { Length: > 0 } typed || !typed.Any(char.IsDigit) || !PlainText.IsVisible(typed) || (await catalogue.Named(read, [typed]))[typed].ToList() is not { Count: > 0 } named || named.Exists(o => o.Saleable))
            return null;
        var instead = await Instead(read, [.. named.DistinctBy(o => o.Sku).Select(o => (o.Sku, 1L))], regionCode);
        return named.Where(o => instead.Contains(o.Sku)).Select(o => new Replaced(o, [.. instead[o.Sku]])).FirstOrDefault();
    }

    /// <summary>The least that can be ordered of an offer so that there is so much.</summary>
    internal static int Orderable(Offer offer, long quantity)
    {
        var (packs, most) = ((Math.Max(quantity, offer.MinQuantity) + offer.PackSize - 1) / offer.PackSize, Count.Max / offer.PackSize);
        return (int)Math.Min(packs, most) * offer.PackSize;
    }

    private async Task<IReadOnlyDictionary<SkuId, ShopRow>> Best(Reading read, IReadOnlyDictionary<SkuId, long> quantities, string? regionCode) =>
        quantities.Count == 0 ? new Dictionary<SkuId, ShopRow>() : (await Priced(read, quantities, regionCode)).Best;

    /// <summary>Every offer of these products that is on sale, and of each product the best that is delivered to the area.</summary>
    private async Task<(ILookup<SkuId, ShopRow> Rows, IReadOnlyDictionary<SkuId, ShopRow> Best)> Priced(Reading read, IReadOnlyDictionary<SkuId, long> quantities, string? regionCode)
    {
        var offers = await catalogue.OnSale(read, [.. quantities.Keys]);
        var rows = await shop.Priced(read, [.. offers.Values.SelectMany(o => o)], regionCode, o => quantities[o.Sku]);
        return (rows.ToLookup(r => r.Offer.Sku), rows.Where(r => regionCode is null || r.Supply is { NotDelivered: false, NotSold: false }).GroupBy(r => r.Offer.Sku).ToDictionary(g => g.Key, g => ShopQueries.InOrder(g).First()));
    }
}
