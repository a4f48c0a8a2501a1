namespace Hecai;

/// <summary>Refusals that any module may give.</summary>
public static class KernelErrors
{
    public static readonly Error Fields = Error.Invalid("input.fields", "有 {0} 处填写有误", "{0} fields need attention");
    public static readonly Error Required = Error.Invalid("input.required", "请填写此项", "This field is required");
    public static readonly Error TooLong = Error.Invalid("input.too_long", "最多 {0} 个字符", "At most {0} characters");
    public static readonly Error Malformed = Error.Invalid("input.malformed", "格式不正确：{0}", "Not understood: {0}");
    public static readonly Error OutOfRange = Error.Invalid("input.out_of_range", "须在 {0} 与 {1} 之间", "Must be between {0} and {1}");
    public static readonly Error Cursor = Error.Invalid("paging.cursor", "翻页标记无效，请从第一页开始", "This is no cursor of the list; begin with its first page");
    public static readonly Error ControlCharacters = Error.Invalid("input.control_characters", "含有不可见的控制字符", "Contains invisible control characters");
    public static readonly Error NotFound = Error.NotFound("not_found", "没有找到，或您无权查看", "Not found, or not yours to see");
    public static readonly Error Forbidden = Error.Forbidden("permission.missing", "您的角色没有“{0}”的权限", "Your role does not allow “{0}”");
    public static readonly Error Changed = Error.Conflict("document.changed", "此内容刚被他人修改，请刷新后再试", "Someone changed this meanwhile; reload and try again");
    public static readonly Error Step = Error.Conflict("document.step_not_allowed", "{0}处于“{1}”，不能{2}", "{0} is “{1}”: cannot {2}");
    public static readonly Error IdempotencyReuse = Error.Conflict("idempotency.key_reused", "同一幂等键用于了不同的请求", "The idempotency key was used for a different request");
    public static readonly Error IdempotencyKey = Error.Invalid("idempotency.key_invalid", "幂等键须为 1–128 个可见 ASCII 字符", "An idempotency key is 1–128 visible ASCII characters");
    public static readonly Error CurrencyMismatch = Error.Invalid("money.currency_mismatch", "币种不一致：{0} 与 {1}", "Currencies differ: {0} and {1}");
    public static readonly Error AmountOverflow = Error.Invalid("money.overflow", "金额超出可表示的范围", "The amount is out of range");
    public static readonly Error FileTooLarge = Error.Invalid("file.too_large", "文件最大 {0} MB", "A file may have at most {0} MB");
    public static readonly Error FileKind = Error.Invalid("file.kind", "只接受 JPEG、PNG、WebP 图片与 PDF", "Only JPEG, PNG and WebP pictures and PDF are accepted");
    public static readonly Error FileNotAPicture = Error.Invalid("file.not_a_picture", "请上传 JPEG、PNG 或 WebP 照片", "Upload a JPEG, PNG or WebP photo");
}
