namespace Hecai.Catalogue;

public static class RelationPermissions
{
    /// <summary>A supplier of its own products; the operator, which products of different suppliers are equivalent.</summary>
    public static readonly Permission Relate = new("listing.relate", ("维护商品的配套、同类与替代关系", "Say which products go with which"), Roles.CatalogueManager, Roles.CategoryManager);
}

public static class RelationErrors
{
    public static readonly Error Unknown = Error.Invalid("relation.unknown", "没有型号 {0}；只有名称、没有型号的商品不能写在这里", "There is no part number {0}; a product without one cannot be named here");
    public static readonly Error Self = Error.Invalid("relation.self", "{0} 是这件商品本身", "{0} is this product itself");
    public static readonly Error Repeated = Error.Invalid("relation.repeated", "{0} 写了两次；两件商品之间只有一种关系", "{0} is named twice; two products are related in one way only");
    public static readonly Error SecondSuccessor = Error.Invalid("relation.second_successor", "一件商品只有一个替代型号：{0} 是第二个", "A product has one successor; {0} would be another");
    public static readonly Error Circle = Error.Conflict("relation.circle", "{0} 自己又由这件商品替代", "{0} is itself succeeded by this product");
    public static readonly Error TooMany = Error.Invalid("relation.too_many", "一件商品最多 {0} 条关系", "A product goes with {0} others at most");
    public static readonly Error OnlyEquivalent = Error.Invalid("relation.only_equivalent", "平台只指定不同供应商之间的同类商品", "The platform names equivalents of other suppliers only");
}
