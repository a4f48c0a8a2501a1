using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>采购清单: kept under a name, shared, put into the cart again.</summary>
internal static class ShoppingListApi
{
    /// <param name="Lines">Named one by one.</param>
    /// <param name="Cart">True: with all that is in the caller's cart.</param>
    /// <param name="Requisition">With what this requisition asks for.</param>
    /// <param name="Order">With what this order was placed for.</param>
    public sealed record SourceBody(IReadOnlyList<CartApi.LineBody>? Lines = null, bool Cart = false, Guid? Requisition = null, Guid? Order = null)
    {
        internal ListSource Source => new([.. (Lines ?? []).Select(l => l.Wanted)], Cart, Requisition is { } requisition ? new RequisitionId(requisition) : null, Order is { } order ? new PurchaseOrderId(order) : null);
    }

    /// <param name="From">What it begins with; absent: nothing.</param>
    public sealed record Body(string Name, string? Note = null, ListSharing Sharing = ListSharing.Nobody, SourceBody? From = null);

    /// <param name="Lines">All of its lines; absent: as they are.</param>
    public sealed record ChangeBody(string Name, ListSharing Sharing, string? Note = null, IReadOnlyList<CartApi.LineBody>? Lines = null);

    /// <param name="Listings">Only these of the list; absent: all.</param>
    public sealed record CartBody(string RegionCode, IReadOnlyList<Guid>? Listings = null);

    public sealed record Answer(ShoppingListView List, IReadOnlyList<string> AllowedActions);

    public static void MapShoppingLists(this RouteGroupBuilder api)
    {
        api.MapGet("/shopping-lists", List).Needs(ShoppingListPermissions.Use).WithSummary("The caller's shopping lists and those shared with them, the last changed first");
        api.MapPost("/shopping-lists", Make).Needs(ShoppingListPermissions.Use).WithSummary("Start a list, empty or from lines, the cart, a requisition or an order");
        api.MapGet("/shopping-lists/{id:guid}", Get).Needs(ShoppingListPermissions.Use).WithSummary("One list with its lines");
        api.MapPut("/shopping-lists/{id:guid}", Change).Needs(ShoppingListPermissions.Use).Conditional().WithSummary("Change the name, note, sharing or lines of a list");
        api.MapDelete("/shopping-lists/{id:guid}", Delete).Needs(ShoppingListPermissions.Use).Conditional().WithSummary("Delete a list");
        api.MapPost("/shopping-lists/{id:guid}/lines", Add).Needs(ShoppingListPermissions.Use).WithSummary("Put more on a list; of what is on it the quantities add up");
        api.MapPost("/shopping-lists/{id:guid}/cart", ToCart).Needs(PurchasingPermissions.Submit).WithSummary("Put a list, or some of it, into the cart; a code for each line that had to stay out");
    }

    private static async Task<Page<ShoppingListRow>> List(HttpContext http, AppDb db, ShoppingListQueries lists, string? q, bool? mine, string? after, int? limit, CancellationToken ct) =>
        await db.Read(http.Actor(), read => lists.List(read, q, mine == true, after, ApiConventions.Limit(limit)), ct);

    private static async Task<Created<Made>> Make(Body body, HttpContext http, MakeList make, CancellationToken ct) =>
        ApiConventions.Made(await make.Run(new(body.Name, body.Note, body.Sharing), (body.From ?? new()).Source, http.Actor(), ct), "shopping-lists");

    private static async Task<Ok<Answer>> Get(Guid id, HttpContext http, AppDb db, ShoppingListQueries lists, CancellationToken ct)
    {
        var actor = http.Actor();
        var list = await db.Read(actor, read => lists.One(read, new ShoppingListId(id)), ct);
        return http.Versioned(new Answer(list, list.MayChange(actor) ? ["change", "delete"] : []), list.Version);
    }

    private static async Task<NoContent> Change(Guid id, ChangeBody body, HttpContext http, ChangeList change, CancellationToken ct)
    {
        await change.Run(new ShoppingListId(id), new(body.Name, body.Note, body.Sharing), body.Lines is null ? null : [.. body.Lines.Select(l => l.Wanted)], http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Delete(Guid id, HttpContext http, DeleteList delete, CancellationToken ct)
    {
        await delete.Run(new ShoppingListId(id), http.IfMatch(), http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Add(Guid id, SourceBody body, HttpContext http, AddToList add, CancellationToken ct)
    {
        await add.Run(new ShoppingListId(id), body.Source, http.Actor(), ct);
        return TypedResults.NoContent();
    }

    private static Task<IReadOnlyList<PutLine>> ToCart(Guid id, CartBody body, HttpContext http, PutListIntoCart put, CancellationToken ct) =>
        put.Run(new ShoppingListId(id), body.Listings?.Select(l => new ListingId(l)).ToList(), ApiConventions.Region(body.RegionCode), http.Actor(), ct);
}
