namespace Hecai.Catalogue;

public static class PoolPermissions
{
    public static readonly Permission View = new("pool.view", ("查看商品池", "View product pools"), Roles.Purchaser, Roles.BuyerAdministrator, Roles.OperatorSales, Roles.Auditor);
    public static readonly Permission Manage = new("pool.manage", ("维护商品池", "Maintain product pools"), Roles.BuyerAdministrator, Roles.OperatorSales);
}

public static class PoolErrors
{
    public static readonly Error NotDraft = Error.Conflict("pool.not_draft", "只有草稿可以修改；请以它为基础新建草稿", "Only a draft can be changed; start another draft from this pool");
    public static readonly Error Empty = Error.Conflict("pool.empty", "商品池既没有规则也没有商品，发布后与没有商品池一样", "The pool has neither rules nor products: published it would do nothing");
    public static readonly Error TooManyRules = Error.Invalid("pool.too_many_rules", "一个商品池最多 {0} 条规则", "A pool has at most {0} rules");
    public static readonly Error TooManyConditions = Error.Invalid("pool.too_many_conditions", "所有规则合计最多 {0} 个不同条件", "The rules have at most {0} different conditions in all");
    public static readonly Error TooManyProducts = Error.Invalid("pool.too_many_products", "手工指定的商品最多 {0} 个", "At most {0} products can be named by hand");
    public static readonly Error RuleSaysNothing = Error.Invalid("pool.rule_says_nothing", "规则没有任何条件", "The rule has no condition");
    public static readonly Error RuleAttribute = Error.Invalid("pool.rule_attribute", "属性“{0}”的条件不完整或无效", "The condition on “{0}” is incomplete or invalid");
    public static readonly Error UnknownBrand = Error.Invalid("pool.brand_unknown", "没有在售的品牌：{0}", "No brand on sale is called {0}");
    public static readonly Error UnknownSupplier = Error.Invalid("pool.supplier_unknown", "没有这家供应商", "There is no such supplier");
    public static readonly Error UnknownProduct = Error.Invalid("pool.product_unknown", "没有在售的型号：{0}", "No product on sale has the part number {0}");
    public static readonly Error UnknownBuyer = Error.Invalid("pool.buyer_unknown", "没有这家企业客户", "There is no such buyer");
}
