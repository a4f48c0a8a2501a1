using Microsoft.Extensions.Primitives;

namespace Hecai.Web.Hosting;

/// <summary>
/// The headers of every answer. Nothing inline runs, neither script nor style, so injected markup cannot act;
/// pages that need more (an OpenAPI reader, say) set their own policy, which is then left alone.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly StringValues ContentPolicy = string.Join("; ",
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'self'", "manifest-src 'self'");

    // The camera is for technicians and receivers who photograph on site.
    private static readonly StringValues Permissions = "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        // On starting, because the exception handler clears the headers that were set before it.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.TryAdd("Content-Security-Policy", ContentPolicy);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Permissions;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
