using Hecai.Parties;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Hecai.Web.Identity;

/// <summary>Every endpoint must have declared who may use it.</summary>
internal sealed class AccessRule : IAuthorizationRequirement;

/// <summary>Deny by default: lets through only what the endpoint's own declaration allows this actor.</summary>
internal sealed partial class AccessRuleHandler(ILogger<AccessRuleHandler> log) : AuthorizationHandler<AccessRule>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext decision, AccessRule rule)
    {
        if (decision.Resource is HttpContext context && Allows(context))
            decision.Succeed(rule);
        return Task.CompletedTask;
    }

    private bool Allows(HttpContext context)
    {
        // Nothing there: 404 follows. An error page being shown: its own answer was decided before.
        if (context.GetEndpoint() is not { } endpoint || context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            return true;
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        var needs = endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>();
        if (needs.Count > 0)
            return current.ActorOrNull is { } actor && needs.All(need => actor.Permissions.Contains(need.Code));
        if (endpoint.Metadata.GetMetadata<SignedInAttribute>() is { } signedIn)
            return current.ActorOrNull is not null || (current.SignedIn is not null && !signedIn.Acting);
        if (AccessDeclarations.IsFramework(endpoint))
            return true;
        LogUndeclared(log, endpoint.DisplayName);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Endpoint {Endpoint} does not say who may use it and is refused to everybody")]
    private static partial void LogUndeclared(ILogger log, string? endpoint);
}

/// <summary>What a test asserts to be empty: endpoints that nobody may use because they declare nothing, or a right that does not exist.</summary>
public static class AccessDeclarations
{
    public static IReadOnlyList<string> Missing(IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<PermissionCatalogue>();
        return [.. services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !IsFramework(endpoint) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<SignedInAttribute>() is null)
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>() is var needs && (needs.Count == 0 || needs.Any(need => catalogue.Find(need.Code) is null)))
            .Select(endpoint => $"{endpoint.RoutePattern.RawText} {endpoint.DisplayName}").Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Static files and what the component framework maps for itself; the error page, which is shown to everybody; what routing puts in place
    /// of an endpoint that does not take the method or the content type, which nobody mapped and which only says so.
    /// </summary>
    internal static bool IsFramework(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || (endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0)
        || (endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern } && (pattern is "/error" or "{**path:file}" || pattern.TrimStart('/').StartsWith("_framework/", StringComparison.Ordinal)));
}
