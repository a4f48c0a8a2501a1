namespace Hecai.Service;

public static class ServicePermissions
{
    public static readonly Permission ViewWork = new("work_order.view", ("查看工单", "View work orders"),
        Roles.Dispatcher, Roles.ProviderAdministrator, Roles.ServiceDispatcher, Roles.Receiver, Roles.Purchaser, Roles.Requester, Roles.BuyerFinance, Roles.BuyerAdministrator, Roles.OrderDesk, Roles.ProjectEngineer);
    public static readonly Permission AssignProvider = new("work_order.assign_provider", ("指派服务商", "Assign a service provider"), Roles.ServiceDispatcher);
    public static readonly Permission Dispatch = new("work_order.dispatch", ("约时与派工", "Schedule and dispatch"), Roles.Dispatcher);
    public static readonly Permission DoWork = new("work_order.do", ("上门作业", "Do work on site"), Roles.Technician);
    public static readonly Permission Accept = new("work_order.accept", ("验收工单", "Accept work"), Roles.Receiver);
    public static readonly Permission Cancel = new("work_order.cancel", ("取消工单", "Cancel work orders"), Roles.ServiceDispatcher, Roles.Purchaser);
    public static readonly Permission Release = new("work_order.release", ("通知安装", "Release deferred installations"), Roles.Requester, Roles.Purchaser, Roles.Receiver);
    public static readonly Permission ManageTechnicians = new("technician.manage", ("管理技师与服务区域", "Manage technicians and service areas"), Roles.Dispatcher, Roles.ProviderAdministrator);
    public static readonly Permission ViewEquipment = new("equipment.view", ("查看设备档案", "View the equipment register"),
        Roles.Requester, Roles.Purchaser, Roles.Receiver, Roles.BuyerFinance, Roles.BuyerAdministrator);
}

public static class ServiceErrors
{
    public static readonly Error NoSuchProvider = Error.Invalid("work_order.provider_unknown", "没有这个服务商", "There is no such service provider");
    public static readonly Error NoSuchTechnician = Error.Invalid("work_order.technician_unknown", "没有这位技师", "There is no such technician");
    public static readonly Error TechnicianBusy = Error.Conflict("work_order.technician_busy", "{0} 在 {1} 已有工单 {2}", "{0} already has work order {2} at {1}");
    public static readonly Error SlotOrder = Error.Invalid("work_order.slot_order", "结束时间须晚于开始时间", "The visit must end after it starts");
    public static readonly Error SlotLength = Error.Invalid("work_order.slot_length", "一次上门须在 15 分钟与 12 小时之间，且不跨天", "A visit takes 15 minutes to 12 hours within one day");
    public static readonly Error SlotQuarter = Error.Invalid("work_order.slot_quarter", "时间须为整刻钟", "Times are given in quarter hours");
    public static readonly Error SlotPast = Error.Invalid("work_order.slot_past", "上门时间已过", "The visit lies in the past");
    public static readonly Error OnCall = Error.Conflict("work_order.on_call", "客户要求听通知安装，须等客户通知", "The customer wants it installed on call; wait until they say so");
    public static readonly Error NotBefore = Error.Conflict("work_order.not_before", "客户要求 {0} 之后安装", "The customer wants it installed on {0} or later");
    public static readonly Error WishPast = Error.Invalid("work_order.wish_past", "期望日期不能早于今天", "The wished day is in the past");
    public static readonly Error NotYourJob = Error.Forbidden("work_order.not_yours", "这个工单派给了别的技师", "This work order is another technician's");
    public static readonly Error UnknownUnit = Error.Invalid("work_order.unit_unknown", "工单没有第 {0} 行第 {1} 台", "The work order has no unit {1} of line {0}");
    public static readonly Error UnknownItem = Error.Invalid("work_order.item_unknown", "检查表没有“{0}”这一项", "The checklist has no item “{0}”");
    public static readonly Error ReadingRequired = Error.Invalid("work_order.reading_malformed", "请填写数值，最多四位小数", "Enter a number with at most four decimals");
    public static readonly Error RemarkRequired = Error.Invalid("work_order.remark_required", "超出范围或不合格，须写明原因与处理", "Out of range or failed: say why and what was done");
    public static readonly Error SerialTwice = Error.Conflict("work_order.serial_twice", "序列号 {0} 已用于本单的另一台", "Serial number {0} already belongs to another unit of this work order");
    public static readonly Error SerialRegistered = Error.Conflict("work_order.serial_registered", "序列号 {0} 已在设备档案中", "Serial number {0} is already in the equipment register");
    public static readonly Error PhotoByUpload = Error.Invalid("work_order.photo_by_upload", "照片须上传", "Photos are uploaded");
    public static readonly Error Incomplete = Error.Conflict("work_order.incomplete", "还差 {0} 项，例如：{1}", "{0} items are missing, for example: {1}");
    public static readonly Error Signature = Error.Invalid("work_order.signature", "请客户签字", "The customer's signature is needed");
    public static readonly Error ReasonRequired = Error.Invalid("work_order.reason_required", "请写明原因", "Please say why");
    public static readonly Error OwnWork = Error.Forbidden("work_order.own_work", "做这项工作的人不能自己验收", "Who did the work may not accept it");
    public static readonly Error AlreadyInstalled = Error.Conflict("work_order.already_installed", "已完成安装，不能取消", "It was installed and cannot be cancelled");
    public static readonly Error UnknownSkill = Error.Invalid("technician.skill_unknown", "没有“{0}”这项技能", "There is no skill “{0}”");
    public static readonly Error UnknownMember = Error.Invalid("technician.member_unknown", "没有这个成员", "There is no such member");
}
