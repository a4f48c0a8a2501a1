namespace Hecai.Fulfilment;

public static class FulfilmentPermissions
{
    public static readonly Permission Ship = new("shipment.ship", ("发货与登记送达", "Ship goods and record their delivery"), Roles.OrderDesk);
    public static readonly Permission Receive = new("delivery.receive", ("收货与验收", "Receive and accept"), Roles.Receiver);
}

public static class FulfilmentErrors
{
    public static readonly Error NothingToShip = Error.Invalid("shipment.empty", "请至少填写一行的数量", "Enter a quantity for at least one line");
    public static readonly Error LineTwice = Error.Invalid("shipment.line_twice", "第 {0} 行出现了两次", "Line {0} is given twice");
    public static readonly Error LineUnknown = Error.Invalid("shipment.line_unknown", "这次发货没有第 {0} 行", "This shipment has no line {0}");
    public static readonly Error NotGoods = Error.Invalid("shipment.not_goods", "第 {0} 行不是商品，不能发货", "Line {0} is not goods and is not shipped");
    public static readonly Error Unaccounted = Error.Invalid("delivery.unaccounted", "第 {0} 行发出 {1}，送达、拒收与短少合计须等于它", "Line {0}: {1} were shipped; delivered, refused and missing must add up to it");
    public static readonly Error ReasonRequired = Error.Invalid("delivery.reason_required", "拒收或短少须写明原因", "Say why pieces were refused or missing");
    public static readonly Error OwnRequest = Error.Forbidden("delivery.own_request", "提出采购的人不能自己收货或验收", "Who requested the goods may not receive or accept them");
    public static readonly Error NothingToAccept = Error.Conflict("delivery.nothing_to_accept", "没有等待验收的已送达商品", "Nothing that was delivered waits for acceptance");
    public static readonly Error Installed = Error.Invalid("delivery.line_installed", "第 {0} 行由技师安装，随工单验收", "Line {0} is installed by a technician and is accepted with the work order");
}
