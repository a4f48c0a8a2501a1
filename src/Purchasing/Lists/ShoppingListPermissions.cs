namespace Hecai.Purchasing;

public static class ShoppingListPermissions
{
    public static readonly Permission Use = new("shopping_list.use", ("使用采购清单", "Use shopping lists"), Roles.Requester, Roles.Purchaser, Roles.BuyerAdministrator);

    /// <summary>Of others' lists those that are shared; what nobody else sees, nobody else keeps in order.</summary>
    public static readonly Permission Manage = new("shopping_list.manage", ("维护他人共享的采购清单", "Maintain the shared lists of others"), Roles.BuyerAdministrator);
}

public static class ShoppingListErrors
{
    public static readonly Error NameTaken = Error.Conflict("shopping_list.name_taken", "您已有名为“{0}”的清单", "You have a list called “{0}” already");
    public static readonly Error TooManyLines = Error.Invalid("shopping_list.too_many_lines", "一份清单最多 {0} 行", "A list has at most {0} lines");
    public static readonly Error TooMany = Error.Conflict("shopping_list.too_many", "每人最多 {0} 份清单，请先删除不用的", "Nobody has more than {0} lists; delete one that is not used");
    public static readonly Error NoDepartment = Error.Conflict("shopping_list.no_department", "清单所有者不属于任何部门，不能按部门共享", "Its owner belongs to no department that it could be shared with");
    public static readonly Error NotOwner = Error.Forbidden("shopping_list.not_owner", "只有清单所有者和本企业管理员可以修改", "Only its owner and the administrator of the organization may change it");
    public static readonly Error UnknownLine = Error.Invalid("shopping_list.unknown_line", "清单里没有这件商品", "This product is not on the list");
}
