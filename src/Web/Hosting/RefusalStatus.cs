namespace Hecai.Web.Hosting;

/// <summary>The one mapping from kinds of refusal to HTTP.</summary>
internal static class RefusalStatus
{
    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status409Conflict,
    };

    public static int Of(Exception exception) => exception switch
    {
        Refused refused => Of(refused.Error.Kind),
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };
}
