using System.Globalization;
using System.Text.Json.Serialization;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api;

/// <summary>What was made, by its id.</summary>
public sealed record Made(Guid Id);

/// <summary>On an endpoint that heeds <c>If-Match</c>.</summary>
internal sealed class HeedsIfMatch;

/// <summary>What all of /api/v1 has in common: strict JSON, problems with codes, idempotency, ETags, paging.</summary>
public static class ApiConventions
{
    /// <summary>Requests in JSON are small; uploads and imports have endpoints and limits of their own.</summary>
    public const long MaxBody = 1 << 20;
    public const int MaxLimit = 200;

    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            ValueJson.Apply(json.SerializerOptions);
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.MaxDepth = 32;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        });
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<Problems>();
        builder.Services.AddOpenApi("v1", OpenApiDocument.Describe);
        return builder;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").DisableAntiforgery().AddEndpointFilter(Limits).AddEndpointFilter(Conditions).AddEndpointFilterFactory(Names);
        OpenApiDocument.Group(api);
        ApiResources.Map(api);
        OpenApiDocument.Map(app);
        return app;
    }

    private static async ValueTask<object?> Limits(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return await next(call);
    }

    // Whoever sends a condition counts on it: where nobody looks at it, the change must not happen.
    private static async ValueTask<object?> Conditions(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (http.Request.Headers.IfMatch.Count > 0 && !HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<HeedsIfMatch>() is null)
            throw Refused.Field("If-Match", ApiErrors.NoCondition);
        return await next(call);
    }

    // The framework reads "3" as the fourth name of an enumeration, and "99" as none of them: names in an address are words.
    private static EndpointFilterDelegate Names(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var names = endpoint.MethodInfo.GetParameters().Where(p => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType).IsEnum).Select(p => p.Name!).ToList();
        return names.Count == 0 ? next : call =>
        {
            foreach (var name in names)
                if (call.HttpContext.Request.Query[name] is [{ Length: > 0 } value] && !char.IsAsciiLetter(value[0]))
                    throw Refused.Field(name, KernelErrors.Malformed, PlainText.Shown(value));
            return next(call);
        };
    }

    /// <summary>The change happens only to the version that the caller saw, when it says which in <c>If-Match</c>.</summary>
    public static RouteHandlerBuilder Conditional(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new HeedsIfMatch());

    /// <summary>Who asks: the membership of the token or of the signed-in session, with the request's idempotency key.</summary>
    public static Actor Actor(this HttpContext http) => http.RequestServices.GetRequiredService<CurrentActor>().Actor with
    {
        Via = Via.Api,
        Once = http.Items[typeof(Once)] as Once,
    };

    /// <summary>
    /// Reads the idempotency key of every POST under /api before the body is bound, because the key stands for exactly this body.
    /// </summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.UseBodyLimit().UseWhen(
        context => HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/api"),
        branch => branch.Use(async (context, next) =>
        {
            if (context.Request.Headers["Idempotency-Key"] is not [{ } key])
                throw Refused.Field("Idempotency-Key", ApiErrors.KeyRequired);
            context.Request.EnableBuffering();
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            context.Request.Body.Position = 0;
            var text = $"{context.Request.Method}\n{context.Request.Path}{context.Request.QueryString}\n{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)))}";
            context.Items[typeof(Once)] = Once.For(key, text);
            await next();
        }));

    private static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api") && context.Request.HasJsonContentType(),
        branch => branch.Use((context, next) =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = MaxBody;
            return next(context);
        }));

    /// <summary>The version that the caller last saw, from If-Match; null when the header is absent.</summary>
    public static long? IfMatch(this HttpContext http)
    {
        var sent = http.Request.Headers.IfMatch;
        if (sent.Count == 0)
            return null;
        return sent is [{ } value] && long.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw Refused.Field("If-Match", ApiErrors.IfMatch);
    }

    /// <summary>An answer with the document's version as its ETag.</summary>
    public static Ok<T> Versioned<T>(this HttpContext http, T body, long version)
    {
        http.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(body);
    }

    /// <summary>201 with the id of what was made; with its address where it has one of its own.</summary>
    public static Created<Made> Made(IId id, string? under = null) => TypedResults.Created(under is null ? null : $"/api/v1/{under}/{id.Value}", new Made(id.Value));

    /// <summary>The code of an administrative division, or refused at <c>regionCode</c> with <c>region.unknown</c>.</summary>
    public static string Region(string code) => Regions.Find(code)?.Code ?? throw Refused.Field("regionCode", ValueErrors.Region, PlainText.Shown(code));

    /// <summary>The division that a query names; null where it names none.</summary>
    public static string? OptionalRegion(string? code) => code is { Length: > 0 } ? Region(code) : null;

    /// <summary>A page size between 1 and <see cref="MaxLimit"/>.</summary>
    public static int Limit(int? limit) => limit is null ? 50 : limit is >= 1 and <= MaxLimit ? limit.Value : throw Refused.Field("limit", ApiErrors.Limit, MaxLimit);
}
