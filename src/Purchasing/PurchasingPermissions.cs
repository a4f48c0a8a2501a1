namespace Hecai.Purchasing;

public static class PurchasingPermissions
{
    public static readonly Permission Browse = new("catalogue.browse", ("浏览商品", "Browse the catalogue"),
        Roles.Requester, Roles.Purchaser, Roles.Approver, Roles.Receiver, Roles.BuyerFinance, Roles.BuyerAdministrator);
    public static readonly Permission Submit = new("requisition.submit", ("提交采购申请", "Submit requisitions"), Roles.Requester, Roles.Purchaser);
    public static readonly Permission ViewRequisitions = new("requisition.view", ("查看采购申请", "View requisitions"),
        Roles.Requester, Roles.Purchaser, Roles.Approver, Roles.BuyerFinance);
    public static readonly Permission ViewOrders = new("order.view", ("查看订单", "View orders"),
        Roles.Requester, Roles.Purchaser, Roles.Receiver, Roles.BuyerFinance, Roles.OperatorSales, Roles.ServiceDispatcher, Roles.OperatorFinance);
    public static readonly Permission CancelOrders = new("order.cancel", ("取消订单", "Cancel orders"), Roles.Purchaser);
    public static readonly Permission ViewSupplierOrders = new("supplier_order.view", ("查看供货单", "View supplier orders"),
        Roles.OrderDesk, Roles.SupplierSales, Roles.SupplierFinance, Roles.SupplierAdministrator);
    public static readonly Permission ConfirmOrders = new("supplier_order.confirm", ("确认供货单", "Confirm supplier orders"), Roles.OrderDesk);
}

public static class PurchasingErrors
{
    public static readonly Error Empty = Error.Invalid("requisition.empty", "申请里没有商品", "The requisition has no lines");
    public static readonly Error TooManyLines = Error.Invalid("requisition.too_many_lines", "一张申请最多 {0} 行", "A requisition has at most {0} lines");
    public static readonly Error NotSaleable = Error.Conflict("offer.not_saleable", "商品已下架或不对您销售", "This product is not on sale to you");
    public static readonly Error Ended = Error.Conflict("offer.ended", "{0} 已于 {1} 停售", "{0} is no longer sold since {1}");
    public static readonly Error NotSoldHere = Error.Conflict("offer.area_not_sold", "{0} 不在该地区销售", "{0} is not sold in this area");
    public static readonly Error MinQuantity = Error.Invalid("offer.min_quantity", "{0} 起订量为 {1}", "The minimum order of {0} is {1}");
    public static readonly Error PackSize = Error.Invalid("offer.pack_size", "{0} 须按 {1} 的倍数订购", "{0} is ordered in multiples of {1}");
    public static readonly Error UnknownService = Error.Invalid("offer.unknown_service", "{0} 没有服务项“{1}”", "{0} has no service option “{1}”");
    public static readonly Error TooManyToCheck = Error.Invalid("lines.too_many", "一次最多核对 {0} 行", "At most {0} lines are checked at once");
    public static readonly Error LineNotFound = Error.NotFound("line.not_found", "没有可售的“{0}”", "Nothing on sale to you is called “{0}”");
    public static readonly Error LineAmbiguous = Error.Conflict("line.ambiguous", "“{0}”可能指 {1} 件商品，请选择", "“{0}” may mean {1} products; choose one");
    public static readonly Error PartMissing = Error.Conflict("line.part_missing", "{0} 必须配 {1}，还差 {2}", "{0} needs {1}: {2} missing");
    public static readonly Error PriceChanged = Error.Conflict("price.changed", "价格有变化，现在合计 {0}，请确认后再提交", "Prices have changed: the total is now {0}; confirm and submit again");
    public static readonly Error QuoteChanged = Error.Conflict("quote.changed", "送达日期、货源或拆单有变化，合计未变；请重新核对后再提交", "Dates, sources or the split have changed, the total has not; look at it again and submit");
    public static readonly Error UnknownSite = Error.Invalid("site.unknown", "没有这个收货地点", "There is no such delivery site");
    public static readonly Error NotRequester = Error.Forbidden("requisition.not_requester", "只有需求人本人可以这样做", "Only the requester may do this");
    public static readonly Error NeedByPast = Error.Invalid("requisition.need_by_past", "需求日期不能早于今天", "The need-by date is in the past");
    public static readonly Error DraftTooLong = Error.Invalid("checkout.draft_too_long", "填写的内容太多，无法暂存", "There is too much to be kept for later");
    public static readonly Error DeliveryTooEarly = Error.Conflict("delivery.too_early", "最早 {0} 可以送达", "The earliest delivery is {0}");
    public static readonly Error DeliveryDay = Error.Conflict("delivery.day_not_offered", "{0} 不能送达：不是工作日、收货地点当天不收货，或超出六周", "Nothing is delivered on {0}: no working day, a day on which the site takes nothing in, or more than six weeks ahead");
    public static readonly Error DeliveryWindow = Error.Conflict("delivery.window_not_offered", "收货地点在 {0} 没有“{1}”这个收货时段", "On {0} the site has no hours “{1}” for taking goods in");
    public static readonly Error InstallationDay = Error.Conflict("installation.day_not_offered", "{0} 不能安装：须是送达后三周内的工作日，且收货地点当天有人", "Nothing is installed on {0}: it takes a working day within three weeks after the delivery on which somebody is there");
    public static readonly Error InstallationNotOrdered = Error.Invalid("installation.not_ordered", "没有选安装服务，不能约定或推迟安装", "No installation was ordered that could be dated or deferred");
    public static readonly Error InstallationDeferred = Error.Invalid("installation.deferred", "已推迟安装，不能同时约定安装日期", "A deferred installation has no date yet");
    public static readonly Error DeferralDate = Error.Invalid("installation.deferral_date", "推迟安装须晚于送达日期 {0}", "A deferred installation comes after the delivery on {0}");
    public static readonly Error TooManyAttachments = Error.Invalid("requisition.too_many_attachments", "一张申请最多 {0} 个附件", "A requisition has at most {0} files");
    public static readonly Error ReasonRequired = Error.Invalid("order.reason_required", "请写明原因", "Please say why");
    public static readonly Error LineUnknown = Error.Invalid("order.line_unknown", "订单没有第 {0} 行", "The order has no line {0}");
    public static readonly Error QuantityNotAllowed = Error.Conflict("order.quantity_not_allowed", "第 {0} 行最多还能{1} {2}", "Line {0}: at most {2} can still be {1}");
}
