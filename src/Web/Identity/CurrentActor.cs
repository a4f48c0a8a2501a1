using Hecai.Parties;

namespace Hecai.Web.Identity;

/// <summary>Who makes this request. Pages and endpoints inject it; it was found out once, before they ran.</summary>
public sealed class CurrentActor(IHttpContextAccessor http)
{
    private Known? Known => http.HttpContext?.Features.Get<Known>();

    /// <summary>The actor, or refuses with <c>sign_in.required</c>. Endpoints that declare <c>Needs</c> always have one.</summary>
    public Actor Actor => ActorOrNull ?? throw Refused.With(PartiesErrors.SignInRequired);

    /// <summary>Null when nobody has signed in, or has not chosen whom to act for.</summary>
    public Actor? ActorOrNull => Known?.Actor;

    /// <summary>The person in a signed-in browser; null for programs.</summary>
    public SignedIn? SignedIn => Known?.SignedIn;
}

/// <summary>What was found out about a request's maker.</summary>
internal sealed record Known(SignedIn? SignedIn, Actor? Actor);
