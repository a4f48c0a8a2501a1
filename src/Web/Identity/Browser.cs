using System.Security.Claims;
using Hecai.Parties;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Hecai.Web.Identity;

/// <summary>Signs the browser of this request in and out, and lets it choose whom to act for.</summary>
public sealed class Browser(IHttpContextAccessor http, Sessions sessions, AccountQueries accounts, CurrentActor current)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Begins a session of a person who has just proved who they are; the only membership is chosen for them.</summary>
    /// <returns>Where to go: back, or to the choice of memberships.</returns>
    public async Task<string> SignIn(PersonId person, string how, string? returnUrl, MembershipId? actAs = null)
    {
        // A session that was there before is not continued: nobody can plant one (A108).
        if (current.SignedIn is { } earlier)
            await sessions.End(earlier.Session, earlier.Person, Context.RequestAborted);
        var session = await sessions.Begin(person, Context.Request.Headers.UserAgent, how, Context.RequestAborted);
        var memberships = await accounts.Memberships(person, Context.RequestAborted);
        var chosen = actAs ?? (memberships.Count == 1 ? memberships[0].Id : null);
        await Write(session, person, chosen);
        var back = Hosting.LocalUrl.Safe(returnUrl);
        return chosen is not null ? back : $"/switch?returnUrl={Uri.EscapeDataString(back)}";
    }

    /// <summary>Acts as another of the own memberships from now on; refuses one that is not the person's.</summary>
    public async Task ActAs(MembershipId membership)
    {
        var person = current.SignedIn ?? throw Refused.With(PartiesErrors.SignInRequired);
        if ((await accounts.Memberships(person.Person, Context.RequestAborted)).All(own => own.Id != membership))
            throw Refused.With(KernelErrors.NotFound);
        await Write(person.Session, person.Person, membership);
    }

    /// <summary>After a change of password: the other browsers are out, this one stays.</summary>
    public Task Renew(PersonId person) => SignIn(person, "password_changed", null, current.ActorOrNull?.Membership);

    public async Task SignOut()
    {
        if (current.SignedIn is { } person)
            await sessions.End(person.Session, person.Person, Context.RequestAborted);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private Task Write(SessionId session, PersonId person, MembershipId? membership)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Value.ToString()));
        identity.AddClaim(new Claim(WhoActs.SessionClaim, session.Value.ToString()));
        if (membership is { } chosen)
            identity.AddClaim(new Claim(WhoActs.MembershipClaim, chosen.Value.ToString()));
        return Context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
    }
}
