using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Catalogue;

public sealed class CatalogueModule : Module
{
    public override IEnumerable<IFlow> Flows => [Listing.Lifecycle];
    public override Type? Permissions => typeof(CataloguePermissions);
    public override Type? Errors => typeof(CatalogueErrors);

    public override void Services(IServiceCollection services)
    {
        services.AddOptions<SearchOptions>();
        services.AddSingleton<Categories>().AddSingleton<CatalogueLog>().AddSingleton<CatalogueSeed>().AddSingleton<OfferShelf>();
        services.AddSingleton<SearchIndex>().AddSingleton<SearchIndexer>();
    }
}
