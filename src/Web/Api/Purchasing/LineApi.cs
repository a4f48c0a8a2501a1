using Hecai.Catalogue;
using Hecai.Pricing;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>Lists of part numbers: what of them can be ordered, and into the cart with them.</summary>
internal static class LineApi
{
    /// <summary>By part number, or by the id of a listing.</summary>
    public sealed record LineBody(Count Quantity, string? PartNumber = null, Guid? Listing = null, IReadOnlyList<CartApi.ServiceBody>? Services = null)
    {
        // What no list of parts holds is a mistake of the program that asks, not a line that cannot be ordered.
        internal AskedLine Asked(string field) => new(PlainText.OptionalLine($"{field}.partNumber", PartNumber, 120), Listing is { } id ? new ListingId(id) : null, Quantity.Value,
            [.. (Services ?? []).Select((s, i) => new ChosenService(PlainText.Line($"{field}.services[{i}].code", s.Code, 40), s.Quantity.Value))]);
    }

    public sealed record CheckBody(IReadOnlyList<LineBody> Lines, string RegionCode);

    public sealed record AdditionBody(IReadOnlyList<CartApi.LineBody> Lines);

    /// <summary>What can be had: in stock, in transit (some of what was asked for is still on its way), on order (made to order), short (fewer than asked), none, not delivered to the area, or not sold in it.</summary>
    public enum StockState { InStock, InTransit, OnOrder, Short, None, NotDelivered, NotSold }

    public sealed record Fault(string Field, string Code, string Message);

    /// <param name="Available">Pieces that lie in the warehouses that deliver there.</param>
    /// <param name="InTransit">Pieces on their way to them that can be ordered, by the day on which they arrive.</param>
    public sealed record Product(Guid Listing, string PartNumber, Text Name, string SupplierName, string Unit, Money ListPrice, Money UnitPrice, StockState Stock, long Available, IReadOnlyList<InTransit> InTransit, DateOnly? Delivery, DateOnly? Installation)
    {
        internal static Product Of(ShopRow row) => new(row.Offer.Id.Value, row.Offer.PartNumber, row.Offer.Name, row.Offer.SupplierName, row.Offer.Unit, row.Price.List, row.Price.Unit,
            StateOf(row.Supply), row.Supply.Available, row.Supply.InTransit ?? [], row.Supply.Delivery, row.Supply.Installation);

        private static StockState StateOf(Supply supply) => supply switch
        {
            { MadeToOrder: true } => StockState.OnOrder,
            { NotSold: true } => StockState.NotSold,
            { NotDelivered: true } => StockState.NotDelivered,
            { Short: true, Available: 0, InTransit: null } => StockState.None,
            { Short: true } => StockState.Short,
            { Waits: true } => StockState.InTransit,
            { Available: 0 } => StockState.None,
            _ => StockState.InStock,
        };
    }

    /// <param name="Line">From 1, in the order of the question.</param>
    /// <param name="Fault">Why it cannot be ordered like this; absent when it can.</param>
    /// <param name="Product">Absent when it is not clear which.</param>
    /// <param name="Why">How the price came about.</param>
    /// <param name="Parts">Required parts of which there is not enough among all lines: a warning, told at the first line that needs them.</param>
    /// <param name="Instead">What can be had instead of a product that is no longer sold.</param>
    public sealed record Row(int Line, string? PartNumber, long Quantity, Fault? Fault, Product? Product, Money? Amount, IReadOnlyList<PriceStep> Why, IReadOnlyList<Product> Choices, IReadOnlyList<Part> Parts, IReadOnlyList<Other> Instead);

    /// <summary>A required part that is missing.</summary>
    /// <param name="Missing">How many.</param>
    /// <param name="Add">The least that can be ordered so that none is.</param>
    public sealed record Part(string Code, string Message, long Missing, long Add, Product Product)
    {
        internal static Part Of(MissingPart part) => new(part.Warning.Error.Code, part.Warning.Message, part.Missing, part.Add, Product.Of(part.Row));
    }

    /// <summary>A successor or an equivalent.</summary>
    public sealed record Other(RelationKind Kind, Product Product);

    public static void MapLines(this RouteGroupBuilder api)
    {
        api.MapPost("/line-checks", Check).Needs(PurchasingPermissions.Browse).WithSummary("Up to 500 lines: on sale to the buyer, price, stock and dates in an area, or a code for each line that cannot be ordered; with the required parts that are missing and what can be had instead of what is no longer sold");
        api.MapPost("/cart/additions", Add).Needs(PurchasingPermissions.Submit).WithSummary("Add many lines to the cart, all or none");
    }

    internal static Row RowOf(CheckedLine l) => new(l.Line, l.Asked.PartNumber, l.Asked.Quantity, l.Fault is { } f ? new Fault(f.Field, f.Error.Code, f.Message) : null, l.Row is { } row ? Product.Of(row) : null, l.Amount, l.Row?.Price.Why ?? [],
        [.. l.Choices.Select(Product.Of)], [.. l.Parts.Select(Part.Of)], [.. l.Instead.Select(i => new Other(i.Kind, Product.Of(i.Row)))]);

    private static async Task<IReadOnlyList<Row>> Check(CheckBody body, HttpContext http, CheckLines check, CancellationToken ct) =>
        [.. (await check.Run([.. body.Lines.Select((l, i) => l.Asked($"lines[{i}]"))], body.RegionCode is { } code ? ApiConventions.Region(code) : null, http.Actor(), ct)).Select(RowOf)];

    private static async Task<NoContent> Add(AdditionBody body, HttpContext http, AddLines add, CancellationToken ct)
    {
        await add.Run([.. body.Lines.Select(l => l.Wanted)], http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
