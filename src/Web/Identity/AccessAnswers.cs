using Hecai.Parties;
using Hecai.Web.Api;
using Hecai.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Hecai.Web.Identity;

/// <summary>What people and programs are told when they may not: programs a problem with its status, people the way on.</summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        if (result.Succeeded)
            return next(context);
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        if (WhoActs.IsForPrograms(context.Request.Path))
            return Program(context, current);
        if (current.SignedIn is null)
            return Send(context, "/sign-in");
        if (current.ActorOrNull is null)
            return Send(context, "/switch");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task Program(HttpContext context, CurrentActor current)
    {
        if (current.ActorOrNull is { } actor)
        {
            var missing = context.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsAttribute>().FirstOrDefault(need => !actor.Permissions.Contains(need.Code));
            var name = missing is null ? null : context.RequestServices.GetRequiredService<PermissionCatalogue>().Find(missing.Code)?.Name;
            return Problems.Write(context, StatusCodes.Status403Forbidden, KernelErrors.Forbidden, [name ?? new Text("—", "—")], []);
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(context, RefusalStatus.Of(PartiesErrors.TokenRequired), PartiesErrors.TokenRequired, [], []);
    }

    private static Task Send(HttpContext context, string page)
    {
        // Only a GET can be asked again afterwards.
        var asked = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
        context.Response.Redirect(asked == "/" ? page : $"{page}?returnUrl={Uri.EscapeDataString(asked)}");
        return Task.CompletedTask;
    }
}
