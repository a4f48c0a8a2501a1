using Microsoft.AspNetCore.Localization;

namespace Hecai.Web.Hosting;

/// <summary>
/// Chinese unless the reader chose English; the choice is kept in a cookie for a year. A program has no cookie and says it in <c>Accept-Language</c>;
/// for people that header is not heeded: their browsers often came in a language that is not theirs.
/// </summary>
internal static class Languages
{
    private static readonly string[] Offered = ["zh-CN", "en-US"];
    private const string Cookie = "hecai.culture";

    public static void AddLanguages(this WebApplicationBuilder builder) =>
        builder.Services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture(Offered[0]).AddSupportedCultures(Offered).AddSupportedUICultures(Offered);
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie, Options = o }, new CustomRequestCultureProvider(c => Task.FromResult(OfProgram(c.Request)))];
        });

    private static ProviderCultureResult? OfProgram(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/connect"))
            return null;
        var asked = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Offered.FirstOrDefault(o => l.Value.StartsWith(o[..2], StringComparison.OrdinalIgnoreCase))).FirstOrDefault(o => o is not null);
        return asked is null ? null : new(asked);
    }

    /// <summary><c>/culture?culture=en-US&amp;returnUrl=/orders</c>, by link or by form.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapPreference("/culture", "culture", Cookie, value =>
        Offered.Contains(value) ? CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(value)) : null);
}
