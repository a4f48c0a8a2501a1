namespace Hecai;

/// <summary>The four kinds of organization of the platform; one company may be several at once.</summary>
[Flags]
public enum OrganizationKind
{
    None = 0,
    /// <summary>平台方: runs the platform, contracts with buyers, collects and settles.</summary>
    Operator = 1,
    /// <summary>供应商/品牌方.</summary>
    Supplier = 2,
    /// <summary>企业客户.</summary>
    Buyer = 4,
    /// <summary>服务商: delivers, installs, commissions and repairs.</summary>
    Provider = 8,
}

/// <summary>A role of a membership, within one kind of organization.</summary>
public sealed record Role(string Code, OrganizationKind Kind, Text Name);

/// <summary>The roles of domain.md section 1. A permission names the roles that have it by default.</summary>
public static class Roles
{
    public static readonly Role CategoryManager = new("operator.category_manager", OrganizationKind.Operator, ("品类经理", "Category manager"));
    public static readonly Role OperatorSales = new("operator.sales", OrganizationKind.Operator, ("平台销售经理", "Sales manager (operator)"));
    public static readonly Role ServiceDispatcher = new("operator.service_dispatcher", OrganizationKind.Operator, ("服务调度", "Service dispatcher"));
    public static readonly Role OperatorFinance = new("operator.finance", OrganizationKind.Operator, ("平台财务", "Finance (operator)"));
    public static readonly Role Auditor = new("operator.auditor", OrganizationKind.Operator, ("审计员", "Auditor"));
    public static readonly Role OperatorAdministrator = new("operator.administrator", OrganizationKind.Operator, ("平台管理员", "Administrator (operator)"));

    public static readonly Role CatalogueManager = new("supplier.catalogue_manager", OrganizationKind.Supplier, ("商品经理", "Catalogue manager"));
    public static readonly Role OrderDesk = new("supplier.order_desk", OrganizationKind.Supplier, ("订单专员", "Order desk"));
    public static readonly Role SupplierSales = new("supplier.sales", OrganizationKind.Supplier, ("供应商销售经理", "Sales manager (supplier)"));
    public static readonly Role ProjectEngineer = new("supplier.project_engineer", OrganizationKind.Supplier, ("项目工程师", "Project engineer"));
    public static readonly Role SupplierFinance = new("supplier.finance", OrganizationKind.Supplier, ("供应商财务", "Finance (supplier)"));
    public static readonly Role SupplierAdministrator = new("supplier.administrator", OrganizationKind.Supplier, ("供应商管理员", "Administrator (supplier)"));

    public static readonly Role Requester = new("buyer.requester", OrganizationKind.Buyer, ("需求人", "Requester"));
    public static readonly Role Purchaser = new("buyer.purchaser", OrganizationKind.Buyer, ("采购员", "Purchaser"));
    public static readonly Role Approver = new("buyer.approver", OrganizationKind.Buyer, ("审批人", "Approver"));
    public static readonly Role Receiver = new("buyer.receiver", OrganizationKind.Buyer, ("收货人", "Receiver"));
    public static readonly Role BuyerFinance = new("buyer.finance", OrganizationKind.Buyer, ("财务", "Finance"));
    public static readonly Role BuyerAdministrator = new("buyer.administrator", OrganizationKind.Buyer, ("企业管理员", "Administrator"));

    public static readonly Role Dispatcher = new("provider.dispatcher", OrganizationKind.Provider, ("派工员", "Dispatcher"));
    public static readonly Role Technician = new("provider.technician", OrganizationKind.Provider, ("技师", "Technician"));
    public static readonly Role ProviderAdministrator = new("provider.administrator", OrganizationKind.Provider, ("服务商管理员", "Administrator (provider)"));

    public static IReadOnlyList<Role> All { get; } = [.. typeof(Roles).GetFields()
        .Where(f => f.FieldType == typeof(Role)).Select(f => (Role)f.GetValue(null)!)];

    /// <summary>The role of a stored code; null when the code is unknown.</summary>
    public static Role? Find(string code) => All.FirstOrDefault(r => r.Code == code);
}

/// <summary>
/// A right to do one thing, named after the thing. Declared as <c>public static readonly</c> in a module's
/// <c>…Permissions</c> class together with the roles that have it by default.
/// </summary>
public sealed record Permission(string Code, Text Name, params Role[] Defaults)
{
    public bool Equals(Permission? other) => other?.Code == Code;
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}
