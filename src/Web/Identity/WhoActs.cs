using System.Security.Claims;
using Hecai.Parties;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;

namespace Hecai.Web.Identity;

/// <summary>
/// Turns a valid cookie or token into the actor of this very moment. Neither is believed for what it said when it was made:
/// a session that ended, a role taken away, a suspended organization or a revoked client counts within a second (A29).
/// </summary>
internal sealed class WhoActs(RequestDelegate next, Actors actors)
{
    public const string SessionClaim = "hecai:session", MembershipClaim = "hecai:membership";

    /// <summary>Surfaces that take tokens and never cookies, so that no other site can act through a browser there (A107).</summary>
    public static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/mcp");

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            var known = IsForPrograms(context.Request.Path) ? await Program(context.User) : await Person(context.User);
            context.Features.Set(known);
            if (known is { SignedIn: null, Actor: null })
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                if (!IsForPrograms(context.Request.Path))
                    await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            }
        }
        await next(context);
    }

    private async Task<Known> Program(ClaimsPrincipal token) =>
        new(null, await actors.ForClient(token.GetClaim(OpenIddictConstants.Claims.Subject) ?? "", [.. token.GetScopes()]));

    private async Task<Known> Person(ClaimsPrincipal cookie)
    {
        if (!Guid.TryParse(cookie.FindFirstValue(SessionClaim), out var session) || await actors.Session(new SessionId(session)) is not { } person)
            return new(null, null);
        var actor = Guid.TryParse(cookie.FindFirstValue(MembershipClaim), out var membership) ? await actors.For(new MembershipId(membership), Via.Page) : null;
        return new(person, actor?.Person == person.Person ? actor : null);
    }
}
