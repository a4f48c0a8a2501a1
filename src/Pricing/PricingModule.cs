using Hecai.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Pricing;

public sealed class PricingModule : Module
{
    public override IEnumerable<IFlow> Flows => [Agreement.Lifecycle];

    public override void Services(IServiceCollection services) => services
        .AddSingleton<AgreementReader>().AddSingleton<AgreementBooks>().AddSingleton<IAgreedGoods, AgreedProducts>().AddJob<ExpireAgreements>("pricing.expire_agreements", TimeSpan.FromMinutes(30))
        .AddJob<RemindOfAgreements>("pricing.remind_of_agreements", TimeSpan.FromHours(1))
        .AddSingleton<AgreementQuota>().AddSingleton<IHoldable>(provider => provider.GetRequiredService<AgreementQuota>());
}
