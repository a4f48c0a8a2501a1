using Hecai.Data;
using Hecai.Web.Api;
using Hecai.Web.Hosting;
using Hecai.Web.Identity;
using Hecai.Web.Portals;

namespace Hecai.Web;

/// <summary>What one process needs to know. Everything else has a default that works.</summary>
public sealed record HostSettings
{
    /// <summary>Where the embedded database, keys, mails, files and the search index live.</summary>
    public string Data { get; init; } = "data";

    /// <summary>A PostgreSQL connection string; null for the embedded SQLite.</summary>
    public string? Database { get; init; }

    /// <summary>Loopback unless a proxy in front says otherwise; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5080";

    /// <summary>False for commands that only need the modules.</summary>
    public bool Workers { get; init; } = true;
    public string Environment { get; init; } = "Production";

    public Engine OpenEngine() => Database is null ? new SqliteEngine(Path.Combine(Data, "hecai.db")) : new PostgresEngine(Database);
}

/// <summary>Puts the product together; the program, the tests and the benchmarks all start it here.</summary>
public static class HecaiHost
{
    public static WebApplication Build(HostSettings settings, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(HecaiHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = settings.Environment,
        });
        builder.WebHost.UseUrls(settings.Url);
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["Hecai:Data"] = Path.GetFullPath(settings.Data);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("OpenIddict", LogLevel.Warning)
            // It warns that keys lie unencrypted: they lie in a folder that only the account of the service may enter (docs/operations.md).
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Services.AddSingleton(settings);
        builder.AddHosting();
        builder.AddModules(settings);
        builder.AddIdentityAndAccess();
        builder.AddApi();
        builder.AddPortal();
        change?.Invoke(builder);
        builder.AddSchedules(settings);

        var app = builder.Build();
        app.UseHosting();
        app.UseIdempotencyKeys();
        app.UseIdentity();
        app.MapApi();
        app.MapIdentity();
        app.MapPortal();
        return app;
    }
}
