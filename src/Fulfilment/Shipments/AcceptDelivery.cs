using Hecai.Purchasing;

namespace Hecai.Fulfilment;

/// <summary>
/// The buyer's receiver accepts delivered goods that nobody installs; services that were bought with them go along in
/// proportion. What a technician installs is accepted with its work order.
/// </summary>
public sealed class AcceptDelivery(AppDb db, SupplierOrders orders)
{
    /// <param name="id">The supplier order.</param>
    /// <param name="lines">What is accepted; null for everything delivered and not accepted yet.</param>
    /// <param name="actor">A receiver of the buyer who did not request the goods.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<SupplierOrderState> Run(SupplierOrderId id, IReadOnlyList<LineQuantity>? lines, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(FulfilmentPermissions.Receive);
        var order = await orders.Look(tx, id);
        if (order.Buyer != actor.Organization && !actor.IsSystem)
            throw Refused.With(KernelErrors.NotFound);
        actor.DemandNotRequester(order.Requester);

        var goods = Goods(order, lines);
        var services = Services(order, goods);
        if (services.Count > 0)
            await orders.Install(tx, id, services);
        List<LineQuantity> all = [.. goods.Concat(services).OrderBy(l => l.Line)];
        var after = await orders.Accept(tx, id, all);
        tx.Log("supplier_order", id, "supplier_order.accepted", null, goods.Sum(l => l.Quantity));
        tx.Publish(new LinesAccepted(id, order.Buyer, Guid.CreateVersion7(tx.Now), all));
        return after.State;
    }, ct);

    private static List<LineQuantity> Goods(MovedOrder order, IReadOnlyList<LineQuantity>? asked)
    {
        if (asked is null)
        {
            List<LineQuantity> open = [.. order.Lines.Where(l => l.Kind == LineKind.Goods && !l.Installs && l.Delivered > l.Accepted).Select(l => new LineQuantity(l.Line, l.Delivered - l.Accepted))];
            return open.Count > 0 ? open : throw Refused.With(FulfilmentErrors.NothingToAccept);
        }
        var fields = new FieldErrors();
        for (var i = 0; i < asked.Count; i++)
        {
            var (line, quantity) = asked[i];
            if (quantity is < 1 or > Count.Max)
                fields.Read<object?>($"lines[{i}].quantity", name => throw Refused.Field(name, KernelErrors.OutOfRange, 1, Count.Max));
            if (asked.Count(l => l.Line == line) > 1)
                fields.Read<object?>($"lines[{i}].line", name => throw Refused.Field(name, FulfilmentErrors.LineTwice, line));
            if (order.Lines.FirstOrDefault(l => l.Line == line) is not { Kind: LineKind.Goods } goods)
                fields.Read<object?>($"lines[{i}].line", name => throw Refused.Field(name, PurchasingErrors.LineUnknown, line));
            else if (goods.Installs)
                fields.Read<object?>($"lines[{i}].line", name => throw Refused.Field(name, FulfilmentErrors.Installed, line));
        }
        fields.Demand();
        return asked.Count > 0 ? [.. asked] : throw Refused.With(FulfilmentErrors.NothingToAccept);
    }

    private static List<LineQuantity> Services(MovedOrder order, List<LineQuantity> goods)
    {
        var services = new List<LineQuantity>();
        foreach (var (number, quantity) in goods)
        {
            var line = order.Lines.First(l => l.Line == number);
            foreach (var service in order.Lines.Where(l => l.Kind == LineKind.Service && l.ForLine == number))
                if (ServiceShare.Of(service.Quantity, line.Quantity, line.Accepted, quantity, service.Accepted) is > 0 and var share)
                    services.Add(new LineQuantity(service.Line, share));
        }
        return services;
    }
}
