namespace Hecai.Web.Hosting;

/// <summary>A reader's preference kept in a cookie and switched by a link or a form, then back to where they were.</summary>
internal static class Preferences
{
    public static void MapPreference(this WebApplication app, string path, string name, string cookie, Func<string, string?> toCookie)
    {
        // GET as well as POST: a preference harms nobody, and a plain link works everywhere, error pages included.
        app.MapMethods(path, ["GET", "POST"], async (HttpContext context) =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
            string Sent(string key) => form?[key] is { Count: > 0 } posted ? posted.ToString() : context.Request.Query[key].ToString();

            if (toCookie(Sent(name)) is { } value)
                context.Response.Cookies.Append(cookie, value, new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
                    HttpOnly = true, IsEssential = true, Path = "/",
                });
            context.Response.Headers.CacheControl = "no-store";
            return Results.LocalRedirect(LocalUrl.Safe(Sent("returnUrl")));
        }).ExcludeFromDescription().AllowAnonymous().DisableAntiforgery();
    }
}
