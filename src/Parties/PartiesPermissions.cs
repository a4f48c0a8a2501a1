namespace Hecai.Parties;

/// <summary>Rights over organizations and people. Those who grant rights get none that buy, approve or pay (domain.md section 7).</summary>
public static class PartiesPermissions
{
    public static readonly Permission ViewOrganizations = new("organization.view", ("查看入驻组织", "View organizations"),
        Roles.OperatorAdministrator, Roles.OperatorSales, Roles.CategoryManager, Roles.ServiceDispatcher, Roles.OperatorFinance, Roles.Auditor);
    public static readonly Permission DecideApplications = new("organization.decide", ("审核入驻申请", "Decide applications"), Roles.OperatorAdministrator);
    public static readonly Permission Suspend = new("organization.suspend", ("停用组织", "Suspend organizations"), Roles.OperatorAdministrator);
    public static readonly Permission ManageOwn = new("organization.manage_own", ("维护本组织资料", "Maintain own organization"), Administrators);
    public static readonly Permission ManageMembers = new("member.manage", ("管理成员与角色", "Manage members and roles"), Administrators);
    public static readonly Permission ManageDepartments = new("department.manage", ("管理部门", "Manage departments"), Administrators);
    public static readonly Permission ManageSites = new("site.manage", ("管理收货地点", "Manage delivery sites"), [.. Administrators, Roles.Purchaser]);
    public static readonly Permission SetReceivingTimes = new("site.receiving_times", ("设置收货时间", "Set receiving times"), Roles.BuyerAdministrator, Roles.Purchaser, Roles.Receiver);
    public static readonly Permission ManageApiClients = new("api_client.manage", ("管理接口密钥", "Manage API clients"),
        [.. Administrators, Roles.Purchaser, Roles.OrderDesk, Roles.Dispatcher]);

    public static readonly Permission ManageBrand = new("brand.manage", ("设置平台品牌", "Set the platform's brand"), Roles.OperatorAdministrator);

    private static Role[] Administrators => [Roles.OperatorAdministrator, Roles.SupplierAdministrator, Roles.BuyerAdministrator, Roles.ProviderAdministrator];
}
