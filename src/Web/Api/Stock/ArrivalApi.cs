using Hecai.Stock;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Stock;

/// <summary>到货预报: goods on their way to the warehouses of the caller's organization.</summary>
internal static class ArrivalApi
{
    public sealed record LineBody(string PartNumber, Count Quantity);

    /// <param name="Number">The supplier's own, once: of the delivery, the container, the order at the factory.</param>
    /// <param name="ArrivesOn">From today on, at most 366 days ahead.</param>
    /// <param name="Lines">1 to 500 products, each once.</param>
    public sealed record Body(Guid Warehouse, string Number, DateOnly ArrivesOn, IReadOnlyList<LineBody> Lines);

    /// <param name="Reason">For the buyers who wait for it.</param>
    public sealed record DayBody(DateOnly ArrivesOn, string? Reason = null);

    /// <param name="Quantity">Pieces that came; 0 when none did.</param>
    public sealed record CameBody(string PartNumber, long Quantity);

    /// <param name="Lines">What came otherwise than announced; absent when all of it came.</param>
    public sealed record ReceiptBody(IReadOnlyList<CameBody>? Lines = null);

    public sealed record ReasonBody(string Reason);

    public static void MapArrivals(this RouteGroupBuilder api)
    {
        api.MapGet("/arrivals", List).Needs(StockPermissions.View).WithSummary("Goods on their way, the next to come first; those that came or were withdrawn by state");
        api.MapPost("/arrivals", Announce).Needs(StockPermissions.Manage).WithSummary("Announce goods on their way: they can be ordered from now on for the day on which they arrive");
        api.MapGet("/arrivals/{id:guid}", One).Needs(StockPermissions.View).WithSummary("One arrival with what is promised of it");
        api.MapPut("/arrivals/{id:guid}/day", Move).Needs(StockPermissions.Manage).Conditional().WithSummary("It comes on another day; the buyers who wait are told when that is later");
        api.MapPost("/arrivals/{id:guid}/receipt", Receive).Needs(StockPermissions.Manage).Conditional().WithSummary("It came: what is promised is set aside, the rest lies on the shelf");
        api.MapPost("/arrivals/{id:guid}/withdrawal", Withdraw).Needs(StockPermissions.Manage).Conditional().WithSummary("It will not come; refused while any of it is promised");
    }

    private static async Task<IReadOnlyList<ArrivalView>> List(ArrivalState? state, HttpContext http, AppDb db, ArrivalQueries queries, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, state ?? ArrivalState.Announced), ct);

    private static async Task<Created<Made>> Announce(Body body, HttpContext http, AnnounceGoods announce, CancellationToken ct) =>
        ApiConventions.Made(await announce.Run(new ArrivalInput(new WarehouseId(body.Warehouse), body.Number, body.ArrivesOn, [.. body.Lines.Select(l => new ArrivalLineInput(l.PartNumber, l.Quantity.Value))]), http.Actor(), ct));

    private static async Task<Ok<ArrivalView>> One(Guid id, HttpContext http, AppDb db, ArrivalQueries queries, CancellationToken ct)
    {
        var arrival = await db.Read(http.Actor(), read => queries.One(read, new ArrivalId(id)), ct);
        return http.Versioned(arrival, arrival.Version);
    }

    private static async Task<NoContent> Move(Guid id, DayBody body, HttpContext http, MoveArrival move, CancellationToken ct)
    {
        await move.Run(new ArrivalId(id), body.ArrivesOn, body.Reason, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Receive(Guid id, ReceiptBody body, HttpContext http, ReceiveArrival receive, CancellationToken ct)
    {
        await receive.Run(new ArrivalId(id), [.. (body.Lines ?? []).Select(l => new ArrivalLineInput(l.PartNumber, l.Quantity))], http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Withdraw(Guid id, ReasonBody body, HttpContext http, WithdrawArrival withdraw, CancellationToken ct)
    {
        await withdraw.Run(new ArrivalId(id), body.Reason, http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
