using Hecai.Purchasing;
using Hecai.Stock;

namespace Hecai.Messages;

/// <summary>Who was promised goods on their way learns that they come later.</summary>
internal sealed class DelayMessages(Postman post, ArrivalQueries arrivals, RequisitionQueries requisitions, OrderQueries orders) : IHandle<GoodsDelayed>
{
    public async Task Handle(Tx tx, GoodsDelayed happened)
    {
        foreach (var (id, buyer) in await arrivals.WaitedForBy(tx, happened.Arrival))
        {
            var waiting = await requisitions.One(tx, new RequisitionId(id));
            // What was cancelled since waits no longer.
            if (waiting.Order is { } placed && !(await orders.One(tx, placed)).SupplierOrders.Any(s => s.Supplier == happened.Supplier && s.State is SupplierOrderState.Placed or SupplierOrderState.Confirmed or SupplierOrderState.InFulfilment && s.Lines.Any(l => l.Awaits.Count > 0)))
                continue;
            await post.Tell(tx, buyer, waiting.RequesterPerson, Tone.Wait, waiting.Order is { } order ? $"/orders/{order.Value}" : $"/requisitions/{id}",
                ($"在途货物改期：原 {happened.Before:MM-dd} 到仓，现 {happened.After:MM-dd}{(happened.Reason is { } why ? $"（{why}）" : "")}，{waiting.Purpose}（{waiting.Number}）",
                 $"Goods in transit are late: expected at the warehouse on {happened.Before:MM-dd}, now {happened.After:MM-dd}{(happened.Reason is { } said ? $" ({said})" : "")}; {waiting.Purpose} ({waiting.Number})"));
        }
    }
}
