using System.Text.Json.Serialization;

namespace Hecai.Catalogue;

/// <summary>
/// 销售区域: in which divisions a listing is sold, and in which it is not. The innermost division that is named decides, as it does for the
/// areas of a warehouse; where none is, it is sold if it is sold everywhere but in the named ones.
/// </summary>
/// <param name="Only">Codes of the divisions that it is sold in; empty: in all.</param>
/// <param name="Except">Codes of the divisions that it is not sold in.</param>
public sealed record SaleAreas(IReadOnlyList<string> Only, IReadOnlyList<string> Except)
{
    /// <summary>More of them are another way of saying everywhere.</summary>
    public const int MaxDivisions = 500;

    public static readonly SaleAreas Everywhere = new([], []);

    [JsonIgnore]
    public bool IsEverywhere => Only.Count == 0 && Except.Count == 0;

    /// <summary>True where it is sold. A division that does not exist is nowhere: what is not known is not saleable.</summary>
    public bool Include(string regionCode)
    {
        if (IsEverywhere)
            return true;
        for (var at = Regions.Find(regionCode); at is { } region; at = region.Parent)
            if (Only.Contains(region.Code))
                return true;
            else if (Except.Contains(region.Code))
                return false;
        return Only.Count == 0 && Regions.Find(regionCode) is not null;
    }

    /// <summary>The same with every division once, by code; refused with <c>region.unknown</c>, <c>listing.area_twice</c> and by number.</summary>
    public SaleAreas Checked()
    {
        var fields = new FieldErrors();
        var (only, except) = (Codes("only", Only), Codes("except", Except));
        if (only.FirstOrDefault(except.Contains) is { } both)
            fields.Read<object?>("except", f => throw Refused.Field(f, CatalogueErrors.AreaTwice, Regions.Of(both).Path));
        if (only.Count + except.Count > MaxDivisions)
            fields.Read<object?>("only", f => throw Refused.Field(f, KernelErrors.OutOfRange, 0, MaxDivisions));
        fields.Demand();
        return new SaleAreas(only, except);

        List<string> Codes(string field, IReadOnlyList<string> said) =>
            [.. said.Select((code, i) => fields.Read($"{field}[{i}]", _ => Regions.Of(code).Code)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }
}

/// <summary>Says in which divisions a listing is sold. It is no term of sale, so it needs no review; orders that were placed are not touched.</summary>
public sealed class RestrictListing(AppDb db, CatalogueLog log)
{
    /// <param name="id">The listing, in any state but the last.</param>
    /// <param name="areas"><see cref="SaleAreas.Everywhere"/> takes the restriction away.</param>
    /// <param name="expectedVersion">As it was read; refused with <c>document.changed</c> when somebody was faster. Null: whatever it is.</param>
    /// <param name="actor">Of its supplier, or the operator.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(ListingId id, SaleAreas areas, long? expectedVersion, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Suspend);
        var listing = await tx.Own(id);
        Tx.DemandVersion(expectedVersion, listing.Version);
        listing.SellIn(areas, tx.Now);
        tx.Log("listing", id, "listing.restricted", null, listing.Areas?.Only.Count ?? 0, listing.Areas?.Except.Count ?? 0);
        log.Changed(tx, id);
    }, ct);
}
