namespace Hecai.Web.Hosting;

/// <summary>404, 403 and 500 as pages of our design. Programs that call the API get problem details from the API instead.</summary>
internal static class ErrorPages
{
    public const string Path = "/error";

    public static void UseErrorPages(this WebApplication app) => app.UseWhen(IsPage, pages =>
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Path,
            CreateScopeForErrors = true,
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = context => context.Exception is Refused,
        });
        pages.UseStatusCodePagesWithReExecute(Path, createScopeForStatusCodePages: true);
    });

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/mcp");

    private static int StatusOf(Exception exception) => exception switch
    {
        Refused { Error.Kind: ErrorKind.NotFound } => StatusCodes.Status404NotFound,
        Refused { Error.Kind: ErrorKind.Forbidden } => StatusCodes.Status403Forbidden,
        Refused { Error.Kind: ErrorKind.Invalid } => StatusCodes.Status400BadRequest,
        Refused { Error.Kind: ErrorKind.TooMany } => StatusCodes.Status429TooManyRequests,
        Refused => StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };
}
