namespace Hecai.Web.Identity;

/// <summary>An endpoint or page that takes rights; with several, all of them.</summary>
/// <param name="code">The code of a <see cref="Permission"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(string code) : Attribute
{
    public string Code => code;
}

/// <summary>An endpoint or page for everybody who has signed in, even before they chose whom to act for.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute
{
    /// <summary>They must have chosen: for what belongs to an organization but takes no particular right.</summary>
    public bool Acting { get; init; }
}

/// <summary>How endpoints say who may use them. One that says nothing is refused to everybody.</summary>
public static class Access
{
    /// <summary>Only for actors with this right.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsAttribute(permission.Code));

    /// <summary>For whoever has signed in; under /api for every valid token.</summary>
    public static TBuilder SignedIn<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new SignedInAttribute());
}
