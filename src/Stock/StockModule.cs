using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Stock;

public sealed class StockModule : Module
{
    public override IEnumerable<IFlow> Flows => [Arrival.Lifecycle];

    public override void Services(IServiceCollection services) => services
        .AddSingleton<ServedAreas>().AddSingleton<LyingStock>().AddSingleton<StockLedger>().AddSingleton<IHoldable>(provider => provider.GetRequiredService<StockLedger>());
}
