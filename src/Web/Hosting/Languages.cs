using Microsoft.AspNetCore.Localization;

namespace Hecai.Web.Hosting;

/// <summary>Chinese unless the reader chose English; the choice is kept in a cookie for a year.</summary>
internal static class Languages
{
    private static readonly string[] Offered = ["zh-CN", "en-US"];
    private const string Cookie = "hecai.culture";

    public static void AddLanguages(this WebApplicationBuilder builder) =>
        builder.Services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture(Offered[0]).AddSupportedCultures(Offered).AddSupportedUICultures(Offered);
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie, Options = o }];
        });

    /// <summary><c>/culture?culture=en-US&amp;returnUrl=/orders</c>, by link or by form.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapPreference("/culture", "culture", Cookie, value =>
        Offered.Contains(value) ? CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(value)) : null);
}
