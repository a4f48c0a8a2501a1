using Hecai.Control;
using Hecai.Fulfilment;
using Hecai.Purchasing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Billing;

/// <summary>
/// A quantity of a line that may be billed from a moment on. A journal: written once, never changed; returns will be entries of
/// their own, with negative quantities.
/// </summary>
internal sealed class BillableEntry
{
    public OrganizationId BuyerId { get; init; }
    public OrganizationId SupplierId { get; init; }
    public SupplierOrderId SupplierOrderId { get; init; }
    public int Line { get; init; }

    /// <summary>The shipment, work order or acceptance that made it billable.</summary>
    public Guid SourceId { get; init; }
    public string SupplierOrderNumber { get; init; } = "";
    public PurchaseOrderId PurchaseOrderId { get; init; }
    public string PurchaseOrderNumber { get; init; } = "";
    public string BuyerName { get; init; } = "";
    public string SupplierName { get; init; } = "";
    public CostCentreId CostCentreId { get; init; }

    /// <summary>Whom it is invoiced to; null: the buyer itself.</summary>
    public BilledTo? BillTo { get; init; }
    public LineKind Kind { get; init; }
    public string PartNumber { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Unit { get; init; } = "";
    public long Quantity { get; init; }
    public Money UnitPrice { get; init; }
    public int VatBasisPoints { get; init; }

    /// <summary>Unit price × quantity, tax included.</summary>
    public Money Gross { get; init; }

    /// <summary>
    /// The tax within: that of all billed of the line so far, less what earlier entries had of it. So the parts of a line have together the
    /// tax that its order shows, however it was delivered; net and tax sum to the gross.
    /// </summary>
    public Money Tax { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class BillableEntryMap : IEntityTypeConfiguration<BillableEntry>
{
    public void Configure(EntityTypeBuilder<BillableEntry> entry)
    {
        entry.ToTable("billable_entries", table => table.HasCheckConstraint("ck_billable_entries_quantity", "quantity <> 0"))
            .Unaudited(seen => seen.By(x => x.BuyerId).ByOperator());
        // The same delivery or acceptance never bills a line twice, however often its message comes.
        entry.HasKey(x => new { x.BuyerId, x.SupplierOrderId, x.Line, x.SourceId });
        entry.Property(x => x.SupplierOrderNumber).HasMaxLength(40);
        entry.Property(x => x.PurchaseOrderNumber).HasMaxLength(40);
        entry.Property(x => x.BuyerName).HasMaxLength(120);
        entry.Property(x => x.SupplierName).HasMaxLength(120);
        entry.Property(x => x.BillTo).HasJson();
        entry.Property(x => x.PartNumber).HasMaxLength(80);
        entry.HasIndex(x => new { x.BuyerId, x.At });
        entry.HasIndex(x => x.At);
    }
}

/// <summary>Writes what became billable, as the platform: it is the operator's ledger with the buyer.</summary>
public sealed class BillableLedger(BillingFactsQueries facts)
{
    internal async Task Enter(Tx tx, SupplierOrderId id, Guid source, IReadOnlyList<LineQuantity> quantities, bool onDelivery)
    {
        var order = await facts.Of(tx, id);
        var billed = quantities.Select(q => (Line: order.Lines.First(l => l.Line == q.Line), q.Quantity)).Where(x => x.Line.BillsOnDelivery == onDelivery && x.Quantity != 0).ToList();
        // The messages of one order come one after the other, so this is all that was billed of it before.
        var earlier = (await tx.Set<BillableEntry>().AsNoTracking().Where(e => e.BuyerId == order.Buyer && e.SupplierOrderId == id).ToListAsync(tx.Cancel)).ToLookup(e => e.Line);
        foreach (var (line, quantity) in billed.Where(b => earlier[b.Line.Line].All(e => e.SourceId != source)))
        {
            var gross = line.UnitPrice.Times(quantity);
            var (grossBefore, taxBefore) = (earlier[line.Line].Sum(e => e.Gross, gross.Currency), earlier[line.Line].Sum(e => e.Tax, gross.Currency));
            tx.Add(new BillableEntry
            {
                BuyerId = order.Buyer, SupplierId = order.Supplier, SupplierOrderId = id, Line = line.Line, SourceId = source, SupplierOrderNumber = order.Number,
                PurchaseOrderId = order.PurchaseOrder, PurchaseOrderNumber = order.PurchaseOrderNumber, BuyerName = order.BuyerName, SupplierName = order.SupplierName,
                CostCentreId = line.CostCentre!.Value, BillTo = order.BillTo, Kind = line.Kind, PartNumber = line.PartNumber, NameZh = line.Name.Zh, NameEn = line.Name.En, Unit = line.Unit,
                Quantity = quantity, UnitPrice = line.UnitPrice, VatBasisPoints = line.Vat.BasisPoints, Gross = gross, Tax = Tax.Included(grossBefore + gross, line.Vat).Tax - taxBefore, At = tx.Now,
            });
        }
    }
}

/// <summary>Goods that nobody installs may be billed when they are delivered, freight with the first of an order.</summary>
internal sealed class BillDelivery(BillableLedger ledger) : IHandle<GoodsDelivered>
{
    public Task Handle(Tx tx, GoodsDelivered happened) => ledger.Enter(tx, happened.Order, happened.Shipment.Value, happened.Lines, onDelivery: true);
}

/// <summary>Installed goods and services may be billed when they are accepted.</summary>
internal sealed class BillAcceptance(BillableLedger ledger) : IHandle<LinesAccepted>
{
    public Task Handle(Tx tx, LinesAccepted happened) => ledger.Enter(tx, happened.Order, happened.Source, happened.Lines, onDelivery: false);
}
