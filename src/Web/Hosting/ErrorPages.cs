using Microsoft.AspNetCore.Diagnostics;

namespace Hecai.Web.Hosting;

/// <summary>
/// 404, 403 and 500 as pages of our design. Programs get the API's problem details instead: status codes without a body
/// are left alone there, and an <see cref="IExceptionHandler"/> of the API answers its exceptions before these pages would.
/// </summary>
internal static class ErrorPages
{
    private const string Path = "/error";

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Path,
            CreateScopeForErrors = true,
            StatusCodeSelector = RefusalStatus.Of,
            // A refusal is an answer, not a fault to be logged as one.
            SuppressDiagnosticsCallback = context => context.Exception is Refused or BadHttpRequestException,
        });
        app.UseStatusCodePagesWithReExecute(Path, createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (IsForPrograms(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            // What is shown is our page, not the form that was sent: as a POST it would be asked for a form that it does not have.
            if (context.Request.Path == Path && (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null))
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/mcp");
}
