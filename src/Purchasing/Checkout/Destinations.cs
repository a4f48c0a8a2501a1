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
internal sealed record Destined(Place? Place, CostCentreId? CostCentre);

/// <summary>Finds the sites and cost centres that lines name.</summary>
public sealed class Destinations(SiteQueries sites, CostCentreQueries centres)
{
    /// <summary>
    /// The destination of each line, in their order; two queries, none where no line names one. What goes where the whole goes is a line of
    /// the whole, however it was said. <c>site.unknown</c> and <c>cost_centre.unknown</c> are added to <paramref name="faults"/>: a
    /// foreign one answers as one that does not exist.
    /// </summary>
    internal async Task<IReadOnlyList<Destined>> Of(Reading read, IReadOnlyList<WantedLine> wanted, Target target, List<FieldError> faults)
    {
        var places = wanted.Any(w => w.To?.Site is not null) ? (await sites.All(read)).ToDictionary(s => s.Id, s => new Place(s.Id, s.Name, s.Address)) : [];
        var accounts = wanted.Select(w => w.To?.CostCentre).OfType<CostCentreId>().ToList() is { Count: > 0 } named ? await centres.Find(read, named) : null;
        var destined = new List<Destined>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            var (place, account) = ((Place?)null, wanted[i].To?.CostCentre);
            if (wanted[i].To?.Site is { } site && !places.TryGetValue(site, out place))
                faults.Add(new($"lines[{i}].site", PurchasingErrors.UnknownSite, []));
            if (account is { } centre && !accounts!.ContainsKey(centre))
                faults.Add(new($"lines[{i}].costCentre", ControlErrors.UnknownCostCentre, []));
            destined.Add(new(place is not null && place.Address == target.ShipTo ? null : place, account == target.CostCentre ? null : account));
        }
        return destined;
    }
}
