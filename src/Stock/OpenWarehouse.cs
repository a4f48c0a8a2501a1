using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Stock;

public static class StockPermissions
{
    public static readonly Permission View = new("stock.view", ("查看库存", "View stock"), Roles.OrderDesk, Roles.CatalogueManager, Roles.SupplierAdministrator);
    public static readonly Permission Manage = new("stock.manage", ("管理库存", "Manage stock"), Roles.OrderDesk);
}

/// <summary>A warehouse as its supplier describes it: where it stands and where it delivers, in working days per area.</summary>
public sealed record WarehouseInput(string Code, Text Name, string RegionCode, IReadOnlyList<(string RegionCode, int Days)> Areas);

/// <summary>Opens a warehouse of the supplier's own.</summary>
public sealed class OpenWarehouse(AppDb db, ServedAreas served)
{
    public Task<WarehouseId> Run(WarehouseInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(StockPermissions.Manage);
        var fields = new FieldErrors();
        var code = fields.Read("code", f => PlainText.Identifier(f, said.Code, 20));
        var name = fields.Read("name", f => new Text(PlainText.Line(f, said.Name.Zh, 60), PlainText.Line(f, said.Name.En, 60)));
        var region = fields.Read("regionCode", _ => said.RegionCode.Length == 0 ? throw Refused.With(KernelErrors.Required) : Regions.Of(said.RegionCode).Code);
        fields.Demand();
        if (await tx.Set<Warehouse>().AnyAsync(w => w.SupplierId == actor.Organization && w.Code == code, ct))
            throw Refused.Field("code", StockErrors.WarehouseExists, code);
        var warehouse = new Warehouse(Id.New<WarehouseId>(), actor.Organization, code!, name, region!);
        warehouse.DeliversTo(said.Areas);
        tx.Add(warehouse);
        tx.Log("warehouse", warehouse.Id, "warehouse.opened");
        tx.AfterCommit(served.Forget);
        return warehouse.Id;
    }, ct);
}

/// <summary>Says anew where a warehouse delivers; what is not named any more is not delivered to. Orders that were placed keep their dates.</summary>
public sealed class SetDeliveryAreas(AppDb db, ServedAreas served)
{
    public Task Run(WarehouseId id, IReadOnlyList<(string RegionCode, int Days)> areas, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(StockPermissions.Manage);
        var warehouse = await tx.Load<Warehouse>(id);
        if (warehouse.SupplierId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        warehouse.DeliversTo(areas);
        tx.Touch(warehouse);
        tx.Log("warehouse", id, "warehouse.areas_set", null, areas.Count);
        tx.AfterCommit(served.Forget);
    }, ct);
}

/// <summary>Goods arrived: so many pieces more of each SKU.</summary>
public sealed class ReceiveStock(AppDb db, StockLedger stock)
{
    public Task Run(WarehouseId id, IReadOnlyList<(SkuId Sku, long Quantity)> received, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(StockPermissions.Manage);
        var warehouse = await tx.Load<Warehouse>(id);
        if (warehouse.SupplierId != actor.Organization)
            throw Refused.With(KernelErrors.NotFound);
        var skus = received.Select(r => r.Sku).ToList();
        var items = await tx.Set<StockItem>().Where(i => i.WarehouseId == id && i.ArrivalId == null && skus.Contains(i.SkuId)).ToDictionaryAsync(i => i.SkuId, i => i.Id, ct);
        foreach (var sku in skus.Distinct().Where(s => !items.ContainsKey(s)))
            items.Add(sku, tx.Add(new StockItem(Id.New<StockItemId>(), actor.Organization, id, sku)).Id);
        stock.Receive(tx, actor.Organization, id, [.. received.Select(r => (items[r.Sku], r.Quantity >= 0 ? r.Quantity : throw Refused.Field("quantity", KernelErrors.OutOfRange, 0, long.MaxValue)))]);
        tx.Log("warehouse", id, "warehouse.received", null, received.Count, received.Sum(r => r.Quantity));
    }, ct);
}
