using Hecai.Web.Api;
using Hecai.Web.Documents;
using Hecai.Web.Exports;
using Hecai.Web.Portals.Buyer;
using Hecai.Web.Portals.Operator;
using Hecai.Web.Portals.Provider;
using Hecai.Web.Portals.Shared;
using Hecai.Web.Portals.Supplier;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hecai.Web.Portals;

/// <summary>The four portals: server-rendered pages with enhanced navigation; no circuits, so any node answers any request.</summary>
public static class PortalExtensions
{
    public static WebApplicationBuilder AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        // A cart of 2,000 lines is one form: a quantity, and a choice and a quantity for each of its services.
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(o => o.ValueCountLimit = 10 * Hecai.Purchasing.Quotes.MaxLines);
        builder.Services.TryAddScoped<ShellOf>(_ => _ => Task.FromResult(Shell.Anonymous));
        builder.Services.AddSingleton<OperatorSteps>().AddSingleton<SupplierSteps>().AddSingleton<BuyerSteps>().AddSingleton<BuyerWaiting>().AddSingleton<ProviderSteps>();
        builder.Services.AddSingleton<Finder>().AddSingleton<DocumentFinder>();
        builder.AddDocuments();
        return builder;
    }

    public static WebApplication MapPortal(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        app.MapFiles();
        app.MapRegions();
        app.MapMessages();
        app.MapDocuments();
        app.MapExports();
        app.MapCheckoutDrafts();
        return app;
    }
}
