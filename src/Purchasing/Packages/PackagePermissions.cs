namespace Hecai.Purchasing;

public static class PackagePermissions
{
    public static readonly Permission View = new("package.view", ("查看场景方案", "View scenario packages"), Roles.Requester, Roles.Purchaser, Roles.Approver, Roles.Receiver, Roles.BuyerFinance, Roles.BuyerAdministrator,
        Roles.CatalogueManager, Roles.CategoryManager);
    public static readonly Permission Manage = new("package.manage", ("维护场景方案", "Maintain scenario packages"), Roles.CatalogueManager, Roles.CategoryManager);
}

public static class PackageErrors
{
    public static readonly Error Empty = Error.Conflict("package.empty", "方案里没有商品，不能发布", "A package without products cannot be published");
    public static readonly Error UnknownProduct = Error.Invalid("package.product_unknown", "没有可用的型号：{0}", "No product that could be named here has the part number {0}");
    public static readonly Error AmbiguousProduct = Error.Invalid("package.product_ambiguous", "型号 {0} 有 {1} 家供应商，无法确定是哪一件", "{1} suppliers have the part number {0}; it is not clear which is meant");
    public static readonly Error Repeated = Error.Invalid("package.product_repeated", "{0} 写了两次", "{0} is named twice");
    public static readonly Error TooManyLines = Error.Invalid("package.too_many_lines", "一个方案最多 {0} 种商品", "A package has at most {0} products");
    public static readonly Error UnknownLine = Error.Invalid("package.unknown_line", "方案里没有这件商品", "This product is not in the package");
}
