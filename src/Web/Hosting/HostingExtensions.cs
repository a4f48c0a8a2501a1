using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;

namespace Hecai.Web.Hosting;

/// <summary>What every surface of the process shares: headers, language, error handling, static files.</summary>
public static class HostingExtensions
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // The default encoder turns every Chinese character into a numeric reference: pages three times the size, unreadable.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSingleton<IStartupFilter, HeadIsGet>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "hecai.form";
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        builder.AddLanguages();
        return builder;
    }

    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        // Before the error pages: they are rendered outside the failed request, in the reader's language all the same.
        app.UseRequestLocalization();
        app.UseErrorPages();
        app.MapStaticAssets();
        app.MapLanguageSwitch();
        app.MapThemeSwitch();
        app.MapBrandStyles();
        return app;
    }
}
