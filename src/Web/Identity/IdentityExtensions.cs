using Hecai.Messages;
using Hecai.Parties;
using Hecai.Web.Portals.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Validation.AspNetCore;

namespace Hecai.Web.Identity;

/// <summary>Who may come in, and what everybody must declare to be reached.</summary>
public static class IdentityExtensions
{
    private const string Scheme = "hecai";

    /// <summary>Reads <c>Hecai:Data</c> (folder), <c>Hecai:Address</c> (public URL) and <c>Hecai:Limits</c>.</summary>
    public static WebApplicationBuilder AddIdentityAndAccess(this WebApplicationBuilder builder)
    {
        var data = builder.Configuration["Hecai:Data"] ?? "data";
        var address = new PublicAddress(new Uri(builder.Configuration["Hecai:Address"] ?? builder.Configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080"));
        var services = builder.Services;
        services.AddSingleton(address);
        services.AddSingleton<IMailSender>(provider => new MailFolder(Path.Combine(data, "mail"), provider.GetRequiredService<TimeProvider>()));
        services.AddKeys(data);
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>().AddScoped<Browser>().AddScoped<Passkeys>().AddSingleton<Portals.Settings.PeopleChoices>();
        services.AddScoped<ShellOf>(provider => async context => provider.GetRequiredService<CurrentActor>().ActorOrNull is { } actor
            ? Shell.For(actor, await provider.GetRequiredService<UnreadMessages>().Of(actor, context.RequestAborted), new Dictionary<string, int>())
            : Shell.Anonymous);
        services.AddAuthenticationSchemes(address);
        services.AddSingleton<IAuthenticationSchemeProvider, SchemesByPath>();
        services.AddTokens(address, Path.Combine(data, "keys"));
        services.AddRateLimits(builder.Configuration);
        services.AddSingleton<IAuthorizationHandler, AccessRuleHandler>().AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        var rule = new AuthorizationPolicyBuilder().AddRequirements(new AccessRule()).Build();
        services.AddAuthorizationBuilder().SetFallbackPolicy(rule).SetDefaultPolicy(rule);
        return builder;
    }

    /// <summary>The keys that cookies, forms and links are sealed with, in a folder of the data. Every request opens two seals and makes one: AES-GCM does that in one pass.</summary>
    internal static IServiceCollection AddKeys(this IServiceCollection services, string data)
    {
        services.AddDataProtection().SetApplicationName("Hecai").PersistKeysToFileSystem(PrivateFolder(Path.Combine(data, "keys")))
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        return services;
    }

    /// <summary>The middleware, before any endpoint. Limits come first: a flood is not worth a look at its password.</summary>
    public static WebApplication UseIdentity(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<WhoActs>();
        app.UseMiddleware<Misses>();
        app.UseAuthorization();
        return app;
    }

    /// <summary>The endpoints beside the pages: tokens for programs, options for passkeys.</summary>
    public static WebApplication MapIdentity(this WebApplication app)
    {
        app.MapTokens();
        app.MapPasskeys();
        return app;
    }

    private static void AddAuthenticationSchemes(this IServiceCollection services, PublicAddress address)
    {
        var authentication = services.AddAuthentication(Scheme);
        authentication.AddPolicyScheme(Scheme, null, o => o.ForwardDefaultSelector = context =>
            WhoActs.IsForPrograms(context.Request.Path) ? OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme : IdentityConstants.ApplicationScheme);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, o =>
        {
            Harden(o.Cookie, address, "hecai");
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
        });
        // Between the two halves of a passkey ceremony: the challenge, sealed.
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, o =>
        {
            Harden(o.Cookie, address, "hecai-passkey");
            o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.AddIdentityCore<Person>(o =>
        {
            o.Password = new PasswordOptions { RequiredLength = Passwords.Min, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = SignIn.MaxTries, DefaultLockoutTimeSpan = SignIn.Pause };
            o.User.AllowedUserNameCharacters = "";
        }).AddSignInManager();
        services.AddSingleton<IUserStore<Person>, PersonStore>();
        // An address is not a name that a browser takes for a passkey; the host of the request is right there.
        if (address.Root.HostNameType == UriHostNameType.Dns)
            services.Configure<IdentityPasskeyOptions>(o => o.ServerDomain = address.Root.Host);
    }

    private static void Harden(CookieBuilder cookie, PublicAddress address, string name)
    {
        // The prefix makes browsers insist: this host only, the whole of it, and never without TLS.
        cookie.Name = address.IsHttps ? $"__Host-{name}" : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }

    private static DirectoryInfo PrivateFolder(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
