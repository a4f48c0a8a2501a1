namespace Hecai.Web.Hosting;

/// <summary>Addresses to return to, taken from the request: only ours, or an attacker could send people elsewhere through us.</summary>
public static class LocalUrl
{
    /// <summary>The address when it is a path of this site, else the home page.</summary>
    public static string Safe(string? url) => IsLocal(url) ? url! : "/";

    // "//host" and "/\host" are read by browsers as another site; control characters are dropped by them while parsing.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
