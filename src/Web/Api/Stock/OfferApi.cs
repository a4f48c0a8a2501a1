using Hecai.Catalogue;
using Hecai.Stock;
using Hecai.Web.Exports;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Stock;

/// <summary>The price and stock sheet of the caller's organization.</summary>
internal static class OfferApi
{
    /// <param name="Rows">How many rows change something, and how many nothing.</param>
    /// <param name="LargePriceChanges">Prices that change by more than 30 %: they are written with confirmed=true.</param>
    /// <param name="OffSale">Part numbers that go off sale until the operator has reviewed them.</param>
    public sealed record SheetAnswer(bool Written, RowCounts Rows, int LargePriceChanges, IReadOnlyList<string> OffSale, IReadOnlyList<ChangeAnswer> Changes, IReadOnlyList<FaultAnswer> Faults);

    public sealed record RowCounts(int Changed, int Unchanged, int Refused);

    /// <param name="Field"><c>listPrice</c>, <c>minQuantity</c>, <c>packSize</c>, <c>makeToOrderDays</c>, <c>saleFrom</c>, <c>saleUntil</c>, or <c>stock.</c> with the code of the warehouse.</param>
    /// <param name="Before">As a sheet has it; empty for none.</param>
    /// <param name="Large">A price that has to be confirmed.</param>
    public sealed record ChangeAnswer(long Line, string PartNumber, string Field, string Before, string After, bool Large);

    public sealed record FaultAnswer(long Line, string PartNumber, string Field, string Code, string Message);

    public static void MapOffers(this RouteGroupBuilder api) =>
        api.MapPost("/listings/sheet", Take).Needs(CataloguePermissions.View).Conditional().Accepts<byte[]>("text/csv", Sheet.Type)
            .WithSummary("Take a price and stock sheet (CSV or XLSX), all of it or nothing. dryRun=true says what would change, with an ETag for If-Match; revise=true takes products on sale to review; confirmed=true means large changes of price");

    private static async Task<Ok<SheetAnswer>> Take(bool? dryRun, bool? revise, bool? confirmed, string? name, HttpContext http, ImportOffers import, CancellationToken ct)
    {
        using var content = new MemoryStream(await FileApi.Body(http, "file", ct));
        var done = await import.Run(content, name ?? "offers", new(dryRun == true, revise == true, confirmed == true, http.IfMatch()), http.Actor(), ct);
        return http.Versioned(new SheetAnswer(done.Written, new(done.Rows, done.Unchanged, done.Refused), done.Large, done.OffSale,
            [.. done.Changes.Select(c => new ChangeAnswer(c.Line, c.PartNumber, c.Column.Field, c.Column.Written(c.Before), c.Column.Written(c.After), c.Large))],
            [.. done.Faults.Select(f => new FaultAnswer(f.Line, f.PartNumber, f.Fault.Field, f.Fault.Error.Code, f.Fault.Message))]), done.Basis);
    }
}
