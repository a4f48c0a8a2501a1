using Hecai.Catalogue;

namespace Hecai.Purchasing;

/// <summary>Why a line stayed out of the cart.</summary>
public sealed record LeftOut(string Field, string Code, string Message);

/// <summary>What became of a line of a list on its way into the cart.</summary>
/// <param name="Fault">Null for what went in.</param>
public sealed record PutLine(ListingId Listing, string? PartNumber, int Quantity, LeftOut? Fault);

/// <summary>
/// Puts the lines of a list or a package into the actor's cart. What cannot be ordered stays out and is told, line by line, as the one-call
/// check tells it; the rest goes in together.
/// </summary>
public sealed class FillCart(AppDb db, CheckLines check, CatalogueQueries catalogue)
{
    /// <param name="lines">Reads the lines, each with the listing that it names.</param>
    /// <param name="only">These products of them, refused with <paramref name="unknown"/> where there is none; null for all.</param>
    /// <param name="unknown">What is said of a product that is not among the lines.</param>
    /// <param name="regionCode">Where it shall go: stock is looked at there.</param>
    /// <param name="actor">Whose cart it is.</param>
    /// <param name="ct">Cancels the transaction.</param>
    internal async Task<IReadOnlyList<PutLine>> Put(Func<Reading, Task<IReadOnlyList<AskedLine>>> lines, IReadOnlyList<ListingId>? only, Error unknown, string? regionCode, Actor actor, CancellationToken ct)
    {
        actor.Demand(PurchasingPermissions.Submit);
        // Prices and stock of two thousand lines are looked up before others have to wait; what the cart must be sure of, it asks again.
        var found = await db.Read(actor, async read => await check.Check(read, Chosen(await lines(read), only, unknown), regionCode), ct);
        return await db.Write<IReadOnlyList<PutLine>>(actor, async tx =>
        {
            if (found.Select(f => f.Wanted).OfType<WantedLine>().ToList() is { Count: > 0 } good)
                await AddLines.Put(tx, catalogue, good, i => $"lines[{i}].");
            return [.. found.Select(f => new PutLine(f.Asked.Listing!.Value, f.Asked.PartNumber, f.Asked.Quantity, f.Fault is { } fault ? new(fault.Field, fault.Error.Code, fault.Message) : null))];
        }, ct);
    }

    private static List<AskedLine> Chosen(IReadOnlyList<AskedLine> all, IReadOnlyList<ListingId>? only, Error unknown)
    {
        var listed = all.Select(l => l.Listing!.Value).ToHashSet();
        if (Refused.Many([.. (only ?? []).Select((listing, i) => listed.Contains(listing) ? null : new FieldError($"listings[{i}]", unknown, [])).OfType<FieldError>()]) is { } refused)
            throw refused;
        var chosen = only?.ToHashSet() ?? listed;
        var asked = all.Where(l => chosen.Contains(l.Listing!.Value)).ToList();
        return asked.Count > 0 ? asked : throw Refused.Field("lines", PurchasingErrors.Empty);
    }
}
