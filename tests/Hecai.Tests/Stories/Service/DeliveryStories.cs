using Hecai.Fulfilment;
using Hecai.Purchasing;
using Hecai.Tests.Rules;

namespace Hecai.Tests.Stories.Service;

public class DeliveryStories
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task An_order_is_shipped_in_parts_and_never_more_than_ordered(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Kettle, 5, installed: false);
        await bed.Shipped(order, 2, "nie.xin");
        await bed.Shipped(order, 3, "nie.xin");
        await PurchasingErrors.QuantityNotAllowed.RefusesAsync(() => bed.Shipped(order, 1, "nie.xin"));

        var line = (await bed.Read("nie.xin", read => bed.Get<OrderQueries>().One(read, order))).Lines.Single();
        Assert.Equal((5, 0, 0), (line.Shipped, line.Delivered, line.Shippable));
        Assert.Equal(2, (await bed.Read("nie.xin", read => bed.Get<ShipmentQueries>().OfOrder(read, order))).Count);
        Assert.Empty(await bed.Read("nie.xin", read => bed.Get<DeliveryQueries>().ToShip(read)));
        Assert.Equal(2, (await bed.Read("shen.li", read => bed.Get<ShipmentQueries>().ToReceive(read))).Items.Count);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Refused_and_missing_pieces_come_back_and_only_what_arrived_is_billed(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Kettle, 5, installed: false);
        var shipment = await bed.Shipped(order, 5, "nie.xin");
        var receiver = await bed.As("shen.li");
        var record = bed.Get<RecordDelivery>();

        await FulfilmentErrors.Unaccounted.RefusesAsync(() => record.Run(shipment, [new(1, 3)], receiver));
        await FulfilmentErrors.Unaccounted.RefusesAsync(() => record.Run(shipment, [new(1, 6, -1)], receiver));
        await FulfilmentErrors.ReasonRequired.RefusesAsync(() => record.Run(shipment, [new(1, 3, 1, 1)], receiver));
        await FulfilmentErrors.LineUnknown.RefusesAsync(() => record.Run(shipment, [new(1, 5), new(9, 1)], receiver));
        Assert.Equal(ShipmentState.Delivered, await record.Run(shipment, [new(1, 3, 1, 1, "一件破损，一件短少")], receiver));
        await KernelErrors.Step.RefusesAsync(() => record.Run(shipment, null, receiver));
        await bed.Settle();

        var line = (await bed.Read("nie.xin", read => bed.Get<OrderQueries>().One(read, order))).Lines.Single();
        Assert.Equal((3, 3, 2, 2), (line.Shipped, line.Delivered, line.Refused, line.Shippable));
        var statement = await bed.Statement();
        Assert.Equal((3, line.UnitPrice.Times(3)), (statement.Lines.Single().Quantity, statement.Gross));

        await bed.Delivered(order, 2, "nie.xin");
        Assert.Equal(SupplierOrderState.Completed, await bed.Get<AcceptDelivery>().Run(order, null, receiver));
        Assert.Equal(line.UnitPrice.Times(5), (await bed.Statement()).Gross);
        await FulfilmentErrors.NothingToAccept.RefusesAsync(() => bed.Get<AcceptDelivery>().Run(order, null, receiver));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_asked_for_the_goods_neither_receives_nor_accepts_them(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Kettle, 2, installed: false);
        var shipment = await bed.Shipped(order, 2, "nie.xin");
        var requester = await bed.As("he.jiayi");
        await KernelErrors.Forbidden.RefusesAsync(() => bed.Get<RecordDelivery>().Run(shipment, null, requester));
        // Also not through another membership: the human counts.
        var sameHuman = await bed.As("shen.li") with { Person = requester.Person };
        await FulfilmentErrors.OwnRequest.RefusesAsync(() => bed.Get<RecordDelivery>().Run(shipment, null, sameHuman));
        await bed.Get<RecordDelivery>().Run(shipment, null, await bed.As("shen.li"));
        await FulfilmentErrors.OwnRequest.RefusesAsync(() => bed.Get<AcceptDelivery>().Run(order, null, sameHuman));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Others_find_nothing_of_a_shipment(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Kettle, 2, installed: false);
        var shipment = await bed.Shipped(order, 2, "nie.xin");
        foreach (var stranger in new[] { "wu.tong", "shi.lei" })
        {
            var actor = await bed.As(stranger);
            await KernelErrors.NotFound.RefusesAsync(() => bed.Db.Read(actor, read => bed.Get<ShipmentQueries>().One(read, shipment)));
            await KernelErrors.NotFound.RefusesAsync(() => bed.Get<RecordDelivery>().Run(shipment, null, actor));
        }
        await KernelErrors.NotFound.RefusesAsync(async () => await bed.Get<AcceptDelivery>().Run(order, null, await bed.As("shi.lei")));
        await KernelErrors.NotFound.RefusesAsync(() => bed.Shipped(order, 1, "wu.tong"));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Two_receivers_at_once_record_a_delivery_once(Database kind)
    {
        await using var bed = await ServiceBed.Open(kind);
        var order = await bed.Ordered(ServiceBed.Kettle, 4, installed: false);
        var shipment = await bed.Shipped(order, 4, "nie.xin");
        var (receiver, desk) = (await bed.As("shen.li"), await bed.As("nie.xin"));
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try { await bed.Get<RecordDelivery>().Run(shipment, null, i % 2 == 0 ? receiver : desk); return "done"; }
            catch (Refused refused) { return refused.Code; }
        }));
        Assert.Single(tries, "done");
        Assert.All(tries.Where(t => t != "done"), code => Assert.Contains(code, new[] { KernelErrors.Step.Code, KernelErrors.Changed.Code, PurchasingErrors.QuantityNotAllowed.Code }));
        await bed.Settle();
        Assert.Equal(4, (await bed.Statement()).Lines.Single().Quantity);
    }
}
