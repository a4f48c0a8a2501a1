using Microsoft.Extensions.DependencyInjection;

namespace Hecai.Control;

public sealed class ControlModule : Module
{
    public override IEnumerable<IFlow> Flows => [ApprovalTask.Lifecycle];

    public override void Services(IServiceCollection services) => services
        .AddSingleton<Approvals>().AddSingleton<HandingOn>().AddSingleton<BillingParties>().AddSingleton<BudgetLedger>().AddSingleton<IHoldable>(provider => provider.GetRequiredService<BudgetLedger>());
}
