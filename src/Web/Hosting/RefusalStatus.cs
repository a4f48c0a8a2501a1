using Hecai.Parties;
using Hecai.Web.Api;

namespace Hecai.Web.Hosting;

/// <summary>The one mapping from kinds of refusal to HTTP.</summary>
internal static class RefusalStatus
{
    /// <summary>The status of an entry of the catalogue: that of its kind, or its own where HTTP itself has one for it.</summary>
    public static int Of(Error error) => Own.GetValueOrDefault(error.Code, Of(error.Kind));

    private static readonly Dictionary<string, int> Own = new()
    {
        [ApiErrors.Method.Code] = StatusCodes.Status405MethodNotAllowed, [ApiErrors.ContentType.Code] = StatusCodes.Status415UnsupportedMediaType,
        [ApiErrors.Internal.Code] = StatusCodes.Status500InternalServerError, [PartiesErrors.TokenRequired.Code] = StatusCodes.Status401Unauthorized,
    };

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
        Refused refused => Of(refused.Error),
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };
}
