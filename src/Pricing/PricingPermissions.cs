namespace Hecai.Pricing;

public static class PricingPermissions
{
    public static readonly Permission View = new("agreement.view", ("查看框架协议", "View agreements"),
        Roles.Purchaser, Roles.BuyerFinance, Roles.BuyerAdministrator, Roles.SupplierSales, Roles.SupplierAdministrator, Roles.OperatorSales, Roles.CategoryManager);
    public static readonly Permission Manage = new("agreement.manage", ("管理框架协议", "Manage agreements"),
        Roles.OperatorSales, Roles.SupplierSales);

    /// <summary>Consents in the name of the own organization, which is a party.</summary>
    public static readonly Permission Confirm = new("agreement.confirm", ("确认框架协议", "Confirm agreements"),
        Roles.Purchaser, Roles.SupplierSales);
}

public static class PricingErrors
{
    public static readonly Error NotDraft = Error.Conflict("agreement.not_draft", "协议 {0} 已提交或已生效，不能直接改动", "Agreement {0} is proposed or in force and cannot be changed directly");
    public static readonly Error Confirmed = Error.Conflict("agreement.confirmed", "贵方已确认协议 {0}，正等待对方", "Your side has confirmed agreement {0}; the other has not yet");
    public static readonly Error SamePerson = Error.Forbidden("agreement.same_person", "同一人不能代表双方确认", "Nobody may confirm for both sides");
    public static readonly Error NumberTaken = Error.Conflict("agreement.number_taken", "协议编号 {0} 已存在", "Agreement {0} already exists");
    public static readonly Error DuplicateLine = Error.Invalid("agreement.duplicate_line", "协议 {0} 中同一商品或品类出现两次", "Agreement {0} names the same target twice");
    public static readonly Error Validity = Error.Invalid("agreement.validity", "结束日期不能早于开始日期", "The end date is before the start date");
    public static readonly Error Empty = Error.Invalid("agreement.empty", "协议里没有价格或优惠", "The agreement has no prices or discounts");
    public static readonly Error TooManyLines = Error.Invalid("agreement.too_many_lines", "一份协议最多 {0} 行", "An agreement has at most {0} lines");
    public static readonly Error UnknownBuyer = Error.Invalid("agreement.buyer_unknown", "没有这家企业客户", "There is no such buyer");
    public static readonly Error UnknownSupplier = Error.Invalid("agreement.supplier_unknown", "没有这家供应商", "There is no such supplier");
    public static readonly Error UnknownProduct = Error.Invalid("agreement.product_unknown", "供应商没有商品 {0}", "The supplier has no product {0}");
    public static readonly Error UnknownCategory = Error.Invalid("agreement.category_unknown", "没有这个类目：{0}", "Unknown category: {0}");
    public static readonly Error UnknownBrand = Error.Invalid("agreement.brand_unknown", "供应商没有品牌 {0}", "The supplier has no brand {0}");
    public static readonly Error PriceOrDiscount = Error.Invalid("agreement.price_or_discount", "价格与优惠只能写一个", "A line has a price or a discount, not both");
    public static readonly Error PriceOfProduct = Error.Invalid("agreement.price_of_product", "只有商品能定价；类目和品牌写优惠", "Only a product has a price; categories and brands have a discount");
    public static readonly Error PricePositive = Error.Invalid("agreement.price_positive", "协议价须大于零", "The price must be more than zero");
    public static readonly Error Discount = Error.Invalid("agreement.discount", "优惠须在 0.01% 与 99.99% 之间，最多两位小数", "A discount is between 0.01% and 99.99% with at most two decimals");
    public static readonly Error DiscountUnclear = Error.Invalid("agreement.discount_unclear", "“{0}”是 {0}% 还是百分比格式的单元格？请写作 8.5% 或 8.5", "Is “{0}” that many percent, or a cell formatted as a percentage? Write 8.5% or 8.5");
    public static readonly Error Tiers = Error.Invalid("agreement.tiers", "阶梯须数量从 2 起递增，且价格递减或优惠递增", "Tiers begin at 2 pieces; quantities go up, and prices go down or discounts up");
    public static readonly Error TierText = Error.Invalid("agreement.tier_text", "阶梯写作“10:3200.00 50:3100.00”或“10:8%”", "Write tiers like “10:3200.00 50:3100.00” or “10:8%”");
    public static readonly Error QuotaExceeded = Error.Exhausted("agreement.quota_exceeded", "{0} 所用协议的额度不足", "The agreement's quota is not enough for {0}");
}
