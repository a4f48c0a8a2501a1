using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>A line of a cart or a draft as it can be changed: what is wanted, what it costs in this quantity, when it comes.</summary>
/// <param name="Key">What its fields are called by: the listing, and for a further line of the same listing its number.</param>
/// <param name="Want">As it was asked for.</param>
/// <param name="Offer">Null for what this buyer can no longer see.</param>
/// <param name="Unit">The price for this quantity; null when it is not on sale.</param>
/// <param name="Why">How that price came about.</param>
/// <param name="When">The earliest dates.</param>
/// <param name="Services">What each chosen service costs in its quantity.</param>
public sealed record WantedRow(string Key, WantedLine Want, Offer? Offer, Money? Unit, IReadOnlyList<WhyStep> Why, string When, IReadOnlyDictionary<string, Money> Services)
{
    /// <summary>The goods and their services together.</summary>
    public Money Amount => Services.Values.Sum(m => m, "CNY") + (Unit?.Times(Want.Quantity) ?? Money.Zero("CNY"));

    /// <summary>How much of a service was chosen; null when it was not.</summary>
    public int? Chosen(string code) => Want.Services.FirstOrDefault(s => s.Code == code)?.Quantity;

    /// <summary>What the form says of this line now; null when it was taken out.</summary>
    public WantedLine? Read(IFormCollection form)
    {
        if (form["remove"] == Key)
            return null;
        if (Offer is null)
            return Want;
        var fields = new FieldErrors();
        var quantity = fields.Read($"q-{Key}", _ => form.TryGetValue($"q-{Key}", out var text) ? Hecai.Count.Parse(text).Value : Want.Quantity);
        var services = Offer.Services.Where(s => form[$"s-{Key}"].Contains(s.Code))
            .Select(s => fields.Read($"n-{Key}-{s.Code}", _ => new ChosenService(s.Code, Much(s, form[$"n-{Key}-{s.Code}"].ToString(), quantity)))).OfType<ChosenService>().ToList();
        fields.Demand();
        return Want with { Quantity = quantity, Services = services };
    }

    /// <summary>The keys of lines, in their order.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<WantedLine> wanted)
    {
        var before = new Dictionary<ListingId, int>();
        return [.. wanted.Select(w => (before[w.Listing] = before.GetValueOrDefault(w.Listing) + 1) is > 1 and var nth ? $"{w.Listing.Value}.{nth}" : w.Listing.Value.ToString())];
    }

    // One installation for each piece: where there were as many as pieces, there still are. Metres of pipe stay what was said.
    private int Much(ServiceOption service, string said, int quantity) =>
        said.Length == 0 ? quantity : Hecai.Count.Parse(said).Value is var much && much == Want.Quantity && service.Unit == Offer!.Unit ? quantity : much;
}

/// <summary>The lines of a cart or a draft, priced together as the checkout will price them.</summary>
/// <param name="Rows">In the order they were asked for; also those that are no longer on sale.</param>
/// <param name="Refused">Why they cannot be ordered together; the prices are then those of single pieces.</param>
/// <param name="Quote">What they cost together; null where they cannot be ordered.</param>
public sealed record WantedRows(IReadOnlyList<WantedRow> Rows, Refused? Refused, Quote? Quote = null)
{
    /// <summary>With the freight, where it is known.</summary>
    public Money Total => Quote?.Total ?? Rows.Sum(r => r.Amount, "CNY");

    public static async Task<WantedRows> Of(Reading read, IReadOnlyList<WantedLine> wanted, Target? target, CatalogueQueries catalogue, ShopQueries shop, Quotes quotes)
    {
        if (wanted.Count == 0)
            return new([], null);
        var offers = await catalogue.Offers(read, [.. wanted.Select(w => w.Listing).Distinct()]);
        try
        {
            if (target is not null)
            {
                var quote = await quotes.For(read, read.Actor.Organization, wanted, target);
                return new([.. Quoted(wanted, quote, offers)], null, quote);
            }
        }
        catch (Refused no)
        {
            return new(await Single(read, wanted, target?.RegionCode, offers, shop), no);
        }
        return new(await Single(read, wanted, null, offers, shop), null);
    }

    private static IEnumerable<WantedRow> Quoted(IReadOnlyList<WantedLine> wanted, Quote quote, IReadOnlyDictionary<ListingId, Offer> offers)
    {
        var goods = quote.Lines.Where(l => l.Kind == LineKind.Goods).ToList();
        foreach (var (key, want, line) in WantedRow.Keys(wanted).Zip(wanted, goods))
            yield return new(key, want, offers[want.Listing], line.UnitPrice, Shown.Why(line.Why), Shown.Promise(line.Delivery, line.Installs ? line.Installation : null),
                quote.Lines.Where(l => l.ForLine == line.Line).ToDictionary(l => l.ServiceCode!, l => l.Amount));
    }

    private static async Task<IReadOnlyList<WantedRow>> Single(Reading read, IReadOnlyList<WantedLine> wanted, string? regionCode, IReadOnlyDictionary<ListingId, Offer> offers, ShopQueries shop)
    {
        var rows = (await shop.Rows(read, [.. wanted.Select(w => w.Listing).Distinct()], regionCode)).ToDictionary(r => r.Offer.Id);
        return [.. wanted.Zip(WantedRow.Keys(wanted), (w, key) => rows.TryGetValue(w.Listing, out var row)
            ? new WantedRow(key, w, row.Offer, row.Price.Unit, Shown.Why(row.Price.Why), row.Supply.NotSold ? L("不在这里销售", "not sold here") : row.Supply.NotDelivered ? L("不送到这里", "not delivered here") : Shown.Promise(row.Supply.Delivery, w.Services.Count > 0 ? row.Supply.Installation : null),
                w.Services.Select(s => (s, Option: row.Offer.Services.FirstOrDefault(o => o.Code == s.Code))).Where(s => s.Option is not null).ToDictionary(s => s.s.Code, s => s.Option!.Price.Times(s.s.Quantity)))
            : new WantedRow(key, w, offers.GetValueOrDefault(w.Listing), null, [], offers.GetValueOrDefault(w.Listing)?.EndedAt is { } ended ? L($"{Formats.Time(ended)} 已停售", $"no longer sold since {Formats.Time(ended)}") : L("已下架或不对您销售", "no longer on sale to you"), new Dictionary<string, Money>()))];
    }
}
