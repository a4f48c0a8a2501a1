using System.Diagnostics;
using System.Text.Json;
using Hecai.Web.Hosting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Hecai.Web.Api;

/// <summary>Turns whatever goes wrong under /api into problem details (RFC 9457) with our stable code and the fields at fault.</summary>
internal sealed partial class Problems(ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        // The middleware has put the error page's path in place of the request's own.
        PathString path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path.Value;
        if (!path.StartsWithSegments("/api"))
            return false;
        context.Request.Path = path;
        var (status, error, args, fields) = exception switch
        {
            Refused refused => (RefusalStatus.Of(refused.Error), refused.Error, refused.Args, refused.Fields),
            BadHttpRequestException { InnerException: JsonException json } => Of(ValueJson.Refusal(json)),
            BadHttpRequestException bad => Of(bad),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => (499, ApiErrors.Request, ["cancelled"], []),
            _ => (StatusCodes.Status500InternalServerError, ApiErrors.Internal, [], (IReadOnlyList<FieldError>)[]),
        };
        if (status == StatusCodes.Status500InternalServerError)
            LogFailed(log, exception, context.Request.Method, context.Request.Path);
        await Write(context, status, error, args, fields);
        return true;
    }

    // Where no place can be named, the body as a whole is not what it should be.
    private static (int, Error, object?[], IReadOnlyList<FieldError>) Of(Refused refused) => refused.Fields.All(f => f.Field.Length > 0)
        ? (StatusCodes.Status400BadRequest, refused.Error, refused.Args, refused.Fields)
        : (StatusCodes.Status400BadRequest, ApiErrors.Json, [], []);

    // The framework's sentences quote parameters and types of ours, as "Nullable<int> limit": callers are told the name in the address; the rest says only what went wrong.
    private static (int, Error, object?[], IReadOnlyList<FieldError>) Of(BadHttpRequestException bad) => bad.Message.Split('"') switch
    {
        _ when bad.StatusCode == StatusCodes.Status413PayloadTooLarge => (bad.StatusCode, ApiErrors.Request, ["too large"], []),
        ["Implicit body inferred for parameter ", ..] => (bad.StatusCode, ApiErrors.Json, [], []),
        ["Failed to bind parameter " or "Required parameter ", var declared, ..] when declared.Split(' ') is [_, var name] => (bad.StatusCode, ApiErrors.Request, [name], [new(name, ApiErrors.Request, [name])]),
        var parts => (bad.StatusCode, ApiErrors.Request, [parts[0].Trim()], []),
    };

    /// <summary>Writes one problem in the caller's language.</summary>
    public static Task Write(HttpContext context, int status, Error error, object?[] args, IReadOnlyList<FieldError> fields)
    {
        var problem = new ProblemDetails
        {
            Type = $"/docs/errors#{error.Code}",
            Title = error.Text.With(args),
            Status = status,
            Instance = context.Request.Path,
            Extensions =
            {
                ["code"] = error.Code,
                ["errors"] = fields.Select(f => new { field = f.Field, code = f.Error.Code, message = f.Message }).ToList(),
                ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            },
        };
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger log, Exception exception, string method, string path);
}
