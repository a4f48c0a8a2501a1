using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>Purchase orders 父单 and supplier orders 子单.</summary>
internal static class OrderApi
{
    public sealed record ConfirmationBody(DateOnly? PromisedDelivery = null);

    public sealed record ReasonBody(string Reason);

    public sealed record SupplierOrderAnswer(SupplierOrderView Order, IReadOnlyList<string> AllowedActions);

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapGet("/purchase-orders", List).Needs(PurchasingPermissions.ViewOrders).WithSummary("Purchase orders, the newest first");
        api.MapGet("/purchase-orders/{id:guid}", Get).Needs(PurchasingPermissions.ViewOrders).WithSummary("One purchase order with its supplier orders and their quantity ledgers");
        api.MapGet("/supplier-orders", Supplier).SignedIn().WithSummary("Supplier orders, the newest first");
        api.MapGet("/supplier-orders/{id:guid}", GetSupplier).SignedIn().WithSummary("One supplier order");
        api.MapPost("/supplier-orders/{id:guid}/confirmation", Confirm).Needs(PurchasingPermissions.ConfirmOrders).WithSummary("The supplier takes the order");
        api.MapPost("/supplier-orders/{id:guid}/rejection", Reject).Needs(PurchasingPermissions.ConfirmOrders).WithSummary("The supplier cannot bring it");
        api.MapPost("/supplier-orders/{id:guid}/cancellation", Cancel).Needs(PurchasingPermissions.CancelOrders).WithSummary("The buyer takes an unshipped order back");
    }

    private static async Task<Page<PurchaseOrderRow>> List(HttpContext http, AppDb db, OrderQueries queries, PurchaseOrderState? state, string? q, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.List(read, state, q, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Ok<PurchaseOrderView>> Get(Guid id, HttpContext http, AppDb db, OrderQueries queries, CancellationToken ct)
    {
        var order = await db.Read(http.Actor(), read => queries.One(read, new PurchaseOrderId(id)), ct);
        return http.Versioned(order, order.Version);
    }

    private static async Task<Page<SupplierOrderRow>> Supplier(HttpContext http, AppDb db, OrderQueries queries, SupplierOrderState? state, string? q, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => queries.Supplier(read, state is { } s ? [s] : [], q, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Ok<SupplierOrderAnswer>> GetSupplier(Guid id, HttpContext http, AppDb db, OrderQueries queries, CancellationToken ct)
    {
        var actor = http.Actor();
        var order = await db.Read(actor, read => queries.One(read, new SupplierOrderId(id)), ct);
        return http.Versioned(new SupplierOrderAnswer(order, [.. order.Allowed(actor).Select(s => s.Verb)]), order.Version);
    }

    private static async Task<NoContent> Confirm(Guid id, ConfirmationBody body, HttpContext http, ConfirmSupplierOrder confirm, CancellationToken ct)
    {
        await confirm.Run(new SupplierOrderId(id), body.PromisedDelivery, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Reject(Guid id, ReasonBody body, HttpContext http, RejectSupplierOrder reject, CancellationToken ct)
    {
        await reject.Run(new SupplierOrderId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Cancel(Guid id, ReasonBody body, HttpContext http, CancelSupplierOrder cancel, CancellationToken ct)
    {
        await cancel.Run(new SupplierOrderId(id), body.Reason, http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
