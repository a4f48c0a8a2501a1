namespace Hecai;

/// <summary>Rights over the platform's own machinery.</summary>
public static class KernelPermissions
{
    public static readonly Permission OperatorWorkbench = new("operator.workbench", ("平台工作台", "The operator's workbench"),
        Roles.CategoryManager, Roles.OperatorSales, Roles.ServiceDispatcher, Roles.OperatorFinance, Roles.Auditor, Roles.OperatorAdministrator);
    public static readonly Permission SupplierWorkbench = new("supplier.workbench", ("供应商工作台", "A supplier's workbench"),
        Roles.CatalogueManager, Roles.OrderDesk, Roles.SupplierSales, Roles.ProjectEngineer, Roles.SupplierFinance, Roles.SupplierAdministrator);
    public static readonly Permission ViewAudit = new("audit.view", ("查看审计记录", "View the audit trail"), Roles.Auditor, Roles.OperatorAdministrator);
    public static readonly Permission VerifyAudit = new("audit.verify", ("校验审计链", "Verify the audit chain"), Roles.Auditor, Roles.OperatorAdministrator);
    public static readonly Permission ViewDeliveries = new("delivery_queue.view", ("查看消息投递", "View message delivery"), Roles.Auditor, Roles.OperatorAdministrator);
    public static readonly Permission RetryDelivery = new("delivery_queue.retry", ("重新投递消息", "Retry a message"), Roles.OperatorAdministrator);
}
