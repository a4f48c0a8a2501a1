using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Pricing;
using Hecai.Stock;

namespace Hecai.Purchasing;

/// <summary>
/// A line with its quantity ledger (L1): 0 ≤ accepted ≤ delivered ≤ shipped ≤ ordered − cancelled; returned ≤ delivered;
/// invoiced ≤ bill base. Pieces refused or missing at the door are taken off shipped and counted as refused, so that
/// they can be shipped again; the shipment keeps what left the warehouse.
/// </summary>
internal sealed class SupplierOrderLine
{
    private SupplierOrderLine() { }

    public SupplierOrderLine(SupplierOrder order, RequisitionLine from)
    {
        (BuyerId, SupplierOrderId, SupplierId, Line, ForLine, Kind, ServiceCode) = (order.BuyerId, order.Id, order.SupplierId, from.Line, from.ForLine, from.Kind, from.ServiceCode);
        (ListingId, SkuId, PartNumber, NameZh, NameEn, Category, Picture, Unit) = (from.ListingId, from.SkuId, from.PartNumber, from.NameZh, from.NameEn, from.Category, from.Picture, from.Unit);
        (Ordered, UnitPrice, VatBasisPoints, AgreementLineId, QuotaMeasure, Allocations, Installs) = (from.Quantity, from.UnitPrice, from.VatBasisPoints, from.AgreementLineId, from.QuotaMeasure, from.Allocations, from.Installs);
        (WarrantyMonths, Delivery, Installation, CostCentreId, BudgetId) = (from.WarrantyMonths, from.Delivery, from.Installation, from.CostCentreId, from.BudgetId);
        Remarks = from.Remarks?.Outward;
    }

    public OrganizationId BuyerId { get; private set; }
    public SupplierOrderId SupplierOrderId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public int Line { get; private set; }
    public int? ForLine { get; private set; }
    public LineKind Kind { get; private set; }
    public string? ServiceCode { get; private set; }
    public ListingId ListingId { get; private set; }
    public SkuId SkuId { get; private set; }
    public string PartNumber { get; private set; } = "";
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Category { get; private set; } = "";
    public string Picture { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public Money UnitPrice { get; private set; }
    public int VatBasisPoints { get; private set; }
    public AgreementLineId? AgreementLineId { get; private set; }

    /// <summary>What of that line's quota it took.</summary>
    public QuotaMeasure QuotaMeasure { get; private set; }
    public IReadOnlyList<Allocation> Allocations { get; private set; } = [];

    /// <summary>Pieces that were on their way when they were ordered, by the day on which they were to arrive.</summary>
    public IReadOnlyList<InTransit> Awaits => InTransit.Of(Allocations.Select(a => (a.ArrivesOn, a.Quantity)));
    public bool Installs { get; private set; }
    public int WarrantyMonths { get; private set; }
    public DateOnly? Delivery { get; private set; }
    public DateOnly? Installation { get; private set; }

    /// <summary>What the buyer says of it to the supplier, and the buyer's own number of it.</summary>
    public LineRemarks? Remarks { get; private set; }

    /// <summary>Who bears it; null where the purchase order's cost centre does. The buyer's own matter: no view of a supplier tells it.</summary>
    public CostCentreId? CostCentreId { get; private set; }

    /// <summary>The budget of that cost centre that it is charged to.</summary>
    public BudgetId? BudgetId { get; private set; }

    public long Ordered { get; private set; }
    public long Cancelled { get; private set; }
    public long Shipped { get; private set; }
    public long Delivered { get; private set; }
    public long Refused { get; private set; }
    public long Installed { get; private set; }
    public long Accepted { get; private set; }
    public long Returned { get; private set; }
    public long Invoiced { get; private set; }

    public Money Amount => UnitPrice.Times(Ordered);
    public VatRate Vat => new(VatBasisPoints);
    public long Open => Ordered - Cancelled;
    public bool IsDone => Accepted == Open;

    /// <summary>What may be billed: accepted, less returns; goods that nobody installs, and freight, already when delivered.</summary>
    public long BillBase => (BillsOnDelivery(Kind, Installs) ? Delivered : Accepted) - Returned;

    /// <summary>True where delivery makes a line billable; everything else waits for acceptance.</summary>
    public static bool BillsOnDelivery(LineKind kind, bool installs) => kind == LineKind.Freight || (kind == LineKind.Goods && !installs);

    public void Ship(long quantity) => Shipped += AtMost(quantity, Open - Shipped, ("发货", "shipped"));

    public void Deliver(long quantity) => Delivered += AtMost(quantity, Shipped - Delivered, ("送达", "delivered"));

    /// <summary>Freight: it is carried when the first goods of its order have arrived, whatever of them is still to come.</summary>
    public void Carry()
    {
        Ship(Open);
        Deliver(Open);
    }

    /// <summary>Refused at the door or missing: it may be shipped again.</summary>
    public void Refuse(long quantity)
    {
        Shipped -= AtMost(quantity, Shipped - Delivered, ("拒收", "refused"));
        Refused += quantity;
    }

    /// <summary>Goods installed; a service performed is shipped, delivered and installed in one.</summary>
    public void Install(long quantity)
    {
        if (Kind == LineKind.Service)
        {
            Ship(quantity);
            Deliver(quantity);
        }
        Installed += AtMost(quantity, Delivered - Installed, ("安装", "installed"));
    }

    public void Accept(long quantity) => Accepted += AtMost(quantity, (Installs || Kind == LineKind.Service ? Installed : Delivered) - Accepted, ("验收", "accepted"));

    public void Invoice(long quantity) => Invoiced += AtMost(quantity, BillBase - Invoiced, ("开票", "invoiced"));

    public void CancelRest() => Cancelled = Ordered - Shipped;

    private long AtMost(long quantity, long limit, Text verb) => quantity >= 0 && quantity <= limit
        ? quantity
        : throw Hecai.Refused.Field($"lines[{Line}].quantity", PurchasingErrors.QuantityNotAllowed, Line, verb, limit);
}
