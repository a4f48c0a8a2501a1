using Hecai.Fulfilment;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Fulfilment;

/// <summary>Shipments, deliveries and the acceptance of what nobody installs.</summary>
internal static class ShipmentApi
{
    public sealed record LineBody(int Line, Count Quantity);

    /// <param name="ExpectedOn">The day on which it should arrive.</param>
    public sealed record ShipmentBody(IReadOnlyList<LineBody> Lines, string Carrier, string? TrackingNumber = null, int Packages = 1, DateOnly? ExpectedOn = null);

    /// <param name="Delivered">Taken by the receiver.</param>
    /// <param name="Refused">Sent back at the door.</param>
    /// <param name="Short">Missing from what was shipped.</param>
    /// <param name="Reason">Needed when pieces were refused or missing.</param>
    public sealed record DeliveredBody(int Line, long Delivered, long Refused = 0, long Short = 0, string? Reason = null);

    /// <param name="Lines">Every line of the shipment; null when all of it arrived and was taken.</param>
    public sealed record DeliveryBody(IReadOnlyList<DeliveredBody>? Lines = null);

    public sealed record DeliveryAnswer(ShipmentState State);

    /// <param name="Lines">What is accepted; null for everything that was delivered.</param>
    public sealed record AcceptanceBody(IReadOnlyList<LineBody>? Lines = null);

    public sealed record AcceptanceAnswer(SupplierOrderState State);

    public sealed record FailureBody(string Reason);

    public static void MapShipments(this RouteGroupBuilder api)
    {
        api.MapGet("/supplier-orders/{id:guid}/shipments", OfOrder).SignedIn().WithSummary("The shipments of a supplier order, the newest first");
        api.MapPost("/supplier-orders/{id:guid}/shipments", Ship).Needs(FulfilmentPermissions.Ship).WithSummary("Ship all or a part of a confirmed order");
        api.MapPost("/supplier-orders/{id:guid}/acceptance", Accept).Needs(FulfilmentPermissions.Receive).WithSummary("Accept delivered goods that nobody installs");
        api.MapGet("/shipments", ToReceive).Needs(FulfilmentPermissions.Receive).WithSummary("Shipments on their way to the caller's organization, the earliest expected first");
        api.MapGet("/shipments/{id:guid}", One).SignedIn().WithSummary("One shipment with what became of its pieces");
        api.MapPost("/shipments/{id:guid}/delivery", Deliver).SignedIn().WithSummary("Record what was delivered, refused and missing");
        api.MapPost("/shipments/{id:guid}/failure", Fail).Needs(FulfilmentPermissions.Ship).WithSummary("Record that it never arrived; all of it may be shipped again");
        api.MapGet("/deliveries/to-ship", ToShip).Needs(PurchasingPermissions.ViewSupplierOrders).WithSummary("What the caller's organization still has to ship");
        api.MapGet("/deliveries/to-accept", ToAccept).Needs(FulfilmentPermissions.Receive).WithSummary("Delivered goods that wait for the caller's acceptance");
    }

    private static async Task<IReadOnlyList<ShipmentView>> OfOrder(Guid id, HttpContext http, AppDb db, OrderQueries orders, ShipmentQueries queries, CancellationToken ct) => await db.Read(http.Actor(), async read =>
    {
        await orders.One(read, new SupplierOrderId(id));
        return await queries.OfOrder(read, new SupplierOrderId(id));
    }, ct);

    private static async Task<Created<ShippedGoods>> Ship(Guid id, ShipmentBody body, HttpContext http, ShipGoods ship, CancellationToken ct)
    {
        var shipped = await ship.Run(new SupplierOrderId(id), Lines(body.Lines), new Transport(body.Carrier, body.TrackingNumber, body.Packages, body.ExpectedOn), http.Actor(), ct);
        return TypedResults.Created($"/api/v1/shipments/{shipped.Id.Value}", shipped);
    }

    private static async Task<AcceptanceAnswer> Accept(Guid id, AcceptanceBody body, HttpContext http, AcceptDelivery accept, CancellationToken ct) =>
        new(await accept.Run(new SupplierOrderId(id), body.Lines is { } lines ? Lines(lines) : null, http.Actor(), ct));

    private static async Task<Page<ShipmentView>> ToReceive(HttpContext http, AppDb db, ShipmentQueries queries, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.ToReceive(read, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Ok<ShipmentView>> One(Guid id, HttpContext http, AppDb db, ShipmentQueries queries, CancellationToken ct)
    {
        var shipment = await db.Read(http.Actor(), read => queries.One(read, new ShipmentId(id)), ct);
        return http.Versioned(shipment, shipment.Version);
    }

    private static async Task<DeliveryAnswer> Deliver(Guid id, DeliveryBody body, HttpContext http, RecordDelivery record, CancellationToken ct) =>
        new(await record.Run(new ShipmentId(id), body.Lines is { } lines ? [.. lines.Select(l => new DeliveredLine(l.Line, l.Delivered, l.Refused, l.Short, l.Reason))] : null, http.Actor(), ct));

    private static async Task<NoContent> Fail(Guid id, FailureBody body, HttpContext http, FailShipment fail, CancellationToken ct)
    {
        await fail.Run(new ShipmentId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<ToShipRow>> ToShip(HttpContext http, AppDb db, DeliveryQueries queries, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.ToShip(read, ApiConventions.Limit(limit)), ct);

    private static async Task<IReadOnlyList<ToAcceptRow>> ToAccept(HttpContext http, AppDb db, DeliveryQueries queries, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.ToAccept(read, ApiConventions.Limit(limit)), ct);

    private static List<LineQuantity> Lines(IReadOnlyList<LineBody> lines) => [.. lines.Select(l => new LineQuantity(l.Line, l.Quantity.Value))];
}
