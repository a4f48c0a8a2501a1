using Hecai.Purchasing;

namespace Hecai.Fulfilment;

/// <summary>Goods left the warehouse.</summary>
public sealed record GoodsShipped(SupplierOrderId Order, OrganizationId Buyer, ShipmentId Shipment, string Number, long Pieces) : IEvent
{
    public Guid Document => Order.Value;
}

/// <summary>Goods reached the buyer: what is installed can be, and what nobody installs can be billed.</summary>
/// <param name="Order">The supplier order.</param>
/// <param name="Buyer">Who received them.</param>
/// <param name="Supplier">Who brought them.</param>
/// <param name="Shipment">What they came with: the source document of what follows.</param>
/// <param name="Lines">The quantities that were delivered, refused and missing ones are not among them; and the order's freight, when they are its first.</param>
public sealed record GoodsDelivered(SupplierOrderId Order, OrganizationId Buyer, OrganizationId Supplier, ShipmentId Shipment, IReadOnlyList<LineQuantity> Lines) : IEvent
{
    public Guid Document => Order.Value;
}

/// <summary>The buyer accepted quantities of an order: goods and the services that went with them.</summary>
/// <param name="Order">The supplier order.</param>
/// <param name="Buyer">Who accepted.</param>
/// <param name="Source">The document of the acceptance: a work order, or the acceptance itself for goods that nobody installs.</param>
/// <param name="Lines">The quantities accepted.</param>
public sealed record LinesAccepted(SupplierOrderId Order, OrganizationId Buyer, Guid Source, IReadOnlyList<LineQuantity> Lines) : IEvent
{
    public Guid Document => Order.Value;
}
