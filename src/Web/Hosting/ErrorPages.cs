using Hecai.Web.Api;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Diagnostics;

namespace Hecai.Web.Hosting;

/// <summary>
/// 404, 403 and 500 as pages of our design. Programs get the API's problem details instead: an <see cref="IExceptionHandler"/> of
/// the API answers its exceptions before these pages would.
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
        app.Use(async (context, next) =>
        {
            if (WhoActs.IsForPrograms(context.Request.Path))
            {
                if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                    pages.Enabled = false;
                await next(context);
                await Tell(context);
                return;
            }
            // What is shown is our page, not the form that was sent: as a POST it would be asked for a form that it does not have.
            if (context.Request.Path == Path && (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null))
                context.Request.Method = HttpMethods.Get;
            await next(context);
        });
    }

    // What routing answers by itself is a status without a word.
    private static Task Tell(HttpContext context) => context.Response is { HasStarted: true } or { ContentType: not null } ? Task.CompletedTask : context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Write(context, KernelErrors.NotFound),
        StatusCodes.Status405MethodNotAllowed => Write(context, ApiErrors.Method, context.Request.Method),
        StatusCodes.Status415UnsupportedMediaType => Write(context, ApiErrors.ContentType, PlainText.Shown(context.Request.ContentType)),
        _ => Task.CompletedTask,
    };

    private static Task Write(HttpContext context, Error error, params object?[] args) => Problems.Write(context, RefusalStatus.Of(error), error, args, []);
}
