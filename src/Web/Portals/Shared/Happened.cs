using System.Text.Json;

namespace Hecai.Web.Portals.Shared;

/// <summary>What a line of a timeline says: the words of an action, with places for its arguments.</summary>
public sealed record Happened(Text Words, string Icon = "point", Tone Tone = Tone.Idle)
{
    private static readonly Dictionary<string, Happened> Known = new()
    {
        ["requisition.drafted"] = new(("起草", "drafted it"), "file-plus"),
        ["requisition.changed"] = new(("修改了内容", "changed it"), "pencil"),
        ["requisition.attached"] = new(("添加附件 {0}", "attached {0}"), "paperclip"),
        ["requisition.detached"] = new(("移除附件 {0}", "took {0} off"), "paperclip"),
        ["requisition.submitted"] = new(("提交审批，预占货源、额度与预算", "submitted it; goods, quota and budget are held"), "send", Tone.Going),
        ["requisition.level_approved"] = new(("同意", "approved"), "check", Tone.Done),
        ["requisition.rejected"] = new(("驳回", "rejected it"), "x", Tone.Bad),
        ["requisition.returned"] = new(("退回修改", "returned it"), "arrow-back-up", Tone.Wait),
        ["requisition.withdrawn"] = new(("撤回", "withdrew it"), "arrow-back-up"),
        ["requisition.hold_expired"] = new(("预占到期，申请退回", "the hold expired; it came back"), "clock", Tone.Wait),
        ["requisition.ordered"] = new(("全部通过，转订单 {0}", "everybody approved; ordered as {0}"), "circle-check", Tone.Done),
        ["supplier_order.placed"] = new(("下单", "placed the order"), "file-plus"),
        ["supplier_order.confirmed"] = new(("确认供货，{0} 送达", "confirmed, delivery on {0}"), "check", Tone.Done),
        ["supplier_order.rejected"] = new(("拒绝供货", "rejected the order"), "x", Tone.Bad),
        ["supplier_order.cancelled"] = new(("取消订单", "cancelled the order"), "x", Tone.Bad),
        ["supplier_order.shipped"] = new(("发货 {0}，{1} 件", "shipped {0}, {1} pieces"), "truck", Tone.Going),
        ["supplier_order.delivered"] = new(("{0} 到货：送达 {1}，拒收 {2}，短少 {3}", "{0} arrived: {1} delivered, {2} refused, {3} missing"), "package-import", Tone.Done),
        ["supplier_order.not_delivered"] = new(("{0} 未收货：拒收 {2}，短少 {3}", "{0} brought nothing: {2} refused, {3} missing"), "x", Tone.Bad),
        ["supplier_order.delivery_failed"] = new(("{0} 未能送达", "{0} could not be delivered"), "x", Tone.Bad),
        ["supplier_order.work_opened"] = new(("开出工单 {0}", "opened work order {0}"), "tool", Tone.Going),
        ["supplier_order.accepted"] = new(("验收 {0} 件", "accepted {0} pieces"), "clipboard-check", Tone.Done),
        ["supplier_order.completed"] = new(("全部验收，订单完成", "everything accepted, order complete"), "circle-check", Tone.Done),
        ["purchase_order.placed"] = new(("下单", "placed the order"), "file-plus"),
        ["purchase_order.cancelled"] = new(("取消订单", "cancelled the order"), "x", Tone.Bad),
        ["purchase_order.closed"] = new(("订单完成", "the order is complete"), "circle-check", Tone.Done),
        ["shipment.dispatched"] = new(("发出 {0}，{1} 件", "dispatched {0}, {1} pieces"), "truck", Tone.Going),
        ["shipment.delivered"] = new(("送达 {0}，拒收 {1}，短少 {2}", "{0} delivered, {1} refused, {2} missing"), "package-import", Tone.Done),
        ["shipment.refused"] = new(("全部拒收", "all of it was refused"), "x", Tone.Bad),
        ["shipment.failed"] = new(("未能送达", "could not be delivered"), "x", Tone.Bad),
        ["work_order.opened"] = new(("开出工单，服务商 {0}", "opened for {0}"), "file-plus"),
        ["work_order.provider_assigned"] = new(("指派服务商 {0}", "gave it to {0}"), "building", Tone.Going),
        ["work_order.scheduled"] = new(("约定上门时间", "agreed the visit"), "calendar-event", Tone.Going),
        ["work_order.assigned"] = new(("派给 {0}", "sent {0}"), "user-check", Tone.Going),
        ["work_order.arrived"] = new(("到达现场", "arrived on site"), "map-pin", Tone.Going),
        ["work_order.finished"] = new(("完工，{0} 签字", "finished, signed by {0}"), "check", Tone.Done),
        ["work_order.accepted"] = new(("验收通过，验收单 {0}", "accepted, note {0}"), "clipboard-check", Tone.Done),
        ["work_order.rework_asked"] = new(("要求返工", "asked for rework"), "rotate", Tone.Bad),
        ["work_order.cancelled"] = new(("取消工单", "cancelled the work order"), "x", Tone.Bad),
        ["listing.imported"] = new(("导入商品", "imported it"), "file-import"),
        ["listing.drafted"] = new(("起草商品 {0}", "drafted {0}"), "file-plus"),
        ["listing.changed"] = new(("修改商品资料", "changed the description"), "pencil"),
        ["listing.terms_imported"] = new(("按价格与库存表修改供货条件", "changed the terms by a sheet"), "file-spreadsheet"),
        ["listing.files_added"] = new(("上传 {0}", "uploaded {0}"), "photo"),
        ["listing.file_removed"] = new(("移除 {0}", "removed {0}"), "photo-off"),
        ["listing.related"] = new(("修改配套与替代关系", "changed what it goes with"), "link"),
        ["listing.submitted"] = new(("提交审核", "submitted it for review"), "send", Tone.Wait),
        ["listing.listed"] = new(("上架", "listed it"), "check", Tone.Done),
        ["listing.returned"] = new(("退回", "returned it"), "arrow-back-up", Tone.Bad),
        ["listing.suspended"] = new(("暂停销售", "suspended the sale"), "player-pause", Tone.Bad),
        ["listing.resumed"] = new(("恢复销售", "resumed the sale"), "player-play", Tone.Done),
        ["listing.scheduled"] = new(("销售时段改为 {0} 至 {1}", "set the time of sale: {0} to {1}"), "calendar-time", Tone.Going),
        ["listing.restricted"] = new(("更改销售区域：仅售 {0} 处，不售 {1} 处", "changed where it is sold: only in {0}, not in {1} divisions"), "map-pin"),
        ["listing.unscheduled"] = new(("取消销售时段", "took the time of sale away"), "calendar-off"),
        ["listing.revised"] = new(("撤回为草稿修改", "took it back to draft"), "pencil"),
        ["listing.retired"] = new(("下架", "retired it"), "x", Tone.Idle),
        ["pool.drafted"] = new(("起草商品池 {0}", "drafted {0}"), "file-plus"),
        ["pool.changed"] = new(("修改商品池 {0}", "changed {0}"), "pencil"),
        ["pool.published"] = new(("发布商品池 {0}", "published {0}"), "check", Tone.Done),
        ["pool.replaced"] = new(("被 {0} 替换", "{0} took its place"), "replace"),
        ["pool.retired"] = new(("停用商品池 {0}", "retired {0}"), "x", Tone.Bad),
        ["pool.discarded"] = new(("作废草稿 {0}", "discarded the draft {0}"), "x"),
        ["shopping_list.made"] = new(("新建采购清单 {0}", "made {0}"), "file-plus"),
        ["shopping_list.changed"] = new(("修改采购清单 {0}", "changed {0}"), "pencil"),
        ["shopping_list.deleted"] = new(("删除采购清单 {0}", "deleted {0}"), "x", Tone.Bad),
        ["scenario_package.made"] = new(("新建场景方案 {0}", "made {0}"), "file-plus"),
        ["scenario_package.changed"] = new(("修改场景方案 {0}", "changed {0}"), "pencil"),
        ["scenario_package.deleted"] = new(("删除场景方案 {0}", "deleted {0}"), "x", Tone.Bad),
        ["agreement.drafted"] = new(("起草协议 {0}", "drafted {0}"), "file-plus"),
        ["agreement.changed"] = new(("修改协议", "changed it"), "pencil"),
        ["agreement.prices_imported"] = new(("导入价格表，{0} 行有变化", "took in a price list, {0} lines changed"), "file-spreadsheet"),
        ["agreement.terminated"] = new(("终止协议", "ended it"), "x", Tone.Bad),
        ["agreement.expired"] = new(("协议到期", "it expired"), "calendar-off"),
        ["agreement.proposed"] = new(("提交双方确认", "proposed it"), "send"),
        ["agreement.confirmed"] = new(("确认协议", "confirmed it"), "check", Tone.Done),
        ["agreement.returned"] = new(("退回协议", "returned it"), "arrow-back-up", Tone.Wait),
        ["agreement.withdrawn"] = new(("撤回协议", "took it back"), "arrow-back-up"),
        ["agreement.activated"] = new(("双方已确认，协议生效", "both sides confirmed; it is in force"), "check", Tone.Done),
        ["outbox_message.retried"] = new(("重新投递消息 {0}（{1}）", "sent message {0} again ({1})"), "refresh", Tone.Going),
        ["audit.verified"] = new(("校验审计链：{0} 区块，{1} 条", "verified the audit chain: {0} blocks, {1} entries"), "shield-check", Tone.Done),
        ["organization.applied"] = new(("申请入驻", "applied"), "file-plus", Tone.Wait),
        ["organization.approved"] = new(("批准入驻", "approved it"), "check", Tone.Done),
        ["organization.rejected"] = new(("驳回入驻申请", "turned the application down"), "x", Tone.Bad),
        ["organization.suspended"] = new(("停用组织", "suspended it"), "player-pause", Tone.Bad),
        ["organization.resumed"] = new(("恢复组织", "let it act again"), "player-play", Tone.Done),
        ["organization.set_up"] = new(("建立平台", "set the platform up"), "building", Tone.Done),
        ["member.invited"] = new(("邀请成员", "invited a member"), "mail", Tone.Going),
        ["member.invitation_withdrawn"] = new(("撤回邀请", "took an invitation back"), "mail-off"),
        ["member.joined"] = new(("加入组织", "joined"), "user-plus", Tone.Done),
        ["member.changed"] = new(("修改成员的部门或角色", "changed a member's department or roles"), "user-edit"),
        ["member.deactivated"] = new(("停用成员", "deactivated a member"), "user-off", Tone.Bad),
        ["department.manager_appointed"] = new(("任命部门负责人", "appointed a manager"), "user-star"),
        ["department.manager_removed"] = new(("免去部门负责人", "removed a manager"), "user-minus"),
        ["person.signed_in"] = new(("登录（{0}）", "signed in ({0})"), "login"),
        ["person.paused"] = new(("密码多次不对，账号暂停", "too many wrong passwords, paused"), "lock", Tone.Bad),
        ["person.password_reset"] = new(("用邮件链接重设密码", "reset the password by mail"), "key"),
        ["person.password_changed"] = new(("修改密码", "changed the password"), "key"),
        ["api_client.created"] = new(("建立接口密钥", "created an API client"), "key", Tone.Going),
        ["api_client.confirmed"] = new(("确认接口密钥", "confirmed an API client"), "check", Tone.Done),
        ["api_client.revoked"] = new(("作废接口密钥", "revoked an API client"), "x", Tone.Bad),
        ["site.closed"] = new(("关闭收货地点", "closed a delivery site"), "map-pin-off"),
        ["brand.set"] = new(("设置平台品牌：{0}，{1}", "set the brand: {0}, {1}"), "palette"),
        ["budget.allocated"] = new(("编制 {0} 年预算", "set the budget of {0}"), "wallet"),
        ["approval_rule.set"] = new(("设置第 {0} 级审批：{1}", "set approval level {0}: {1}"), "checks"),
        ["approval_rule.removed"] = new(("移除第 {0} 级审批：{1}", "removed approval level {0}: {1}"), "x"),
        ["category.defined"] = new(("维护类目 {0}", "defined category {0}"), "category"),
        ["sku.imported"] = new(("导入商品资料", "imported a product"), "file-import"),
        ["service_provider.areas_set"] = new(("设置服务区域，共 {0} 个", "set {0} service areas"), "map"),
        ["technician.registered"] = new(("登记技师 {0}", "registered technician {0}"), "user-check"),
        ["warehouse.opened"] = new(("开通仓库", "opened a warehouse"), "building-warehouse"),
        ["warehouse.areas_set"] = new(("设置配送区域，共 {0} 个", "set {0} delivery areas"), "map"),
        ["warehouse.received"] = new(("入库 {0} 种，{1} 件", "{1} pieces of {0} products arrived"), "package-import"),
        ["warehouse.counted"] = new(("按表更新在库 {0} 种，增减 {1} 件", "counted {0} products by a sheet, {1} pieces more or less"), "clipboard-list"),
        ["created"] = new(("建立", "created"), "file-plus"),
        ["changed"] = new(("更新", "updated"), "pencil"),
        ["deleted"] = new(("删除", "removed"), "trash"),
    };

    /// <summary>The line of an action; an unknown one shows its code.</summary>
    public static Happened Of(string action) => Known.GetValueOrDefault(action) ?? new((action, action));

    /// <summary>A person's name; what the platform does by itself is done by nobody.</summary>
    public static string By(string who) => who == Actor.System().Name ? new Text("系统", "System").ToString() : who;

    /// <summary>The words with the arguments of the audit entry in them.</summary>
    public string With(string? args)
    {
        object?[] values = args is null ? [] : [.. JsonSerializer.Deserialize<JsonElement[]>(args)!.Select(Shown)];
        // A place without its argument must not break a timeline.
        return Words.With([.. values, .. Enumerable.Repeat<object?>("—", 6)]);
    }

    private static object? Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "—",
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
