namespace Hecai.Pricing;

public static class PricingPermissions
{
    public static readonly Permission View = new("agreement.view", ("查看框架协议", "View agreements"),
        Roles.Purchaser, Roles.BuyerFinance, Roles.BuyerAdministrator, Roles.SupplierSales, Roles.SupplierAdministrator, Roles.OperatorSales, Roles.CategoryManager);
    public static readonly Permission Manage = new("agreement.manage", ("管理框架协议", "Manage agreements"),
        Roles.OperatorSales, Roles.SupplierSales);
}

public static class PricingErrors
{
    public static readonly Error NotDraft = Error.Conflict("agreement.not_draft", "协议 {0} 已生效，不能直接改动", "Agreement {0} is in force and cannot be changed directly");
    public static readonly Error NumberTaken = Error.Conflict("agreement.number_taken", "协议编号 {0} 已存在", "Agreement {0} already exists");
    public static readonly Error DuplicateLine = Error.Invalid("agreement.duplicate_line", "协议 {0} 中同一商品或品类出现两次", "Agreement {0} names the same target twice");
    public static readonly Error Validity = Error.Invalid("agreement.validity", "结束日期不能早于开始日期", "The end date is before the start date");
    public static readonly Error QuotaExceeded = Error.Exhausted("agreement.quota_exceeded", "{0} 的协议额度不足，需要 {1}", "The agreement's quota for {0} is not enough; {1} needed");
}
