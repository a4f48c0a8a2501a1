using Hecai.Control;
using Hecai.Parties;

namespace Hecai.Purchasing;

/// <summary>Where a line goes and who bears it, where that is another than its requisition says.</summary>
/// <param name="Site">An open site of the buyer's; null: to the requisition's address.</param>
/// <param name="CostCentre">Of the buyer's; null: the requisition's.</param>
public sealed record Destination(SiteId? Site = null, CostCentreId? CostCentre = null);

/// <summary>A site as a document keeps it, whatever becomes of it later.</summary>
public sealed record Place(SiteId Site, string Name, Address Address);

/// <summary>Where a basket goes as a whole and who bears it; its lines may say otherwise.</summary>
/// <param name="RegionCode">The area, which decides what can be had and when.</param>
/// <param name="ShipTo">The address; null where only prices and dates are asked for.</param>
/// <param name="CostCentre">Null likewise.</param>
public sealed record Target(string RegionCode, Address? ShipTo = null, CostCentreId? CostCentre = null);

/// <summary>What became of a line's destination; null where it is that of the whole.</summary>
/// <param name="Place">Where it goes.</param>
/// <param name="CostCentre">Who bears it.</param>
/// <param name="Receiving">The week of where it goes; null: every working day.</param>
internal sealed record Destined(Place? Place, CostCentreId? CostCentre, IReadOnlyList<ReceivingDay>? Receiving);

/// <summary>Finds the sites and cost centres that lines name.</summary>
public sealed class Destinations(SiteQueries sites, CostCentreQueries centres)
{
    /// <summary>
    /// The destination of each line, in their order; one query, two where a line names a cost centre, none without an address. What goes where the whole goes is a line of
    /// the whole, however it was said. <c>site.unknown</c> and <c>cost_centre.unknown</c> are added to <paramref name="faults"/>: a
    /// foreign one answers as one that does not exist.
    /// </summary>
    internal async Task<IReadOnlyList<Destined>> Of(Reading read, IReadOnlyList<WantedLine> wanted, Target target, List<FieldError> faults)
    {
        var open = target.ShipTo is not null || wanted.Any(w => w.To?.Site is not null) ? await sites.All(read) : [];
        var places = open.ToDictionary(s => s.Id, s => (Place: new Place(s.Id, s.Name, s.Address), s.Receiving));
        // The whole goes to an address; the week is that of the site that is there.
        var whole = open.FirstOrDefault(s => s.Address == target.ShipTo)?.Receiving;
        var accounts = wanted.Select(w => w.To?.CostCentre).OfType<CostCentreId>().ToList() is { Count: > 0 } named ? await centres.Find(read, named) : null;
        var destined = new List<Destined>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            var (place, week, account) = ((Place?)null, whole, wanted[i].To?.CostCentre);
            if (wanted[i].To?.Site is { } site && places.TryGetValue(site, out var known))
                (place, week) = known;
            else if (wanted[i].To?.Site is not null)
                faults.Add(new($"lines[{i}].site", PurchasingErrors.UnknownSite, []));
            if (account is { } centre && !accounts!.ContainsKey(centre))
                faults.Add(new($"lines[{i}].costCentre", ControlErrors.UnknownCostCentre, []));
            destined.Add(new(place is not null && place.Address == target.ShipTo ? null : place, account == target.CostCentre ? null : account, week));
        }
        return destined;
    }
}
