namespace Hecai.Web.Api;

/// <summary>Refusals of the API itself, before a use case is asked.</summary>
public static class ApiErrors
{
    public static readonly Error Json = Error.Invalid("json.malformed", "请求体不是此处所要的 JSON 对象", "The body is not the JSON object that is expected here");
    public static readonly Error KeyRequired = Error.Invalid("idempotency.key_required", "POST 请求须带 Idempotency-Key 头", "A POST needs an Idempotency-Key header");
    public static readonly Error Limit = Error.Invalid("paging.limit", "limit 须在 1 与 {0} 之间", "limit must be between 1 and {0}");
    public static readonly Error IfMatch = Error.Invalid("etag.malformed", "If-Match 须是之前返回的 ETag", "If-Match must be an ETag that was returned before");
    public static readonly Error NoCondition = Error.Invalid("etag.not_heeded", "此操作不按 If-Match 判断版本，请去掉该头", "This operation does not heed If-Match; leave it out");
    public static readonly Error Method = Error.Invalid("request.method", "此地址不接受 {0}", "{0} is not offered at this address");
    public static readonly Error ContentType = Error.Invalid("request.content_type", "此处不接受这种内容：{0}", "This content type is not taken here: {0}");
    public static readonly Error Request = Error.Invalid("request.malformed", "请求无法理解：{0}", "The request was not understood: {0}");
    public static readonly Error TooManyRows = Error.Invalid("export.too_many_rows", "超过 {0} 行，请先缩小筛选范围再导出", "More than {0} rows; narrow the filter and export again");
    public static readonly Error Internal = new("internal", ErrorKind.Conflict, new("系统出错了，已记录；请稍后再试", "Something went wrong and was recorded; try again later"));
}
