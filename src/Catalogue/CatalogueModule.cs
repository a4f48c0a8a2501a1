using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Catalogue;

public sealed class CatalogueModule : Module
{
    public override IEnumerable<IFlow> Flows => [Listing.Lifecycle, Pool.Lifecycle];

    public override void Services(IServiceCollection services)
    {
        services.AddOptions<SearchOptions>();
        services.AddSingleton<Categories>().AddSingleton<CatalogueLog>().AddSingleton<CatalogueSeed>().AddSingleton<OfferShelf>().AddSingleton<Assortments>().AddSingleton<PoolReader>().AddSingleton<SalesFigures>();
        services.AddSingleton<SearchIndex>().AddSingleton<SearchIndexer>();
    }
}
