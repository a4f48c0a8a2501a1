namespace Hecai.Control;

public static class ControlPermissions
{
    public static readonly Permission ViewBudgets = new("budget.view", ("查看预算", "View budgets"),
        Roles.Purchaser, Roles.Approver, Roles.BuyerFinance, Roles.BuyerAdministrator);
    public static readonly Permission ManageBudgets = new("budget.manage", ("编制预算", "Manage budgets"), Roles.BuyerFinance);
    public static readonly Permission Decide = new("approval.decide", ("审批", "Decide approvals"),
        Roles.Approver, Roles.BuyerFinance);
    public static readonly Permission ManageRules = new("approval.manage_rules", ("设置审批规则", "Manage approval rules"), Roles.BuyerAdministrator);
    public static readonly Permission ManageCostCentres = new("cost_centre.manage", ("设置成本中心", "Manage cost centres"), Roles.BuyerAdministrator, Roles.BuyerFinance);
    public static readonly Permission ManageBillingParties = new("billing_party.manage", ("维护开票抬头", "Maintain billing parties"), Roles.BuyerAdministrator, Roles.BuyerFinance);
}

public static class ControlErrors
{
    public static readonly Error BudgetExceeded = Error.Exhausted("budget.exceeded", "预算“{0}”不足：需要 {1}", "The budget “{0}” is not enough: {1} needed");
    public static readonly Error NoBudget = Error.Conflict("budget.missing", "成本中心“{0}”没有 {1} 年度的预算", "Cost centre “{0}” has no budget for {1}");
    public static readonly Error BelowUsed = Error.Conflict("budget.below_used", "分配额不能低于已占用的金额", "The allocation cannot be less than what is already used");
    public static readonly Error NoApprover = Error.Conflict("approval.no_approver", "“{0}”这一级找不到可以审批的人，请联系企业管理员", "Nobody can decide the level “{0}”; ask your administrator");
    public static readonly Error NotYours = Error.Forbidden("approval.not_yours", "这项审批不由您决定", "This approval is not yours to decide");
    public static readonly Error OwnRequest = Error.Forbidden("approval.own_request", "不能审批自己提出的申请", "You cannot approve what you requested");
    public static readonly Error TwoLevels = Error.Forbidden("approval.two_levels", "同一人不能审批同一申请的两级", "One person cannot decide two levels of one approval");
    public static readonly Error NotOpen = Error.Conflict("approval.not_open", "这项审批已经处理过了", "This approval has already been dealt with");
    public static readonly Error CommentRequired = Error.Invalid("approval.comment_required", "请写明原因", "Please say why");
    public static readonly Error DocumentChanged = Error.Conflict("approval.document_changed", "申请内容已变化，请重新查看后再决定", "The request has changed; look at it again before you decide");
    public static readonly Error CannotDecide = Error.Conflict("approval.cannot_decide", "{0} 没有审批角色，请先在成员里加上“审批人”", "{0} has no role that approves; add “Approver” to the member first");
    public static readonly Error AskedAlready = Error.Conflict("approval.asked_already", "{0} 是申请人，或已在这条审批路线上，不能再由其审批", "{0} is the requester or on this route already, and cannot be asked again");
    public static readonly Error UnknownCondition = Error.Invalid("approval.condition_unknown", "没有这个条件值：{0}", "There is nothing to look for like {0}");
    public static readonly Error Reminded = Error.Conflict("approval.reminded", "每 {0} 小时可催办一次，上次是 {1}", "A reminder every {0} hours; the last was {1}");
    public static readonly Error CostCentreExists = Error.Conflict("cost_centre.exists", "成本中心代码 {0} 已存在", "Cost centre {0} already exists");
    public static readonly Error BillingPartyExists = Error.Conflict("billing_party.exists", "税号 {0} 已有开票抬头", "There is already a billing party with tax number {0}");
    public static readonly Error UnknownBillingParty = Error.Invalid("billing_party.unknown", "没有这个开票抬头", "There is no such billing party");
    public static readonly Error UnknownCostCentre = Error.Invalid("cost_centre.unknown", "没有这个成本中心", "There is no such cost centre");
}
