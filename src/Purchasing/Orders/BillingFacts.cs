using Hecai.Control;

namespace Hecai.Purchasing;

/// <summary>What a line of a supplier order costs, for those who bill it.</summary>
public sealed record BillingLine(int Line, int? ForLine, LineKind Kind, bool Installs, string PartNumber, Text Name, string Unit, Money UnitPrice, VatRate Vat, long Delivered, long Installed, long Accepted)
{
    /// <summary>Who bears it; null to those who do not see the purchase order.</summary>
    public CostCentreId? CostCentre { get; init; }

    /// <summary>True where delivery makes it billable; everything else waits for acceptance.</summary>
    public bool BillsOnDelivery => SupplierOrderLine.BillsOnDelivery(Kind, Installs);
}

/// <summary>A supplier order as billing needs it.</summary>
public sealed record BillingOrder(SupplierOrderId Id, string Number, OrganizationId Buyer, string BuyerName, OrganizationId Supplier, string SupplierName,
    PurchaseOrderId PurchaseOrder, string PurchaseOrderNumber, string Purpose, BilledTo? BillTo, IReadOnlyList<BillingLine> Lines);

/// <summary>Prices and cost centres of supplier orders.</summary>
public sealed class BillingFactsQueries
{
    /// <summary>The order with its prices, to those who see its purchase order: the buyer, the operator and the platform.</summary>
    public async Task<BillingOrder> Of(Reading read, SupplierOrderId id)
    {
        var o = await read.Load<SupplierOrder>(id);
        var parent = await read.Load<PurchaseOrder>(o.PurchaseOrderId);
        return new BillingOrder(o.Id, o.Number, o.BuyerId, o.BuyerName, o.SupplierId, o.SupplierName, parent.Id, parent.Number, parent.Purpose, parent.BillTo,
            [.. o.Lines.OrderBy(l => l.Line).Select(l => Line(l) with { CostCentre = l.CostCentreId ?? parent.CostCentreId })]);
    }

    /// <summary>The prices of an order's lines, to every party of it.</summary>
    public async Task<IReadOnlyList<BillingLine>> Lines(Reading read, SupplierOrderId id) =>
        [.. (await read.Load<SupplierOrder>(id)).Lines.OrderBy(l => l.Line).Select(Line)];

    private static BillingLine Line(SupplierOrderLine l) => new(l.Line, l.ForLine, l.Kind, l.Installs, l.PartNumber, (l.NameZh, l.NameEn), l.Unit, l.UnitPrice, l.Vat, l.Delivered, l.Installed, l.Accepted);
}
