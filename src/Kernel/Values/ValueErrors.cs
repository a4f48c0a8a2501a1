namespace Hecai;

/// <summary>Refusals of the value types: what is wrong with one amount, quantity, code, region, date or text.</summary>
public static class ValueErrors
{
    public static readonly Error Currency = Error.Invalid("money.currency_unknown", "不支持的币种：{0}", "Unknown currency: {0}");
    public static readonly Error Amount = Error.Invalid("money.malformed", "金额格式不正确：{0}，应如 32990.00", "Not an amount: {0}; write it like 32990.00");
    public static readonly Error AmountDigits = Error.Invalid("money.too_many_decimals", "{0} 最多 {1} 位小数", "{0} has at most {1} decimals");
    public static readonly Error Weights = Error.Invalid("money.weights", "分摊权重须为非负数且合计大于零", "Weights must not be negative and must add up to more than zero");
    public static readonly Error VatRate = Error.Invalid("tax.rate_unknown", "不适用的增值税税率：{0}%", "Not a Chinese VAT rate: {0}%");

    public static readonly Error CountMalformed = Error.Invalid("count.malformed", "数量须为阿拉伯数字的整数：{0}", "A quantity is a whole number in digits 0–9: {0}");
    public static readonly Error CountNotPositive = Error.Invalid("count.not_positive", "数量须大于零", "The quantity must be more than zero");
    public static readonly Error CountFractional = Error.Invalid("count.fractional", "数量须为整数：{0}", "The quantity must be whole: {0}");
    public static readonly Error CountTooLarge = Error.Invalid("count.too_large", "数量最多为 {0}", "The quantity is at most {0}");

    public static readonly Error Quantity = Error.Invalid("quantity.malformed", "无法识别的量值：{0}，应如 7.2 kW", "Not a quantity: {0}; write it like 7.2 kW");
    public static readonly Error QuantityRange = Error.Invalid("quantity.out_of_range", "量值超出可表示的范围", "The quantity is out of range");
    public static readonly Error Unit = Error.Invalid("quantity.unit_unknown", "未知的单位：{0}", "Unknown unit: {0}");
    public static readonly Error Dimension = Error.Invalid("quantity.dimension_mismatch", "{0} 不能换算为 {1}", "{0} cannot be converted to {1}");

    public static readonly Error CreditCodeLength = Error.Invalid("credit_code.length", "统一社会信用代码须为 18 位，现为 {0} 位", "A unified social credit code has 18 characters, not {0}");
    public static readonly Error CreditCodeCharacter = Error.Invalid("credit_code.character", "统一社会信用代码第 {0} 位不能是“{1}”", "Character {0} of a unified social credit code cannot be “{1}”");
    public static readonly Error CreditCodeChecksum = Error.Invalid("credit_code.checksum", "统一社会信用代码的校验位不符，请核对", "The check character of the unified social credit code does not fit; please compare it");

    public static readonly Error Region = Error.Invalid("region.unknown", "没有这个行政区划：{0}", "Unknown administrative division: {0}");
    public static readonly Error RegionTooWide = Error.Invalid("address.region_incomplete", "请选择到最末一级：{0}", "Choose down to the last level: {0}");
    public static readonly Error Phone = Error.Invalid("address.phone", "电话号码不正确：{0}", "Not a telephone number: {0}");

    public static readonly Error CalendarUnknown = Error.Conflict("calendar.year_unknown", "{0} 年的放假安排尚未公布", "The public holidays of {0} are not published yet");

    public static readonly Error JsonShape = Error.Invalid("json.shape", "此处应为：{0}", "Expected here: {0}");
    public static readonly Error JsonMember = Error.Invalid("json.member", "成员“{0}”不认识或重复", "Unknown or repeated member “{0}”");
}
